// Operations that take time in the storage behind a volume: one of a name at a time, and not again right after a failure.
//
// Source: kubernetes v1.20.2 pkg/util/goroutinemap, exponential_backoff.go.

import { Backoff } from '../../../client/backoff.ts';
import type { Kernel } from '../../../kernel/kernel.ts';

/** Source: pkg/util/goroutinemap/exponentialbackoff, initialDurationBeforeRetry and maxDurationBeforeRetry. */
const RETRY_BASE_MS = 500;
const RETRY_MAX_MS = 122_000;

export class Operations {
  private readonly kernel: Kernel;
  private readonly durationMs: () => number;
  private readonly running = new Set<string>();
  private readonly backoff = new Backoff(RETRY_BASE_MS, RETRY_MAX_MS);

  constructor(kernel: Kernel, durationMs: () => number) {
    this.kernel = kernel;
    this.durationMs = durationMs;
  }

  start(name: string, run: () => 'done' | 'failed'): void {
    const { kernel } = this;
    if (this.running.has(name) || this.backoff.isInBackOffSinceUpdate(name, kernel.nowMs)) return;
    this.running.add(name);
    kernel.schedule({ delayMs: this.durationMs(), kind: 'volume operation' }, () => {
      this.running.delete(name);
      if (run() === 'failed') this.backoff.next(name, kernel.nowMs);
    });
  }
}
