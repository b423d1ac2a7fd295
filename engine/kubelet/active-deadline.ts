// spec.activeDeadlineSeconds of pods: how long one may be active on its node. A pod past it is Failed, and its next pass
// stops what runs of it.
//
// Found at the kubelet's one-second look at its pods, once for each pod, not by a look each second.
// Source: kubernetes v1.20.2 pkg/kubelet/active_deadline.go; kubelet.go, getPodsToSync.

import type { Pod, PodStatus } from '../api/objects.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../kernel/sim-event.ts';
import { tickAtOrAfterMs } from './ticks.ts';

const LOOK_MS = 1000;

/** What the pod's status says then, and its event. Source: active_deadline.go, reason and message. */
export const PAST_DEADLINE = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

export interface ActiveDeadlinesOptions {
  readonly kernel: Kernel;
  /** When the node's looks fall, 0 to 999 ms. */
  readonly phaseMs: number;
  /** The pod's status as the kubelet has it. */
  readonly statusOf: (pod: Pod) => PodStatus;
  /** The pod is past its deadline: asks for a pass. */
  readonly onPast: (uid: string) => void;
}

export class ActiveDeadlines {
  private readonly options: ActiveDeadlinesOptions;
  private readonly timers = new Map<string, SimEvent>();

  constructor(options: ActiveDeadlinesOptions) {
    this.options = options;
  }

  /** Waits for the pod's deadline, if it has one and has started; the newest deadline counts. */
  watch(pod: Pod): void {
    const { kernel, phaseMs, onPast } = this.options;
    const { uid } = pod.metadata;
    this.forget(uid);
    const deadlineMs = this.deadlineMs(pod);
    if (deadlineMs === undefined || deadlineMs <= kernel.nowMs) return;
    const delayMs = tickAtOrAfterMs(deadlineMs, phaseMs, LOOK_MS) - kernel.nowMs;
    const label = `active deadline of ${pod.spec.activeDeadlineSeconds}s of pod ${pod.metadata.name}`;
    const timer = kernel.schedule(
      { delayMs, kind: 'active deadline', priority: PRIORITY.period, label },
      () => {
        this.timers.delete(uid);
        onPast(uid);
      },
    );
    this.timers.set(uid, timer);
  }

  isPast(pod: Pod): boolean {
    const deadlineMs = this.deadlineMs(pod);
    return deadlineMs !== undefined && deadlineMs <= this.options.kernel.nowMs;
  }

  forget(uid: string): void {
    this.options.kernel.cancel(this.timers.get(uid));
    this.timers.delete(uid);
  }

  private deadlineMs(pod: Pod): number | undefined {
    const { activeDeadlineSeconds } = pod.spec;
    const { startTime } = this.options.statusOf(pod);
    if (activeDeadlineSeconds === undefined || startTime === undefined) return undefined;
    return Date.parse(startTime) + activeDeadlineSeconds * 1000 - this.options.kernel.startEpochMs;
  }
}
