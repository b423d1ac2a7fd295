// Which of its pods a ReplicaSet gives up.
//
// Pods that share a node with others of the same Deployment go first, so that what stays is spread.
// Pure. Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set.go, getPodsToDelete and
// getPodsRankedByRelatedPodsOnSameNode.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { inDeletionOrder } from '../deletion-order.ts';
import { isPodActive } from '../pod-condition.ts';

export interface Surplus {
  readonly pods: readonly Pod[];
  /** Pods of all sets under the same controller, these among them. */
  readonly related: readonly Pod[];
  readonly count: number;
  readonly version: Pick<VersionProfile, 'has'>;
  readonly nowEpochMs: number;
}

/** The first `count` pods in deletion order; all of them are not sorted. */
export function podsToDelete({ pods, related, count, version, nowEpochMs }: Surplus): readonly Pod[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string, number>();
  for (const pod of related) {
    if (isPodActive(pod)) onNode.set(pod.spec.nodeName ?? '', (onNode.get(pod.spec.nodeName ?? '') ?? 0) + 1);
  }
  const rankOf = (pod: Pod): number => onNode.get(pod.spec.nodeName ?? '') ?? 0;
  return inDeletionOrder(pods, { version, nowEpochMs, rankOf }).slice(0, count);
}
