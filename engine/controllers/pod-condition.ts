// How controllers see a pod: active, ready, ready for long enough.
//
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, IsPodActive; pkg/api/v1/pod/util.go.

import type { Pod, PodCondition } from '../api/objects.ts';
import { parseTime } from '../api/time.ts';

/** What a pass asks of every pod, read once from each version of it. */
interface PodFacts {
  readonly isFinished: boolean;
  readonly isGoing: boolean;
  readonly ready: PodCondition | undefined;
}

// Passes look at all pods of their owner each time, and most of these are the same objects as before.
const factsByPod = new WeakMap<Pod, PodFacts>();

function factsOf(pod: Pod): PodFacts {
  let facts = factsByPod.get(pod);
  if (facts === undefined) {
    const { phase, conditions } = pod.status ?? {};
    facts = {
      isFinished: phase === 'Succeeded' || phase === 'Failed',
      isGoing: pod.metadata.deletionTimestamp !== undefined,
      ready: conditions?.find((condition) => condition.type === 'Ready'),
    };
    factsByPod.set(pod, facts);
  }
  return facts;
}

/** Neither finished nor on its way out. */
export function isPodActive(pod: Pod): boolean {
  const { isFinished, isGoing } = factsOf(pod);
  return !isFinished && !isGoing;
}

/** On its way out, and not finished yet. Source: kubernetes v1.28.0 controller_utils.go, IsPodTerminating. */
export function isPodTerminating(pod: Pod): boolean {
  const { isFinished, isGoing } = factsOf(pod);
  return !isFinished && isGoing;
}

export const isPodReady = (pod: Pod): boolean => factsOf(pod).ready?.status === 'True';

/** Since when the pod has been ready; undefined when it is not, or when its status does not say. */
export function readySince(pod: Pod): string | undefined {
  const condition = factsOf(pod).ready;
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
