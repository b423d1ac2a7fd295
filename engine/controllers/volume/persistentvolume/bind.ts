// Binding a claim and a volume to each other, in four writes, each of which a later pass can find done; and taking the
// volume's half back.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, bind and unbindVolume; util/util.go,
// GetBindVolumeToClaim.

import { isBoundTo } from '../../../api/claim-fit.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { setClaimStatus, setVolumePhase, type VolumeMeans, writeClaim, writeVolume } from './means.ts';
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, hasMark, marked } from './names.ts';

export function bind(means: VolumeMeans, volume: PersistentVolume, claim: PersistentVolumeClaim): void {
  const wanted = volumeBoundTo(volume, claim);
  const written = wanted === volume ? volume : writeVolume(means, wanted);
  const bound = setVolumePhase(means, written, 'Bound');
  const named = claimBoundTo(claim, bound);
  const stored = named === claim ? claim : writeClaim(means, named);
  setClaimStatus(means, stored, 'Bound', bound);
}

/** The volume itself when it needs no change. */
export function volumeBoundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { namespace, name, uid, resourceVersion } = claim.metadata;
  const isMarked = isBoundTo(volume, claim) || hasMark(volume, BOUND_BY_CONTROLLER);
  const own = volume.spec.claimRef;
  const isNamed = own?.name === name && own.namespace === namespace && own.uid === uid;
  if (isMarked && isNamed) return volume;
  const bound = isMarked ? volume : marked(volume, { [BOUND_BY_CONTROLLER]: 'yes' });
  if (isNamed) return bound;
  const { apiVersion, kind } = claim;
  const claimRef = { kind, ...(namespace === undefined ? {} : { namespace }), name, uid, apiVersion };
  return { ...bound, spec: { ...bound.spec, claimRef: { ...claimRef, resourceVersion } } };
}

function claimBoundTo(claim: PersistentVolumeClaim, { metadata: { name } }: PersistentVolume) {
  const isNamed = claim.spec.volumeName === name;
  if (isNamed && hasMark(claim, BIND_COMPLETED)) return claim;
  const marks = {
    ...(isNamed || hasMark(claim, BOUND_BY_CONTROLLER) ? {} : { [BOUND_BY_CONTROLLER]: 'yes' }),
    ...(hasMark(claim, BIND_COMPLETED) ? {} : { [BIND_COMPLETED]: 'yes' }),
  };
  const named = Object.keys(marks).length === 0 ? claim : marked(claim, marks);
  return isNamed ? named : { ...named, spec: { ...named.spec, volumeName: name } };
}

/** A user's own reference stays, without the uid of the claim that it met. */
export function unbind(means: VolumeMeans, volume: PersistentVolume): void {
  setVolumePhase(means, writeVolume(means, unboundVolume(volume)), 'Available');
}

function unboundVolume(volume: PersistentVolume): PersistentVolume {
  const { claimRef, ...spec } = volume.spec;
  if (!hasMark(volume, BOUND_BY_CONTROLLER)) {
    const { uid: _, ...reference } = claimRef ?? {};
    return { ...volume, spec: { ...spec, claimRef: reference } };
  }
  const { annotations, ...metadata } = volume.metadata;
  const { [BOUND_BY_CONTROLLER]: _, ...others } = annotations ?? {};
  const kept = Object.keys(others).length === 0 ? {} : { annotations: others };
  return { ...volume, metadata: { ...metadata, ...kept }, spec } as PersistentVolume;
}
