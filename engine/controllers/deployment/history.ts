// Which old ReplicaSets a Deployment no longer keeps for rollbacks.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/deployment/sync.go, cleanupDeployment.

import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { revisionOf } from './annotations.ts';
import { compareByAge, sizeOf } from './replica-sets.ts';

const INT32_MAX = 2 ** 31 - 1;

function compareByRevision(a: ReplicaSet, b: ReplicaSet): number {
  const [revisionA, revisionB] = [revisionOf(a), revisionOf(b)];
  if (revisionA === undefined || revisionB === undefined) return compareByAge(a, b);
  return revisionA - revisionB || compareByAge(a, b);
}

const isIdle = ({ metadata, status, ...set }: ReplicaSet): boolean =>
  (status?.replicas ?? 0) === 0 &&
  sizeOf({ metadata, status, ...set }) === 0 &&
  (metadata.generation ?? 0) <= (status?.observedGeneration ?? 0);

/** Sets that still have pods, or whose controller has not caught up, count against the limit but stay. */
export function setsBeyondHistory(
  { spec: { revisionHistoryLimit: limit } }: Deployment,
  oldSets: readonly ReplicaSet[],
  version: Pick<VersionProfile, 'has'>,
): ReplicaSet[] {
  if (limit === undefined || limit === INT32_MAX) return [];
  const kept = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  kept.sort(version.has('deploymentHistoryByRevision') ? compareByRevision : compareByAge);
  return kept.slice(0, Math.max(0, kept.length - limit)).filter(isIdle);
}
