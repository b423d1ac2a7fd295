// Which of two came to hold first.

import type { Condition } from '../condition.ts';
import { failed, type Judgement, nothing, passed, secondsText } from './judgement.ts';
import type { Timeline } from './timeline.ts';

/**
 * Both must have come to hold; at once counts as either order.
 *
 * @param which  what the condition must have come, seen from the other one
 */
export function order(
  timeline: Timeline,
  which: 'before' | 'after',
  other: Condition,
  others: Timeline,
): Judgement {
  const seen = timeline.samples;
  const first = seen.find(({ finding }) => finding.holds);
  const firstOther = others.samples.find(({ finding }) => finding.holds);
  if (first === undefined) return failed('it never came to hold', { seen, deciding: seen.at(-1) });
  if (firstOther === undefined) {
    const last = others.samples.at(-1);
    return nothing(`${other.text} never came to hold: ${last?.finding.found}`, { seen, deciding: last });
  }
  const [early, late] = which === 'before' ? [first, firstOther] : [firstOther, first];
  const periods = [{ fromMs: Math.min(early.t, late.t), toMs: Math.max(early.t, late.t) }];
  const rest = { seen, periods, measured: { unit: 'ms', value: late.t - early.t, min: 0 } as const };
  if (late.seq >= early.seq) return passed({ ...rest, deciding: first });
  const reason =
    which === 'before'
      ? `${other.text} came first, at ${secondsText(firstOther.t)}`
      : `it came first; ${other.text} came at ${secondsText(firstOther.t)}`;
  return failed(reason, { ...rest, deciding: which === 'before' ? firstOther : first });
}
