// Conditions over time, looked at with every change that concerns them and never polled.
//
// Each check says how it ended, at which record that was decided, the slack that was left or the closest it came, and
// leaves its samples in the trace. Windows in the future move the clock; `throughout` goes back through the trace.

import { UserError } from '../errors.ts';
import type { CheckRecord, TraceRecord } from '../trace/records.ts';
import { type ClusterView, viewAt } from './cluster-view.ts';
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

/**
 * Looks at the condition under the operator; moves the clock where the operator looks ahead. Writes a `check` record.
 *
 * @throws UserError  for an operator that looks back with a condition on what leaves no record
 */
export function check(observed: Observed, condition: Condition, operator: Operator): Verdict {
  for (const live of [condition, 'other' in operator ? operator.other : condition]) {
    if (live.isLive !== true || !LOOKS_BACK.has(operator.kind)) continue;
    throw new UserError({
      message: `"${operator.kind}" looks back, and the past of this leaves no record: ${live.text}`,
      hint: 'ask for it now, `within` a time, or `for the next` while',
    });
  }
  const verdict = withVacuity(observed, decide(observed, condition, operator));
  observed.note(recordOf(verdict));
  return verdict;
}

const LOOKS_BACK: ReadonlySet<Operator['kind']> = new Set(['throughout', 'never', 'times', 'before']);

function decide(observed: Observed, condition: Condition, operator: Operator): Verdict {
  switch (operator.kind) {
    case 'now':
      return now(observed, condition, operator);
    case 'within':
      return within(observed, condition, operator, operator.ms);
    case 'for the next':
      return forTheNext(observed, condition, operator, operator.ms);
    case 'throughout':
      return throughout(observed, condition, operator, operator.from, true);
    case 'never':
      return throughout(observed, condition, operator, operator.from, false);
    case 'after exactly':
      return afterExactly(observed, condition, operator);
    case 'times':
      return times(observed, condition, operator);
    case 'until':
      return untilOther(observed, condition, operator);
    case 'before':
      return beforeOther(observed, condition, operator);
    default: {
      const unknown: never = operator;
      return unknown;
    }
  }
}

/** Keeps the samples of a condition while the clock moves. */
class Watcher {
  readonly samples: Sample[] = [];
  private readonly condition: Condition;
  private readonly observed: Observed;
  private readonly stopListening: () => void;

  constructor(observed: Observed, condition: Condition) {
    this.condition = condition;
    this.observed = observed;
    this.look();
    this.stopListening = observed.onRecord((record) => {
      if (condition.concerns(record)) this.look();
    });
  }

  look(): void {
    const { view, nowMs } = this.observed;
    addSample(this.samples, { t: nowMs(), seq: view.seq, finding: this.condition.look(view) });
  }

  /** Whether the condition holds now; asked after every event. */
  get holds(): boolean {
    if (this.condition.isLive === true) this.look();
    return this.last.finding.holds;
  }

  get last(): Sample {
    return this.samples[this.samples.length - 1] as Sample;
  }

  stop(): void {
    this.stopListening();
  }
}

function addSample(samples: Sample[], sample: Sample): void {
  const last = samples[samples.length - 1]?.finding;
  const { holds, found, isMet } = sample.finding;
  if (last === undefined || last.holds !== holds || last.found !== found || last.isMet !== isMet)
    samples.push(sample);
}

function now(observed: Observed, condition: Condition, operator: Operator): Verdict {
  const t = observed.nowMs();
  const sample = { t, seq: observed.view.seq, finding: condition.look(observed.view) };
  const base = { condition, operator, fromMs: t, toMs: t, samples: [sample], deciding: sample };
  return { ...base, passed: sample.finding.holds, reason: sample.finding.holds ? '' : 'it does not hold' };
}

function within(observed: Observed, condition: Condition, operator: Operator, ms: number): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  if (!watcher.last.finding.holds) observed.advance(ms, () => watcher.holds);
  watcher.stop();
  const { last, samples } = watcher;
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples, deciding: last };
  if (last.finding.holds) return { ...base, passed: true, reason: '', slackMs: fromMs + ms - last.t };
  return { ...base, passed: false, reason: 'it did not come to hold in time' };
}

function forTheNext(observed: Observed, condition: Condition, operator: Operator, ms: number): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  if (watcher.last.finding.holds) observed.advance(ms, () => !watcher.holds);
  watcher.stop();
  const { last, samples } = watcher;
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples, deciding: last };
  if (last.finding.holds) return { ...base, passed: true, reason: '' };
  const reason =
    last.t === fromMs && samples.length === 1 ? 'it did not hold to begin with' : 'it ceased to hold';
  return { ...base, passed: false, reason };
}

/** The samples from a moment until now, from the trace. */
export function samplesSince(observed: Observed, condition: Condition, from: Moment): Sample[] {
  const records = observed.records();
  const view = viewAt(records, from.seq, observed.startEpochMs);
  const samples: Sample[] = [];
  const look = (t: number): void => addSample(samples, { t, seq: view.seq, finding: condition.look(view) });
  look(from.ms);
  for (let i = from.seq; i < records.length; i += 1) {
    const record = records[i] as TraceRecord;
    view.apply(record);
    if (condition.concerns(record)) look(record.t);
  }
  return samples;
}

