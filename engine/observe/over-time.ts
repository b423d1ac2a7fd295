// Conditions over time, looked at with every change that concerns them and never polled.
//
// Each check says how it ended, at which record that was decided, the slack that was left or the closest it came, and
// leaves its samples in the trace. Operators that look ahead move the clock (ahead.ts); the others go back through the
// trace (back/), and move it only as far as a wait that has begun may still last.

import { UserError } from '../errors.ts';
import type { CheckRecord } from '../trace/records.ts';
import { lookAhead } from './ahead.ts';
import { judge, othersOf } from './back/judge.ts';
import type { Judgement } from './back/judgement.ts';
import { type Timeline, timelinesSince } from './back/timeline.ts';
import type { Condition } from './condition.ts';
import { operatorText } from './operator-text.ts';
import { Watcher } from './samples.ts';
import {
  type Ahead,
  type Back,
  closestOf,
  type Moment,
  type Observed,
  type Operator,
  type Sample,
  slackOf,
  type Verdict,
} from './verdict.ts';

type LooksBack = Back & { readonly from: Moment };

/**
 * Looks at the condition under the operator; moves the clock where the operator looks ahead. Writes a `check` record.
 *
 * @throws UserError  for an operator that looks back with a condition on what leaves no record
 */
export function check(observed: Observed, condition: Condition, operator: Operator): Verdict {
  const verdict = looksBack(operator)
    ? lookBack(observed, condition, operator)
    : settled(observed, lookAhead(observed, condition, operator));
  observed.note(recordOf(verdict));
  return verdict;
}

export const looksBack = (operator: Operator): operator is LooksBack => 'from' in operator;

function lookBack(observed: Observed, condition: Condition, operator: LooksBack): Verdict {
  const { from } = operator;
  const conditions = [condition, ...othersOf(operator)];
  refuseLive(conditions, operator);
  const recount = (counted: Condition, since: Moment): Timeline =>
    timelinesSince(observed, [counted], since).get(counted)!;
  let settledMs = observed.nowMs() - 1;
  for (;;) {
    const timelines = timelinesSince(observed, conditions, from);
    const to = { ms: observed.nowMs(), seq: Number.POSITIVE_INFINITY };
    const judged = judge({ timelines, recount, settledMs }, condition, operator, { from, to, isOpen: true });
    if (judged.dueMs === undefined) {
      const samples = timelines.get(condition)?.samples ?? [];
      return verdictOf(observed, { condition, operator, from, samples, judged });
    }
    const hasTurned = advanceTo(observed, conditions, judged.dueMs);
    settledMs = observed.nowMs() - (hasTurned ? 1 : 0);
  }
}

function refuseLive(conditions: readonly Condition[], { kind }: Back): void {
  for (const { isLive, text } of conditions) {
    if (isLive !== true) continue;
    throw new UserError({
      message: `"${kind}" looks back, and the past of this leaves no record: ${text}`,
      hint: 'ask for it now, `within` a time, or `for the next` while',
    });
  }
}

/** Moves the clock until then, or until one of the conditions turns. @returns whether one did */
function advanceTo(observed: Observed, conditions: readonly Condition[], dueMs: number): boolean {
  const watchers = conditions.map((condition) => new Watcher(observed, condition));
  const hasTurned = (): boolean => watchers.some((watcher) => watcher.hasTurned);
  observed.advance(dueMs - observed.nowMs(), hasTurned);
  for (const watcher of watchers) watcher.stop();
  return hasTurned();
}

interface LookedBack extends Pick<Verdict, 'condition' | 'operator' | 'samples'> {
  readonly from: Moment;
  readonly judged: Judgement;
}

function verdictOf(observed: Observed, { from, judged, ...base }: LookedBack): Verdict {
  const { outcome, reason, deciding, measured, periods, seen } = judged;
  const verdict: Verdict = {
    ...base,
    fromMs: from.ms,
    toMs: observed.nowMs(),
    passed: outcome === 'passed',
    reason: outcome === 'nothing' ? `asserted nothing: ${reason}` : reason,
    deciding,
    ...(measured === undefined ? {} : { measured }),
    ...(measured?.unit === 'ms' && outcome === 'passed' ? slackMsOf(slackOf(measured)) : {}),
    ...(periods === undefined ? {} : { periods }),
  };
  return settled(observed, verdict, seen, outcome === 'nothing');
}

const slackMsOf = (ms: number): { slackMs?: number } => (Number.isFinite(ms) ? { slackMs: ms } : {});

// Whatever the operator says: a check that never met an object of those it speaks of has asserted nothing.
function settled(
  observed: Observed,
  decided: Verdict,
  seen: readonly Sample[] = decided.samples,
  isNothing = false,
): Verdict {
  const closest = closestOf(seen, decided.deciding);
  const verdict = closest === undefined ? decided : { ...decided, closest };
  const isMet = isNothing || seen.some((sample) => sample.finding.isMet);
  if (isMet && verdict.passed) return verdict;
  const suggested = suggestionOf(observed, verdict);
  const hint = suggested === undefined ? {} : { hint: suggested };
  if (isMet) return { ...verdict, ...hint };
  const { slackMs: _, measured: __, ...rest } = verdict;
  const found = verdict.deciding?.finding.found ?? 'no such object was there';
  return { ...rest, passed: false, reason: `asserted nothing: ${found}`, ...hint };
}

function suggestionOf({ view }: Observed, { condition, operator }: Verdict): string | undefined {
  const others = looksBack(operator) ? othersOf(operator) : otherOf(operator);
  for (const { suggest } of [condition, ...others]) {
    const suggested = suggest?.(view);
    if (suggested !== undefined) return suggested;
  }
  return undefined;
}

const otherOf = (operator: Ahead): Condition[] => ('other' in operator ? [operator.other] : []);

function recordOf(verdict: Verdict): Omit<CheckRecord, 'seq' | 't' | 'cause'> {
  const { condition, operator, fromMs, toMs, passed, samples, reason, closest, ...rest } = verdict;
  const { deciding, slackMs, measured, periods } = rest;
  return {
    type: 'check',
    text: condition.text,
    operator: operator.kind,
    phrase: operatorText(operator),
    fromMs,
    toMs,
    verdict: passed ? 'passed' : 'failed',
    samples: samples.map(({ t, seq, finding }) => {
      const { holds, found, value } = finding;
      return value === undefined ? { t, seq, holds, found } : { t, seq, holds, found, value };
    }),
    decidedBy: deciding?.seq ?? 0,
    ...(deciding === undefined ? {} : { decidedMs: deciding.t, found: deciding.finding.found }),
    ...(reason === '' ? {} : { reason }),
    ...(slackMs === undefined ? {} : { slackMs }),
    ...(measured === undefined ? {} : { measured }),
    ...(periods === undefined ? {} : { periods }),
    ...(closest === undefined
      ? {}
      : { closest: { t: closest.t, found: closest.finding.found, margin: closest.finding.margin ?? 0 } }),
  };
}
