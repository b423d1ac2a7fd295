// Which pods a controller gives up first when it has too many.
//
// In this order: without a node; pending before unknown before running; not ready; cheaper to delete (from 1.22);
// more pods of the same owner on its node; ready for a shorter time; more restarts; younger. From 1.22 times compare
// by the power of two nanoseconds that they lie back, and of one such class the uid decides, which spreads the loss.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/controller_utils.go, ActivePods and ActivePodsWithRanks.

import type { Pod } from '../api/objects.ts';
import { parseTime } from '../api/time.ts';
import type { VersionProfile } from '../versions/profile.ts';
import { isPodReady, readySince } from './pod-condition.ts';

/** Source: kubernetes v1.28.0 staging/src/k8s.io/api/core/v1/annotation_key_constants.go, PodDeletionCost. */
const DELETION_COST_ANNOTATION = 'controller.kubernetes.io/pod-deletion-cost';
const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const INT32_MAX = 2 ** 31 - 1;
const NANOSECONDS_IN_MS = 1_000_000;

export interface DeletionContext {
  readonly version: Pick<VersionProfile, 'has'>;
  readonly nowEpochMs: number;
  /** How many pods of the same owner are on the pod's node. Default 0 for each. */
  readonly rankOf?: (pod: Pod) => number;
}

/** The pods, first to delete first. Pods that no rule tells apart keep the order of the list. O(n log n). */
export function inDeletionOrder(pods: readonly Pod[], context: DeletionContext): Pod[] {
  return [...pods].sort((a, b) => compare(a, b, context));
}

function compare(a: Pod, b: Pod, { version, nowEpochMs, rankOf = () => 0 }: DeletionContext): number {
  const logarithmicNow = version.has('logarithmicScaleDown') ? nowEpochMs : undefined;
  const bothReady = isPodReady(a) && isPodReady(b);
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    phaseOf(a) - phaseOf(b) ||
    Number(isPodReady(a)) - Number(isPodReady(b)) ||
    (version.has('podDeletionCost') ? deletionCost(a) - deletionCost(b) : 0) ||
    rankOf(b) - rankOf(a) ||
    (bothReady ? youngerFirst(a, b, readySince, logarithmicNow) : 0) ||
    mostRestarts(b) - mostRestarts(a) ||
    (version.has('deletionOrderCountsSidecarRestarts') ? sidecarRestarts(b) - sidecarRestarts(a) : 0) ||
    youngerFirst(a, b, createdAt, logarithmicNow)
  );
}

const phaseOf = (pod: Pod): number => PHASE_ORDER[pod.status.phase ?? ''] ?? 0;

const createdAt = (pod: Pod): string | undefined => pod.metadata.creationTimestamp || undefined;

// Of containers that are no init containers.
const mostRestarts = (pod: Pod): number =>
  (pod.status.containerStatuses ?? []).reduce((most, { restartCount }) => Math.max(most, restartCount), 0);

function sidecarRestarts({ spec, status }: Pod): number {
  const sidecars = spec.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always') ?? [];
  const names = new Set(sidecars.map(({ name }) => name));
  return (status.initContainerStatuses ?? [])
    .filter(({ name }) => names.has(name))
    .reduce((most, { restartCount }) => Math.max(most, restartCount), 0);
}

// A cost that is no plain int32 counts as none. Source: kubernetes v1.28.0 pkg/apis/core/helper/helpers.go.
function deletionCost(pod: Pod): number {
  const text = pod.metadata.annotations?.[DELETION_COST_ANNOTATION];
  if (text === undefined || !/^(0|-?[1-9]\d*)$/.test(text)) return 0;
  const cost = Number(text);
  return Math.abs(cost) > INT32_MAX ? 0 : cost;
}

function youngerFirst(
  a: Pod,
  b: Pod,
  timeOf: (pod: Pod) => string | undefined,
  logarithmicNow: number | undefined,
): number {
  const [timeA, timeB] = [timeOf(a), timeOf(b)];
  if (timeA === timeB) return 0;
  if (timeA === undefined || timeB === undefined) return timeA === undefined ? -1 : 1;
  if (logarithmicNow === undefined) return parseTime(timeB) - parseTime(timeA);
  const classes = ageClass(timeA, logarithmicNow) - ageClass(timeB, logarithmicNow);
  return classes || (a.metadata.uid < b.metadata.uid ? -1 : 1);
}

function ageClass(time: string, nowEpochMs: number): number {
  const age = nowEpochMs - parseTime(time);
  return age > 0 ? Math.floor(Math.log2(age * NANOSECONDS_IN_MS)) : -1;
}
