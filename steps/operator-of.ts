// The operator of the engine for what a sentence says of time.

import { type Back, type Operator, UserError } from '../engine/index.ts';
import { conditionOfSentence } from './expectation.ts';
import type { When } from './words/when.ts';
import type { KubespecWorld } from './world.ts';

/** @throws UserError  for a sentence within it that is no condition, and for what cannot be asked of a stretch */
export function operatorOf(world: KubespecWorld, when: When): Operator {
  switch (when.kind) {
    case 'now':
    case 'within':
    case 'for the next':
    case 'after exactly':
      return when;
    case 'until':
      return { kind: 'until', other: conditionOfSentence(world, when.sentence), boundMs: when.boundMs };
    default:
      return { ...backOf(world, when), from: world.ownPartFrom };
  }
}

function backOf(world: KubespecWorld, when: When): Back {
  const other = (sentence: string): ReturnType<typeof conditionOfSentence> =>
    world.simulation.asPast(conditionOfSentence(world, sentence));
  switch (when.kind) {
    case 'throughout':
    case 'never':
      return { kind: when.kind };
    // Within a stretch, these count from its beginning.
    case 'now':
      return { kind: 'throughout' };
    case 'within':
      return { kind: 'soon', minMs: 0, maxMs: when.ms };
    case 'after exactly':
      return {
        kind: 'soon',
        minMs: Math.max(0, when.ms - when.toleranceMs),
        maxMs: when.ms + when.toleranceMs,
      };
    case 'times':
      return { kind: 'times', min: when.amount.min, max: when.amount.max };
    case 'rate':
      return { kind: 'rate', min: when.amount.min, max: when.amount.max, perMs: when.perMs };
    case 'lasting':
      return when;
    case 'latency':
      return { kind: 'latency', other: other(when.sentence), minMs: when.minMs, maxMs: when.maxMs };
    case 'before':
    case 'after':
      return { kind: when.kind, other: other(when.sentence) };
    case 'while':
    case 'since':
      return { kind: when.kind, other: other(when.sentence), inner: backOf(world, when.inner) };
    default:
      throw new UserError({ message: `"${when.kind}" looks ahead: it cannot be asked of the past` });
  }
}

/**
 * One operator of two parts of a sentence: stretches of time said at its beginning, and what is asked of them said later on.
 *
 * @throws UserError  when the beginning asks something already
 */
export function within(scope: When, asked: When): When {
  if (scope.kind === 'now') return asked;
  if (scope.kind === 'while' || scope.kind === 'since') {
    return { ...scope, inner: within(scope.inner, asked) };
  }
  throw new UserError({
    message: `the sentence asks twice: "${scope.kind}" at its beginning, and once more later on`,
    hint: 'leave one of them out',
  });
}
