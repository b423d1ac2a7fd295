// Which existing volume a claim would take on a node: the one prebound to it, else the smallest that is large enough.
//
// Of volumes of one size the first in the given order is taken.
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/util/util.go, FindMatchingVolume (the scheduler's
// path: a node is given and binding is delayed).

import {
  hasSameMode,
  isBoundTo,
  offersModes,
  requestedBytes,
  storageClassOf,
  volumeBytes,
} from '../../../api/claim-fit.ts';
import { NodeSelector } from '../../../api/node-selector/node-selector.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { NodeInfo } from '../../framework/node-info.ts';

/** Whether the volume can be used on the node. Source: pkg/volume/util/util.go, CheckNodeAffinity. */
export function allowsNode(volume: PersistentVolume, node: NodeInfo, version: VersionProfile): boolean {
  const required = volume.spec.nodeAffinity?.required;
  return (
    required === undefined ||
    new NodeSelector(required.nodeSelectorTerms, version).matches(node.name, node.labels)
  );
}

const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/**
 * Nodes that the volume's affinity names by hostname; undefined where it names none.
 * Source: kubernetes v1.28.0 pkg/volume/util/util.go, GetLocalPersistentVolumeNodeNames.
 */
export function hostnamesOf({ spec }: PersistentVolume): readonly string[] | undefined {
  const names = new Set<string>();
  for (const { matchExpressions } of spec.nodeAffinity?.required?.nodeSelectorTerms ?? []) {
    let named: readonly string[] | undefined;
    for (const { key, operator, values } of matchExpressions ?? []) {
      if (key !== HOSTNAME_LABEL || operator !== 'In') continue;
      named = named === undefined ? (values ?? []) : named.filter((name) => values?.includes(name));
    }
    for (const name of named ?? []) names.add(name);
  }
  return names.size === 0 ? undefined : [...names].sort();
}

/** `excluded`: names of volumes that another claim of the same pod takes. */
export function matchVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  node: NodeInfo,
  options: { readonly excluded: ReadonlySet<string>; readonly version: VersionProfile },
): PersistentVolume | undefined {
  const { excluded, version } = options;
  const requested = requestedBytes(claim);
  const wantedClass = storageClassOf(claim);
  const selector =
    claim.spec.selector === undefined ? undefined : labelSelectorAsSelector(claim.spec.selector, version);
  let smallest: PersistentVolume | undefined;
  let smallestBytes = 0;
  for (const volume of volumes) {
    const bytes = volumeBytes(volume);
    const isPrebound = isBoundTo(volume, claim);
    if (excluded.has(volume.metadata.name) || (volume.spec.claimRef !== undefined && !isPrebound)) continue;
    if (bytes < requested || !hasSameMode(volume, claim) || volume.metadata.deletionTimestamp !== undefined)
      continue;
    if (isPrebound) return allowsNode(volume, node, version) ? volume : undefined;
    if (volume.status.phase !== 'Available' || storageClassOf(volume) !== wantedClass) continue;
    if (selector !== undefined && !selector.matches(volume.metadata.labels ?? {})) continue;
    if (!allowsNode(volume, node, version) || !offersModes(volume, claim)) continue;
    if (smallest === undefined || bytes < smallestBytes) {
      smallest = volume;
      smallestBytes = bytes;
    }
  }
  return smallest;
}
