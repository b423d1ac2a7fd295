// Which pods an autoscaler counts on: those that are ready to be measured, those that are not yet, those without a metric.
// Pods that end or have failed count for nothing.
//
// Source: kubernetes v1.20.2 pkg/controller/podautoscaler/replica_calculator.go, groupPods and calculatePodRequests.

import type { Pod } from '../../api/objects.ts';
import { milliValue } from '../../api/quantity/values.ts';

/** What was measured of one pod. */
export interface PodMetric {
  /** In thousandths of the metric's unit. */
  readonly value: number;
  readonly epochMs: number;
  /** How long a time it was measured over, in milliseconds. */
  readonly windowMs: number;
}

/** By pod name. */
export type PodMetrics = ReadonlyMap<string, PodMetric>;

export interface PodGroups {
  readonly readyCount: number;
  /** Pending pods; for cpu also those that are not, or were only just, ready. */
  readonly unready: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  readonly ignored: ReadonlySet<string>;
}

export interface GroupSettings {
  readonly nowEpochMs: number;
  /** How long cpu use after a start says nothing about a pod that is not ready. */
  readonly cpuInitializationMs: number;
  /** How long after its start a pod may first become ready. */
  readonly initialReadinessDelayMs: number;
}

/** Source: pkg/controller/podautoscaler/config/v1alpha1/defaults.go. */
export const DEFAULT_GROUP_SETTINGS = { cpuInitializationMs: 300_000, initialReadinessDelayMs: 30_000 };

/** @param resource `cpu`, `memory`; empty for a metric that is no resource */
export function groupPods(
  pods: readonly Pod[],
  metrics: PodMetrics,
  resource: string,
  settings: GroupSettings,
): PodGroups {
  const unready = new Set<string>();
  const missing = new Set<string>();
  const ignored = new Set<string>();
  let readyCount = 0;
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const metric = metrics.get(name);
    if (deletionTimestamp !== undefined || pod.status.phase === 'Failed') ignored.add(name);
    else if (pod.status.phase === 'Pending') unready.add(name);
    else if (metric === undefined) missing.add(name);
    else if (resource === 'cpu' && saysNothing(pod, metric, settings)) unready.add(name);
    else readyCount += 1;
  }
  return { readyCount, unready, missing, ignored };
}

// A pod that starts uses more cpu than it will.
function saysNothing({ status }: Pod, metric: PodMetric, settings: GroupSettings): boolean {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined || status.startTime === undefined) return true;
  const startedMs = Date.parse(status.startTime);
  const isUnready = ready.status === 'False';
  const changedMs = Date.parse(ready.lastTransitionTime ?? '');
  if (startedMs + settings.cpuInitializationMs > settings.nowEpochMs) {
    // Unready, or not yet measured for a whole window since it last changed.
    return isUnready || metric.epochMs < changedMs + metric.windowMs;
  }
  // Unready, and never has been ready.
  return isUnready && startedMs + settings.initialReadinessDelayMs > changedMs;
}

/** What the pods, or one container of each, ask for, in thousandths; `error`: one of them asks for nothing. */
export function podRequests(
  pods: readonly Pod[],
  resource: string,
  container?: string,
): ReadonlyMap<string, number> | { readonly error: string } {
  const requests = new Map<string, number>();
  for (const { metadata, spec } of pods) {
    let sum = 0;
    for (const { name, resources } of spec.containers) {
      if (container !== undefined && container !== name) continue;
      const request = resources?.requests?.[resource];
      if (request === undefined) return { error: `missing request for ${resource}` };
      sum += Number(milliValue(request));
    }
    requests.set(metadata.name, sum);
  }
  return requests;
}
