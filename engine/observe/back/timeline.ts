// How conditions fared from a moment until now, read once from the trace: their samples, and when what happens did happen.
//
// Pure but for the reading. Stretches go by record numbers, as many records may stand at one instant.

import type { TraceRecord } from '../../trace/records.ts';
import { viewAt } from '../cluster-view.ts';
import type { Condition } from '../condition.ts';
import { addSample } from '../samples.ts';
import type { Moment, Observed, Period, Sample } from '../verdict.ts';

export interface Timeline {
  /** Wherever the finding changed, oldest first; the first at the beginning. */
  readonly samples: readonly Sample[];
  /** One for each time that it happened; undefined for a state. */
  readonly happened: readonly Sample[] | undefined;
}

/** From the record `from.seq` on up to, and without, `to.seq`. */
export interface Window {
  readonly from: Moment;
  readonly to: Moment;
  /** It goes on beyond now. */
  readonly isOpen: boolean;
}

export type Timelines = ReadonlyMap<Condition, Timeline>;

/** The timelines of some conditions. O(records × conditions that they concern). */
export function timelinesSince(
  observed: Observed,
  conditions: readonly Condition[],
  from: Moment,
): Timelines {
  const records = observed.records();
  const view = viewAt(records, from.seq, observed.startEpochMs);
  const rows = [...new Set(conditions)].map((condition) => {
    const counted = condition.since?.(view) ?? condition;
    return {
      condition,
      counted,
      samples: [{ t: from.ms, seq: view.seq, finding: counted.look(view) }] as Sample[],
      happened: condition.happens === undefined ? undefined : ([] as Sample[]),
    };
  });
  for (let i = from.seq; i < records.length; i += 1) {
    const record = records[i] as TraceRecord;
    view.apply(record);
    for (const { condition, counted, samples, happened } of rows) {
      if (!condition.concerns(record)) continue;
      const sample = { t: record.t, seq: view.seq, finding: counted.look(view) };
      addSample(samples, sample);
      const count = condition.happens?.(record, view) ?? 0;
      for (let n = 0; n < count; n += 1) happened?.push(sample);
    }
  }
  return new Map(rows.map(({ condition, samples, happened }) => [condition, { samples, happened }]));
}

/** The part of a timeline within the window; its first sample stands at the window's beginning. */
export function clip({ samples, happened }: Timeline, { from, to }: Window): Timeline {
  const before = samples.findLastIndex(({ seq }) => seq <= from.seq);
  const inside = (sample: Sample): boolean => sample.seq > from.seq && sample.seq < to.seq;
  const first = samples[Math.max(0, before)] as Sample;
  return {
    samples: [{ ...first, t: from.ms, seq: from.seq }, ...samples.filter(inside)],
    happened: happened?.filter(({ seq }) => seq >= from.seq && seq < to.seq),
  };
}

/** A stretch in which a condition held. */
export interface Spell extends Window {
  /** The sample with which it began. */
  readonly first: Sample;
}

/** The stretches in which it held, as long as they can be, in order. */
export function spellsOf({ samples }: Timeline, { to, isOpen }: Window): Spell[] {
  const spells: Spell[] = [];
  for (const [i, first] of samples.entries()) {
    if (!first.finding.holds || samples[i - 1]?.finding.holds === true) continue;
    const end = samples.slice(i).find(({ finding }) => !finding.holds);
    spells.push({
      first,
      from: { ms: first.t, seq: first.seq },
      to: end === undefined ? to : { ms: end.t, seq: end.seq },
      isOpen: end === undefined && isOpen,
    });
  }
  return spells;
}

/** Each time that it came to hold, that it held to begin with included; of what happens, each time that it did. */
export function occurrences({ samples, happened }: Timeline): readonly Sample[] {
  return happened ?? samples.filter((s, i) => s.finding.holds && samples[i - 1]?.finding.holds !== true);
}

/** The first sample with which it holds, or happens, at that record or after it. */
export function firstFrom({ samples, happened }: Timeline, { ms, seq }: Moment): Sample | undefined {
  if (happened !== undefined) return happened.find((sample) => sample.seq >= seq);
  const at = samples.findLast((sample) => sample.seq <= seq);
  if (at?.finding.holds === true) return { ...at, t: ms, seq };
  return samples.find((sample) => sample.seq > seq && sample.finding.holds);
}

export const lengthMs = ({ from, to }: Window): number => to.ms - from.ms;

export const periodOf = ({ from, to }: Window): Period => ({ fromMs: from.ms, toMs: to.ms });
