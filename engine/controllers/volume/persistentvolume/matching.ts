// Which volume a claim is bound to: one that is prebound to it, else the smallest that is large enough among those that
// offer the fewest access modes beyond what it asks for.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/index.go, findBestMatchForClaim;
// util/util.go, FindMatchingVolume; pv_controller.go, checkVolumeSatisfyClaim.

import {
  hasSameMode,
  isBoundTo,
  offersModes,
  requestedBytes,
  storageClassOf,
  volumeBytes,
} from '../../../api/claim-fit.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import type { VersionProfile } from '../../../versions/profile.ts';

/** Why a claim cannot have the volume that it names, in upstream's words; undefined when it can. */
export function whyUnfit(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  const { name, deletionTimestamp } = volume.metadata;
  if (deletionTimestamp !== undefined) return `the volume is marked for deletion "${name}"`;
  if (volumeBytes(volume) < requestedBytes(claim)) return 'requested PV is too small';
  if (storageClassOf(volume) !== storageClassOf(claim)) return 'storageClassName does not match';
  if (!hasSameMode(volume, claim)) return 'incompatible volumeMode';
  return offersModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/** @param isDelayed the claim waits for its first pod: only a volume that is prebound to it will do */
export function findBestMatch(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  options: { readonly isDelayed: boolean; readonly version: VersionProfile },
): PersistentVolume | undefined {
  for (const group of byModes(claim, volumes)) {
    const match = smallestMatch(claim, group, options);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** The volumes that offer what the claim asks for, by what they offer: fewest modes first. */
function byModes(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[]): PersistentVolume[][] {
  const groups = new Map<string, { readonly count: number; readonly volumes: PersistentVolume[] }>();
  for (const volume of volumes) {
    if (!offersModes(volume, claim)) continue;
    const modes = [...new Set(volume.spec.accessModes)].sort();
    const key = modes.join();
    const group = groups.get(key) ?? { count: modes.length, volumes: [] };
    groups.set(key, group);
    group.volumes.push(volume);
  }
  return [...groups.values()].sort((a, b) => a.count - b.count).map((group) => group.volumes);
}

function smallestMatch(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  { isDelayed, version }: { readonly isDelayed: boolean; readonly version: VersionProfile },
): PersistentVolume | undefined {
  const selector =
    claim.spec.selector === undefined ? undefined : labelSelectorAsSelector(claim.spec.selector, version);
  let smallest: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (volume.spec.claimRef !== undefined && !isBoundTo(volume, claim)) continue;
    if (volumeBytes(volume) < requestedBytes(claim) || !hasSameMode(volume, claim)) continue;
    if (volume.metadata.deletionTimestamp !== undefined) continue;
    if (isBoundTo(volume, claim)) return volume;
    if (isDelayed || volume.status.phase !== 'Available') continue;
    if (selector !== undefined && !selector.matches(volume.metadata.labels ?? {})) continue;
    if (storageClassOf(volume) !== storageClassOf(claim)) continue;
    if (smallest === undefined || volumeBytes(volume) < volumeBytes(smallest)) smallest = volume;
  }
  return smallest;
}
