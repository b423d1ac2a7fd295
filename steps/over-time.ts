// Sentences that say of time what an operator at their beginning could say as well, where it reads better behind: durations,
// order, and what passes between two events.

import { Then } from '@cucumber/cucumber';
import { conditionOfSentence, expectation } from './expectation.ts';
import { within } from './operator-of.ts';
import type { Lasting, Lengths } from './words/when.ts';

Then(
  '{when}{fact} for {lasting}',
  expectation(function (when, fact: string, lasting: Lasting) {
    return {
      when: within(when, { kind: 'lasting', ...lasting }),
      condition: conditionOfSentence(this, fact),
    };
  }),
);

Then(
  '{when}{fact} {order} {fact}',
  expectation(function (when, fact: string, order: string, other: string) {
    const kind = order.endsWith('before') ? 'before' : 'after';
    return {
      when: within(when, { kind, sentence: asCondition(other) }),
      condition: conditionOfSentence(this, asCondition(fact)),
    };
  }),
);

Then(
  '{when}between {fact} and {fact} {lengths} pass(es)',
  expectation(function (when, first: string, second: string, lengths: Lengths) {
    return {
      when: within(when, { kind: 'latency', sentence: asCondition(first), ...lengths }),
      condition: conditionOfSentence(this, asCondition(second)),
    };
  }),
);

/** `event "Killing" for pod "web-0"`, as one says it of an event that comes before or after another. */
const asCondition = (fact: string): string =>
  fact.replace(/^event ("[^"]*") for /, 'event $1 is recorded for ');
