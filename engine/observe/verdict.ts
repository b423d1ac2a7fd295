// What is asked of a condition over time, and what came of it: types, and the sample that came closest.

import type { CheckRecord, TraceRecord } from '../trace/records.ts';
import type { ClusterView } from './cluster-view.ts';
import type { Condition, Finding } from './condition.ts';

export type Operator =
  | { readonly kind: 'now' }
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'for the next'; readonly ms: number }
  /** From that moment until now. */
  | { readonly kind: 'throughout'; readonly from: Moment }
  /** From that moment until now the opposite held. */
  | { readonly kind: 'never'; readonly from: Moment }
  /** Becomes true not earlier and not later than this long from now, give or take the tolerance. */
  | { readonly kind: 'after exactly'; readonly ms: number; readonly toleranceMs: number }
  /** Became true this often since that moment. */
  | { readonly kind: 'times'; readonly from: Moment; readonly min: number; readonly max: number }
  /** Holds from now on until the other one does, which happens within the bound. */
  | { readonly kind: 'until'; readonly other: Condition; readonly boundMs: number }
  /** Became true, and did so before the other one, since that moment. */
  | { readonly kind: 'before'; readonly other: Condition; readonly from: Moment };

/** A point of the run: many records may stand at one instant, and those up to `seq` came before. */
export interface Moment {
  readonly ms: number;
  readonly seq: number;
}

export interface Sample {
  readonly t: number;
  readonly seq: number;
  readonly finding: Finding;
}

export interface Verdict {
  readonly passed: boolean;
  readonly condition: Condition;
  readonly operator: Operator;
  readonly fromMs: number;
  readonly toMs: number;
  /** Wherever the finding changed, oldest first. */
  readonly samples: readonly Sample[];
  /** The sample at which it was decided; absent when nothing happened at all. */
  readonly deciding: Sample | undefined;
  /** Why it failed, in a sentence; empty when it passed. */
  readonly reason: string;
  /** Milliseconds that were left of the window when it was decided. */
  readonly slackMs?: number;
  /** What to try, where the condition knows: a name near to one that is not there. */
  readonly hint?: string;
}

/** The sample that came nearest to another answer; undefined where the condition has no numbers. */
export function closestOf(samples: readonly Sample[]): Sample | undefined {
  let closest: Sample | undefined;
  for (const sample of samples) {
    const { margin } = sample.finding;
    if (margin === undefined) continue;
    const least = closest?.finding.margin;
    if (least === undefined || Math.abs(margin) < Math.abs(least)) closest = sample;
  }
  return closest;
}

/** What a check needs of a simulation. */
export interface Observed {
  readonly nowMs: () => number;
  readonly startEpochMs: number;
  readonly records: () => readonly TraceRecord[];
  /** The cluster now. */
  readonly view: ClusterView;
  /** Moves the clock; `isDone` is asked after every event. */
  readonly advance: (ms: number, isDone?: () => boolean) => void;
  readonly onRecord: (listener: (record: TraceRecord) => void) => () => void;
  readonly note: (check: Omit<CheckRecord, 'seq' | 't' | 'cause'>) => void;
}
