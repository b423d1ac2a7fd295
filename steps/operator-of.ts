// The operator of the engine for what a sentence says of time.

import type { Operator } from '../engine/index.ts';
import { conditionOfSentence } from './expectation.ts';
import type { When } from './words/when.ts';
import type { KubespecWorld } from './world.ts';

/** @throws UserError  for `until` and `before` with a sentence that is no condition */
export function operatorOf(world: KubespecWorld, when: When): Operator {
  const from = world.ownPartFrom;
  switch (when.kind) {
    case 'throughout':
      return { kind: 'throughout', from };
    case 'never':
      return { kind: 'never', from };
    case 'times': {
      const { min, max } = when.amount;
      return { kind: 'times', from, min, max };
    }
    case 'until':
      return { kind: 'until', other: conditionOfSentence(world, when.sentence), boundMs: when.boundMs };
    case 'before':
      return { kind: 'before', other: conditionOfSentence(world, when.sentence), from };
    case 'now':
      return { kind: 'now' };
    default:
      return when;
  }
}
