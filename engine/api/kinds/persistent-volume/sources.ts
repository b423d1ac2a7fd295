// The storage behind a persistent volume: exactly one type, each with its demands.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec and
// validate<Type>PersistentVolumeSource; v1.28.0 for the references of CSI volumes.

import { isDns1123Label, isDns1123Subdomain, nameIsDnsLabel } from '../../names/dns.ts';
import type { PersistentVolume, Volume } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validatePathNoBacksteps } from '../../validation/local-path.ts';
import type { Problems } from '../../validation/problems.ts';
import * as shared from '../../validation/volume-sources.ts';

type Spec = PersistentVolume['spec'];
type Csi = NonNullable<Spec['csi']>;
type Reference = { readonly name?: string; readonly namespace?: string };

type Validate = (spec: Spec, path: FieldPath, problems: Problems, volume: string) => void;

/** A field of the spec that holds a volume's source; upstream's paths differ from the field here and there. */
interface SourceType {
  readonly field: keyof Spec;
  readonly path?: string;
  readonly secondPath?: string;
  readonly validate: Validate;
}

// The types that pods can mount directly differ in their references to Secrets alone.
const asPodSource = <K extends keyof Spec & keyof Volume>(
  field: K,
  validate: (source: NonNullable<Volume[K]>, path: FieldPath, problems: Problems) => void,
): Validate => {
  return (spec, path, problems) => validate(spec[field] as NonNullable<Volume[K]>, path, problems);
};

function requireReference(reference: Reference | undefined, path: FieldPath, problems: Problems): void {
  if (reference == null) return;
  if (!reference.name) problems.required(path.child('name'));
  if (!reference.namespace) problems.required(path.child('namespace'));
}

const SOURCE_TYPES: readonly SourceType[] = [
  { field: 'hostPath', validate: asPodSource('hostPath', shared.validateHostPath) },
  {
    field: 'gcePersistentDisk',
    path: 'persistentDisk',
    validate: asPodSource('gcePersistentDisk', shared.validateGcePersistentDisk),
  },
  {
    field: 'awsElasticBlockStore',
    validate: asPodSource('awsElasticBlockStore', shared.validateAwsElasticBlockStore),
  },
  { field: 'glusterfs', validate: validateGlusterfs },
  { field: 'flocker', validate: asPodSource('flocker', shared.validateFlocker) },
  { field: 'nfs', validate: asPodSource('nfs', shared.validateNfs) },
  { field: 'rbd', validate: asPodSource('rbd', shared.validateRbd) },
  { field: 'quobyte', validate: asPodSource('quobyte', shared.validateQuobyte) },
  { field: 'cephfs', secondPath: 'cephFS', validate: asPodSource('cephfs', shared.validateCephfs) },
  { field: 'iscsi', validate: validateIscsi },
  { field: 'cinder', validate: validateCinder },
  { field: 'fc', validate: asPodSource('fc', shared.validateFc) },
  { field: 'flexVolume', validate: asPodSource('flexVolume', shared.validateFlexVolume) },
  { field: 'azureFile', validate: validateAzureFile },
  { field: 'vsphereVolume', validate: asPodSource('vsphereVolume', shared.validateVsphereVolume) },
  {
    field: 'photonPersistentDisk',
    validate: asPodSource('photonPersistentDisk', shared.validatePhotonPersistentDisk),
  },
  { field: 'portworxVolume', validate: asPodSource('portworxVolume', shared.validatePortworxVolume) },
  { field: 'azureDisk', validate: asPodSource('azureDisk', shared.validateAzureDisk) },
  { field: 'scaleIO', validate: asPodSource('scaleIO', shared.validateScaleIO) },
  { field: 'local', validate: validateLocal },
  { field: 'storageos', validate: validateStorageOS },
  { field: 'csi', validate: validateCsi },
];

export const SOURCE_FIELDS: readonly (keyof Spec)[] = SOURCE_TYPES.map(({ field }) => field);

export function validateSource(spec: Spec, volume: string, path: FieldPath, problems: Problems): void {
  let count = 0;
  for (const { field, path: name = field, secondPath = field, validate } of SOURCE_TYPES) {
    if (spec[field] == null) continue;
    // A flexVolume is never the second: upstream forgets to ask.
    if (count > 0 && field !== 'flexVolume') {
      problems.forbidden(path.child(secondPath), 'may not specify more than 1 volume type');
      continue;
    }
    count += 1;
    validate(spec, path.child(name), problems, volume);
    if (field === 'local' && spec.nodeAffinity == null) {
      problems.required(path.child('nodeAffinity'), 'Local volume requires node affinity');
    }
  }
  if (count === 0) problems.required(path, 'must specify a volume type');
}