function throughout(
  observed: Observed,
  condition: Condition,
  operator: Operator,
  from: Moment,
  wanted: boolean,
): Verdict {
  const samples = samplesSince(observed, condition, from);
  // What is not there yet breaks nothing: the window begins with the first object that the condition speaks of.
  const broken = samples.find(({ finding }) => finding.isMet && finding.holds !== wanted);
  const base = {
    condition,
    operator,
    fromMs: from.ms,
    toMs: observed.nowMs(),
    samples,
    deciding: broken ?? samples.at(-1),
  };
  if (broken === undefined) return { ...base, passed: true, reason: '' };
  const isFirst = broken === samples[0];
  const reason = wanted ? 'it did not hold all the time' : 'it did hold once';
  return { ...base, passed: false, reason: isFirst && wanted ? 'it did not hold to begin with' : reason };
}

function afterExactly(
  observed: Observed,
  condition: Condition,
  operator: Extract<Operator, { kind: 'after exactly' }>,
): Verdict {
  const { ms, toleranceMs } = operator;
  const verdict = within(observed, condition, operator, ms + toleranceMs);
  if (!verdict.passed) return verdict;
  const tookMs = verdict.toMs - verdict.fromMs;
  const { slackMs: _, ...rest } = verdict;
  if (tookMs >= ms - toleranceMs) return { ...rest, slackMs: toleranceMs - Math.abs(tookMs - ms) };
  const when = tookMs === 0 ? 'it held already' : `it came to hold too early, after ${tookMs / 1000}s`;
  return { ...rest, passed: false, reason: when };
}

function times(
  observed: Observed,
  condition: Condition,
  operator: Extract<Operator, { kind: 'times' }>,
): Verdict {
  const { from, min, max } = operator;
  const samples = samplesSince(observed, condition, from);
  const risings = samples.filter((s, i) => s.finding.holds && samples[i - 1]?.finding.holds !== true);
  const count = risings.length;
  const base = { condition, operator, fromMs: from.ms, toMs: observed.nowMs(), samples };
  if (count < min)
    return { ...base, passed: false, deciding: samples.at(-1), reason: `it came to hold ${count} times` };
  if (count > max)
    return { ...base, passed: false, deciding: risings[max], reason: `it came to hold ${count} times` };
  return { ...base, passed: true, deciding: risings.at(-1) ?? samples.at(-1), reason: '' };
}

function untilOther(
  observed: Observed,
  condition: Condition,
  operator: Extract<Operator, { kind: 'until' }>,
): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  const other = new Watcher(observed, operator.other);
  const isOver = (): boolean => other.holds || !watcher.holds;
  if (!isOver()) observed.advance(operator.boundMs, isOver);
  watcher.stop();
  other.stop();
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples: watcher.samples };
  if (other.last.finding.holds) return { ...base, passed: true, deciding: other.last, reason: '' };
  if (!watcher.last.finding.holds) {
    return {
      ...base,
      passed: false,
      deciding: watcher.last,
      reason: `it ceased to hold before ${operator.other.text}`,
    };
  }
  return {
    ...base,
    passed: false,
    deciding: other.last,
    reason: `${operator.other.text} never came to hold: ${other.last.finding.found}`,
  };
}

function beforeOther(
  observed: Observed,
  condition: Condition,
  operator: Extract<Operator, { kind: 'before' }>,
): Verdict {
  const { from, other } = operator;
  const samples = samplesSince(observed, condition, from);
  const first = samples.find((sample) => sample.finding.holds);
  const firstOther = samplesSince(observed, other, from).find((sample) => sample.finding.holds);
  const base = {
    condition,
    operator,
    fromMs: from.ms,
    toMs: observed.nowMs(),
    samples,
    deciding: first ?? samples.at(-1),
  };
  if (first === undefined) return { ...base, passed: false, reason: 'it never came to hold' };
  if (firstOther !== undefined && firstOther.seq < first.seq) {
    return {
      ...base,
      passed: false,
      deciding: firstOther,
      reason: `${other.text} came first, at ${firstOther.t / 1000}s`,
    };
  }
  return { ...base, passed: true, reason: '' };
}

// Whatever the operator says: a check that never met an object of those it speaks of has asserted nothing.
function withVacuity(observed: Observed, verdict: Verdict): Verdict {
  const isMet = verdict.samples.some((sample) => sample.finding.isMet);
  if (isMet && verdict.passed) return verdict;
  const suggested = verdict.condition.suggest?.(observed.view);
  const hint = suggested === undefined ? {} : { hint: suggested };
  if (isMet) return { ...verdict, ...hint };
  const { slackMs: _, ...rest } = verdict;
  const found = verdict.deciding?.finding.found ?? 'no such object was there';
  return { ...rest, passed: false, reason: `asserted nothing: ${found}`, ...hint };
}

function recordOf({
  condition,
  operator,
  fromMs,
  toMs,
  passed,
  samples,
  deciding,
  slackMs,
}: Verdict): Omit<CheckRecord, 'seq' | 't' | 'cause'> {
  const near = closestOf(samples);
  const closest =
    near === undefined
      ? undefined
      : { t: near.t, found: near.finding.found, margin: near.finding.margin ?? 0 };
  return {
    type: 'check',
    text: condition.text,
    operator: operator.kind,
    fromMs,
    toMs,
    verdict: passed ? 'passed' : 'failed',
    samples: samples.map(({ t, seq, finding }) => {
      const { holds, found, value } = finding;
      return value === undefined ? { t, seq, holds, found } : { t, seq, holds, found, value };
    }),
    decidedBy: deciding?.seq ?? 0,
    ...(slackMs === undefined ? {} : { slackMs }),
    ...(closest === undefined ? {} : { closest }),
  };
}
