// How many replicas a metric asks for: current replicas times the ratio of what is used to what is wanted, careful with
// pods that are not ready or not measured.
//
// Pure. Amounts are in thousandths, ratios are Go's float64. An answer keeps the replicas as they are while the ratio is
// within the tolerance of 1. Example: 3 pods use 50 % of what they ask for and 30 % is wanted; the ratio is 1.67, ceil(3 × 1.67) = 5.
// Source: kubernetes v1.20.2 pkg/controller/podautoscaler/replica_calculator.go and metrics/utilization.go.

import type { Pod } from '../../api/objects.ts';
import {
  type GroupSettings,
  groupPods,
  type PodGroups,
  type PodMetric,
  type PodMetrics,
  podRequests,
} from './pod-groups.ts';

export interface CalculatorSettings extends GroupSettings {
  /** Source: pkg/controller/podautoscaler/config/v1alpha1/defaults.go: 0.1. */
  readonly tolerance: number;
}

export interface Refused {
  readonly error: string;
}

export interface ResourceInput {
  readonly currentReplicas: number;
  /** Those that the target's selector selects. */
  readonly pods: readonly Pod[];
  readonly metrics: PodMetrics;
  readonly resource: string;
  /** Only this container of each pod. */
  readonly container?: string;
  readonly settings: CalculatorSettings;
}

const NO_PODS = 'no pods returned by selector while calculating replica count';
const NO_METRICS = 'did not receive metrics for any ready pods';

const isNear = (ratio: number, { tolerance }: CalculatorSettings): boolean =>
  Math.abs(1 - ratio) <= tolerance;
const turns = (before: number, after: number): boolean =>
  (before < 1 && after > 1) || (before > 1 && after < 1);
const without = (metrics: PodMetrics, { unready, ignored }: PodGroups): Map<string, PodMetric> =>
  new Map([...metrics].filter(([name]) => !unready.has(name) && !ignored.has(name)));
const zeroed = (value: number): PodMetric => ({ value, epochMs: 0, windowMs: 0 });

/** A target in percent of what the pods ask for. */
export function resourceReplicas(
  input: ResourceInput & { readonly targetUtilization: number },
): Refused | { readonly replicas: number; readonly utilization: number; readonly rawAverage: number } {
  const { currentReplicas, pods, resource, container, settings, targetUtilization } = input;
  if (pods.length === 0) return { error: NO_PODS };
  const groups = groupPods(pods, input.metrics, resource, settings);
  const metrics = without(input.metrics, groups);
  const requests = podRequests(pods, resource, container);
  if ('error' in requests) return requests;
  if (metrics.size === 0) return { error: NO_METRICS };
  const used = utilization(metrics, requests, targetUtilization);
  if ('error' in used) return used;
  const { ratio } = used;
  const answer = (replicas: number) => ({
    replicas,
    utilization: used.utilization,
    rawAverage: used.rawAverage,
  });
  const rebalances = groups.unready.size > 0 && ratio > 1;
  if (!rebalances && groups.missing.size === 0) {
    return answer(isNear(ratio, settings) ? currentReplicas : Math.ceil(ratio * groups.readyCount));
  }
  // The unknown is taken to speak against the change: as all of its request when scaling down, as nothing when up.
  if (ratio !== 1) {
    for (const name of groups.missing) metrics.set(name, zeroed(ratio < 1 ? (requests.get(name) ?? 0) : 0));
  }
  if (rebalances) for (const name of groups.unready) metrics.set(name, zeroed(0));
  const again = utilization(metrics, requests, targetUtilization);
  if ('error' in again) return again;
  if (isNear(again.ratio, settings) || turns(ratio, again.ratio)) return answer(currentReplicas);
  const replicas = Math.ceil(again.ratio * metrics.size);
  const isTurned =
    (again.ratio < 1 && replicas > currentReplicas) || (again.ratio > 1 && replicas < currentReplicas);
  return answer(isTurned ? currentReplicas : replicas);
}

