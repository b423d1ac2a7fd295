// What the scheduler writes into the status of a pod: the PodScheduled condition of one that could not be placed.
//
// Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, updatePod; pkg/api/v1/pod/util.go, UpdatePodCondition.

import type { Pod, PodCondition } from '../api/objects.ts';
import type { PatchRequest } from '../apiserver/verbs/patch.ts';

export interface Unscheduled {
  readonly reason: 'Unschedulable' | 'SchedulerError';
  readonly message: string;
}

/** The condition to write, or nothing when the pod already has it. `now`: RFC 3339. */
export function unscheduledCondition(
  { status }: Pod,
  { reason, message }: Unscheduled,
  now: string,
): PodCondition | undefined {
  const before = status.conditions?.find(({ type }) => type === 'PodScheduled');
  const isSame = before?.status === 'False';
  if (isSame && before.reason === reason && before.message === message) return undefined;
  return {
    type: 'PodScheduled',
    status: 'False',
    lastProbeTime: null as never,
    lastTransitionTime: (isSame && before.lastTransitionTime) || now,
    reason,
    message,
  };
}

/** A patch of a pod's status alone. */
export function statusPatch(status: object): PatchRequest {
  return { type: 'strategic', subresource: 'status', patch: { status } };
}
