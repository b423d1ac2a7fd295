// How controllers see a pod: active, ready, ready for long enough.
//
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, IsPodActive; pkg/api/v1/pod/util.go.

import type { Pod, PodCondition } from '../api/objects.ts';
import { parseTime } from '../api/time.ts';

/** What a pass asks of every pod, read once from each version of it. */
export interface PodFacts {
  /** Neither finished nor on its way out. */
  readonly isActive: boolean;
  /** On its way out, and not finished yet. Source: kubernetes v1.28.0 controller_utils.go, IsPodTerminating. */
  readonly isTerminating: boolean;
  readonly isReady: boolean;
  /** Since when it has been ready; undefined when it is not, or when its status does not say. */
  readonly readySince: string | undefined;
}

// Passes look at all pods of their owner each time, and most of these are the same objects as before.
const factsByPod = new WeakMap<Pod, PodFacts>();

export function podFacts(pod: Pod): PodFacts {
  const known = factsByPod.get(pod);
  if (known !== undefined) return known;
  const { phase, conditions } = pod.status;
  const isFinished = phase === 'Succeeded' || phase === 'Failed';
  const isGoing = pod.metadata.deletionTimestamp !== undefined;
  const ready = conditions?.find(isReadyCondition);
  const isReady = ready?.status === 'True';
  const facts: PodFacts = {
    isActive: !isFinished && !isGoing,
    isTerminating: !isFinished && isGoing,
    isReady,
    readySince: isReady ? ready.lastTransitionTime : undefined,
  };
  factsByPod.set(pod, facts);
  return facts;
}

const isReadyCondition = ({ type }: PodCondition): boolean => type === 'Ready';

export const isPodActive = (pod: Pod): boolean => podFacts(pod).isActive;

export const isPodTerminating = (pod: Pod): boolean => podFacts(pod).isTerminating;

export const isPodReady = (pod: Pod): boolean => podFacts(pod).isReady;

export const readySince = (pod: Pod): string | undefined => podFacts(pod).readySince;

/**
 * Whether the pod has been ready for `minReadySeconds`.
 *
 * Order: at the very instant the time is up the pod is available. Upstream asks for a moment more, which passes there
 * by itself before anybody can look.
 */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowEpochMs: number): boolean {
  const { isReady, readySince: since } = podFacts(pod);
  if (!isReady || minReadySeconds === 0) return isReady;
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
