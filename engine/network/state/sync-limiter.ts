// How soon after its last rewrite a kube-proxy may begin the next: its minimum sync period.
//
// Until 1.33 a bucket of two rewrites fills by one each period, so that a change soon after an only one goes in at once;
// since 1.34 a period lies between the end of any rewrite and the start of the next.
// Source: kubernetes v1.28.0 pkg/util/async/bounded_frequency_runner.go, tryRun, with burstSyncs 2 of
// pkg/proxy/iptables/proxier.go; v1.36.2 pkg/proxy/runner/bounded_frequency_runner.go, Loop.

export interface SyncLimit {
  /** 0: no limit. */
  readonly minSyncMs: number;
  /** How many rewrites may follow each other before the period counts; at least 1. */
  readonly burst: number;
}

export const NO_SYNC_LIMIT: SyncLimit = { minSyncMs: 0, burst: 1 };

export class SyncLimiter {
  private readonly limit: SyncLimit;
  private endMs = Number.NEGATIVE_INFINITY;
  private tokens: number;
  private filledMs = Number.NEGATIVE_INFINITY;

  constructor(limit: SyncLimit) {
    this.limit = limit;
    this.tokens = limit.burst;
  }

  /** When a rewrite may begin that is wanted at that instant; no earlier than it, nor than the end of the last. */
  startOf(wantedMs: number): number {
    const { minSyncMs } = this.limit;
    const earliest = Math.max(wantedMs, this.endMs);
    if (minSyncMs === 0 || this.tokensAt(earliest) >= 1) return earliest;
    return Math.max(earliest, this.endMs + minSyncMs);
  }

  /** It took place. Instants rise from call to call. */
  note(startMs: number, endMs: number): void {
    this.tokens = Math.max(0, this.tokensAt(startMs) - 1);
    this.filledMs = startMs;
    this.endMs = endMs;
  }

  // A bucket of one is full a period after the last rewrite has ended, not after it has begun.
  private tokensAt(ms: number): number {
    const { minSyncMs, burst } = this.limit;
    if (minSyncMs === 0 || this.endMs === Number.NEGATIVE_INFINITY) return burst;
    if (burst === 1) return ms - this.endMs >= minSyncMs ? 1 : 0;
    return Math.min(burst, this.tokens + (ms - this.filledMs) / minSyncMs);
  }
}
