// What a Job reads off its pods: which have failed or succeeded, how often their containers restarted, when they ended.
//
// Pure; knows nothing of the Job's plans. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/job/job_controller.go,
// backoff_utils.go.

import type { Job, Pod } from '../../api/objects.ts';

export const podsInPhase = (pods: readonly Pod[], phase: 'Succeeded' | 'Failed'): number =>
  pods.filter((pod) => pod.status.phase === phase).length;

/**
 * Whether containers of pods that are still there restarted too often. It counts only for `OnFailure`, where a failing
 * container restarts within its pod and the pod itself never fails. A limit of 0 allows no restart; any other limit
 * is passed when the sum reaches it.
 */
export function pastBackoffLimitOnFailure(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec.template.spec?.restartPolicy !== 'OnFailure') return false;
  let restarts = 0;
  for (const pod of pods) {
    if (pod.status.phase !== 'Running' && pod.status.phase !== 'Pending') continue;
    for (const status of pod.status.initContainerStatuses ?? []) restarts += status.restartCount;
    for (const status of pod.status.containerStatuses ?? []) restarts += status.restartCount;
  }
  const limit = job.spec.backoffLimit ?? 6;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

/** Whether the Job has been active for `activeDeadlineSeconds` or longer. A suspended Job is not active. */
export function pastActiveDeadline(job: Job, nowEpochMs: number): boolean {
  const { activeDeadlineSeconds } = job.spec;
  if (activeDeadlineSeconds === undefined || job.status.startTime === undefined || isSuspended(job))
    return false;
  return nowEpochMs - Date.parse(job.status.startTime) >= activeDeadlineSeconds * 1000;
}

export const isSuspended = (job: Job): boolean => job.spec.suspend === true;
export const isIndexed = (job: Job): boolean => job.spec.completionMode === 'Indexed';

/**
 * When the pod ended: the end of its last container, else since when it is not ready, else when its deletion was asked
 * for, else its creation.
 */
export function finishedEpochMs(pod: Pod): number {
  return (
    containersFinishedEpochMs(pod) ??
    readyFalseEpochMs(pod) ??
    deletionAskedEpochMs(pod) ??
    Date.parse(pod.metadata.creationTimestamp)
  );
}

function containersFinishedEpochMs(pod: Pod): number | undefined {
  let last: number | undefined;
  for (const status of pod.status.containerStatuses ?? []) {
    const finishedAt = status.state?.terminated?.finishedAt;
    if (finishedAt === undefined) return undefined;
    const epochMs = Date.parse(finishedAt);
    if (last === undefined || last < epochMs) last = epochMs;
  }
  return last;
}

function readyFalseEpochMs(pod: Pod): number | undefined {
  const ready = pod.status.conditions?.find((condition) => condition.type === 'Ready');
  return ready?.status === 'False' && ready.lastTransitionTime !== undefined
    ? Date.parse(ready.lastTransitionTime)
    : undefined;
}

function deletionAskedEpochMs(pod: Pod): number | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  return deletionTimestamp === undefined
    ? undefined
    : Date.parse(deletionTimestamp) - (deletionGracePeriodSeconds ?? 0) * 1000;
}
