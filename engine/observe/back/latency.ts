// How long after something else it held: after each time that the other came to hold, or after a window's beginning.

import { type Measured, type Moment, measure, type Sample, slackOf } from '../verdict.ts';
import { failed, type Judgement, nothing, passed, secondsText } from './judgement.ts';
import { firstFrom, type Timeline, type Window } from './timeline.ts';

export interface Wait {
  readonly minMs: number;
  readonly maxMs: number;
  /** Beginnings of the waits, in order. */
  readonly starts: readonly Moment[];
  /** What is waited after, for the reader: `pod "a" is Terminating`. */
  readonly after: string;
  /** Up to and with this instant everything has happened that will. */
  readonly settledMs: number;
}

interface Answer {
  /** `cut`: the window ended first, or nothing bounds the wait. */
  readonly kind: 'in time' | 'late' | 'open' | 'cut';
  readonly start: Moment;
  readonly sample: Sample | undefined;
  /** When it came; without it, until when nothing had come. */
  readonly endMs: number;
}

/** Every wait must end within its bounds; one that is cut short by the window's end counts for nothing. */
export function latency(timeline: Timeline, window: Window, wait: Wait): Judgement {
  const seen = timeline.samples;
  const answers = wait.starts.map((start) => answerTo(start, timeline, window, wait));
  const ended = answers.filter(({ kind }) => kind === 'in time' || kind === 'late');
  const periods = ended.map(({ start, endMs }) => ({ fromMs: start.ms, toMs: endMs }));
  const wrong = ended.find((answer) => slackOf(measuredOf(answer, wait)) < 0);
  if (wrong !== undefined) {
    const deciding = wrong.kind === 'late' ? atDeadline(timeline, wrong, wait) : wrong.sample;
    return failed(reasonOf(wrong, wait), { seen, periods, measured: measuredOf(wrong, wait), deciding });
  }
  const open = answers.find(({ kind }) => kind === 'open');
  if (open !== undefined) {
    return { outcome: 'open', reason: '', dueMs: open.start.ms + wait.maxMs, seen, deciding: undefined };
  }
  const bySlack = ended.map((answer) => ({ answer, measured: measuredOf(answer, wait) }));
  const [tightest] = bySlack.sort((a, b) => slackOf(a.measured) - slackOf(b.measured));
  if (tightest === undefined) {
    return nothing(missing(wait), { seen, deciding: seen.at(-1) });
  }
  return passed({ seen, periods, measured: tightest.measured, deciding: tightest.answer.sample });
}

function missing({ starts, after, maxMs }: Wait): string {
  if (starts.length === 0) return `${after} never came to hold`;
  return maxMs === Number.POSITIVE_INFINITY ? `it never held after ${after}` : `${after}, and ended too soon`;
}

function answerTo(start: Moment, timeline: Timeline, window: Window, { maxMs, settledMs }: Wait): Answer {
  const sample = firstFrom(timeline, start);
  const dueMs = start.ms + maxMs;
  if (sample !== undefined) {
    return { kind: sample.t <= dueMs ? 'in time' : 'late', start, sample, endMs: sample.t };
  }
  const endMs = window.isOpen ? settledMs : window.to.ms;
  if (endMs >= dueMs) return { kind: 'late', start, sample, endMs };
  const isOpen = window.isOpen && maxMs < Number.POSITIVE_INFINITY;
  return { kind: isOpen ? 'open' : 'cut', start, sample, endMs };
}

function measuredOf({ kind, start, endMs }: Answer, { minMs, maxMs }: Wait): Measured {
  const tookMs = endMs - start.ms;
  return measure('ms', kind === 'late' ? Math.max(tookMs, maxMs + 1) : tookMs, minMs, maxMs);
}

// What was found when the time was up.
function atDeadline({ samples }: Timeline, { start }: Answer, { maxMs }: Wait): Sample | undefined {
  const dueMs = start.ms + maxMs;
  const last = samples.findLast(({ t }) => t <= dueMs);
  return last === undefined ? undefined : { ...last, t: dueMs };
}

function reasonOf({ kind, start, sample, endMs }: Answer, { after, maxMs }: Wait): string {
  const took = secondsText(endMs - start.ms);
  const since = `${after} at ${secondsText(start.ms)}`;
  if (kind === 'late') {
    return sample === undefined
      ? `${since}, and it did not hold within ${secondsText(maxMs)}`
      : `${since}, and it held only ${took} later`;
  }
  return `${since}, and it held ${endMs === start.ms ? 'at once' : `after ${took} already`}`;
}
