// Back-off per item, which doubles with each failure and is forgotten after twice its bound without one.
//
// Source: client-go v0.20.2 util/flowcontrol/backoff.go.

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

  /** Counts a failure. */
  next(key: string, nowMs: number): void {
    const item = this.items.get(key);
    if (item === undefined || this.hasExpired(item, nowMs)) {
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

  /** Forgets items whose last failure is long over. */
  collectGarbage(nowMs: number): void {
    for (const [key, item] of this.items) if (this.hasExpired(item, nowMs)) this.items.delete(key);
  }

  private hasExpired({ lastMs }: Item, nowMs: number): boolean {
    return nowMs - lastMs > this.maxMs * 2;
  }
}