function validateGlusterfs({ glusterfs }: Spec, path: FieldPath, problems: Problems): void {
  if (!glusterfs?.endpoints) problems.required(path.child('endpoints'));
  if (!glusterfs?.path) problems.required(path.child('path'));
  const namespace = glusterfs?.endpointsNamespace;
  if (namespace === undefined) return;
  const at = path.child('endpointsNamespace');
  if (namespace === '') {
    problems.invalid(at, namespace, 'if the endpointnamespace is set, it must be a valid namespace name');
  } else problems.invalidEach(at, namespace, nameIsDnsLabel(namespace, false, problems.version));
}

function validateIscsi(spec: Spec, path: FieldPath, problems: Problems, volume: string): void {
  const iscsi = spec.iscsi as NonNullable<Volume['iscsi']>;
  const name = `${volume}:${iscsi.targetPortal ?? ''}`;
  if (iscsi.initiatorName != null && name.length > 64) {
    const text =
      'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';
    problems.invalid(path.child('targetportal'), iscsi.targetPortal, text);
  }
  shared.validateIscsi(iscsi, path, problems);
}

function validateCinder({ cinder }: Spec, path: FieldPath, problems: Problems): void {
  if (!cinder?.volumeID) problems.required(path.child('volumeID'));
  requireReference(cinder?.secretRef, path.child('secretRef'), problems);
}

function validateAzureFile({ azureFile }: Spec, path: FieldPath, problems: Problems): void {
  if (!azureFile?.secretName) problems.required(path.child('secretName'));
  if (!azureFile?.shareName) problems.required(path.child('shareName'));
  if (azureFile?.secretNamespace === '') problems.required(path.child('secretNamespace'));
}

function validateLocal({ local }: Spec, path: FieldPath, problems: Problems): void {
  if (!local?.path) problems.required(path.child('path'));
  else validatePathNoBacksteps(local.path, path.child('path'), problems);
}

function validateStorageOS({ storageos }: Spec, path: FieldPath, problems: Problems): void {
  const { volumeName, volumeNamespace, secretRef } = storageos ?? {};
  const namePath = path.child('volumeName');
  if (!volumeName) problems.required(namePath);
  else problems.invalidEach(namePath, volumeName, isDns1123Label(volumeName, problems.version));
  if (volumeNamespace) {
    const texts = isDns1123Label(volumeNamespace, problems.version);
    problems.invalidEach(path.child('volumeNamespace'), volumeNamespace, texts);
  }
  requireReference(secretRef, path.child('secretRef'), problems);
}

function validateCsi(spec: Spec, path: FieldPath, problems: Problems): void {
  const csi = spec.csi as Csi;
  shared.validateCsiDriverName(csi.driver ?? '', path.child('driver'), problems);
  if (!csi.volumeHandle) problems.required(path.child('volumeHandle'));
  const isChecked = problems.has('csiSecretReferenceChecked');
  validateSecretReference(csi.controllerPublishSecretRef, path, 'controllerPublishSecretRef', problems);
  validateSecretReference(csi.controllerExpandSecretRef, path, 'controllerExpandSecretRef', problems);
  // The blank is upstream's.
  const published = isChecked ? 'nodePublishSecretRef' : 'nodePublishSecretRef ';
  validateSecretReference(csi.nodePublishSecretRef, path, published, problems);
  if (isChecked) validateSecretReference(csi.nodeExpandSecretRef, path, 'nodeExpandSecretRef', problems);
}

function validateSecretReference(
  reference: Reference | undefined,
  csiPath: FieldPath,
  field: string,
  problems: Problems,
): void {
  if (reference == null) return;
  const isChecked = problems.has('csiSecretReferenceChecked');
  const path = csiPath.child(field);
  // Before, a bad name was reported at the volume source, and had to be a label.
  const badPath = isChecked ? path : csiPath;
  const { name, namespace } = reference;
  const { version } = problems;
  if (!name) problems.required(path.child('name'));
  else {
    const texts = isChecked ? isDns1123Subdomain(name, version) : isDns1123Label(name, version);
    problems.invalidEach(badPath.child('name'), name, texts);
  }
  if (!namespace) problems.required(path.child('namespace'));
  else {
    problems.invalidEach(badPath.child('namespace'), namespace, isDns1123Label(namespace, version));
  }
}
