// The pod lifecycle event generator: once a second it looks at what containers do, and only through it does the kubelet
// know. A pod worker waits for a look that is newer than its last pass.
//
// A tick with nothing to see and nobody waiting is not an event. Source: kubernetes v1.20.2 pkg/kubelet/pleg/generic.go
// and pkg/kubelet/container/cache.go.

import type { Kernel } from '../kernel/kernel.ts';
import { PRIORITY } from '../kernel/sim-event.ts';
import type { RuntimePodStatus } from './cri/container-record.ts';
import { noRuntimeStatus } from './cri/container-record.ts';
import { nextTickMs } from './ticks.ts';

/** Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, plegRelistPeriod. */
export const RELIST_PERIOD_MS = 1000;

export type PodLifecycleEvent =
  | { readonly type: 'started' | 'removed'; readonly uid: string; readonly containerId: string }
  | { readonly type: 'died'; readonly uid: string; readonly containerId: string };

export interface PlegOptions {
  readonly kernel: Kernel;
  /** When the first relist of this node falls, 0 to 999 ms. */
  readonly phaseMs: number;
  /** What the runtime has of a pod now. */
  readonly look: (uid: string) => RuntimePodStatus;
  readonly onEvent: (event: PodLifecycleEvent) => void;
}

export class Pleg {
  private readonly options: PlegOptions;
  private readonly cache = new Map<string, RuntimePodStatus>();
  /** Pods whose containers changed since the last tick, with the newest record behind it. */
  private readonly dirty = new Map<string, number>();
  private waiting: { readonly afterMs: number; readonly wake: () => void; readonly cause: number }[] = [];
  private isScheduled = false;
  /** When the scheduled relist falls. */
  private dueMs = 0;
  private isStopped = false;

  constructor(options: PlegOptions) {
    this.options = options;
  }

  /** What the last relist saw of the pod. */
  cached(uid: string): RuntimePodStatus {
    return this.cache.get(uid) ?? noRuntimeStatus(uid);
  }

  /** A kubelet that starts looks once at all that runs before it does anything. */
  adopt(uid: string): void {
    this.cache.set(uid, this.options.look(uid));
  }

  forget(uid: string): void {
    this.cache.delete(uid);
    this.dirty.delete(uid);
  }

  /** A container of the pod was created, started, ended or removed. */
  noteChange(uid: string): void {
    this.dirty.set(uid, this.options.kernel.cause());
    this.arm();
  }

  /** Calls back after a relist later than `afterMs`; at once if there was one, with something to see or not. */
  whenNewerThan(afterMs: number, wake: () => void): void {
    const { kernel, phaseMs } = this.options;
    // One that is due may still come, in this instant or, in a kubelet that stood still, later than it should have.
    const isStillToCome = this.isScheduled && this.dueMs <= kernel.nowMs;
    const nextMs = isStillToCome ? this.dueMs : nextTickMs(kernel.nowMs, phaseMs, RELIST_PERIOD_MS);
    const lastMs = nextMs - RELIST_PERIOD_MS;
    if (afterMs < 0 || lastMs > afterMs) {
      wake();
      return;
    }
    this.waiting.push({ afterMs, wake, cause: this.options.kernel.cause() });
    this.arm();
  }

  /** A node that stops looks at nothing; `resume` looks again at the next tick. */
  pause(): void {
    this.isStopped = true;
  }

  resume(): void {
    this.isStopped = false;
    this.arm();
  }

  private arm(): void {
    if (this.isScheduled || this.isStopped || (this.dirty.size === 0 && this.waiting.length === 0)) return;
    this.isScheduled = true;
    const { kernel, phaseMs } = this.options;
    this.dueMs = nextTickMs(kernel.nowMs, phaseMs, RELIST_PERIOD_MS);
    const delayMs = this.dueMs - kernel.nowMs;
    kernel.schedule({ delayMs, kind: 'kubelet relist', priority: PRIORITY.period }, () => this.relist());
  }

  private relist(): void {
    this.isScheduled = false;
    if (this.isStopped) return;
    const { kernel, look, onEvent } = this.options;
    const changed = [...this.dirty];
    this.dirty.clear();
    for (const [uid, cause] of changed) {
      const before = this.cached(uid);
      const now = look(uid);
      this.cache.set(uid, now);
      kernel.withCause(cause, () => {
        for (const event of lifecycleEvents(uid, before, now)) onEvent(event);
      });
    }
    const due = this.waiting.filter(({ afterMs }) => kernel.nowMs > afterMs);
    this.waiting = this.waiting.filter(({ afterMs }) => kernel.nowMs <= afterMs);
    for (const { wake, cause } of due) kernel.withCause(cause, wake);
    this.arm();
  }
}

function lifecycleEvents(uid: string, before: RuntimePodStatus, now: RuntimePodStatus): PodLifecycleEvent[] {
  const events: PodLifecycleEvent[] = [];
  // The sandbox is a container like any other here, so a new pod's first relist tells of two.
  if (now.hasSandbox && !before.hasSandbox) events.push({ type: 'started', uid, containerId: 'sandbox' });
  const old = new Map(before.containers.map((record) => [record.id, record]));
  for (const { id, state } of now.containers) {
    const was = old.get(id)?.state;
    if (was === state) continue;
    if (state === 'running') events.push({ type: 'started', uid, containerId: id });
    else if (state === 'exited') events.push({ type: 'died', uid, containerId: id });
  }
  const left = new Set(now.containers.map(({ id }) => id));
  for (const { id } of before.containers)
    if (!left.has(id)) events.push({ type: 'removed', uid, containerId: id });
  return events;
}
