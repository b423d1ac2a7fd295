// How long something held: all its spells together, or the longest one.

import { measure, type Sample } from '../verdict.ts';
import { failed, type Judgement, passed, secondsText } from './judgement.ts';
import { lengthMs, periodOf, type Spell, spellsOf, type Timeline, type Window } from './timeline.ts';

export interface Lasting {
  readonly how: 'in total' | 'in a row';
  readonly minMs: number;
  readonly maxMs: number;
}

/** A spell that goes on counts as long as it has lasted until now. */
export function lasting(timeline: Timeline, window: Window, { how, minMs, maxMs }: Lasting): Judgement {
  const { samples } = timeline;
  const spells = spellsOf(timeline, window);
  const lengths = spells.map(lengthMs);
  const isTotal = how === 'in total';
  const value = isTotal ? lengths.reduce((sum, length) => sum + length, 0) : Math.max(0, ...lengths);
  const rest = {
    seen: samples,
    measured: measure('ms', value, minMs, maxMs),
    periods: spells.map(periodOf),
  };
  const reason = `it held for ${secondsText(value)} ${how}`;
  if (value > maxMs) return failed(reason, { ...rest, deciding: exceeding(spells, isTotal, maxMs) });
  const longest = spells[lengths.indexOf(Math.max(...lengths))];
  const deciding = (isTotal ? spells.at(-1) : longest)?.first ?? samples.at(-1);
  return value < minMs ? failed(reason, { ...rest, deciding }) : passed({ ...rest, deciding });
}

/** The instant from which on it had lasted too long, with what was found then. */
function exceeding(spells: readonly Spell[], isTotal: boolean, maxMs: number): Sample | undefined {
  let left = maxMs;
  for (const spell of spells) {
    const length = lengthMs(spell);
    if (length > left) return { ...spell.first, t: spell.from.ms + left };
    if (isTotal) left -= length;
  }
  return undefined;
}
