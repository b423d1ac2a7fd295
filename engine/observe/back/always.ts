// `throughout` and `never`: the same answer at every instant of the window.

import type { Judgement } from './judgement.ts';
import { failed, passed } from './judgement.ts';
import type { Timeline } from './timeline.ts';

/** @param wanted  the answer it must give all the time */
export function always({ samples }: Timeline, wanted: boolean): Judgement {
  // What is not there yet breaks nothing: the window begins with the first object that the condition speaks of.
  const broken = samples.find(({ finding }) => finding.isMet && finding.holds !== wanted);
  const rest = { deciding: broken ?? samples.at(-1), seen: samples };
  if (broken === undefined) return passed(rest);
  if (!wanted) return failed('it did hold once', rest);
  return failed(
    broken === samples[0] ? 'it did not hold to begin with' : 'it did not hold all the time',
    rest,
  );
}
