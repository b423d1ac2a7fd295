// One worker a pod: it takes up the newest update, waits until the relist is newer than its last pass, syncs, and comes
// back after a while, sooner when the pass failed.
//
// Updates that come during a pass are merged into one. Source: kubernetes v1.20.2 pkg/kubelet/pod_workers.go.

import type { Kernel } from '../kernel/kernel.ts';
import { type Routine, run } from '../kernel/routine.ts';
import type { SimEvent } from '../kernel/sim-event.ts';
import type { Pleg } from './pleg.ts';
import { tickAtOrAfterMs } from './ticks.ts';

/** How often due pods are looked for. Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, syncLoop's syncTicker. */
const SYNC_TICK_MS = 1000;

// Source: kubernetes v1.28.0 pkg/kubelet/kubelet.go, backOffPeriod; pod_workers.go, backOffOnTransientErrorPeriod.
const BRIEF_PART = 10;

/** `failed for now`: by what is expected to pass soon. */
export type SyncOutcome = 'done' | 'failed' | 'failed for now';

export interface PodWorkersOptions {
  readonly kernel: Kernel;
  readonly pleg: Pleg;
  /** When the node's ticks fall, 0 to 999 ms. */
  readonly phaseMs: number;
  /** From a good pass to the next look at the pod, in milliseconds. */
  readonly resyncMs: () => number;
  /** From a failed pass to the next one, in milliseconds. */
  readonly retryMs: () => number;
  /** From an update to the worker taking it up, in milliseconds. */
  readonly takeUpMs: () => number;
  readonly sync: (uid: string) => Routine<SyncOutcome>;
  /** Whether a requeued pod is still to be synced. */
  readonly isWanted: (uid: string) => boolean;
}

interface Worker {
  isSyncing: boolean;
  hasUpdate: boolean;
  /** The newest record that asked for a pass. */
  cause: number;
  /** End of the last pass; -1 before the first. */
  lastSyncMs: number;
  /** When the next resync falls, if nothing happens before. */
  resyncDueMs: number;
  requeue: SimEvent | undefined;
}

export class PodWorkers {
  private readonly options: PodWorkersOptions;
  private readonly workers = new Map<string, Worker>();
  private isPaused = false;

  constructor(options: PodWorkersOptions) {
    this.options = options;
  }

  /** Asks for a pass over the pod. */
  update(uid: string): void {
    let worker = this.workers.get(uid);
    if (worker === undefined) {
      worker = {
        isSyncing: false,
        hasUpdate: false,
        cause: 0,
        lastSyncMs: -1,
        resyncDueMs: 0,
        requeue: undefined,
      };
      this.workers.set(uid, worker);
    }
    worker.cause = this.options.kernel.cause();
    worker.hasUpdate = true;
    this.begin(uid, worker);
  }

  forget(uid: string): void {
    const worker = this.workers.get(uid);
    if (worker === undefined) return;
    this.options.kernel.cancel(worker.requeue);
    this.workers.delete(uid);
  }

  /** A frozen kubelet begins no pass. */
  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    for (const [uid, worker] of this.workers) this.begin(uid, worker);
  }

  private begin(uid: string, worker: Worker): void {
    if (worker.isSyncing || !worker.hasUpdate || this.isPaused) return;
    worker.isSyncing = true;
    worker.hasUpdate = false;
    const { kernel, pleg, takeUpMs } = this.options;
    kernel.withCause(worker.cause, () => {
      kernel.schedule({ delayMs: takeUpMs(), kind: 'kubelet pod worker' }, () => {
        pleg.whenNewerThan(worker.lastSyncMs, () => this.pass(uid, worker));
      });
    });
  }

  private pass(uid: string, worker: Worker): void {
    const { kernel, sync } = this.options;
    if (this.workers.get(uid) !== worker) return;
    run(kernel, 'kubelet sync', sync(uid), (outcome) => this.finish(uid, worker, outcome));
  }

  private finish(uid: string, worker: Worker, outcome: SyncOutcome): void {
    worker.isSyncing = false;
    worker.lastSyncMs = this.options.kernel.nowMs;
    if (this.workers.get(uid) !== worker) return;
    worker.resyncDueMs = worker.lastSyncMs + this.options.resyncMs();
    if (outcome !== 'done' && this.options.isWanted(uid)) this.requeue(uid, worker, outcome);
    this.begin(uid, worker);
  }

  /** Something changed that no event tells of: the pod's next resync will find it. */
  atNextResync(uid: string, why: string): void {
    const worker = this.workers.get(uid);
    if (worker === undefined || worker.requeue !== undefined) return;
    const { kernel, resyncMs } = this.options;
    // Resyncs that found nothing were no events; they are counted over here.
    while (worker.resyncDueMs <= kernel.nowMs) worker.resyncDueMs += resyncMs();
    this.wakeAt(uid, worker, worker.resyncDueMs, why);
  }

  // Both waits have the same jitter. Source: kubernetes v1.28.0 pkg/kubelet/pod_workers.go, completeWork.
  private requeue(uid: string, worker: Worker, outcome: Exclude<SyncOutcome, 'done'>): void {
    const { kernel, retryMs } = this.options;
    kernel.cancel(worker.requeue);
    const isBrief = outcome === 'failed for now';
    const waitMs = isBrief ? Math.round(retryMs() / BRIEF_PART) : retryMs();
    const when = isBrief ? '1 to 1.5s' : '10 to 15s';
    const label = `kubelet looks at the pod again, ${when} after a failed pass`;
    this.wakeAt(uid, worker, kernel.nowMs + waitMs, label);
  }

  private wakeAt(uid: string, worker: Worker, timeMs: number, label: string): void {
    const { kernel, phaseMs } = this.options;
    const dueMs = tickAtOrAfterMs(timeMs, phaseMs, SYNC_TICK_MS);
    worker.requeue = kernel.schedule(
      { delayMs: dueMs - kernel.nowMs, kind: 'kubelet requeue', label },
      () => {
        worker.requeue = undefined;
        if (this.options.isWanted(uid)) this.update(uid);
      },
    );
  }
}
