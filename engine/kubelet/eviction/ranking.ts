// Which pod goes first when a node runs short of memory or disk: those that use more than they asked for, of these the
// least important, of these the one that is the furthest over.
//
// Pods that nothing is known of come before all others. Pure; says nothing of when pods are evicted.
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/helpers.go, rankMemoryPressure, rankDiskPressureFunc and rankPIDPressure.

import type { Pod } from '../../api/objects.ts';
import { podRequests } from '../../api/pod/pod-resources.ts';
import { scaledValue } from '../../api/quantity/values.ts';

export type ShortResource = 'memory' | 'ephemeral-storage' | 'inodes';

/**
 * In bytes, or in inodes: the working set of a pod, or what its containers' layers, logs and local volumes take.
 * Undefined: not known.
 */
export type UsageOf = (pod: Pod) => number | undefined;

/** The pods in the order of their eviction. Pods that nothing tells apart keep their order. */
export function rankForEviction(pods: readonly Pod[], resource: ShortResource, usageOf: UsageOf): Pod[] {
  const claims = pods.map((pod): Claim => {
    const usage = usageOf(pod);
    const request = podRequests(pod.spec).get(resource);
    return {
      pod,
      priority: pod.spec.priority ?? 0,
      over:
        usage === undefined
          ? undefined
          : usage - (request === undefined ? 0 : Number(scaledValue(request, 0))),
    };
  });
  return claims.sort(compare).map(({ pod }) => pod);
}

interface Claim {
  readonly pod: Pod;
  readonly priority: number;
  /** Bytes used beyond those asked for; negative when fewer. */
  readonly over: number | undefined;
}

function compare(a: Claim, b: Claim): number {
  if (a.over === undefined || b.over === undefined) {
    if (a.over !== b.over) return a.over === undefined ? -1 : 1;
    return a.priority - b.priority;
  }
  const byExceeding = Number(b.over > 0) - Number(a.over > 0);
  return byExceeding || a.priority - b.priority || b.over - a.over;
}

/** For a node that runs out of processes: the least important first, of these the one that has the most. */
export function rankByProcesses(pods: readonly Pod[], processesOf: UsageOf): Pod[] {
  const processes = (pod: Pod): number => processesOf(pod) ?? Number.POSITIVE_INFINITY;
  const isKnown = (pod: Pod): number => Number(Number.isFinite(processes(pod)));
  return [...pods].sort(
    (a, b) =>
      (a.spec.priority ?? 0) - (b.spec.priority ?? 0) ||
      isKnown(a) - isKnown(b) ||
      (isKnown(a) === 0 ? 0 : processes(b) - processes(a)),
  );
}
