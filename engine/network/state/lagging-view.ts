// Which instant of the API a component sees that works with what it heard some moments ago: a kube-proxy, a DNS server.
//
// A change is heard of after the watch's latency, and what was heard until the rewrite begins goes into it together, as
// upstream's bounded runner has it. Nothing is scheduled: the view is worked out when somebody asks, so that a component
// whom nobody asks costs nothing. Latencies are drawn once for each rewrite that was looked at.
// Source: kubernetes v1.28.0 pkg/proxy/iptables/proxier.go, syncRunner; sync-limiter.ts for its pace.

import type { Draw } from '../../client/disturber.ts';
import type { ChangeTimes } from './change-times.ts';
import { NO_SYNC_LIMIT, type SyncLimit, SyncLimiter } from './sync-limiter.ts';

export interface LaggingViewOptions {
  readonly nowMs: () => number;
  readonly changes: ChangeTimes;
  /** Draws the time from a write to hearing of it. */
  readonly deliveryMs: Draw;
  /** Draws how long a rewrite takes. */
  readonly refreshMs: Draw;
  /** The longest from a change to working with it, limit aside: a rewrite that has begun ends before the next begins. */
  readonly lagMaxMs: number;
  /** How soon rewrites may follow each other; default: at once. */
  readonly limit?: SyncLimit;
}

/** How far back somebody with such latencies and such a limit may still be, in milliseconds. */
export const horizonMs = (lagMaxMs: number, { minSyncMs }: SyncLimit = NO_SYNC_LIMIT): number =>
  // A period waited for, and one more, in which rewrites that nobody looked at have emptied the bucket.
  lagMaxMs + 2 * minSyncMs + 1;

export class LaggingView {
  private readonly options: LaggingViewOptions;
  private seenMs = -1;
  private rewrite: { readonly dueMs: number; readonly seenMs: number } | undefined;
  private heldMs: number | undefined;
  private limiter: SyncLimiter;

  constructor(options: LaggingViewOptions) {
    this.options = options;
    this.limiter = new SyncLimiter(options.limit ?? NO_SYNC_LIMIT);
  }

  /** The instant whose API objects the component works with now; every write of that millisecond is included. */
  apiMs(): number {
    if (this.heldMs !== undefined) return this.heldMs;
    const { nowMs, changes, lagMaxMs, limit = NO_SYNC_LIMIT } = this.options;
    const now = nowMs();
    for (;;) {
      if (this.rewrite !== undefined) {
        if (this.rewrite.dueMs > now) return this.seenMs;
        this.seenMs = this.rewrite.seenMs;
        this.rewrite = undefined;
      }
      // Whatever is older than the longest lag has arrived, in however many rewrites.
      const oldestMs = now - horizonMs(lagMaxMs, limit);
      if (this.seenMs < oldestMs) {
        this.seenMs = oldestMs;
        this.limiter = new SyncLimiter(limit);
      }
      const next = changes.firstAfter(this.seenMs);
      if (next === undefined || next > now) return this.seenMs;
      this.begin(next);
    }
  }

  /** When it next works with a later instant, as far as the API has changed by now; undefined: not before it changes. */
  nextRewriteMs(): number | undefined {
    if (this.heldMs !== undefined) return undefined;
    this.apiMs();
    return this.rewrite?.dueMs;
  }

  /** Hears of nothing more until `release`. */
  hold(): void {
    this.heldMs ??= this.apiMs();
  }

  /** Catches up, as after a reconnect: with the lag of a change that happens now. */
  release(): void {
    if (this.heldMs === undefined) return;
    this.seenMs = this.heldMs;
    this.heldMs = undefined;
    this.begin(this.options.nowMs());
  }

  /** The instant that it still works with though others have long gone on; undefined when it keeps up. */
  behindSinceMs(): number | undefined {
    if (this.heldMs !== undefined) return this.heldMs;
    const isBehind = this.rewrite !== undefined && this.rewrite.dueMs > this.options.nowMs();
    return isBehind ? this.seenMs : undefined;
  }

  // What is heard of until the rewrite begins goes into it.
  private begin(changedAtMs: number): void {
    const about = { changedAtMs };
    const deliveryMs = this.options.deliveryMs(about);
    const refresh = this.options.refreshMs(about);
    const startMs = this.limiter.startOf(changedAtMs + deliveryMs);
    this.limiter.note(startMs, startMs + refresh);
    this.rewrite = { dueMs: startMs + refresh, seenMs: startMs - deliveryMs };
  }
}
