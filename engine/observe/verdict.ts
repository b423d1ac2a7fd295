// What is asked of a condition over time, and what came of it: types, and the sample that came closest.

import type { CheckRecord, TraceRecord } from '../trace/records.ts';
import type { ClusterView } from './cluster-view.ts';
import type { Condition, Finding } from './condition.ts';

/** Looks ahead, and moves the clock. */
export type Ahead =
  | { readonly kind: 'now' }
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'for the next'; readonly ms: number }
  /** Becomes true not earlier and not later than this long from now, give or take the tolerance. */
  | { readonly kind: 'after exactly'; readonly ms: number; readonly toleranceMs: number }
  /** Holds from now on until the other one does, which happens within the bound. */
  | { readonly kind: 'until'; readonly other: Condition; readonly boundMs: number };

/**
 * Looks back over a window. `other` is a condition beside the one that is asked for; bounds are included, and `Infinity`
 * is none.
 */
export type Back =
  | { readonly kind: 'throughout' }
  /** The opposite held all the time. */
  | { readonly kind: 'never' }
  /** Came to hold, or happened, this often. */
  | { readonly kind: 'times'; readonly min: number; readonly max: number }
  /** So often in every stretch of that length. */
  | { readonly kind: 'rate'; readonly min: number; readonly max: number; readonly perMs: number }
  /** Held so long: all spells together, or each single one. */
  | {
      readonly kind: 'lasting';
      readonly how: 'in total' | 'in a row';
      readonly minMs: number;
      readonly maxMs: number;
    }
  /** Came to hold, and not later than the other one. */
  | { readonly kind: 'before'; readonly other: Condition }
  /** Came to hold, and not earlier than the other one. */
  | { readonly kind: 'after'; readonly other: Condition }
  /** Whenever the other one came to hold, this one held so long after it. */
  | {
      readonly kind: 'latency';
      readonly other: Condition;
      readonly minMs: number;
      readonly maxMs: number;
    }
  /** Came to hold so long after the window's beginning. */
  | { readonly kind: 'soon'; readonly minMs: number; readonly maxMs: number }
  /** The inner one, in each stretch in which the other one held; or from when on it first held. */
  | {
      readonly kind: 'while' | 'since';
      readonly other: Condition;
      readonly inner: Back;
    };

export type Operator =
  | Ahead
  /** From that moment until now. */
  | (Back & { readonly from: Moment });

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

/** A number that an operator comes to: how long it took, how often it happened. Bounds are included; none where absent. */
export interface Measured {
  readonly unit: 'ms' | 'times';
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
}

/** A stretch of the run that was looked at, in milliseconds since the start. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
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
  /** Among the samples that answer as the deciding one does, the one that came nearest to the other answer. */
  readonly closest?: Sample;
  /** Milliseconds that were left of the window when it was decided. */
  readonly slackMs?: number;
  /** Of several measurements the one that came nearest to a bound. */
  readonly measured?: Measured;
  /** What the operator picked out of the window: stretches of its scope, spells that it added up, waits that it measured. */
  readonly periods?: readonly Period[];
  /** What to try, where the condition knows: a name near to one that is not there. */
  readonly hint?: string;
}

/** The bounds without those that bound nothing. */
export function measure(unit: Measured['unit'], value: number, min: number, max: number): Measured {
  return {
    unit,
    value,
    ...(min <= 0 ? {} : { min }),
    ...(max === Number.POSITIVE_INFINITY ? {} : { max }),
  };
}

/** How far the number is inside its bounds: below 0 outside; `Infinity` without bounds. */
export function slackOf({ value, min, max }: Measured): number {
  const above = min === undefined ? Number.POSITIVE_INFINITY : value - min;
  return Math.min(above, max === undefined ? Number.POSITIVE_INFINITY : max - value);
}

/**
 * The sample that came nearest to another answer; undefined where the condition has no numbers.
 *
 * @param deciding  where there are samples that answer as it does, only those count
 */
export function closestOf(samples: readonly Sample[], deciding?: Sample): Sample | undefined {
  const alike = samples.filter(({ finding }) => finding.holds === deciding?.finding.holds);
  let closest: Sample | undefined;
  for (const sample of alike.length === 0 ? samples : alike) {
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
  readonly view: ClusterView;
  /** Moves the clock; `isDone` is asked after every event. */
  readonly advance: (ms: number, isDone?: () => boolean) => void;
  readonly onRecord: (listener: (record: TraceRecord) => void) => () => void;
  readonly note: (check: Omit<CheckRecord, 'seq' | 't' | 'cause'>) => void;
}
