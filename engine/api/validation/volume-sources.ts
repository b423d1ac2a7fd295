// The storage behind a volume, one function a type: what each must name.
//
// Types that pods and persistent volumes share are here; what only a pod can mount (Secrets, projections) is in
// kinds/pod/. Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validate<Type>VolumeSource (equal in
// 1.28 unless a version row says so). Does not look whether anything named exists.

import { isDns1123Label, isDns1123Subdomain } from '../names/dns.ts';
import { byteLength, inclusiveRangeError } from '../names/text.ts';
import type { Volume } from '../objects.ts';
import type { FieldPath } from './field-error.ts';
import { validateLocalDescendingPath, validatePathNoBacksteps } from './local-path.ts';
import type { Problems } from './problems.ts';

type Source<K extends keyof Volume> = NonNullable<Volume[K]>;

const HOST_PATH_TYPES: readonly string[] = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** Requires each named field to hold some text. */
function requireTexts<T extends object>(
  source: T,
  path: FieldPath,
  problems: Problems,
  ...fields: (keyof T & string)[]
): void {
  for (const field of fields) if (!source[field]) problems.required(path.child(field));
}

function validatePartition(partition: number | undefined, path: FieldPath, problems: Problems): void {
  const value = partition ?? 0;
  // 0 stands for none; upstream's text does not say so.
  if (value < 0 || value > 255) problems.invalid(path.child('partition'), value, inclusiveRangeError(1, 255));
}

function validateLun(lun: number, path: FieldPath, problems: Problems): void {
  if (lun < 0 || lun > 255) problems.invalid(path.child('lun'), lun, inclusiveRangeError(0, 255));
}

export function validateHostPath(source: Source<'hostPath'>, path: FieldPath, problems: Problems): void {
  if (!source.path) {
    problems.required(path.child('path'));
    return;
  }
  validatePathNoBacksteps(source.path, path.child('path'), problems);
  if (source.type !== undefined && !HOST_PATH_TYPES.includes(source.type)) {
    problems.notSupported(path.child('type'), source.type, HOST_PATH_TYPES);
  }
}

export function validateGitRepo(source: Source<'gitRepo'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'repository');
  validateLocalDescendingPath(source.directory ?? '', path.child('directory'), problems);
}

export function validateGcePersistentDisk(
  source: Source<'gcePersistentDisk'>,
  path: FieldPath,
  problems: Problems,
): void {
  requireTexts(source, path, problems, 'pdName');
  validatePartition(source.partition, path, problems);
}

export function validateAwsElasticBlockStore(
  source: Source<'awsElasticBlockStore'>,
  path: FieldPath,
  problems: Problems,
): void {
  requireTexts(source, path, problems, 'volumeID');
  validatePartition(source.partition, path, problems);
}

export function validateNfs(source: Source<'nfs'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'server', 'path');
  if (!source.path?.startsWith('/'))
    problems.invalid(path.child('path'), source.path ?? '', 'must be an absolute path');
}

// Upstream's three expressions; only two are anchored at the start, and `.` after eui and naa is any character.
const ISCSI_NAMES: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9\-.]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[a-zA-Z0-9]{16}$/,
  naa: /^naa.[a-zA-Z0-9]{32}$/,
};

function validateIscsiName(name: string, path: FieldPath, problems: Problems): void {
  const pattern = ISCSI_NAMES[name.slice(0, 3)];
  if (pattern === undefined)
    problems.invalid(path, name, 'must be valid format starting with iqn, eui, or naa');
  else if (!pattern.test(name)) problems.invalid(path, name, 'must be valid format');
}

export function validateIscsi(source: Source<'iscsi'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'targetPortal', 'iqn');
  if (source.iqn) validateIscsiName(source.iqn, path.child('iqn'), problems);
  validateLun(source.lun ?? 0, path, problems);
  if ((source.chapAuthDiscovery || source.chapAuthSession) && source.secretRef === undefined) {
    problems.required(path.child('secretRef'));
  }
  if (source.initiatorName !== undefined)
    validateIscsiName(source.initiatorName, path.child('initiatorname'), problems);
}

/** An initiator needs the volume's name and the portal to fit one identifier. */
export function validateIscsiInitiator(
  source: Source<'iscsi'>,
  volume: string,
  path: FieldPath,
  problems: Problems,
): void {
  if (source.initiatorName === undefined || byteLength(`${volume}:${source.targetPortal}`) <= 64) return;
  const text =
    'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';
  problems.invalid(path.child('name'), volume, text);
}

export function validateGlusterfs(source: Source<'glusterfs'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'endpoints', 'path');
}

export function validateFlocker(source: Source<'flocker'>, path: FieldPath, problems: Problems): void {
  if (!source.datasetName && !source.datasetUUID)
    problems.required(path, 'one of datasetName and datasetUUID is required');
  if (source.datasetName && source.datasetUUID) {
    problems.invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously');
  }
  if (source.datasetName?.includes('/'))
    problems.invalid(path.child('datasetName'), source.datasetName, "must not contain '/'");
}

export function validateRbd(source: Source<'rbd'>, path: FieldPath, problems: Problems): void {
  if (!source.monitors?.length) problems.required(path.child('monitors'));
  requireTexts(source, path, problems, 'image');
}

export function validateCinder(source: Source<'cinder'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'volumeID');
  if (source.secretRef !== undefined)
    requireTexts(source.secretRef, path.child('secretRef'), problems, 'name');
}

