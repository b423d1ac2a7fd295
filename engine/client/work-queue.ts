// A rate-limited work queue and the workers that empty it: keys, not events, each at most once in the queue and never
// worked on by two workers at one time.
//
// A key remembers the newest record that put it in; its sync runs as a consequence of that one. A worker is busy for
// as long as the requests of its sync take. Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/util/workqueue/
// {queue,delaying_queue,rate_limiting_queue,default_rate_limiters}.go.

import { Fifo } from '../kernel/fifo.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { SimEvent } from '../kernel/sim-event.ts';
import { exponentialDelayMs } from './backoff.ts';

/** 5 ms doubling to 1,000 s. Source: default_rate_limiters.go, DefaultControllerRateLimiter. */
const FAILURE_BASE_MS = 5;
const FAILURE_MAX_MS = 1_000_000;
/** Over all keys together 10 retries a second, 100 at once. Source: the same. */
const RETRY_INTERVAL_MS = 100;
const RETRY_BURST = 100;

export interface WorkQueueOptions {
  readonly kernel: Kernel;
  /** Names the queue in event counts and timers, for example `deployment`. */
  readonly name: string;
  /** How many keys are worked on at one time. Default 5, as most controllers have it. */
  readonly workers?: number;
  /** Back-off of failing keys. Default 5 ms doubling to 1,000 s. */
  readonly failureBaseMs?: number;
  readonly failureMaxMs?: number;
  /** How many retries of all keys together may come at once before they are spread to ten a second. Default 100. */
  readonly retryBurst?: number;
  /** How long the worker was busy with the sync that just ran, in milliseconds. Default 0. */
  readonly busyMs?: () => number;
}

interface Waiting {
  readonly key: string;
  /** The record that put it in, the newest if it was put in again. */
  cause: number;
}

export class WorkQueue {
  private readonly kernel: Kernel;
  private readonly name: string;
  private readonly workers: number;
  private readonly failureBaseMs: number;
  private readonly failureMaxMs: number;
  private readonly retryBurst: number;
  private readonly busyMs: () => number;
  private readonly sync: (key: string) => void;
  private readonly queue = new Fifo<Waiting>();
  /** The same by their keys. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly processing = new Set<string>();
  /** Keys added while they were worked on; they go back in when that ends. */
  private readonly dirty = new Map<string, number>();
  private readonly delayed = new Map<string, SimEvent>();
  private readonly failures = new Map<string, number>();
  /** When the bucket of retries was or will be full again. */
  private retriesFullMs = 0;
  private isScheduled = false;
  private isPaused = false;

  constructor(options: WorkQueueOptions, sync: (key: string) => void) {
    this.kernel = options.kernel;
    this.name = options.name;
    this.workers = options.workers ?? 5;
    this.failureBaseMs = options.failureBaseMs ?? FAILURE_BASE_MS;
    this.failureMaxMs = options.failureMaxMs ?? FAILURE_MAX_MS;
    this.retryBurst = options.retryBurst ?? RETRY_BURST;
    this.busyMs = options.busyMs ?? (() => 0);
    this.sync = sync;
  }

  add(key: string): void {
    const cause = this.kernel.cause();
    if (this.processing.has(key)) {
      this.dirty.set(key, cause);
      return;
    }
    this.append(key, cause);
    this.wake();
  }

  private append(key: string, cause: number): void {
    const before = this.waiting.get(key);
    if (before !== undefined) {
      before.cause = cause;
      return;
    }
    const entry = { key, cause };
    this.waiting.set(key, entry);
    this.queue.push(entry);
  }

  /** Adds the key after a delay; of several delays for one key the shortest counts. `label` says what is waited for. */
  addAfter(key: string, delayMs: number, label?: string): void {
    if (delayMs <= 0) {
      this.add(key);
      return;
    }
    const due = this.kernel.nowMs + Math.ceil(delayMs);
    const before = this.delayed.get(key);
    if (before !== undefined && !before.canceled && before.dueMs <= due) return;
    this.kernel.cancel(before);
    const options = {
      delayMs: Math.ceil(delayMs),
      kind: `${this.name} requeue`,
      ...(label === undefined ? {} : { label }),
    };
    const event = this.kernel.schedule(options, () => {
      this.delayed.delete(key);
      this.add(key);
    });
    this.delayed.set(key, event);
  }

  /** Adds the key after its back-off, which doubles with each call until `forget`. */
  addRateLimited(key: string): void {
    const failed = this.failures.get(key) ?? 0;
    this.failures.set(key, failed + 1);
    const backOffMs = exponentialDelayMs(this.failureBaseMs, this.failureMaxMs, failed);
    const delayMs = Math.max(backOffMs, this.reserveRetry());
    this.addAfter(key, delayMs, `${this.name} back-off ${delayMs / 1000}s after failure ${failed + 1}`);
  }

  /** Takes a token from the bucket: how many milliseconds until it is there, 0 while the burst lasts. */
  private reserveRetry(): number {
    const nowMs = this.kernel.nowMs;
    this.retriesFullMs = Math.max(this.retriesFullMs, nowMs) + RETRY_INTERVAL_MS;
    return Math.max(0, this.retriesFullMs - nowMs - this.retryBurst * RETRY_INTERVAL_MS);
  }

  forget(key: string): void {
    this.failures.delete(key);
  }

  numRequeues(key: string): number {
    return this.failures.get(key) ?? 0;
  }

  get length(): number {
    return this.waiting.size;
  }

  /** Nothing is worked on until `resume`; keys pile up. */
  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.wake();
  }

  private wake(): void {
    if (this.isScheduled || this.isPaused || this.waiting.size === 0 || this.processing.size >= this.workers)
      return;
    this.isScheduled = true;
    this.kernel.schedule({ delayMs: 0, kind: `${this.name} sync` }, () => {
      this.isScheduled = false;
      this.workOnNext();
      this.wake();
    });
  }

  private workOnNext(): void {
    if (this.isPaused || this.processing.size >= this.workers) return;
    const next = this.queue.shift();
    if (next === undefined) return;
    const { key, cause } = next;
    this.waiting.delete(key);
    this.processing.add(key);
    this.kernel.withCause(cause, () => this.sync(key));
    const busyMs = this.busyMs();
    if (busyMs === 0) this.finish(key);
    else {
      this.kernel.schedule({ delayMs: busyMs, kind: `${this.name} request` }, () => {
        this.finish(key);
        this.wake();
      });
    }
  }

  private finish(key: string): void {
    this.processing.delete(key);
    const cause = this.dirty.get(key);
    if (cause === undefined) return;
    this.dirty.delete(key);
    this.append(key, cause);
  }
}
