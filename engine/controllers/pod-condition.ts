// How controllers see a pod: active, ready, ready for long enough.
//
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, IsPodActive; pkg/api/v1/pod/util.go.

import type { Pod, PodCondition } from '../api/objects.ts';
import { parseTime } from '../api/time.ts';

const isFinished = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** Neither finished nor on its way out. */
export const isPodActive = (pod: Pod): boolean =>
  !isFinished(pod) && pod.metadata.deletionTimestamp === undefined;

/** On its way out, and not finished yet. Source: kubernetes v1.28.0 controller_utils.go, IsPodTerminating. */
export const isPodTerminating = (pod: Pod): boolean =>
  !isFinished(pod) && pod.metadata.deletionTimestamp !== undefined;

const readyCondition = (pod: Pod): PodCondition | undefined =>
  pod.status?.conditions?.find((condition) => condition.type === 'Ready');

export const isPodReady = (pod: Pod): boolean => readyCondition(pod)?.status === 'True';

/** Since when the pod has been ready; undefined when it is not, or when its status does not say. */
export function readySince(pod: Pod): string | undefined {
  const condition = readyCondition(pod);
  return condition?.status === 'True' ? condition.lastTransitionTime : undefined;
}

/**
 * Whether the pod has been ready for `minReadySeconds`.
 *
 * Order: at the very instant the time is up the pod is available. Upstream asks for a moment more, which passes there
 * by itself before anybody can look.
 */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowEpochMs: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readySince(pod);
  return since !== undefined && parseTime(since) + minReadySeconds * 1000 <= nowEpochMs;
}

/**
 * In how many milliseconds the next of the pods becomes available; undefined when none is waiting for that.
 * Source: kubernetes master pkg/controller/controller_utils.go, FindMinNextPodAvailabilityCheck.
 */
export function nextAvailabilityMs(
  pods: readonly Pod[],
  minReadySeconds: number,
  nowEpochMs: number,
): number | undefined {
  let next: number | undefined;
  for (const pod of pods) {
    const since = readySince(pod);
    const left = since === undefined ? 0 : parseTime(since) + minReadySeconds * 1000 - nowEpochMs;
    if (left > 0 && (next === undefined || left < next)) next = left;
  }
  return next;
}
