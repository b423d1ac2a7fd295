// What a claim asks of a volume, and what a volume offers: class, size, mode, access modes, and the claim it is kept for.
//
// Pure. What is made of it differs: the controller binds what is there, the scheduler looks for a volume on a node.
// Source: kubernetes v1.20.2 pkg/apis/core/v1/helper, GetPersistentVolumeClaimClass and GetPersistentVolumeClass;
// pkg/controller/volume/persistentvolume/util/util.go, IsVolumeBoundToClaim, CheckVolumeModeMismatches, CheckAccessModes.

import type { PersistentVolume, PersistentVolumeClaim } from './objects.ts';
import { intValue } from './quantity/values.ts';

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** The old annotation goes before the field; empty for none. */
export const storageClassOf = ({ metadata, spec }: PersistentVolume | PersistentVolumeClaim): string =>
  metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? '';

export const volumeBytes = ({ spec }: PersistentVolume): number => intValue(spec.capacity?.storage ?? 0);

export const requestedBytes = ({ spec }: PersistentVolumeClaim): number =>
  intValue(spec.resources?.requests?.storage ?? 0);

/** The volume names the claim, and no other one of its name. */
export function isBoundTo({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const reference = spec.claimRef;
  if (reference?.name !== metadata.name || reference.namespace !== metadata.namespace) return false;
  return !reference.uid || reference.uid === metadata.uid;
}

export const hasSameMode = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (volume.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem');

export const offersModes = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode));