/** A target as an average over the pods: of a resource, or with an empty `resource` of any metric. */
export function averageReplicas(
  input: ResourceInput & { readonly targetAverage: number },
): Refused | { readonly replicas: number; readonly average: number } {
  const { currentReplicas, pods, resource, settings, targetAverage } = input;
  if (pods.length === 0) return { error: NO_PODS };
  const groups = groupPods(pods, input.metrics, resource, settings);
  const metrics = without(input.metrics, groups);
  if (metrics.size === 0) return { error: NO_METRICS };
  const { ratio, average } = averageRatio(metrics, targetAverage);
  const rebalances = groups.unready.size > 0 && ratio > 1;
  if (!rebalances && groups.missing.size === 0) {
    const replicas = isNear(ratio, settings) ? currentReplicas : Math.ceil(ratio * groups.readyCount);
    return { replicas, average };
  }
  for (const name of groups.missing) metrics.set(name, zeroed(ratio < 1 ? targetAverage : 0));
  if (rebalances) for (const name of groups.unready) metrics.set(name, zeroed(0));
  const again = averageRatio(metrics, targetAverage).ratio;
  if (isNear(again, settings) || turns(ratio, again)) return { replicas: currentReplicas, average };
  const replicas = Math.ceil(again * metrics.size);
  const isTurned = (again < 1 && replicas > currentReplicas) || (again > 1 && replicas < currentReplicas);
  return { replicas: isTurned ? currentReplicas : replicas, average };
}

/** A metric of an object, or from outside the cluster, held against one value. */
export function valueReplicas(input: {
  readonly currentReplicas: number;
  readonly pods: readonly Pod[];
  readonly usage: number;
  readonly target: number;
  readonly settings: CalculatorSettings;
}): Refused | { readonly replicas: number; readonly usage: number } {
  const { currentReplicas, pods, usage, target, settings } = input;
  const ratio = usage / target;
  if (currentReplicas === 0) return { replicas: Math.ceil(ratio), usage };
  if (isNear(ratio, settings)) return { replicas: currentReplicas, usage };
  if (pods.length === 0) return { error: `unable to calculate ready pods: ${NO_PODS}` };
  const ready = pods.filter(({ status }) => status.phase === 'Running' && isReady(status));
  return { replicas: Math.ceil(ratio * ready.length), usage };
}

/** The same, divided by the replicas that there are. */
export function valuePerPodReplicas(input: {
  readonly statusReplicas: number;
  readonly usage: number;
  readonly targetPerPod: number;
  readonly settings: CalculatorSettings;
}): { readonly replicas: number; readonly usage: number } {
  const { statusReplicas, usage, targetPerPod, settings } = input;
  const ratio = usage / (targetPerPod * statusReplicas);
  const replicas = isNear(ratio, settings) ? statusReplicas : Math.ceil(usage / targetPerPod);
  return { replicas, usage: Math.ceil(usage / statusReplicas) };
}

const isReady = ({ conditions = [] }: Pod['status']): boolean =>
  conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

interface Utilization {
  readonly ratio: number;
  /** Whole percent. */
  readonly utilization: number;
  readonly rawAverage: number;
}

function utilization(
  metrics: PodMetrics,
  requests: ReadonlyMap<string, number>,
  target: number,
): Utilization | Refused {
  let used = 0;
  let requested = 0;
  let count = 0;
  for (const [name, { value }] of metrics) {
    const request = requests.get(name);
    if (request === undefined) continue;
    used += value;
    requested += request;
    count += 1;
  }
  if (requested === 0) return { error: 'no metrics returned matched known pods' };
  const percent = Math.trunc((used * 100) / requested);
  return { ratio: percent / target, utilization: percent, rawAverage: Math.trunc(used / count) };
}

function averageRatio(
  metrics: PodMetrics,
  target: number,
): { readonly ratio: number; readonly average: number } {
  let total = 0;
  for (const { value } of metrics.values()) total += value;
  const average = Math.trunc(total / metrics.size);
  return { ratio: average / target, average };
}
