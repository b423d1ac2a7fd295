// A node under pressure: which thresholds are met and for how long, and which conditions the node reports.
//
// A condition shows as soon as a threshold is met, before its grace period is over, and stays for a transition period
// after the last one was. A threshold that has led to evictions stays met until its minimum reclaim is won back.
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/eviction_manager.go, synchronize; helpers.go, thresholdsFirstObservedAt,
// thresholdsMetGracePeriod, thresholdsUpdatedStats, nodeConditionsLastObservedAt, nodeConditionsObservedSince.

import { type Observations, type PressureCondition, SIGNALS } from './signals.ts';
import { mergeThresholds, metThresholds, type Threshold } from './thresholds.ts';

export interface PressureState {
  readonly conditions: readonly PressureCondition[];
  readonly conditionSeenMs: ReadonlyMap<PressureCondition, number>;
  readonly firstSeenMs: ReadonlyMap<Threshold, number>;
  /** Met for as long as their grace, and not resolved. */
  readonly met: readonly Threshold[];
  readonly observations: Observations;
}

export const NO_PRESSURE: PressureState = {
  conditions: [],
  conditionSeenMs: new Map(),
  firstSeenMs: new Map(),
  met: [],
  observations: new Map(),
};

export interface PressureSettings {
  /** The same objects each time. */
  readonly thresholds: readonly Threshold[];
  readonly transitionMs: number;
}

export interface Pressure {
  readonly state: PressureState;
  /** The thresholds to act on: met for as long as their grace, and measured anew since the last time. */
  readonly starved: readonly Threshold[];
}

/** What follows from one more look at the node. Pure. */
export function observePressure(
  before: PressureState,
  observations: Observations,
  { thresholds, transitionMs }: PressureSettings,
  nowMs: number,
): Pressure {
  const unresolved = metThresholds(before.met, observations, true);
  const seen = mergeThresholds(metThresholds(thresholds, observations, false), unresolved);
  const firstSeenMs = new Map(seen.map((one) => [one, before.firstSeenMs.get(one) ?? nowMs]));
  const conditionSeenMs = new Map(before.conditionSeenMs);
  for (const { signal } of seen) conditionSeenMs.set(SIGNALS[signal].condition, nowMs);
  const conditions = [...conditionSeenMs.keys()].filter(
    (condition) => nowMs - conditionSeenMs.get(condition)! < transitionMs,
  );
  const met = seen.filter((one) => nowMs - firstSeenMs.get(one)! >= one.graceMs);
  return {
    state: { conditions, conditionSeenMs, firstSeenMs, met, observations },
    starved: met.filter(({ signal }) => isMeasuredAnew(signal, observations, before.observations)),
  };
}

function isMeasuredAnew(signal: Threshold['signal'], now: Observations, before: Observations): boolean {
  const observed = now.get(signal);
  if (observed === undefined) return false;
  const last = before.get(signal);
  if (last === undefined || observed.atMs === undefined) return true;
  return last.atMs === undefined || observed.atMs > last.atMs;
}
