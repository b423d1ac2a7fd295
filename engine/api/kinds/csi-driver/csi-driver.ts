// CSIDriver: what Kubernetes must know of a CSI volume driver.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/storage/csidriver/strategy.go;
// pkg/apis/storage/validation/validation.go, ValidateCSIDriver; pkg/apis/storage/v1/defaults.go.

import type { ApiContext } from '../../kind.ts';
import type { NameCheck } from '../../names/dns.ts';
import { isDns1123Subdomain } from '../../names/dns.ts';
import { byteLength, maxLengthError } from '../../names/text.ts';
import type { CSIDriver } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateCsiDriverName } from '../../validation/volume-sources.ts';
import { defineKind } from '../define-kind.ts';
import { csiDriverPrinter } from './printer.ts';

type Spec = CSIDriver['spec'];
type TokenRequest = NonNullable<Spec['tokenRequests']>[number];

const SPEC = FieldPath.of('spec');
const FS_GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType'];
const LIFECYCLE_MODES = ['Persistent', 'Ephemeral'];
const TOKEN_MIN_SECONDS = 600;
const TOKEN_MAX_SECONDS = 2 ** 32;

const nameCheck: NameCheck = (name, _prefix, version) => [
  ...(byteLength(name) > 63 ? [maxLengthError(63)] : []),
  ...isDns1123Subdomain(name.toLowerCase(), version),
];
const META_RULES: MetaRules = { namespaced: false, nameCheck };

function setDriverDefaults(driver: CSIDriver, { version }: ApiContext): void {
  driver.spec ??= {};
  const { spec } = driver;
  spec.attachRequired ??= true;
  spec.podInfoOnMount ??= false;
  if (version.has('csiStorageCapacity')) spec.storageCapacity ??= false;
  else delete spec.storageCapacity;
  if (version.has('csiVolumeFSGroupPolicy')) spec.fsGroupPolicy ??= 'ReadWriteOnceWithFSType';
  else delete spec.fsGroupPolicy;
  if ((spec.volumeLifecycleModes ?? []).length === 0) spec.volumeLifecycleModes = ['Persistent'];
  if (version.has('csiServiceAccountToken')) spec.requiresRepublish ??= false;
  else {
    delete spec.requiresRepublish;
    delete spec.tokenRequests;
  }
  if (version.has('seLinuxMountReadWriteOncePod')) spec.seLinuxMount ??= false;
  else delete spec.seLinuxMount;
}

function validateDriver({ metadata, spec }: CSIDriver, problems: Problems): void {
  if (problems.has('csiDriverSpecMutable')) validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  else validateCsiDriverName(metadata.name ?? '', FieldPath.of('name'), problems);
  validateSpec(spec, problems);
}

function validateSpec(spec: Spec, problems: Problems): void {
  const { fsGroupPolicy, volumeLifecycleModes: modes = [] } = spec;
  const policyPath = SPEC.child('fsGroupPolicy');
  if (fsGroupPolicy !== undefined && !FS_GROUP_POLICIES.includes(fsGroupPolicy)) {
    problems.notSupported(policyPath, fsGroupPolicy, FS_GROUP_POLICIES);
  }
  validateTokenRequests(spec.tokenRequests ?? [], SPEC.child('tokenRequests'), problems);
  for (const mode of modes) {
    if (LIFECYCLE_MODES.includes(mode)) continue;
    problems.notSupported(SPEC.child('volumeLifecycleModes'), mode, LIFECYCLE_MODES);
  }
}

function validateTokenRequests(requests: readonly TokenRequest[], path: FieldPath, problems: Problems): void {
  const audiences = new Set<string>();
  requests.forEach(({ audience, expirationSeconds: seconds }, i) => {
    const at = path.index(i);
    if (audiences.has(audience)) {
      problems.duplicate(at.child('audience'), audience);
      return;
    }
    audiences.add(audience);
    if (seconds == null) return;
    const text =
      seconds < TOKEN_MIN_SECONDS
        ? 'may not specify a duration less than 10 minutes'
        : seconds > TOKEN_MAX_SECONDS
          ? 'may not specify a duration larger than 2^32 seconds'
          : undefined;
    if (text !== undefined) problems.invalid(at.child('expirationSeconds'), seconds, text);
  });
}

function validateDriverUpdate(object: CSIDriver, old: CSIDriver, problems: Problems): void {
  if (!problems.has('csiDriverSpecMutable')) {
    validateDriver(object, problems);
    validateDriver(object, problems);
    if (semanticallyEqual(object.spec, old.spec)) return;
    problems.invalid(SPEC, new GoValue('storage.CSIDriverSpec', object.spec), 'field is immutable');
    return;
  }
  validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  validateSpec(object.spec, problems);
  const immutable = [
    ['attachRequired', 'attachedRequired'],
    ['fsGroupPolicy', 'fsGroupPolicy'],
    ['podInfoOnMount', 'podInfoOnMount'],
    ['volumeLifecycleModes', 'volumeLifecycleModes'],
  ] as const;
  for (const [field, name] of immutable) {
    validateImmutableField(object.spec[field], old.spec[field], SPEC.child(name), problems);
  }
}

export const csiDriver = defineKind<CSIDriver>({
  kind: 'CSIDriver',
  plural: 'csidrivers',
  singular: 'csidriver',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'storage.k8s.io', version: 'v1', from: 18 },
    {
      group: 'storage.k8s.io',
      version: 'v1beta1',
      from: 14,
      until: 21,
      deprecatedFrom: 19,
      replacement: 'storage.k8s.io/v1 CSIDriver',
    },
  ],
  statusSubresource: false,
  printer: csiDriverPrinter,
  setDefaults: setDriverDefaults,
  validateCreate: (object, problems) => {
    validateDriver(object, problems);
    if (!problems.has('csiDriverSpecMutable')) validateDriver(object, problems);
  },
  validateUpdate: validateDriverUpdate,
});
