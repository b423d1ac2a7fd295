// Validation of PersistentVolumes, and of the volume spec that a VolumeAttachment may carry inline.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec,
// ValidatePersistentVolumeUpdate; pkg/volume/validation/pv_validation.go, checkMountOption.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { PersistentVolume } from '../../objects.ts';
import { scaledValue } from '../../quantity/values.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { accessModesOf, mixesOncePod } from '../../validation/claim-spec.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { validateNodeSelector } from '../../validation/node-selector.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { quantityOf, validatePositiveQuantity } from '../../validation/resources.ts';
import { isOnlyLabelUpgrade } from './node-affinity.ts';
import { SOURCE_FIELDS, validateSource } from './sources.ts';

type Spec = PersistentVolume['spec'];

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const SPEC = FieldPath.of('spec');
const RECLAIM_POLICIES = ['Delete', 'Recycle', 'Retain'];
const VOLUME_MODES = ['Block', 'Filesystem'];
const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
const TAKES_MOUNT_OPTIONS: readonly (keyof Spec)[] = [
  ...(['gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'nfs', 'rbd', 'quobyte', 'iscsi'] as const),
  ...(['cinder', 'cephfs', 'azureFile', 'vsphereVolume', 'azureDisk', 'photonPersistentDisk'] as const),
];

export function validateVolumeCreate(volume: PersistentVolume, problems: Problems): void {
  validateVolume(volume, problems);
  validateMountOptions(volume, problems);
}

export function validateVolumeUpdate(
  volume: PersistentVolume,
  old: PersistentVolume,
  problems: Problems,
): void {
  validateVolumeCreate(volume, problems);
  validateVolume(volume, problems);
  if (!semanticallyEqual(sourceOf(volume.spec, old.spec), sourceOf(old.spec, old.spec))) {
    // Upstream appends a dump of what differs, by Go's field names.
    const text = 'spec.persistentvolumesource is immutable after creation';
    problems.forbidden(SPEC.child('persistentvolumesource'), text);
  }
  validateImmutableField(volume.spec.volumeMode, old.spec.volumeMode, FieldPath.of('volumeMode'), problems);
  if (old.spec.nodeAffinity != null) validateAffinityUpdate(volume.spec, old.spec, problems);
}

export function validateVolumeStatusUpdate(
  volume: PersistentVolume,
  old: PersistentVolume,
  problems: Problems,
): void {
  validateKubeObjectMetaUpdate(volume.metadata, old.metadata, METADATA, problems);
  if (!volume.metadata.resourceVersion) problems.required(FieldPath.of('resourceVersion'));
}

function validateVolume({ metadata, spec }: PersistentVolume, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateAccessModes(spec.accessModes ?? [], SPEC.child('accessModes'), problems);
  validateCapacity(spec.capacity, SPEC.child('capacity'), problems);
  const policy = spec.persistentVolumeReclaimPolicy;
  const policyPath = SPEC.child('persistentVolumeReclaimPolicy');
  if (policy && !RECLAIM_POLICIES.includes(policy)) {
    problems.notSupported(policyPath, policy, RECLAIM_POLICIES);
  }
  if (spec.nodeAffinity != null) {
    const path = SPEC.child('nodeAffinity', 'required');
    if (spec.nodeAffinity.required != null) {
      validateNodeSelector(spec.nodeAffinity.required, path, problems);
    } else problems.required(path, 'must specify required node constraints');
  }
  validateSource(spec, metadata.name ?? '', SPEC, problems);
  if (policy === 'Recycle' && spec.hostPath != null && isRoot(spec.hostPath.path ?? '')) {
    problems.forbidden(policyPath, "may not be 'recycle' for a hostPath mount of '/'");
  }
  if (spec.storageClassName) {
    const texts = nameIsDnsSubdomain(spec.storageClassName, false, problems.version);
    problems.invalidEach(SPEC.child('storageClassName'), spec.storageClassName, texts);
  }
  if (spec.volumeMode != null && !VOLUME_MODES.includes(spec.volumeMode)) {
    problems.notSupported(SPEC.child('volumeMode'), spec.volumeMode, VOLUME_MODES);
  }
}

/** The spec of a volume that has no object of its own. */
export function validateInlineVolumeSpec(spec: Spec, path: FieldPath, problems: Problems): void {
  const why = 'in the context of inline volumes';
  const refuse = (field: string): void =>
    problems.forbidden(path.child(field), `may not be specified ${why}`);
  if (spec.claimRef != null) refuse('claimRef');
  if (Object.keys(spec.capacity ?? {}).length > 0) refuse('capacity');
  if (spec.csi == null) problems.required(path.child('csi'), `has to be specified ${why}`);
  validateAccessModes(spec.accessModes ?? [], path.child('accessModes'), problems);
  const policy = spec.persistentVolumeReclaimPolicy;
  if (policy && policy !== 'Retain') {
    problems.forbidden(path.child('persistentVolumeReclaimPolicy'), `may only be Retain ${why}`);
  }
  if (spec.nodeAffinity != null) refuse('nodeAffinity');
  validateSource(spec, '', path, problems);
  if (spec.storageClassName) refuse('storageClassName');
  if (spec.volumeMode != null && spec.volumeMode !== 'Filesystem') {
    const text = `may not specify volumeMode other than Filesystem ${why}`;
    problems.forbidden(path.child('volumeMode'), text);
  }
}

function validateAccessModes(modes: readonly string[], path: FieldPath, problems: Problems): void {
  if (modes.length === 0) problems.required(path);
  const supported = accessModesOf(problems);
  for (const mode of modes) {
    if (!supported.includes(mode)) problems.notSupported(path, mode, supported);
  }
  if (!mixesOncePod(modes, supported)) return;
  problems.forbidden(path, 'may not use ReadWriteOncePod with other access modes');
}

function validateCapacity(capacity: Spec['capacity'], path: FieldPath, problems: Problems): void {
  const names = Object.keys(capacity ?? {}).sort();
  if (names.length === 0) problems.required(path);
  if (capacity?.storage === undefined || names.length > 1) {
    const text = capacity === undefined ? 'core.ResourceList(nil)' : 'core.ResourceList{}';
    problems.notSupported(path, new GoValue(text, capacity ?? null), ['storage']);
  }
  for (const name of names) {
    const value = quantityOf(capacity![name]!);
    if (scaledValue(value, 0) < 0n) {
      problems.invalid(path.key(name), scaledValue(value, 0), 'must be a valid resource quantity');
    }
    validatePositiveQuantity(value, path.key(name), problems);
  }
}

/** Go's path.Clean of the path is the root. */
function isRoot(path: string): boolean {
  if (!path.startsWith('/')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth = Math.max(0, depth - 1);
    else if (part !== '' && part !== '.') depth += 1;
  }
  return depth === 0;
}

function validateMountOptions({ metadata, spec }: PersistentVolume, problems: Problems): void {
  if (TAKES_MOUNT_OPTIONS.some((field) => spec[field] != null)) return;
  if (metadata.annotations?.[MOUNT_OPTIONS] === undefined) return;
  const path = METADATA.child('annotations', MOUNT_OPTIONS);
  problems.forbidden(path, 'may not specify mount options for this volume type');
}

/** The source alone; a reference to the Secret for expansion may be added once. */
function sourceOf(spec: Spec, old: Spec): object {
  const entries = SOURCE_FIELDS.map((field) => [field, spec[field]] as const);
  const source = Object.fromEntries(entries) as Partial<Spec>;
  if (source.csi != null && old.csi != null && old.csi.controllerExpandSecretRef == null) {
    source.csi = { ...source.csi, controllerExpandSecretRef: undefined };
  }
  return source;
}

function validateAffinityUpdate(spec: Spec, old: Spec, problems: Problems): void {
  const path = FieldPath.of('nodeAffinity');
  const shown = spec.nodeAffinity && new GoValue('core.VolumeNodeAffinity', spec.nodeAffinity);
  if (!problems.has('pvNodeAffinityLabelUpgrade')) {
    validateImmutableField(spec.nodeAffinity, old.nodeAffinity, path, problems, shown);
  } else if (!isOnlyLabelUpgrade(spec.nodeAffinity, old.nodeAffinity)) {
    problems.invalid(path, shown, 'field is immutable, except for updating from beta label to GA');
  }
}
