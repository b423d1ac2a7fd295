// Sentences that must not hold, and what they say then: a specification is worth what it can notice.

import { Then } from '@cucumber/cucumber';
import { failureOfSentence } from './expectation.ts';
import type { KubespecWorld } from './world.ts';

Then('{string} fails', function (this: KubespecWorld, sentence: string) {
  failed(this, sentence);
});

Then('{string} fails, saying:', function (this: KubespecWorld, sentence: string, said: string) {
  const lines = failed(this, sentence).split('\n');
  let at = 0;
  for (const wanted of said.split('\n').map((line) => line.trim())) {
    const found = lines.findIndex((line, i) => i >= at && line.includes(wanted));
    if (found < 0) this.fail({ found: [`it does not say "${wanted}", but:`, ...lines] });
    at = found + 1;
  }
});

function failed(world: KubespecWorld, sentence: string): string {
  const failure = failureOfSentence(world, sentence);
  return failure?.message ?? world.fail({ found: ['it holds'] });
}