export function validateCephfs(source: Source<'cephfs'>, path: FieldPath, problems: Problems): void {
  if (!source.monitors?.length) problems.required(path.child('monitors'));
}

const REGISTRY_TEXT = 'must be a host:port pair or multiple pairs separated by commas';
// net.SplitHostPort takes one colon, or several within brackets.
const HOST_PORT = /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/;

export function validateQuobyte(source: Source<'quobyte'>, path: FieldPath, problems: Problems): void {
  if (!source.registry) problems.required(path.child('registry'), REGISTRY_TEXT);
  else if (byteLength(source.tenant ?? '') >= 65) {
    problems.required(path.child('tenant'), 'must be a UUID and may not exceed a length of 64 characters');
  } else {
    for (const pair of source.registry.split(',')) {
      if (!HOST_PORT.test(pair)) problems.invalid(path.child('registry'), source.registry, REGISTRY_TEXT);
    }
  }
  requireTexts(source, path, problems, 'volume');
}

export function validateFc(source: Source<'fc'>, path: FieldPath, problems: Problems): void {
  const names = source.targetWWNs ?? [];
  const ids = source.wwids ?? [];
  const at = path.child('targetWWNs');
  if (names.length === 0 && ids.length === 0)
    problems.required(at, 'must specify either targetWWNs or wwids, but not both');
  if (names.length === 0) return;
  if (ids.length > 0) problems.invalid(at, names, 'targetWWNs and wwids can not be specified simultaneously');
  if (source.lun === undefined)
    problems.required(path.child('lun'), 'lun is required if targetWWNs is specified');
  else validateLun(source.lun, path, problems);
}

export function validateFlexVolume(source: Source<'flexVolume'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'driver');
  for (const key of Object.keys(source.options ?? {}).sort()) {
    const domain = `.${key.split('/', 1)[0]!.toLowerCase()}`;
    if (!domain.endsWith('.kubernetes.io') && !domain.endsWith('.k8s.io')) continue;
    problems.invalid(path.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved');
  }
}

export function validateAzureFile(source: Source<'azureFile'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'secretName', 'shareName');
}

const AZURE_CACHING_MODES: readonly string[] = ['None', 'ReadOnly', 'ReadWrite'];
const AZURE_KINDS: readonly string[] = ['Dedicated', 'Managed', 'Shared'];
const AZURE_MANAGED_URI =
  '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const AZURE_BLOB_URI = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export function validateAzureDisk(source: Source<'azureDisk'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'diskName', 'diskURI');
  const { cachingMode, kind, diskURI = '' } = source;
  if (cachingMode !== undefined && !AZURE_CACHING_MODES.includes(cachingMode)) {
    problems.notSupported(path.child('cachingMode'), cachingMode, AZURE_CACHING_MODES);
  }
  if (kind === undefined) return;
  if (!AZURE_KINDS.includes(kind)) problems.notSupported(path.child('kind'), kind, AZURE_KINDS);
  const [start, example] =
    kind === 'Managed' ? ['/subscriptions/', AZURE_MANAGED_URI] : ['https://', AZURE_BLOB_URI];
  if (!diskURI.startsWith(start!)) problems.notSupported(path.child('diskURI'), diskURI, [example!]);
}

export function validateVsphereVolume(
  source: Source<'vsphereVolume'>,
  path: FieldPath,
  problems: Problems,
): void {
  requireTexts(source, path, problems, 'volumePath');
}

export function validatePhotonPersistentDisk(
  source: Source<'photonPersistentDisk'>,
  path: FieldPath,
  problems: Problems,
): void {
  requireTexts(source, path, problems, 'pdID');
}

export function validatePortworxVolume(
  source: Source<'portworxVolume'>,
  path: FieldPath,
  problems: Problems,
): void {
  requireTexts(source, path, problems, 'volumeID');
}

export function validateScaleIO(source: Source<'scaleIO'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'gateway', 'system', 'volumeName');
}

export function validateStorageOS(source: Source<'storageos'>, path: FieldPath, problems: Problems): void {
  requireTexts(source, path, problems, 'volumeName');
  for (const field of ['volumeName', 'volumeNamespace'] as const) {
    const name = source[field];
    if (name) problems.invalidEach(path.child(field), name, isDns1123Label(name, problems.version));
  }
  if (source.secretRef !== undefined)
    requireTexts(source.secretRef, path.child('secretRef'), problems, 'name');
}

export function validateCsiDriverName(driver: string, path: FieldPath, problems: Problems): void {
  if (driver === '') problems.required(path);
  if (byteLength(driver) > 63) problems.tooLong(path, 63);
  problems.invalidEach(path, driver, isDns1123Subdomain(driver.toLowerCase(), problems.version));
}

export function validateCsi(source: Source<'csi'>, path: FieldPath, problems: Problems): void {
  validateCsiDriverName(source.driver ?? '', path.child('driver'), problems);
  const secret = source.nodePublishSecretRef;
  if (secret === undefined) return;
  if (secret.name)
    problems.invalidEach(path.child('name'), secret.name, isDns1123Subdomain(secret.name, problems.version));
  else {
    // The space is upstream's, until it was seen.
    const field = problems.has('csiSecretPathWithoutSpace')
      ? 'nodePublishSecretRef'
      : 'nodePublishSecretRef ';
    problems.required(path.child(field, 'name'));
  }
}
