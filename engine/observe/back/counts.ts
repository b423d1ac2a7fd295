// How often something came to hold, or happened: in the whole window, and in every stretch of some length.

import { measure, type Sample } from '../verdict.ts';
import { failed, type Judgement, nothing, passed, secondsText, timesText } from './judgement.ts';
import { occurrences, type Timeline, type Window } from './timeline.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** So often in the whole window. */
export function times(timeline: Timeline, { min, max }: Bounds): Judgement {
  const { samples, happened } = timeline;
  const all = occurrences(timeline);
  const count = all.length;
  const rest = { seen: samples, measured: measure('times', count, min, max) };
  const reason = `it ${happened === undefined ? 'came to hold' : 'happened'} ${timesText(count)}`;
  if (count < min) return failed(reason, { ...rest, deciding: samples.at(-1) });
  if (count > max) return failed(reason, { ...rest, deciding: all[max] });
  return passed({ ...rest, deciding: all.at(-1) ?? samples.at(-1) });
}

/** So often in every stretch `[s, s + perMs)` of the window, with no more of them than fit where there is a minimum. */
export function rate(
  timeline: Timeline,
  { from, to }: Window,
  { min, max, perMs }: Bounds & { readonly perMs: number },
): Judgement {
  const { samples } = timeline;
  const all = occurrences(timeline);
  const seen = samples;
  if (all.length === 0) return nothing('it never came to that', { seen, deciding: samples.at(-1) });
  const most = fullest(all, perMs);
  if (most.count > max) {
    const reason = `it came to that ${timesText(most.count)} within ${secondsText(perMs)}`;
    const measured = measure('times', most.count, min, max);
    return failed(reason, { seen, measured, deciding: all[most.first + max], periods: [most.period] });
  }
  const least = min <= 0 ? undefined : emptiest(all, perMs, from.ms, to.ms);
  if (min > 0 && least === undefined) {
    return nothing(`less than ${secondsText(perMs)} had passed`, { seen, deciding: samples.at(-1) });
  }
  if (least !== undefined && least.count < min) {
    const reason = `it came to that only ${timesText(least.count)} within ${secondsText(perMs)}`;
    const measured = measure('times', least.count, min, max);
    const { toMs } = least.period;
    const last = samples.findLast(({ t }) => t < toMs);
    const deciding = last === undefined ? undefined : { ...last, t: toMs };
    return failed(reason, { seen, measured, deciding, periods: [least.period] });
  }
  const nearest = least !== undefined && least.count - min <= max - most.count ? least : most;
  const measured = measure('times', nearest.count, min, max);
  return passed({
    seen,
    measured,
    deciding: all[nearest.first] ?? samples.at(-1),
    periods: [nearest.period],
  });
}

interface Stretch {
  readonly count: number;
  /** Index of its first occurrence. */
  readonly first: number;
  readonly period: { readonly fromMs: number; readonly toMs: number };
}

// The fullest stretch begins with an occurrence.
function fullest(all: readonly Sample[], perMs: number): Stretch {
  let best = stretchFrom(all, all[0]!.t, perMs, 0);
  for (const [i, { t }] of all.entries()) {
    const next = stretchFrom(all, t, perMs, i);
    if (next.count > best.count) best = next;
  }
  return best;
}

// The emptiest one begins with the window, or right behind an occurrence.
function emptiest(all: readonly Sample[], perMs: number, fromMs: number, toMs: number): Stretch | undefined {
  let best: Stretch | undefined;
  const starts = [fromMs, ...all.map(({ t }) => t + 1)].filter((start) => start + perMs <= toMs);
  let first = 0;
  for (const start of starts) {
    while (first < all.length && all[first]!.t < start) first += 1;
    const next = stretchFrom(all, start, perMs, first);
    if (best === undefined || next.count < best.count) best = next;
  }
  return best;
}

/** @param first  index of the first occurrence at or behind the start */
function stretchFrom(all: readonly Sample[], fromMs: number, perMs: number, first: number): Stretch {
  let end = first;
  while (end < all.length && all[end]!.t < fromMs + perMs) end += 1;
  return { count: end - first, first, period: { fromMs, toMs: fromMs + perMs } };
}
