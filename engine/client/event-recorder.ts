// Records Events: equal ones are counted up, similar ones combined, floods dropped.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/record/{event,events_cache}.go: EventCorrelator with its
// defaults. Left out: the LRU bound of 4096 entries on its caches.

import type { KubeEvent, KubeObject } from '../api/objects.ts';
import { formatTime } from '../api/time.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** Similar events (equal but for the message) in the interval before they are combined. */
const AGGREGATE_EVENTS_MAX = 10;
const AGGREGATE_INTERVAL_MS = 600_000;
/** Events a source may send about one object at once, and how long one more takes to be allowed. */
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;
/**
 * How long one event is tried while the API server cannot be reached; those behind it wait. Source: record/event.go,
 * maxTriesPerEvent 12 and defaultSleepDuration 10 s.
 */
const GIVE_UP_MS = 110_000;

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

/** Events of one level and reason, whose messages may be combined. */
interface Similar {
  readonly level: EventLevel;
  readonly reason: string;
  /** Distinct, oldest first, fewer than `AGGREGATE_EVENTS_MAX`. */
  messages: string[];
  lastMs: number;
}

interface Logged {
  readonly name: string;
  readonly namespace: string;
  count: number;
}

/** What was said of one object. */
interface Subject {
  readonly similar: Similar[];
  /** By level, reason, and the part and message unless they were combined. */
  readonly logged: Map<string, Logged>;
  /** Events that may still be sent, and when that was reckoned. */
  tokens: number;
  atMs: number;
}

export type EventLevel = 'Normal' | 'Warning';

/** A reference to an object, or to a part of it: `spec.containers{web}`. */
export interface Regarding {
  readonly object: KubeObject;
  readonly fieldPath?: string | undefined;
  /** Of the Event. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

interface Held {
  readonly regarding: Regarding;
  readonly level: EventLevel;
  readonly reason: string;
  readonly message: string;
  readonly atMs: number;
}

export class EventRecorder {
  private readonly kernel: Kernel;
  private readonly server: ApiServer;
  private readonly source: EventSource;
  private readonly actor: string;
  private readonly subjects = new Map<string, Subject>();
  private held: Held[] | undefined;

  constructor(options: { kernel: Kernel; server: ApiServer; source: EventSource; actor: string }) {
    this.kernel = options.kernel;
    this.server = options.server;
    this.source = options.source;
    this.actor = options.actor;
  }

  /** Records that something happened to the object. */
  event(object: KubeObject, level: EventLevel, reason: string, message: string): void {
    this.record({ object }, level, reason, message);
  }

  /** Records that something happened to a part of the object. */
  record(regarding: Regarding, level: EventLevel, reason: string, message: string): void {
    if (this.kernel.isOver) return;
    const { nowMs } = this.kernel;
    if (this.held === undefined) this.send(regarding, level, reason, message, nowMs);
    else this.held.push({ regarding, level, reason, message, atMs: nowMs });
  }

  /** The API server cannot be reached: what happens now is told later, or never. */
  hold(): void {
    this.held ??= [];
  }

