// The append-only log. It numbers records, stamps them with time and cause, and tells its listeners. Imports nothing
// but the record types: time and cause come through two functions.

import type { NewRecord, TraceRecord } from './records.ts';

export interface TraceContext {
  readonly nowMs: () => number;
  readonly cause: () => number;
}

export class TraceLog {
  private readonly log: TraceRecord[] = [];
  private readonly context: TraceContext;
  private readonly listeners: ((record: TraceRecord) => void)[] = [];

  constructor(context: TraceContext) {
    this.context = context;
  }

  get records(): readonly TraceRecord[] {
    return this.log;
  }

  /** Sequence number of the newest record; 0 when there is none. */
  get lastSeq(): number {
    return this.log.length;
  }

  /** The record with that number, 1 to `lastSeq`. */
  at(seq: number): TraceRecord | undefined {
    return this.log[seq - 1];
  }

  /** Adds a record and returns its sequence number. The cause is asked for first: it may itself write a timer's record. */
  append(record: NewRecord): number {
    return this.appendCausedBy(this.context.cause(), record);
  }

  appendCausedBy(cause: number, record: NewRecord): number {
    const seq = this.log.length + 1;
    // Written into the caller's fresh object: copying each record would double the cost of a write.
    const full = record as unknown as { -readonly [key in keyof TraceRecord]: TraceRecord[key] };
    full.seq = seq;
    full.t = this.context.nowMs();
    full.cause = cause;
    this.log.push(full as TraceRecord);
    for (const listener of this.listeners) listener(full as TraceRecord);
    return seq;
  }

  /** Called with each record, in order, right after it was added. */
  subscribe(listener: (record: TraceRecord) => void): void {
    this.listeners.push(listener);
  }

  /** The record and what led to it, newest first, down to an input. */
  chain(seq: number): TraceRecord[] {
    const out: TraceRecord[] = [];
    for (let record = this.at(seq); record !== undefined; record = this.at(record.cause)) out.push(record);
    return out;
  }
}
