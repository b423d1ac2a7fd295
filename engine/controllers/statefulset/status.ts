// The counts of a StatefulSet's status, when a rollout counts as complete, and when a status needs writing.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_utils.go, completeRollingUpdate,
// inconsistentStatus; stateful_set_control.go, computeReplicaStatus.

import type { Pod, StatefulSet } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isPodAvailable } from '../pod-condition.ts';
import type { Revisions } from './new-pod.ts';
import { isCreated, isRunningAndReady, isTerminating, revisionOf } from './pod-state.ts';

export interface ReplicaCounts {
  replicas: number;
  readyReplicas: number;
  availableReplicas: number;
  currentReplicas: number;
  updatedReplicas: number;
}

export interface CountContext {
  readonly revisions: Pick<Revisions, 'currentName' | 'updateName'>;
  readonly minReadySeconds: number;
  readonly nowEpochMs: number;
}

/** A pod on its way out still counts as a replica, and as ready while it is, but belongs to no revision any more. */
export function countReplicas(pods: readonly Pod[], context: CountContext): ReplicaCounts {
  const counts: ReplicaCounts = {
    replicas: 0,
    readyReplicas: 0,
    availableReplicas: 0,
    currentReplicas: 0,
    updatedReplicas: 0,
  };
  for (const pod of pods) {
    if (!isCreated(pod)) continue;
    counts.replicas++;
    if (isRunningAndReady(pod)) {
      counts.readyReplicas++;
      if (isPodAvailable(pod, context.minReadySeconds, context.nowEpochMs)) counts.availableReplicas++;
    }
    if (!isTerminating(pod)) countRevision(counts, pod, context.revisions, 1);
  }
  return counts;
}

/** Adds the pod to, or with -1 takes it from, the counts of the revision it carries. */
export function countRevision(
  counts: ReplicaCounts,
  pod: Pod,
  revisions: Pick<Revisions, 'currentName' | 'updateName'>,
  by: 1 | -1,
): void {
  if (revisionOf(pod) === revisions.currentName) counts.currentReplicas += by;
  if (revisionOf(pod) === revisions.updateName) counts.updatedReplicas += by;
}

/** The status to store; fields that Go's `omitempty` drops at zero are left out. */
export function statusOf(
  set: StatefulSet,
  counts: ReplicaCounts,
  revisions: Pick<Revisions, 'currentName' | 'updateName'>,
  collisionCount: number,
  version: VersionProfile,
): StatefulSet['status'] {
  const complete =
    set.spec.updateStrategy?.type === 'RollingUpdate' &&
    counts.updatedReplicas === counts.replicas &&
    counts.readyReplicas === counts.replicas;
  const currentReplicas = complete ? counts.updatedReplicas : counts.currentReplicas;
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: counts.replicas,
    ...(counts.readyReplicas === 0 ? {} : { readyReplicas: counts.readyReplicas }),
    ...(currentReplicas === 0 ? {} : { currentReplicas }),
    ...(counts.updatedReplicas === 0 ? {} : { updatedReplicas: counts.updatedReplicas }),
    currentRevision: complete ? revisions.updateName : revisions.currentName,
    updateRevision: revisions.updateName,
    collisionCount,
    ...(version.has('statefulSetAvailableReplicas') ? { availableReplicas: counts.availableReplicas } : {}),
  };
}

const COMPARED = [
  'replicas',
  'currentReplicas',
  'readyReplicas',
  'updatedReplicas',
  'availableReplicas',
  'currentRevision',
  'updateRevision',
] as const;

/** Whether the stored status says anything else; a newer generation alone is reason enough. */
export function isStatusStale(set: StatefulSet, status: StatefulSet['status']): boolean {
  const old = set.status;
  if ((status.observedGeneration ?? 0) > (old.observedGeneration ?? 0)) return true;
  return COMPARED.some((field) => (old[field] || undefined) !== (status[field] || undefined));
}
