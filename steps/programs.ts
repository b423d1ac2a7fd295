// What the programs in images do, said in words.

import { Given, When } from '@cucumber/cucumber';
import { BehaviourError, type ObjectName, UserError } from '../engine/index.ts';
import { singularVerbs } from './words/behaviour.ts';
import type { KubespecWorld } from './world.ts';

Given(
  'containers of image {string} {behaviour}',
  function (this: KubespecWorld, image: string, words: string) {
    understood(() => this.simulation.images.describe(image, singularVerbs(words)));
  },
);

When(
  'container {string} of pod {name} begins to {behaviour}',
  function (this: KubespecWorld, container: string, pod: ObjectName, words: string) {
    understood(() => this.simulation.faults.changeUse(pod, container, singularVerbs(words)));
  },
);

function understood(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof BehaviourError)) throw error;
    const [message = '', ...forms] = error.message.split('\n');
    throw new UserError({
      message: message.replace(/; understood are:$/, ''),
      hint: `write\n${forms.join('\n')}`,
    });
  }
}
