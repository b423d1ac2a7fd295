// What one source of Events has said of one object: which events are equal, which similar, and how many may still come.
//
// An entry is found by its message, the very text that the Event carries, so no entry keeps a key of its own: every pod
// leaves half a dozen of them behind. Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/record/
// events_cache.go, EventAggregator, eventLogger and EventSourceObjectSpamFilter with their defaults.

/** Similar events (equal but for the message) in the interval before they are combined. */
const AGGREGATE_EVENTS_MAX = 10;
const AGGREGATE_INTERVAL_MS = 600_000;
/** Events a source may send about one object at once, and how long one more takes to be allowed. */
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;

export type EventLevel = 'Normal' | 'Warning';

/** An Event that was made. */
export interface Logged {
  readonly name: string;
  readonly namespace: string;
  count: number;
}

/** Events of one level and reason, whose messages may be combined. */
interface Similar {
  readonly level: EventLevel;
  readonly reason: string;
  /** Distinct, oldest first, fewer than `AGGREGATE_EVENTS_MAX`. */
  messages: string[];
  lastMs: number;
  combined: Logged | undefined;
  readonly next: Similar | undefined;
}

/** Of the events with one message. */
interface Entry {
  readonly similar: Similar;
  readonly fieldPath: string | undefined;
  readonly logged: Logged;
  readonly next: Entry | undefined;
}

export class EventSubject {
  private similar: Similar | undefined;
  private readonly byMessage = new Map<string, Entry>();
  /** Events that may still be sent, and when that was reckoned. */
  private tokens = SPAM_BURST;
  private atMs: number;

  constructor(nowMs: number) {
    this.atMs = nowMs;
  }

  /** The events that the one at hand is like: its message counts among them from now on. */
  similarTo(level: EventLevel, reason: string, message: string, nowMs: number): Similar {
    let similar = this.similar;
    while (similar !== undefined && (similar.reason !== reason || similar.level !== level))
      similar = similar.next;
    if (similar === undefined) {
      const messages = [message];
      similar = { level, reason, messages, lastMs: nowMs, combined: undefined, next: this.similar };
      this.similar = similar;
      return similar;
    }
    if (nowMs - similar.lastMs > AGGREGATE_INTERVAL_MS) similar.messages = [];
    similar.lastMs = nowMs;
    if (!similar.messages.includes(message)) similar.messages.push(message);
    return similar;
  }

  /** The Event that tells the same of the same part. */
  known(similar: Similar, fieldPath: string | undefined, message: string): Logged | undefined {
    let entry = this.byMessage.get(message);
    while (entry !== undefined && (entry.similar !== similar || entry.fieldPath !== fieldPath))
      entry = entry.next;
    return entry?.logged;
  }

  log(similar: Similar, fieldPath: string | undefined, message: string, logged: Logged): void {
    const next = this.byMessage.get(message);
    this.byMessage.set(message, { similar, fieldPath, logged, next });
  }

  /** Whether there were too many events; else the one at hand counts as sent. */
  isSpam(nowMs: number): boolean {
    this.tokens = Math.min(SPAM_BURST, this.tokens + (nowMs - this.atMs) / SPAM_REFILL_MS);
    this.atMs = nowMs;
    if (this.tokens < 1) return true;
    this.tokens -= 1;
    return false;
  }
}

/** Whether one more is one of too many, which are told as one. */
export function isCombined({ messages }: Similar): boolean {
  if (messages.length < AGGREGATE_EVENTS_MAX) return false;
  messages.shift();
  return true;
}
