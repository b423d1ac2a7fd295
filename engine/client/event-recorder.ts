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

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

interface Aggregate {
  readonly messages: Set<string>;
  lastMs: number;
}

interface Logged {
  readonly name: string;
  readonly namespace: string;
  count: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

export type EventLevel = 'Normal' | 'Warning';

/** A reference to an object, or to a part of it: `spec.containers{web}`. */
export interface Regarding {
  readonly object: KubeObject;
  readonly fieldPath?: string;
}

export class EventRecorder {
  private readonly kernel: Kernel;
  private readonly server: ApiServer;
  private readonly source: EventSource;
  private readonly actor: string;
  private readonly aggregates = new Map<string, Aggregate>();
  private readonly logged = new Map<string, Logged>();
  private readonly buckets = new Map<string, Bucket>();

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
  record({ object, fieldPath }: Regarding, level: EventLevel, reason: string, message: string): void {
    const subject = [object.kind, object.metadata.namespace, object.metadata.name, object.metadata.uid].join(
      '/',
    );
    const similar = [subject, level, reason].join('/');
    const { key, text } = this.aggregate(similar, `${similar}/${fieldPath ?? ''}/${message}`, message);
    const part = fieldPath === undefined ? {} : { fieldPath };
    const known = this.logged.get(key);
    if (known !== undefined) {
      known.count += 1;
      if (this.isSpam(subject)) return;
      const stored = this.server.peek('Event', known.namespace, known.name);
      if (stored !== undefined) return this.countUp(stored, known, text);
      // Its hour is over: upstream's patch answers NotFound, and the event is made anew with its count.
      return this.create(known, { object, ...part }, level, reason, text);
    }
    const namespace = object.metadata.namespace ?? 'default';
    const entry = {
      name: `${object.metadata.name}.${this.server.core.names.eventStamp(this.kernel.nowEpochMs)}`,
      namespace,
      count: 1,
    };
    this.logged.set(key, entry);
    if (!this.isSpam(subject)) this.create(entry, { object, ...part }, level, reason, text);
  }

  private aggregate(similar: string, key: string, message: string): { key: string; text: string } {
    const { nowMs } = this.kernel;
    let aggregate = this.aggregates.get(similar);
    if (aggregate === undefined || nowMs - aggregate.lastMs > AGGREGATE_INTERVAL_MS) {
      aggregate = { messages: new Set(), lastMs: nowMs };
      this.aggregates.set(similar, aggregate);
    }
    aggregate.messages.add(message);
    aggregate.lastMs = nowMs;
    if (aggregate.messages.size < AGGREGATE_EVENTS_MAX) return { key, text: message };
    const oldest = aggregate.messages.values().next().value;
    if (oldest !== undefined) aggregate.messages.delete(oldest);
    return { key: similar, text: `(combined from similar events): ${message}` };
  }

  private isSpam(subject: string): boolean {
    const { nowMs } = this.kernel;
    const bucket = this.buckets.get(subject) ?? { tokens: SPAM_BURST, atMs: nowMs };
    bucket.tokens = Math.min(SPAM_BURST, bucket.tokens + (nowMs - bucket.atMs) / SPAM_REFILL_MS);
    bucket.atMs = nowMs;
    this.buckets.set(subject, bucket);
    if (bucket.tokens < 1) return true;
    bucket.tokens -= 1;
    return false;
  }

  private create(
    entry: Logged,
    regarding: Regarding,
    level: EventLevel,
    reason: string,
    message: string,
  ): void {
    const { object, fieldPath } = regarding;
    const { namespace, name, uid, resourceVersion } = object.metadata;
    const time = formatTime(this.kernel.nowEpochMs);
    const event = {
      kind: 'Event',
      metadata: { name: entry.name, namespace: entry.namespace },
      involvedObject: {
        kind: object.kind,
        ...(namespace === undefined ? {} : { namespace }),
        name,
        uid,
        apiVersion: object.apiVersion,
        resourceVersion,
        ...(fieldPath === undefined ? {} : { fieldPath }),
      },
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
