// What the simulation had to assume, and what components decided and why: the small print of a scenario.

import type { DecisionRecord } from '../../engine/trace/records.ts';
import type { TraceIndex } from './trace-index.ts';

export interface Assumption {
  readonly record: DecisionRecord;
  /** The sentence that would replace the assumption; empty where there is none. */
  readonly remedy: string;
  /** How often it was made. */
  readonly times: number;
}

/** Each assumption once, in order of its first use. */
export function assumptions(index: TraceIndex): Assumption[] {
  const found = new Map<string, Assumption>();
  for (const record of index.records) {
    if (record.type !== 'decision' || record.topic !== 'assume') continue;
    const known = found.get(record.text);
    const { remedy } = (record.detail ?? {}) as { remedy?: string };
    found.set(record.text, {
      record: known?.record ?? record,
      remedy: known?.remedy ?? remedy ?? '',
      times: (known?.times ?? 0) + 1,
    });
  }
  return [...found.values()];
}

export const decisions = (index: TraceIndex): readonly DecisionRecord[] =>
  index.records.filter((record) => record.type === 'decision').filter(({ topic }) => topic !== 'assume');
