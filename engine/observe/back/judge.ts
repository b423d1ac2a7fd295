// One operator that looks back, over one window; a scope cuts its window into several, each judged by itself.

import { InvariantError } from '../../errors.ts';
import type { Condition } from '../condition.ts';
import { type Back, type Moment, type Sample, slackOf } from '../verdict.ts';
import { always } from './always.ts';
import { rate, times } from './counts.ts';
import { type Judgement, nothing, secondsText } from './judgement.ts';
import { lasting } from './lasting.ts';
import { latency } from './latency.ts';
import { order } from './order.ts';
import {
  clip,
  occurrences,
  periodOf,
  spellsOf,
  type Timeline,
  type Timelines,
  type Window,
} from './timeline.ts';

export interface Past {
  readonly timelines: Timelines;
  /** The timeline of a condition that counts, from another beginning on. */
  readonly recount: (condition: Condition, from: Moment) => Timeline;
  /** Up to and with this instant everything has happened that will. */
  readonly settledMs: number;
}

/** Pure: whatever it comes to follows from the timelines. */
export function judge(past: Past, condition: Condition, operator: Back, window: Window): Judgement {
  const isCounted = condition.since !== undefined;
  const timeline = clip(
    isCounted ? past.recount(condition, window.from) : timelineOf(past, condition),
    window,
  );
  switch (operator.kind) {
    case 'throughout':
      return always(timeline, true);
    case 'never':
      return always(timeline, false);
    case 'times':
      return times(timeline, operator);
    case 'rate':
      return rate(timeline, window, operator);
    case 'lasting':
      return lasting(timeline, window, operator);
    case 'before':
    case 'after':
      return order(timeline, operator.kind, operator.other, clip(timelineOf(past, operator.other), window));
    case 'latency': {
      const { other } = operator;
      const starts = comings(clip(timelineOf(past, other), window)).map(({ t, seq }) => ({ ms: t, seq }));
      return latency(timeline, window, { ...operator, ...past, starts, after: other.text });
    }
    case 'soon': {
      return latency(timeline, window, { ...operator, ...past, starts: [window.from], after: 'it began' });
    }
    case 'while':
    case 'since':
      return scoped(past, condition, operator, window);
    default:
      return operator satisfies never;
  }
}

/** The conditions that an operator speaks of beside the one that it is asked for. */
export function othersOf(operator: Back): Condition[] {
  switch (operator.kind) {
    case 'while':
    case 'since':
      return [operator.other, ...othersOf(operator.inner)];
    case 'before':
    case 'after':
    case 'latency':
      return [operator.other];
    default:
      return [];
  }
}

// What holds to begin with did not come to: nobody knows since when it has held.
function comings(timeline: Timeline): readonly Sample[] {
  const all = occurrences(timeline);
  return timeline.happened === undefined && all[0] === timeline.samples[0] ? all.slice(1) : all;
}

type Scope = Extract<Back, { kind: 'while' | 'since' }>;

function scoped(past: Past, condition: Condition, { kind, other, inner }: Scope, window: Window): Judgement {
  const others = clip(timelineOf(past, other), window);
  const spells = spellsOf(others, window);
  const windows: readonly Window[] =
    kind === 'while' ? spells : spells.slice(0, 1).map(({ from }) => ({ ...window, from }));
  if (windows.length === 0) {
    const last = others.samples.at(-1);
    return nothing(`${other.text} never came to hold: ${last?.finding.found}`, {
      seen: [],
      deciding: last,
    });
  }
  const judged = windows.map((each) => judge(past, condition, inner, each));
  const all = { seen: judged.flatMap(({ seen }) => seen), periods: windows.map(periodOf) };
  const wrong = judged.findIndex(({ outcome }) => outcome === 'failed');
  if (wrong >= 0) {
    const { ms } = windows[wrong]!.from;
    const since = `${kind} ${other.text}, from ${secondsText(ms)} on`;
    return { ...judged[wrong]!, ...all, reason: `${judged[wrong]!.reason} (${since})` };
  }
  const open = judged.find(({ outcome }) => outcome === 'open');
  if (open !== undefined) return { ...open, ...all };
  const decided = judged.filter(({ outcome }) => outcome === 'passed');
  if (decided.length === 0) return { ...judged[0]!, ...all };
  return { ...decided.reduce(tighter), ...all };
}

const slack = ({ measured }: Judgement): number =>
  measured === undefined ? Number.POSITIVE_INFINITY : slackOf(measured);

// Without measurements the last one stands for all.
const tighter = (a: Judgement, b: Judgement): Judgement => (slack(b) <= slack(a) ? b : a);

function timelineOf({ timelines }: Past, condition: Condition): Timeline {
  const found = timelines.get(condition);
  if (found === undefined) throw new InvariantError(`nobody read the timeline of ${condition.text}`);
  return found;
}
