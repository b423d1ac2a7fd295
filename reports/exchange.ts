// The exchange form of a trace: what a watch over all kinds would show, and the commands, one JSON record a line.
//
// `{"t": 0, "start": …}` first, then `{"t", "type", "object"}` for each write and `{"t", "action", "code", "stdout",
// "stderr"}` for each command when it ended. The form of the recorded traces of real clusters (conformance/traces).

import type { ChangeRecord, EventRecord, TraceRecord } from '../engine/trace/records.ts';
import { NodeHeartbeats } from './node-heartbeats.ts';

const WATCH_TYPE = { create: 'ADDED', update: 'MODIFIED', delete: 'DELETED' } as const;

export interface ExchangeOptions {
  /** Milliseconds since the Unix epoch at simulation time 0. */
  readonly startEpochMs: number;
  /** Records before this instant are left out and times counted from it. Default 0. */
  readonly fromMs?: number;
  /** Which writes to show; default all. */
  readonly takes?: (record: ChangeRecord | EventRecord) => boolean;
}

const seconds = (ms: number): number => ms / 1000;

/** The lines, without line ends, in order. */
export function* exchangeLines(records: Iterable<TraceRecord>, options: ExchangeOptions): Generator<string> {
  const { startEpochMs, fromMs = 0, takes } = options;
  yield JSON.stringify({ t: 0, start: new Date(startEpochMs + fromMs).toISOString() });
  const heartbeats = new NodeHeartbeats(startEpochMs);
  for (const record of records) {
    for (const post of heartbeats.until(record.t)) {
      if (post.t < fromMs || takes?.(post) === false) continue;
      yield JSON.stringify({ t: seconds(post.t - fromMs), type: 'MODIFIED', object: post.object });
    }
    heartbeats.note(record);
    if (record.t < fromMs) continue;
    const t = seconds(record.t - fromMs);
    if (record.type === 'change' || record.type === 'event') {
      if (takes?.(record) === false) continue;
      yield JSON.stringify({ t, type: WATCH_TYPE[record.op], object: record.object });
    } else if (record.type === 'output') {
      const { command, code, stdout, stderr, startedAt } = record;
      yield JSON.stringify({ t: seconds(startedAt - fromMs), action: command, code, stdout, stderr });
    }
  }
}
