// One pass over one volume: what phase it is in by the claim that it names.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, syncVolume.

import { hasSameMode } from '../../../api/claim-fit.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { keyOf } from '../../../client/informer.ts';
import { unbind } from './bind.ts';
import { setVolumePhase, type VolumeMeans } from './means.ts';
import { BOUND_BY_CONTROLLER, hasMark, PROVISIONED_BY } from './names.ts';
import { reclaimVolume } from './reclaim.ts';

type Volume = PersistentVolume;

/** @throws WriteRefused */
export function syncVolume(means: VolumeMeans, volume: Volume): void {
  if (!volume.spec.claimRef?.uid) {
    setVolumePhase(means, volume, 'Available');
    return;
  }
  const claim = claimOf(means, volume);
  if (claim === undefined) release(means, volume);
  else if (!claim.spec.volumeName) offer(means, volume, claim);
  else if (claim.spec.volumeName === volume.metadata.name) setVolumePhase(means, volume, 'Bound');
  else if (hasMark(volume, PROVISIONED_BY) && volume.spec.persistentVolumeReclaimPolicy === 'Delete')
    // It was made for this claim, which took another one.
    release(means, volume);
  else unbind(means, volume);
}

const hasBeenReleased = ({ status }: Volume): boolean =>
  status.phase === 'Released' || status.phase === 'Failed';

/** The claim that the volume means, and not another one of its name. */
function claimOf({ claims, client }: VolumeMeans, volume: Volume): PersistentVolumeClaim | undefined {
  const { namespace, name = '', uid } = volume.spec.claimRef ?? {};
  let claim = claims.get(`${namespace}/${name}`);
  // The volume may have been made for a claim that the cache does not know yet.
  if (claim === undefined && hasMark(volume, BOUND_BY_CONTROLLER) && !hasBeenReleased(volume)) {
    const live = client.get('PersistentVolumeClaim', namespace, name);
    claim = live.ok ? live.object : undefined;
  }
  return claim?.metadata.uid === uid ? claim : undefined;
}

function release(means: VolumeMeans, volume: Volume): void {
  const released = hasBeenReleased(volume) ? volume : setVolumePhase(means, volume, 'Released');
  reclaimVolume(means, released);
}

/** The claim does not know of its volume yet: the claim's own pass tells it. */
function offer(means: VolumeMeans, volume: Volume, claim: PersistentVolumeClaim): void {
  if (hasSameMode(volume, claim)) {
    means.addClaim(keyOf(claim));
    return;
  }
  const { recorder } = means;
  const { name } = claim.metadata;
  const text = `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${name}" due to incompatible volumeMode.`;
  recorder.event(volume, 'Warning', 'VolumeMismatch', text);
  const other = `Cannot bind PersistentVolume "${volume.metadata.name}" to requested PersistentVolumeClaim due to incompatible volumeMode.`;
  recorder.event(claim, 'Warning', 'VolumeMismatch', other);
}
