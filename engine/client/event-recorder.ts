// Records Events: equal ones are counted up, similar ones combined, floods dropped.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/record/event.go; events_cache.go, EventCorrelator (what it
// has heard of an object is event-subject.ts). Left out: the LRU bound of 4096 entries on its caches.

import type { KubeEvent, KubeObject } from '../api/objects.ts';
import { formatTime } from '../api/time.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type EventLevel, EventSubject, isCombined, type Logged } from './event-subject.ts';

/**
 * How long one event is tried while the API server cannot be reached; those behind it wait. Source: record/event.go,
 * maxTriesPerEvent 12 and defaultSleepDuration 10 s.
 */
const GIVE_UP_MS = 110_000;

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

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
  private readonly subjects = new Map<string, EventSubject>();
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
    const { nowMs } = this.kernel;
    const subject = this.subjectOf(object);
    const similar = subject.similarTo(level, reason, message, nowMs);
    const combines = isCombined(similar);
    const text = combines ? `(combined from similar events): ${message}` : message;
    const known = combines ? similar.combined : subject.known(similar, fieldPath, message);
    if (known !== undefined) {
      known.count += 1;
      if (subject.isSpam(nowMs)) return;
      const stored = this.server.peek('Event', known.namespace, known.name);
      if (stored !== undefined) return this.countUp(stored, known, text);
      // Its hour is over: upstream's patch answers NotFound, and the event is made anew with its count.
      return this.create(known, regarding, level, reason, text, atMs);
    }
    const namespace = object.metadata.namespace ?? 'default';
    const name = `${object.metadata.name}.${this.server.core.names.eventStamp(this.kernel.nowEpochMs)}`;
    const logged = { name, namespace, count: 1 };
    if (combines) similar.combined = logged;
    else subject.log(similar, fieldPath, message, logged);
    if (!subject.isSpam(nowMs)) this.create(logged, regarding, level, reason, text, atMs);
  }

  // Nodes are spoken of with their name for a uid.
  private subjectOf({ kind, metadata: { namespace, name, uid } }: KubeObject): EventSubject {
    const key = uid && uid !== name ? uid : `${kind}/${namespace ?? ''}/${name}/${uid}`;
    let subject = this.subjects.get(key);
    if (subject === undefined) {
      subject = new EventSubject(this.kernel.nowMs);
      this.subjects.set(key, subject);
    }
    return subject;
  }

  private create(
    logged: Logged,
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
      metadata: { name: logged.name, namespace: logged.namespace, ...(annotations && { annotations }) },
      involvedObject: referenceTo(regarding),
      reason,
      message,
      source: this.source,
      firstTimestamp: time,
      lastTimestamp: time,
      count: logged.count,
      type: level,
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    };
    this.server.create(event, { actor: this.actor, isHandedOver: true });
  }

  private countUp(stored: KubeEvent, logged: Logged, message: string): void {
    const lastTimestamp = formatTime(this.kernel.nowEpochMs);
    const update: KubeEvent = { ...stored, count: logged.count, lastTimestamp, message };
    this.server.update(update, { actor: this.actor });
  }
}

function referenceTo({ object, fieldPath }: Regarding): Record<string, unknown> {
  const { kind, apiVersion } = object;
  const { namespace, name, uid, resourceVersion } = object.metadata;
  // Most are of a part of a pod, and are made at once.
  if (namespace !== undefined && resourceVersion !== undefined && fieldPath !== undefined)
    return { kind, namespace, name, uid, apiVersion, resourceVersion, fieldPath };
  const reference: Record<string, unknown> = { kind };
  if (namespace !== undefined) reference.namespace = namespace;
  reference.name = name;
  reference.uid = uid;
  reference.apiVersion = apiVersion;
  if (resourceVersion !== undefined) reference.resourceVersion = resourceVersion;
  if (fieldPath !== undefined) reference.fieldPath = fieldPath;
  return reference;
}
