// What was going to happen next, seen from an instant: waits that had begun and came to something later in the run. The
// trace keeps no others: a wait that was given up, or from whose end nothing followed, has no record.

import type { TimerRecord, TraceRecord } from '../../engine/trace/records.ts';
import type { TraceIndex } from './trace-index.ts';

export interface PendingTimer {
  readonly record: TimerRecord;
  readonly inMs: number;
  /** How often more it came to something, where it repeats. */
  readonly more: number;
  /** What it led to first. */
  readonly effect: TraceRecord | undefined;
}

/** The next ones first. */
export function pendingTimers(index: TraceIndex, seq: number): PendingTimer[] {
  const now = index.atOrBefore(seq)?.t ?? 0;
  const pending = index.records
    .filter((record) => record.type === 'timer')
    .filter((record) => record.seq > seq && record.t > now && record.cause !== 0 && record.cause <= seq);
  const waits = new Map<string, TimerRecord[]>();
  for (const record of pending) {
    const key = `${record.cause} ${record.kind} ${record.label}`;
    waits.set(key, [...(waits.get(key) ?? []), record]);
  }
  // Records are in order of time, and so are the first ones of all waits.
  return [...waits.values()].map((records) => {
    const record = records[0] as TimerRecord;
    return { record, inMs: record.t - now, more: records.length - 1, effect: index.effects(record.seq)[0] };
  });
}
