// Some conditions leave no record by themselves. Where a step to come looks back at one, it is written down from the beginning
// of the scenario's own part on.

import { looksBack, othersOf, UserError } from '../engine/index.ts';
import { type Expectation, expectationOf, wantsRecord } from './expectation.ts';
import { operatorOf } from './operator-of.ts';
import type { PlannedStep } from './scenario-plan.ts';
import type { KubespecWorld } from './world.ts';

/** @param steps  those to come */
export function announce(world: KubespecWorld, steps: readonly PlannedStep[]): void {
  for (const { text } of steps) {
    if (!wantsRecord(text)) continue;
    // `'throughout …' fails`
    const sentence = /^(["'])(.*)\1 fails/.exec(text)?.[2] ?? text;
    for (const condition of lookedBackAt(world, sentence)) world.simulation.record(condition);
  }
}

// A sentence that is wrong, or none, is told of when its step comes.
function lookedBackAt(world: KubespecWorld, sentence: string): Expectation['condition'][] {
  try {
    const { when, condition } = expectationOf(world, sentence);
    const operator = operatorOf(world, when);
    if (!looksBack(operator)) return [];
    return [condition, ...othersOf(operator)].filter(({ isLive }) => isLive === true);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
