// A decoded trace, prepared for questions: the record with a number, what it led to, an object at any instant.

import type {
  ChangeRecord,
  EventRecord,
  ObjectRef,
  StepRecord,
  TraceRecord,
} from '../../engine/trace/records.ts';
import { NEWEST_MINOR, type VersionProfile, versionProfile } from '../../engine/versions/profile.ts';

export type WriteRecord = ChangeRecord | EventRecord;

/** `Pod/default/web-1`; the namespace is empty for what has none. */
export const keyOfRef = ({ kind, namespace = '', name }: ObjectRef): string => `${kind}/${namespace}/${name}`;

export interface ObjectHistory {
  readonly key: string;
  readonly ref: ObjectRef;
  readonly writes: readonly WriteRecord[];
}

// Written all the time and telling nothing: heartbeats, and requests that were all answered.
function isRoutine(record: TraceRecord): boolean {
  if (record.type === 'change') return record.ref.kind === 'Lease';
  return (
    record.type === 'traffic' &&
    record.outages.length === 0 &&
    record.outcomes.every(({ outcome }) => outcome === 'answered')
  );
}

export class TraceIndex {
  readonly records: readonly TraceRecord[];
  readonly startEpochMs: number;
  readonly endMs: number;
  /** The release of the cluster; the newest where the trace does not say. */
  readonly version: VersionProfile;
  readonly steps: readonly StepRecord[];
  /** Without what goes on all the time: heartbeats, answered requests. */
  readonly told: readonly TraceRecord[];
  /** What the cursor stops at: what is told since the scenario began. The cluster was set up before that. */
  readonly stops: readonly TraceRecord[];
  /** Instants of stops, rising, from 0 to the end. */
  readonly instants: readonly number[];
  readonly objects: ReadonlyMap<string, ObjectHistory>;
  private readonly effectsOf = new Map<number, TraceRecord[]>();

  constructor(
    records: readonly TraceRecord[],
    options: { readonly startEpochMs: number; readonly endMs: number },
  ) {
    this.records = records;
    this.startEpochMs = options.startEpochMs;
    this.endMs = Math.max(options.endMs, records.at(-1)?.t ?? 0, 0);
    this.version = versionOf(records);
    this.steps = records.filter((record) => record.type === 'step');
    this.told = records.filter((record) => !isRoutine(record));
    this.stops = this.told.filter((record) => record.t >= 0);
    this.instants = [...new Set([0, ...this.stops.map((record) => record.t), this.endMs])];
    const objects = new Map<string, ObjectHistory & { writes: WriteRecord[] }>();
    for (const record of records) {
      if (record.cause !== 0) push(this.effectsOf, record.cause, record);
      if (record.type !== 'change' && record.type !== 'event') continue;
      const key = keyOfRef(record.ref);
      const known = objects.get(key);
      if (known === undefined) objects.set(key, { key, ref: record.ref, writes: [record] });
      else known.writes.push(record);
    }
    this.objects = objects;
  }

  get first(): number {
    return this.records[0]?.seq ?? 0;
  }

  get last(): number {
    return this.records.at(-1)?.seq ?? 0;
  }

  /** The record with that number. O(log n), since numbers may be missing. */
  at(seq: number): TraceRecord | undefined {
    const record = this.atOrBefore(seq);
    return record?.seq === seq ? record : undefined;
  }

  /** The newest record whose number is not above that one. */
  atOrBefore(seq: number): TraceRecord | undefined {
    return this.records[countUpTo(this.records, (record) => record.seq <= seq) - 1];
  }

  /** The newest record at that instant or before it; the first one when there is none. */
  atTime(t: number): TraceRecord | undefined {
    return this.stops[Math.max(0, countUpTo(this.stops, (record) => record.t <= t) - 1)];
  }

  /** The next or previous stop, `by` of them away; ends at the first and the last. */
  stopFrom(seq: number, by: number): TraceRecord | undefined {
    const below = countUpTo(this.stops, (record) => record.seq <= seq);
    const isOnStop = this.stops[below - 1]?.seq === seq;
    const place = by > 0 ? below - 1 + by : below - 1 + by + (isOnStop ? 0 : 1);
    return this.stops[Math.min(this.stops.length - 1, Math.max(0, place))];
  }

  /** What the record led to directly. */
  effects(seq: number): readonly TraceRecord[] {
    return this.effectsOf.get(seq) ?? [];
  }

  /** The step during which the record was written. */
  stepOf(seq: number): StepRecord | undefined {
    return this.steps[countUpTo(this.steps, (step) => step.seq <= seq) - 1];
  }

  /** The newest write of the object up to that record; undefined before its creation and after its deletion. */
  writeAt(history: ObjectHistory, seq: number): WriteRecord | undefined {
    const write = history.writes[countUpTo(history.writes, (record) => record.seq <= seq) - 1];
    return write?.op === 'delete' ? undefined : write;
  }

  /** The objects that were there, by kind. */
  objectsAt(seq: number): Map<string, { readonly history: ObjectHistory; readonly write: WriteRecord }[]> {
    const byKind = new Map<string, { history: ObjectHistory; write: WriteRecord }[]>();
    for (const history of this.objects.values()) {
      const write = this.writeAt(history, seq);
      if (write !== undefined) push(byKind, history.ref.kind, { history, write });
    }
    return byKind;
  }
}

// Of `1.20`, as the record of the cluster's making has it.
function versionOf(records: readonly TraceRecord[]): VersionProfile {
  const cluster = records.find((record) => record.type === 'input' && record.verb === 'cluster');
  const { version } = ((cluster?.type === 'input' ? cluster.detail : undefined) ?? {}) as {
    version?: string;
  };
  return versionProfile(Number(version?.split('.')[1] ?? NEWEST_MINOR));
}

// How many items at the beginning hold: those that do come first.
function countUpTo<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
