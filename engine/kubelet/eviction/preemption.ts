// Whom a node ends to make room for a critical pod that it found no room for: as few pods as will do, those that nobody
// promised anything first.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/preemption/preemption.go.

import type { Pod } from '../../api/objects.ts';
import { type QosClass, qosClass } from '../../api/pod/qos.ts';
import { type Resource, requestOf, type Shortage } from '../node/admission-problems.ts';
import { isCriticalPod } from './critical-pod.ts';

/** Source: preemption.go, message; pkg/kubelet/events/event.go, PreemptContainer. */
export const PREEMPTED = {
  reason: 'Preempting',
  message: 'Preempted in order to admit critical pod',
  target: 'Pod was preempted by Kubelet to accommodate a critical pod.',
} as const;

interface Lack {
  readonly resource: Resource;
  readonly quantity: number;
}

/** The pods to end, in order; undefined when all of them together would not do. */
export function podsToPreempt(
  pod: Pod,
  others: readonly Pod[],
  shortages: readonly Shortage[],
): Pod[] | undefined {
  const lacks = shortages.map(({ resource, requested, used, capacity }) => ({
    resource,
    quantity: requested - (capacity - used),
  }));
  const preemptable = others.filter((other) => isPreemptable(pod, other));
  const of = (wanted: QosClass): Pod[] => preemptable.filter(({ spec }) => qosClass(spec) === wanted);
  const [bestEffort, burstable, guaranteed] = [of('BestEffort'), of('Burstable'), of('Guaranteed')];
  if (after(lacks, [...bestEffort, ...burstable, ...guaranteed]).length > 0) return undefined;
  const fromGuaranteed = nearest(guaranteed, after(lacks, [...bestEffort, ...burstable]));
  const fromBurstable = nearest(burstable, after(lacks, [...bestEffort, ...fromGuaranteed]));
  const fromBestEffort = nearest(bestEffort, after(lacks, [...fromBurstable, ...fromGuaranteed]));
  return [...fromBestEffort, ...fromBurstable, ...fromGuaranteed];
}

// Source: pkg/kubelet/types/pod_update.go, Preemptable.
function isPreemptable(pod: Pod, other: Pod): boolean {
  if (isCriticalPod(pod) && !isCriticalPod(other)) return true;
  const [own, its] = [pod.spec.priority, other.spec.priority];
  return own !== undefined && its !== undefined && own > its;
}

/** What is still lacking once these pods are gone. */
function after(lacks: readonly Lack[], gone: readonly Pod[]): Lack[] {
  const left = lacks.map(({ resource, quantity }) => ({
    resource,
    quantity: gone.reduce((rest, pod) => (rest <= 0 ? rest : rest - requestOf(pod, resource)), quantity),
  }));
  return left.filter(({ quantity }) => quantity > 0);
}

// One after the other, whichever leaves the least lacking; of equals the one that asks for less.
function nearest(pods: readonly Pod[], lacks: readonly Lack[]): Pod[] {
  const left = [...pods];
  const chosen: Pod[] = [];
  for (let rest = lacks; rest.length > 0 && left.length > 0; ) {
    const needs = rest;
    let best = 0;
    left.forEach((pod, i) => {
      const [a, b] = [distance(needs, pod), distance(needs, left[best] as Pod)];
      if (i > 0 && (a < b || (a === b && asksLess(pod, left[best] as Pod)))) best = i;
    });
    const pod = left[best] as Pod;
    chosen.push(pod);
    // The last one takes its place, as upstream's list has it.
    left[best] = left[left.length - 1] as Pod;
    left.pop();
    rest = after(rest, [pod]);
  }
  return chosen;
}

/** 0: the pod gives all that is lacking; at most 1 for each resource. */
function distance(lacks: readonly Lack[], pod: Pod): number {
  return lacks.reduce((sum, { resource, quantity }) => {
    const rest = quantity - requestOf(pod, resource);
    return rest > 0 ? sum + (rest / quantity) ** 2 : sum;
  }, 0);
}

function asksLess(a: Pod, b: Pod): boolean {
  for (const resource of ['memory', 'cpu'] as const) {
    const [one, other] = [requestOf(a, resource), requestOf(b, resource)];
    if (one !== other) return one < other;
  }
  return true;
}
