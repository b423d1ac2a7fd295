// Back-off per item, which doubles with each failure and is forgotten after twice its bound without one; and the
// delays of the work queue's rate limiters.
//
// Source: client-go v0.20.2 util/flowcontrol/backoff.go; util/workqueue/default_rate_limiters.go.

/** Before the next try after so many failures, the first being 0: `baseMs` doubled each time. Source: ItemExponentialFailureRateLimiter. */
export function exponentialDelayMs(baseMs: number, maxMs: number, failuresBefore: number): number {
  return Math.min(baseMs * 2 ** failuresBefore, maxMs);
}

/** Fast for the first failures, slow from then on. Source: ItemFastSlowRateLimiter. */
export function fastSlowDelayMs(
  limits: { readonly fastMs: number; readonly slowMs: number; readonly fastAttemptsMax: number },
  failuresBefore: number,
): number {
  return failuresBefore < limits.fastAttemptsMax ? limits.fastMs : limits.slowMs;
}

interface Item {
  delayMs: number;
  lastMs: number;
}

export class Backoff {
  private readonly baseMs: number;
  private readonly maxMs: number;
  private readonly items = new Map<string, Item>();

  /** Both in milliseconds. */
  constructor(baseMs: number, maxMs: number) {
    this.baseMs = baseMs;
    this.maxMs = maxMs;
  }

  /** The present delay, 0 for an item without failures. */
  get(key: string): number {
    return this.items.get(key)?.delayMs ?? 0;
  }

  /** Counts a failure of the item at `eventMs`, which is heard of at `nowMs`. */
  next(key: string, eventMs: number, nowMs: number = eventMs): void {
    const item = this.items.get(key);
    if (item === undefined || this.hasExpired(item, eventMs)) {
      this.items.set(key, { delayMs: this.baseMs, lastMs: nowMs });
      return;
    }
    item.delayMs = Math.min(item.delayMs * 2, this.maxMs);
    item.lastMs = nowMs;
  }

  /** Whether the delay since the last failure is not over yet. */
  isInBackOffSinceUpdate(key: string, nowMs: number): boolean {
    const item = this.items.get(key);
    return item !== undefined && !this.hasExpired(item, nowMs) && nowMs - item.lastMs < item.delayMs;
  }

  /** Whether less than the delay has passed since an event of the item. */
  isInBackOffSince(key: string, eventMs: number, nowMs: number): boolean {
    const item = this.items.get(key);
    return item !== undefined && !this.hasExpired(item, eventMs) && nowMs - eventMs < item.delayMs;
  }

  /** Forgets items whose last failure is long over. */
  collectGarbage(nowMs: number): void {
    for (const [key, item] of this.items) if (this.hasExpired(item, nowMs)) this.items.delete(key);
  }

  private hasExpired({ lastMs }: Item, atMs: number): boolean {
    return atMs - lastMs > this.maxMs * 2;
  }
}
