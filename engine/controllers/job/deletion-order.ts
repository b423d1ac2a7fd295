// The order in which a Job gives up surplus pods: those that have come least far go first.
//
// Pure; never changes the list it is given. Order: pods that no rule tells apart keep the order of the list.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/controller_utils.go, ActivePods.

import type { Pod } from '../../api/objects.ts';
import { isReady } from './pod-counts.ts';

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

const phaseOf = (pod: Pod): number => PHASE_ORDER[pod.status.phase ?? ''] ?? 0;

const readySince = (pod: Pod): string | undefined =>
  pod.status.conditions?.find((condition) => condition.type === 'Ready')?.lastTransitionTime;

const mostRestarts = (pod: Pod): number =>
  Math.max(0, ...(pod.status.containerStatuses ?? []).map((status) => status.restartCount));

// An absent time comes first, then the newest.
function newestFirst(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return a > b ? -1 : 1;
}

function compare(a: Pod, b: Pod): number {
  const assignedA = Boolean(a.spec.nodeName);
  const assignedB = Boolean(b.spec.nodeName);
  if (assignedA !== assignedB) return assignedA ? 1 : -1;
  if (phaseOf(a) !== phaseOf(b)) return phaseOf(a) - phaseOf(b);
  if (isReady(a) !== isReady(b)) return isReady(a) ? 1 : -1;
  return (
    (isReady(a) ? newestFirst(readySince(a), readySince(b)) : 0) ||
    mostRestarts(b) - mostRestarts(a) ||
    newestFirst(a.metadata.creationTimestamp, b.metadata.creationTimestamp)
  );
}

/** The pods, first to delete first. O(n log n). */
export function inDeletionOrder(pods: readonly Pod[]): Pod[] {
  return [...pods].sort(compare);
}
