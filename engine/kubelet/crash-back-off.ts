// The back-off of restarting containers and of pulling images: doubled at each use, begun anew after a quiet time.
// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/util/flowcontrol/backoff.go; pkg/kubelet/kubelet.go,
// backOffPeriod (10 s) and MaxContainerBackOff (5 min).

const BASE_MS = 10_000;
const MAX_MS = 300_000;
/** An entry expires after this long without use. */
const EXPIRES_MS = 2 * MAX_MS;

interface Entry {
  backOffMs: number;
  lastUpdateMs: number;
}

export class CrashBackOff {
  private readonly entries = new Map<string, Entry>();
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** The present delay, 0 if there is none. */
  get(key: string): number {
    return this.entries.get(key)?.backOffMs ?? 0;
  }

  /** The next delay of an event that happened at `eventMs`: 10 s, 20 s … 5 min. */
  next(key: string, eventMs: number): void {
    const entry = this.entries.get(key);
    if (entry === undefined || eventMs - entry.lastUpdateMs > EXPIRES_MS) {
      this.entries.set(key, { backOffMs: BASE_MS, lastUpdateMs: this.nowMs() });
      return;
    }
    entry.backOffMs = Math.min(entry.backOffMs * 2, MAX_MS);
    entry.lastUpdateMs = this.nowMs();
  }

  /** Whether less than the delay has passed since the event. */
  isInBackOffSince(key: string, eventMs: number): boolean {
    const entry = this.entries.get(key);
    if (entry === undefined || eventMs - entry.lastUpdateMs > EXPIRES_MS) return false;
    return this.nowMs() - eventMs < entry.backOffMs;
  }

  /** Whether less than the delay has passed since the entry was last used. */
  isInBackOffSinceUpdate(key: string): boolean {
    const entry = this.entries.get(key);
    if (entry === undefined || this.nowMs() - entry.lastUpdateMs > EXPIRES_MS) return false;
    return this.nowMs() - entry.lastUpdateMs < entry.backOffMs;
  }

  /** Forgets entries that have expired. Upstream does so at each housekeeping; here nothing else reads them. */
  delete(key: string): void {
    this.entries.delete(key);
  }
}
