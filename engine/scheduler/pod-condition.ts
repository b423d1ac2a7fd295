// What the scheduler writes into the status of a pod: the PodScheduled condition of one that could not be placed.
//
// Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, updatePod; pkg/api/v1/pod/util.go, UpdatePodCondition.

import type { Pod, PodCondition } from '../api/objects.ts';
import { observedGeneration } from '../api/pod/observed-generation.ts';
import type { PatchRequest } from '../apiserver/verbs/patch.ts';
import type { VersionProfile } from '../versions/profile.ts';

export interface Unscheduled {
  readonly reason: 'Unschedulable' | 'SchedulerError';
  readonly message: string;
}

/**
 * The condition to write, or nothing when the pod already has it. Of a condition that the pod has, only what changes,
 * and its type, by which patches find it. `now`: RFC 3339.
 */
export function unscheduledCondition(
  pod: Pod,
  { reason, message }: Unscheduled,
  now: string,
  version: VersionProfile,
): Partial<PodCondition> | undefined {
  const type = 'PodScheduled';
  const observed = observedGeneration(pod, version);
  const before = pod.status.conditions?.find((condition) => condition.type === type);
  if (before === undefined) {
    const times = { lastProbeTime: null as never, lastTransitionTime: now };
    return { type, status: 'False', ...times, reason, message, ...observed };
  }
  const change: Partial<PodCondition> = {
    ...(before.status !== 'False' && { status: 'False', lastTransitionTime: now }),
    ...(before.reason !== reason && { reason }),
    ...(before.message !== message && { message }),
    ...(before.observedGeneration !== observed.observedGeneration && observed),
  };
  return Object.keys(change).length === 0 ? undefined : { type, ...change };
}

/** A patch of a pod's status alone. */
export function statusPatch(status: object): PatchRequest {
  return { type: 'strategic', subresource: 'status', patch: { status } };
}
