// The eviction manager's rounds: every ten seconds, or when the pods evicted last are cleaned up, it looks at its node.
//
// Rounds that could find nothing are no events: the next one is planned for when something may run short by what is known
// of the node's pods, and planned anew when that changes. Source: kubernetes v1.28.0 pkg/kubelet/eviction/
// eviction_manager.go, Start, waitForPodsCleanup, podCleanupTimeout, podCleanupPollFreq; pkg/kubelet/kubelet.go,
// evictionMonitoringPeriod; pkg/kubelet/pod_workers.go, killPodNow.

import type { Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { tickAtOrAfterMs } from '../ticks.ts';
import type { Eviction } from './eviction.ts';
import { NO_PRESSURE, type PressureState } from './pressure.ts';
import type { PressureCondition, StarvedResource } from './signals.ts';
import { type EvictionSettings, type NodeView, synchronize } from './synchronize.ts';

const ROUND_MS = 10_000;
const CLEANUP_LOOK_MS = 1000;
const CLEANUP_TIMEOUT_MS = 30_000;
const KILL_TIMEOUT_MIN_MS = 10_000;

export interface EvictionManagerOptions {
  readonly kernel: Kernel;
  readonly settings: EvictionSettings;
  /** When the first rounds fall, 0 to 9,999 ms. */
  readonly phaseMs: number;
  readonly look: () => NodeView;
  /** From when on a round may find something, if all goes on as it does; at once while a pod may be beyond its limits. */
  readonly shortFromMs: () => number | undefined;
  readonly evict: (eviction: Eviction) => void;
  readonly isCleanedUp: (pod: Pod) => boolean;
  readonly reclaiming: (resource: StarvedResource) => void;
  readonly onConditions: () => void;
}

export class EvictionManager {
  private readonly options: EvictionManagerOptions;
  private state: PressureState = NO_PRESSURE;
  private phaseMs: number;
  private timer: SimEvent | undefined;
  private isCleaningUp = false;
  private isPaused = false;

  constructor(options: EvictionManagerOptions) {
    this.options = options;
    this.phaseMs = options.phaseMs;
  }

  get conditions(): readonly PressureCondition[] {
    return this.state.conditions;
  }

  /** Whether every round may matter. */
  get isWatching(): boolean {
    const { conditions, conditionSeenMs, firstSeenMs } = this.state;
    return this.isCleaningUp || conditions.length > 0 || conditionSeenMs.size > 0 || firstSeenMs.size > 0;
  }

  pause(): void {
    this.isPaused = true;
    this.options.kernel.cancel(this.timer);
    this.timer = undefined;
  }

  resume(): void {
    this.isPaused = false;
    this.isCleaningUp = false;
    this.plan();
  }

  /** The node's pods go on otherwise than was known. */
  plan(): void {
    if (this.isPaused || this.isCleaningUp) return;
    const { kernel, shortFromMs } = this.options;
    const fromMs = this.isWatching ? kernel.nowMs : shortFromMs();
    if (fromMs === undefined) {
      kernel.cancel(this.timer);
      this.timer = undefined;
      return;
    }
    const dueMs = tickAtOrAfterMs(Math.max(fromMs, kernel.nowMs), this.phaseMs, ROUND_MS);
    if (this.timer !== undefined && !this.timer.canceled && this.timer.dueMs === dueMs) return;
    kernel.cancel(this.timer);
    this.wakeAt(dueMs, 'the kubelet looks whether its node runs short: every 10s', () => this.round());
  }

  private wakeAt(dueMs: number, label: string, act: () => void): void {
    const { kernel } = this.options;
    const delayMs = dueMs - kernel.nowMs;
    const timing = { delayMs, kind: 'kubelet eviction', priority: PRIORITY.period, label };
    this.timer = kernel.schedule(timing, () => {
      this.timer = undefined;
      act();
    });
  }

  private round(): void {
    const { kernel, settings, look, evict, reclaiming, onConditions } = this.options;
    const before = this.state.conditions;
    const { state, reclaiming: resource, evictions } = synchronize(this.state, look(), settings);
    this.state = withoutPast(state);
    if (!isSameList(before, state.conditions)) onConditions();
    if (resource !== undefined) reclaiming(resource);
    for (const eviction of evictions) evict(eviction);
    if (evictions.length > 0) return this.awaitCleanup(evictions, kernel.nowMs);
    this.planAfter(kernel.nowMs);
  }

  private planAfter(nowMs: number): void {
    if (!this.isWatching && this.options.shortFromMs() === undefined) return;
    this.phaseMs = ((nowMs % ROUND_MS) + ROUND_MS) % ROUND_MS;
    const fromMs = this.isWatching ? nowMs : (this.options.shortFromMs() ?? nowMs);
    const dueMs = tickAtOrAfterMs(Math.max(fromMs, nowMs + 1), this.phaseMs, ROUND_MS);
    this.wakeAt(dueMs, 'the kubelet looks whether its node runs short: every 10s', () => this.round());
  }

  // The kill itself is waited for as long as its grace period allows, then the clean-up.
  private awaitCleanup(evictions: readonly Eviction[], sinceMs: number): void {
    this.isCleaningUp = true;
    const graceMs = Math.max(...evictions.map(graceOf)) * 1000;
    const untilMs = sinceMs + Math.max(graceMs * 1.5, KILL_TIMEOUT_MIN_MS) + CLEANUP_TIMEOUT_MS;
    const { kernel, isCleanedUp } = this.options;
    const again = (): void => {
      const isOver = kernel.nowMs >= untilMs || evictions.every(({ pod }) => isCleanedUp(pod));
      if (!isOver)
        return this.wakeAt(kernel.nowMs + CLEANUP_LOOK_MS, 'evicted pods are being cleaned up', again);
      this.isCleaningUp = false;
      this.round();
    };
    this.wakeAt(kernel.nowMs + CLEANUP_LOOK_MS, 'evicted pods are being cleaned up', again);
  }
}

const graceOf = ({ pod, gracePeriodSeconds }: Eviction): number =>
  gracePeriodSeconds > 0 ? gracePeriodSeconds : (pod.spec.terminationGracePeriodSeconds ?? 0);

// Conditions that were seen once stay in the books for ever; nothing follows from them when their time is over.
function withoutPast(state: PressureState): PressureState {
  const conditionSeenMs = new Map(
    [...state.conditionSeenMs].filter(([one]) => state.conditions.includes(one)),
  );
  return { ...state, conditionSeenMs };
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);
