// What the parts of the volume controller share: clients, caches, and the writes that every part makes.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, updateVolumePhase,
// updateClaimStatus and their neighbours.

import type { PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../../../api/objects.ts';
import { equalPlain } from '../../../api/plain.ts';
import { intValue } from '../../../api/quantity/values.ts';
import type { Result } from '../../../api/status.ts';
import type { Client } from '../../../client/client.ts';
import type { EventRecorder } from '../../../client/event-recorder.ts';
import type { EventLevel } from '../../../client/event-subject.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { ObjectCache } from './object-cache.ts';
import type { VolumePlugins } from './volume-plugins.ts';

type Volume = PersistentVolume;
type Claim = PersistentVolumeClaim;

export interface VolumeMeans {
  readonly client: Client;
  readonly recorder: EventRecorder;
  readonly version: VersionProfile;
  readonly volumes: ObjectCache<Volume>;
  readonly claims: ObjectCache<Claim>;
  readonly plugins: VolumePlugins;
  readonly storageClasses: () => readonly StorageClass[];
  /** Pods that name the claim, by `namespace/name`. */
  readonly podsUsing: (claimKey: string) => readonly Pod[];
  readonly addClaim: (claimKey: string) => void;
  /** Runs an operation that takes as long as the storage needs, unless one of that name runs or has just failed. */
  readonly operate: (name: string, run: () => 'done' | 'failed') => void;
}

/** A write was refused: the pass ends, and the next one tries again. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}

function kept<T extends Volume | Claim>(cache: ObjectCache<T>, written: Result<T>): T {
  if (!written.ok) throw new WriteRefused(written.status.message);
  cache.store(written.object);
  return written.object;
}

export const writeVolume = ({ client, volumes }: VolumeMeans, volume: Volume): Volume =>
  kept(volumes, client.update(volume));

export const writeClaim = ({ client, claims }: VolumeMeans, claim: Claim): Claim =>
  kept(claims, client.update(claim));

export function setVolumePhase(means: VolumeMeans, volume: Volume, phase: string, message = ''): Volume {
  if (volume.status.phase === phase) return volume;
  const { message: _, ...rest } = volume.status;
  const status = { ...rest, phase, ...(message === '' ? {} : { message }) };
  return kept(means.volumes, means.client.updateStatus({ ...volume, status } as Volume));
}

/** With an event, if the phase was another one. */
export function failVolume(means: VolumeMeans, volume: Volume, reason: string, message: string): void {
  if (volume.status.phase === 'Failed') return;
  means.recorder.event(setVolumePhase(means, volume, 'Failed', message), 'Warning', reason, message);
}

/** @param volume what the claim is bound to; its modes and capacity become the claim's */
export function setClaimStatus(means: VolumeMeans, claim: Claim, phase: string, volume?: Volume): Claim {
  const { accessModes, capacity, ...rest } = claim.status;
  const hasNewPhase = claim.status.phase !== phase;
  const wanted = {
    ...rest,
    phase,
    ...(volume?.spec.accessModes === undefined ? {} : { accessModes: volume.spec.accessModes }),
    ...capacityOf(claim, volume, hasNewPhase),
  };
  if (equalPlain(wanted, claim.status)) return claim;
  return kept(means.claims, means.client.updateStatus({ ...claim, status: wanted } as Claim));
}

// A claim that stays bound keeps its capacity: the volume may have been expanded, which others tell it.
function capacityOf({ status }: Claim, volume: Volume | undefined, hasNewPhase: boolean): object {
  if (volume === undefined) return {};
  const own = status.capacity === undefined ? {} : { capacity: status.capacity };
  const offered = volume.spec.capacity?.storage;
  if (!hasNewPhase || offered === undefined) return own;
  const known = status.capacity?.storage;
  if (known !== undefined && intValue(known) === intValue(offered)) return own;
  return { capacity: volume.spec.capacity };
}

/** The claim's phase, told with an event if it is new. */
export function setClaimPhaseWithEvent(
  means: VolumeMeans,
  claim: Claim,
  phase: string,
  [level, reason, message]: readonly [EventLevel, string, string],
): void {
  if (claim.status.phase === phase) return;
  means.recorder.event(setClaimStatus(means, claim, phase), level, reason, message);
}
