// Which columns each record type has when it is stored. The compiler holds the table against the record types: a field
// added there must be given a column here, so nothing of a trace is lost on the way into a report.
//
// Not columns: `seq`, `t` and `cause` have arrays of their own, and `before` is the version before, which is known.

import type { TraceRecord } from '../../engine/trace/records.ts';

/**
 * - `value`: index into the dictionary of values, -1 where the field is absent
 * - `number`: as it is
 * - `rising`: difference from the number above
 * - `version`: an object in full (index of a value), or what changed since its version before (path, value, path, …)
 */
export type ColumnKind = 'value' | 'number' | 'rising' | 'version';

export type RecordType = TraceRecord['type'];
type OfType<T extends RecordType> = Extract<TraceRecord, { type: T }>;
type Stored<T extends RecordType> = Exclude<keyof OfType<T>, 'type' | 'seq' | 't' | 'cause' | 'before'>;

export const COLUMNS = {
  input: { verb: 'value', text: 'value', detail: 'value' },
  output: {
    command: 'value',
    startedAt: 'rising',
    code: 'number',
    stdout: 'value',
    stderr: 'value',
  },
  change: { op: 'value', ref: 'value', actor: 'value', resourceVersion: 'rising', object: 'version' },
  event: {
    op: 'value',
    ref: 'value',
    actor: 'value',
    resourceVersion: 'rising',
    regarding: 'value',
    level: 'value',
    reason: 'value',
    message: 'value',
    count: 'number',
    object: 'version',
  },
  decision: { actor: 'value', about: 'value', topic: 'value', text: 'value', detail: 'value' },
  timer: { kind: 'value', label: 'value' },
  log: { pod: 'value', container: 'value', stream: 'value', text: 'value' },
  check: {
    text: 'value',
    operator: 'value',
    phrase: 'value',
    fromMs: 'rising',
    toMs: 'rising',
    verdict: 'value',
    samples: 'value',
    decidedBy: 'rising',
    decidedMs: 'value',
    found: 'value',
    reason: 'value',
    measured: 'value',
    periods: 'value',
    slackMs: 'value',
    closest: 'value',
  },
  traffic: {
    text: 'value',
    clients: 'value',
    target: 'value',
    fromMs: 'rising',
    toMs: 'rising',
    sent: 'number',
    attempts: 'number',
    inFlight: 'number',
    outcomes: 'value',
    retried: 'value',
    outages: 'value',
  },
  step: { keyword: 'value', text: 'value', file: 'value', line: 'number' },
} as const satisfies { readonly [T in RecordType]: { readonly [K in Stored<T>]: ColumnKind } };

/** In the order of their codes: new types are added at the end. */
export const RECORD_TYPES = Object.keys(COLUMNS) as readonly RecordType[];

export const columnsOf = (type: RecordType): readonly (readonly [string, ColumnKind])[] =>
  Object.entries(COLUMNS[type]) as [string, ColumnKind][];
