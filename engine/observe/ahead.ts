// Operators that look ahead: they move the clock, no further than needed, and look with every change.

import type { Condition } from './condition.ts';
import { Watcher } from './samples.ts';
import { type Ahead, measure, type Observed, slackOf, type Verdict } from './verdict.ts';

/** Moves the clock and decides. */
export function lookAhead(observed: Observed, condition: Condition, operator: Ahead): Verdict {
  switch (operator.kind) {
    case 'now':
      return now(observed, condition, operator);
    case 'within':
      return within(observed, condition, operator, operator.ms);
    case 'for the next':
      return forTheNext(observed, condition, operator);
    case 'after exactly':
      return afterExactly(observed, condition, operator);
    case 'until':
      return untilOther(observed, condition, operator);
    default:
      return operator satisfies never;
  }
}

/** Moves the clock, and stops to look wherever a condition may turn without an event. */
function advance(observed: Observed, ms: number, watchers: readonly Watcher[], isDone: () => boolean): void {
  const endMs = observed.nowMs() + ms;
  for (;;) {
    const turnsMs = watchers.map((watcher) => watcher.nextTurnMs);
    const stopMs = Math.min(endMs, ...turnsMs.filter((turnMs) => turnMs > observed.nowMs()));
    observed.advance(stopMs - observed.nowMs(), isDone);
    if (isDone() || observed.nowMs() >= endMs) return;
  }
}

type Of<K extends Ahead['kind']> = Extract<Ahead, { kind: K }>;

function now(observed: Observed, condition: Condition, operator: Ahead): Verdict {
  const t = observed.nowMs();
  const sample = { t, seq: observed.view.seq, finding: condition.look(observed.view) };
  const base = { condition, operator, fromMs: t, toMs: t, samples: [sample], deciding: sample };
  return { ...base, passed: sample.finding.holds, reason: sample.finding.holds ? '' : 'it does not hold' };
}

function within(observed: Observed, condition: Condition, operator: Ahead, ms: number): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  // What holds because nothing was there yet asserts nothing yet.
  const isReached = (): boolean => watcher.holds && watcher.last.finding.isMet;
  if (!isReached()) advance(observed, ms, [watcher], isReached);
  watcher.stop();
  const { last, samples } = watcher;
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples, deciding: last };
  if (!last.finding.holds) return { ...base, passed: false, reason: 'it did not come to hold in time' };
  const measured = measure('ms', last.t - fromMs, 0, ms);
  return { ...base, passed: true, reason: '', slackMs: slackOf(measured), measured };
}

function forTheNext(observed: Observed, condition: Condition, operator: Of<'for the next'>): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  if (watcher.last.finding.holds) advance(observed, operator.ms, [watcher], () => !watcher.holds);
  watcher.stop();
  const { last, samples } = watcher;
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples, deciding: last };
  if (last.finding.holds) return { ...base, passed: true, reason: '' };
  const measured = { unit: 'ms', value: last.t - fromMs, min: operator.ms } as const;
  const reason =
    last.t === fromMs && samples.length === 1 ? 'it did not hold to begin with' : 'it ceased to hold';
  return { ...base, passed: false, reason, measured };
}

function afterExactly(observed: Observed, condition: Condition, operator: Of<'after exactly'>): Verdict {
  const { ms, toleranceMs } = operator;
  const verdict = within(observed, condition, operator, ms + toleranceMs);
  if (!verdict.passed) return verdict;
  const tookMs = verdict.toMs - verdict.fromMs;
  const measured = { unit: 'ms', value: tookMs, min: ms - toleranceMs, max: ms + toleranceMs } as const;
  const { slackMs: _, ...rest } = verdict;
  if (tookMs >= measured.min) return { ...rest, measured, slackMs: slackOf(measured) };
  const when = tookMs === 0 ? 'it held already' : `it came to hold too early, after ${tookMs / 1000}s`;
  return { ...rest, measured, passed: false, reason: when };
}

function untilOther(observed: Observed, condition: Condition, operator: Of<'until'>): Verdict {
  const fromMs = observed.nowMs();
  const watcher = new Watcher(observed, condition);
  const other = new Watcher(observed, operator.other);
  const isOver = (): boolean => other.holds || !watcher.holds;
  if (!isOver()) advance(observed, operator.boundMs, [watcher, other], isOver);
  watcher.stop();
  other.stop();
  const base = { condition, operator, fromMs, toMs: observed.nowMs(), samples: watcher.samples };
  const measured = measure('ms', other.last.t - fromMs, 0, operator.boundMs);
  if (other.last.finding.holds) {
    return { ...base, passed: true, deciding: other.last, reason: '', measured, slackMs: slackOf(measured) };
  }
  const { text } = operator.other;
  if (!watcher.last.finding.holds) {
    return { ...base, passed: false, deciding: watcher.last, reason: `it ceased to hold before ${text}` };
  }
  const reason = `${text} never came to hold: ${other.last.finding.found}`;
  return { ...base, passed: false, deciding: other.last, reason };
}
