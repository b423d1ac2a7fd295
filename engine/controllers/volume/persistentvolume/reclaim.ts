// What becomes of a volume whose claim is gone: kept, deleted, or wiped and offered again.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, reclaimVolume,
// deleteVolumeOperation and recycleVolumeOperation.

import type { PersistentVolume } from '../../../api/objects.ts';
import { unbind } from './bind.ts';
import { failVolume, type VolumeMeans, WriteRefused } from './means.ts';

export function reclaimVolume(means: VolumeMeans, volume: PersistentVolume): void {
  const { name, uid } = volume.metadata;
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case 'Retain':
      return;
    case 'Recycle':
      means.operate(`recycle-${name}[${uid}]`, () => carryOut(means, name, recycle));
      return;
    case 'Delete':
      means.operate(`delete-${name}[${uid}]`, () => carryOut(means, name, remove));
      return;
    default: {
      const text = 'Volume has unrecognized PersistentVolumeReclaimPolicy';
      failVolume(means, volume, 'VolumeUnknownReclaimPolicy', text);
    }
  }
}

type Outcome = 'done' | 'failed';

/** Looks again first: since the pass the volume may have been given to a claim, or deleted. */
function carryOut(
  means: VolumeMeans,
  name: string,
  action: (means: VolumeMeans, volume: PersistentVolume) => Outcome,
): Outcome {
  const found = means.client.get('PersistentVolume', undefined, name);
  if (!found.ok || !isReleased(means, found.object)) return 'done';
  try {
    return action(means, found.object);
  } catch (error) {
    if (error instanceof WriteRefused) return 'failed';
    throw error;
  }
}

function isReleased({ claims }: VolumeMeans, { metadata, spec }: PersistentVolume): boolean {
  const { claimRef } = spec;
  if (!claimRef?.uid) return false;
  const claim = claims.get(`${claimRef.namespace}/${claimRef.name}`);
  if (claim?.metadata.uid !== claimRef.uid) return true;
  return Boolean(claim.spec.volumeName) && claim.spec.volumeName !== metadata.name;
}

function remove(means: VolumeMeans, volume: PersistentVolume): Outcome {
  if (volume.metadata.deletionTimestamp !== undefined) return 'done';
  const outcome = means.plugins.delete(volume);
  if (outcome === 'external') return 'done';
  if (outcome !== undefined) {
    failVolume(means, volume, 'VolumeFailedDelete', outcome.error);
    return 'failed';
  }
  means.client.delete('PersistentVolume', undefined, volume.metadata.name);
  return 'done';
}

function recycle(means: VolumeMeans, volume: PersistentVolume): Outcome {
  const { recorder, plugins, claims } = means;
  const { namespace, name } = volume.spec.claimRef ?? {};
  const claimKey = `${namespace}/${name}`;
  const users = means
    .podsUsing(claimKey)
    .filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .sort();
  if (users.length > 0 && claims.get(claimKey) === undefined) {
    recorder.event(volume, 'Normal', 'VolumeFailedRecycle', `Volume is used by pods: ${users.join(',')}`);
    return 'done';
  }
  const problem = plugins.recycle(volume);
  if (problem !== undefined) {
    failVolume(means, volume, 'VolumeFailedRecycle', problem.error);
    return 'done';
  }
  recorder.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled');
  unbind(means, volume);
  return 'done';
}
