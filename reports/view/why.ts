// Why something happened: the stored causes of a record, back to what came from outside, and what it led to.

import type { TraceRecord } from '../../engine/trace/records.ts';
import type { TraceIndex } from './trace-index.ts';

export interface Link {
  readonly record: TraceRecord;
  /** How long after its own cause it happened; 0 at the beginning of the chain. */
  readonly delayMs: number;
}

/** The record first, then what led to it, back to an input; a step at the end where the input was one of its own. */
export function causesOf(index: TraceIndex, seq: number): Link[] {
  const links: Link[] = [];
  let record = index.at(seq);
  while (record !== undefined) {
    const cause: TraceRecord | undefined =
      deciding(index, record) ?? index.at(record.cause) ?? enclosingStep(index, record);
    links.push({ record, delayMs: cause === undefined ? 0 : record.t - cause.t });
    record = cause;
  }
  return links;
}

// A check ended as it did because of the record that decided it.
function deciding(index: TraceIndex, record: TraceRecord): TraceRecord | undefined {
  return record.type === 'check' && record.decidedBy < record.seq ? index.at(record.decidedBy) : undefined;
}

// What nothing led to was done by the step that was running.
function enclosingStep(index: TraceIndex, record: TraceRecord): TraceRecord | undefined {
  return record.type === 'step' ? undefined : index.stepOf(record.seq);
}

export interface Consequence {
  readonly record: TraceRecord;
  readonly depth: number;
  readonly delayMs: number;
}

/** Everything the record led to, depth first, in order of time among siblings; at most `max` of them. */
export function consequencesOf(index: TraceIndex, seq: number, max = 200): Consequence[] {
  const found: Consequence[] = [];
  const visit = (parent: TraceRecord, depth: number): void => {
    for (const record of index.effects(parent.seq)) {
      if (found.length >= max) return;
      found.push({ record, depth, delayMs: record.t - parent.t });
      visit(record, depth + 1);
    }
  };
  const start = index.at(seq);
  if (start !== undefined) visit(start, 0);
  return found;
}