  /** It can be reached again. */
  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    let givenUpMs = held[0]?.atMs ?? 0;
    for (const { regarding, level, reason, message, atMs } of held) {
      givenUpMs = Math.max(givenUpMs, atMs) + GIVE_UP_MS;
      if (givenUpMs > this.kernel.nowMs) this.send(regarding, level, reason, message, atMs);
    }
  }

  private send(regarding: Regarding, level: EventLevel, reason: string, message: string, atMs: number): void {
    const { object, fieldPath } = regarding;
    const subject = this.subjectOf(object);
    const similar = `${level}/${reason}`;
    const isCombined = this.combines(subject, level, reason, message);
    const key = isCombined ? similar : `${similar}/${fieldPath ?? ''}/${message}`;
    const text = isCombined ? `(combined from similar events): ${message}` : message;
    const known = subject.logged.get(key);
    if (known !== undefined) {
      known.count += 1;
      if (this.isSpam(subject)) return;
      const stored = this.server.peek('Event', known.namespace, known.name);
      if (stored !== undefined) return this.countUp(stored, known, text);
      // Its hour is over: upstream's patch answers NotFound, and the event is made anew with its count.
      return this.create(known, regarding, level, reason, text, atMs);
    }
    const namespace = object.metadata.namespace ?? 'default';
    const entry = {
      name: `${object.metadata.name}.${this.server.core.names.eventStamp(this.kernel.nowEpochMs)}`,
      namespace,
      count: 1,
    };
    subject.logged.set(key, entry);
    if (!this.isSpam(subject)) this.create(entry, regarding, level, reason, text, atMs);
  }

  private subjectOf({ kind, metadata: { namespace, name, uid } }: KubeObject): Subject {
    const key = `${kind}/${namespace ?? ''}/${name}/${uid}`;
    let subject = this.subjects.get(key);
    if (subject === undefined) {
      subject = { similar: [], logged: new Map(), tokens: SPAM_BURST, atMs: this.kernel.nowMs };
      this.subjects.set(key, subject);
    }
    return subject;
  }

  /** Whether the message is one of too many of its level and reason; it counts among them from now on. */
  private combines({ similar }: Subject, level: EventLevel, reason: string, message: string): boolean {
    const { nowMs } = this.kernel;
    let aggregate = similar.find((one) => one.reason === reason && one.level === level);
    if (aggregate === undefined) {
      aggregate = { level, reason, messages: [], lastMs: nowMs };
      similar.push(aggregate);
    } else if (nowMs - aggregate.lastMs > AGGREGATE_INTERVAL_MS) aggregate.messages = [];
    aggregate.lastMs = nowMs;
    const { messages } = aggregate;
    if (!messages.includes(message)) messages.push(message);
    if (messages.length < AGGREGATE_EVENTS_MAX) return false;
    messages.shift();
    return true;
  }

  private isSpam(subject: Subject): boolean {
    const { nowMs } = this.kernel;
    subject.tokens = Math.min(SPAM_BURST, subject.tokens + (nowMs - subject.atMs) / SPAM_REFILL_MS);
    subject.atMs = nowMs;
    if (subject.tokens < 1) return true;
    subject.tokens -= 1;
    return false;
  }

  private create(
    entry: Logged,
    regarding: Regarding,
    level: EventLevel,
    reason: string,
    message: string,
    atMs: number,
  ): void {
    const time = formatTime(this.kernel.startEpochMs + atMs);
    const { annotations } = regarding;
    const event = {
      kind: 'Event',
      metadata: { name: entry.name, namespace: entry.namespace, ...(annotations && { annotations }) },
      involvedObject: referenceTo(regarding),
      reason,
      message,
      source: { ...this.source },
      firstTimestamp: time,
      lastTimestamp: time,
      count: entry.count,
      type: level,
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    };
    this.server.create(event, { actor: this.actor, isHandedOver: true });
  }

  private countUp(stored: KubeEvent, entry: Logged, message: string): void {
    const lastTimestamp = formatTime(this.kernel.nowEpochMs);
    const update: KubeEvent = { ...stored, count: entry.count, lastTimestamp, message };
    this.server.update(update, { actor: this.actor });
  }
}

function referenceTo({ object, fieldPath }: Regarding): Record<string, unknown> {
  const { namespace, name, uid, resourceVersion } = object.metadata;
  const reference: Record<string, unknown> = { kind: object.kind };
  if (namespace !== undefined) reference.namespace = namespace;
  reference.name = name;
  reference.uid = uid;
  reference.apiVersion = object.apiVersion;
  if (resourceVersion !== undefined) reference.resourceVersion = resourceVersion;
  if (fieldPath !== undefined) reference.fieldPath = fieldPath;
  return reference;
}
