// Nodes of one zone that wait for their NoExecute taint, let out at a limited rate.
//
// The rate is a token bucket of one. Upstream asks it every 100 ms as long as something waits; here the next moment at
// which it can say yes is computed.
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go; golang.org/x/time/rate.

/** Source: rate_limited_queue.go, NodeEvictionPeriod. */
export const PASS_PERIOD_MS = 100;

/** One token at most. */
class TokenBucket {
  readonly rate: number;
  private tokens = 1;
  private atMs: number;

  constructor(rate: number, nowMs: number) {
    this.rate = rate;
    this.atMs = nowMs;
  }

  tryAccept(nowMs: number): boolean {
    if (this.rate <= 0) return false;
    this.tokens = Math.min(1, this.tokens + ((nowMs - this.atMs) / 1000) * this.rate);
    this.atMs = nowMs;
    // A rounding error of the sum must not cost a whole pass.
    if (this.tokens < 1 - 1e-9) return false;
    this.tokens -= 1;
    return true;
  }

  /** When there will be a token; undefined: never. */
  nextMs(): number | undefined {
    if (this.rate <= 0) return undefined;
    return Math.ceil(this.atMs + (Math.max(0, 1 - this.tokens) / this.rate) * 1000 - 1e-6);
  }
}

export class TaintQueue {
  private bucket: TokenBucket;
  private readonly queued: string[] = [];
  /** Nodes that are not added again: those in the queue, and those that were let out and not forgotten since. */
  private readonly known = new Set<string>();

  /** @param rate nodes per second */
  constructor(rate: number, nowMs: number) {
    this.bucket = new TokenBucket(rate, nowMs);
  }

  /** `false` when the node is known already. */
  add(nodeName: string): boolean {
    if (this.known.has(nodeName)) return false;
    this.known.add(nodeName);
    this.queued.push(nodeName);
    return true;
  }

  /** Lets the node be added anew, wherever it is. */
  forget(nodeName: string): void {
    this.known.delete(nodeName);
  }

  remove(nodeName: string): void {
    if (!this.known.delete(nodeName)) return;
    const at = this.queued.indexOf(nodeName);
    if (at >= 0) this.queued.splice(at, 1);
  }

  setRate(rate: number, nowMs: number): void {
    if (rate === this.bucket.rate) return;
    const next = new TokenBucket(Math.max(0, rate), nowMs);
    // A bucket that is empty is replaced by an empty one.
    if (rate > 0 && !this.bucket.tryAccept(nowMs)) next.tryAccept(nowMs);
    this.bucket = next;
  }

  /** Lets out what the rate allows. A node for which `letOut` answers `false` stays and blocks those behind it. */
  pass(nowMs: number, letOut: (nodeName: string) => boolean): void {
    for (let head = this.queued[0]; head !== undefined; head = this.queued[0]) {
      if (!this.bucket.tryAccept(nowMs) || !letOut(head)) return;
      // Upstream takes it out of the queue and leaves it known; only one that was forgotten meanwhile stays queued.
      if (!this.known.has(head)) return;
      this.queued.shift();
    }
  }

  /** When a pass can let something out; undefined while nothing waits or nothing may leave. */
  nextPassMs(): number | undefined {
    if (this.queued.length === 0) return undefined;
    const nextMs = this.bucket.nextMs();
    return nextMs === undefined ? undefined : Math.ceil(nextMs / PASS_PERIOD_MS) * PASS_PERIOD_MS;
  }
}
