// Conditions over time, looked at with every change that concerns them and never polled.
//
// Each check says how it ended, at which record that was decided, the slack that was left or the closest it came, and
// leaves its samples in the trace. Windows in the future move the clock; `throughout` goes back through the trace.

import { UserError } from '../errors.ts';
import type { CheckRecord } from '../trace/records.ts';
import type { Condition } from './condition.ts';
import { samplesSince, Watcher } from './samples.ts';
import { closestOf, type Moment, type Observed, type Operator, type Verdict } from './verdict.ts';

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
