// Builds traces for tests, record by record.

import type { NewRecord, ObjectRef, TraceRecord } from '../../engine/trace/records.ts';
import { TraceLog } from '../../engine/trace/trace-log.ts';

export const START_EPOCH_MS = Date.UTC(2025, 0, 1);

export type Json = Record<string, unknown>;
export type Stored = Json & {
  kind: string;
  metadata: Json & { name: string; namespace?: string; uid?: string };
};

export class TraceBuilder {
  readonly log: TraceLog;
  private readonly objects = new Map<string, Stored>();
  private now = 0;
  private why = 0;
  private version = 1;

  constructor() {
    this.log = new TraceLog({ nowMs: () => this.now, cause: () => this.why });
  }

  get records(): readonly TraceRecord[] {
    return this.log.records;
  }

  at(t: number): this {
    this.now = t;
    return this;
  }

  /** What is recorded next was led to by that record. */
  because(seq: number): this {
    this.why = seq;
    return this;
  }

  add(record: NewRecord): number {
    return this.log.append(record);
  }

  step(keyword: string, text: string, line: number): number {
    this.why = 0;
    return this.add({ type: 'step', keyword, text, file: 'features/rollout.feature', line });
  }

  time(plusMs = 0): string {
    return `${new Date(START_EPOCH_MS + this.now + plusMs).toISOString().slice(0, 19)}Z`;
  }

  create(actor: string, object: Stored): number {
    const { kind, metadata } = object;
    const full = {
      ...object,
      metadata: { uid: `uid-${kind}-${metadata.name}`, creationTimestamp: this.time(), ...metadata },
    };
    return this.write('create', actor, full);
  }

  update(actor: string, kind: string, name: string, change: (object: Stored) => Json): number {
    const before = this.get(kind, name);
    return this.write('update', actor, { ...before, ...change(before) } as Stored);
  }

  delete(actor: string, kind: string, name: string): number {
    return this.write('delete', actor, this.get(kind, name));
  }

  get(kind: string, name: string): Stored {
    const found = this.objects.get(`${kind}/${name}`);
    if (found === undefined) throw new RangeError(`no ${kind} ${name}`);
    return found;
  }

  private write(op: 'create' | 'update' | 'delete', actor: string, object: Stored): number {
    const { kind, metadata } = object;
    const key = `${kind}/${metadata.name}`;
    const before = this.objects.get(key);
    this.version += 1;
    const resourceVersion = this.version;
    const stored = { ...object, metadata: { ...metadata, resourceVersion: String(resourceVersion) } };
    if (op === 'delete') this.objects.delete(key);
    else this.objects.set(key, stored);
    return this.add({
      type: 'change',
      op,
      ref: refOf(stored),
      actor,
      resourceVersion,
      object: stored,
      before,
    });
  }

  event(
    actor: string,
    regarding: ObjectRef,
    level: string,
    reason: string,
    message: string,
    count = 1,
  ): number {
    const name = `${regarding.name}.${reason.toLowerCase()}.${message.length}`;
    const isNew = count === 1;
    this.version += 1;
    const object = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: 'default' },
      involvedObject: regarding,
      type: level,
      reason,
      message,
      count,
      source: { component: actor },
      lastTimestamp: this.time(),
    };
    const before = this.objects.get(`Event/${name}`);
    this.objects.set(`Event/${name}`, object);
    return this.add({
      type: 'event',
      op: isNew ? 'create' : 'update',
      ref: { kind: 'Event', namespace: 'default', name },
      actor,
      resourceVersion: this.version,
      regarding,
      level,
      reason,
      message,
      count,
      object,
      before,
    });
  }
}

export function refOf({ kind, metadata }: Stored): ObjectRef {
  const { name, namespace, uid } = metadata;
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(uid === undefined ? {} : { uid }),
  };
}
