// Events as kubectl lists them, repetitions folded into one row: `(x4 over 20s)`.

import { humanDuration } from '../../engine/api/duration/human-duration.ts';
import type { EventRecord } from '../../engine/trace/records.ts';
import { keyOfRef, type TraceIndex } from './trace-index.ts';

export interface EventRow {
  /** Newest first seen last: the writes of one Event object, oldest first. */
  readonly writes: readonly EventRecord[];
  readonly first: EventRecord;
  readonly last: EventRecord;
}

/** Rows in order of their first occurrence; deletions of old Events are no occurrence. */
export function eventRows(index: TraceIndex): EventRow[] {
  const rows = new Map<string, EventRecord[]>();
  for (const record of index.records) {
    if (record.type !== 'event' || record.op === 'delete') continue;
    const key = record.op === 'create' ? `${keyOfRef(record.ref)} ${record.seq}` : openKey(rows, record);
    rows.set(key, [...(rows.get(key) ?? []), record]);
  }
  return [...rows.values()].map((writes) => ({
    writes,
    first: writes[0] as EventRecord,
    last: writes.at(-1) as EventRecord,
  }));
}

// The newest row of that Event object.
function openKey(rows: ReadonlyMap<string, readonly EventRecord[]>, record: EventRecord): string {
  const prefix = `${keyOfRef(record.ref)} `;
  return [...rows.keys()].filter((key) => key.startsWith(prefix)).at(-1) ?? `${prefix}${record.seq}`;
}

/** `12s`, or `12s (x4 over 2m)` where it happened more than once, as of that instant. */
export function lastSeenText({ first, last }: EventRow, nowMs: number): string {
  const age = humanDuration(nowMs - last.t);
  return last.count > 1 ? `${age} (x${last.count} over ${humanDuration(nowMs - first.t)})` : age;
}
