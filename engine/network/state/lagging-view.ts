// Which instant of the API a component sees that works with what it heard some moments ago: a kube-proxy, a DNS server.
//
// A change is heard of after the watch's latency, and what was heard until the rewrite begins goes into it together, as
// upstream's bounded runner has it. Nothing is scheduled: the view is worked out when somebody asks, so that a component
// whom nobody asks costs nothing. Latencies are drawn once for each rewrite that was looked at.
// Source: kubernetes v1.28.0 pkg/util/async/bounded_frequency_runner.go; pkg/proxy/iptables/proxier.go, syncRunner.

import type { ChangeTimes } from './change-times.ts';

export interface LaggingViewOptions {
  readonly nowMs: () => number;
  readonly changes: ChangeTimes;
  /** Draws the time from a write to hearing of it. */
  readonly deliveryMs: () => number;
  /** Draws the time from hearing of it to working with it. */
  readonly refreshMs: () => number;
  /** The longest that both together take. */
  readonly lagMaxMs: number;
}

export class LaggingView {
  private readonly options: LaggingViewOptions;
  private seenMs = -1;
  private rewrite: { readonly dueMs: number; readonly seenMs: number } | undefined;
  private heldMs: number | undefined;

  constructor(options: LaggingViewOptions) {
    this.options = options;
  }

  /** The instant whose API objects the component works with now; every write of that millisecond is included. */
  apiMs(): number {
    if (this.heldMs !== undefined) return this.heldMs;
    const { nowMs, changes, deliveryMs, refreshMs, lagMaxMs } = this.options;
    const now = nowMs();
    for (;;) {
      if (this.rewrite !== undefined) {
        if (this.rewrite.dueMs > now) return this.seenMs;
        this.seenMs = this.rewrite.seenMs;
        this.rewrite = undefined;
      }
      // Whatever is older than the longest lag has arrived, in however many rewrites.
      this.seenMs = Math.max(this.seenMs, now - lagMaxMs - 1);
      const next = changes.firstAfter(this.seenMs);
      if (next === undefined || next > now) return this.seenMs;
      const refresh = refreshMs();
      this.rewrite = { dueMs: next + deliveryMs() + refresh, seenMs: next + refresh };
    }
  }

  /** Hears of nothing more until `release`. */
  hold(): void {
    this.heldMs ??= this.apiMs();
  }

  /** Catches up, as after a reconnect: with the lag of a change that happens now. */
  release(): void {
    if (this.heldMs === undefined) return;
    const { nowMs, deliveryMs, refreshMs } = this.options;
    const now = nowMs();
    this.seenMs = this.heldMs;
    this.heldMs = undefined;
    const refresh = refreshMs();
    this.rewrite = { dueMs: now + deliveryMs() + refresh, seenMs: now + refresh };
  }

  /** The instant that it still works with though others have long gone on; undefined when it keeps up. */
  behindSinceMs(): number | undefined {
    if (this.heldMs !== undefined) return this.heldMs;
    const isBehind = this.rewrite !== undefined && this.rewrite.dueMs > this.options.nowMs();
    return isBehind ? this.seenMs : undefined;
  }
}
