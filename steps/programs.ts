// What the programs in images do, said in words.

import { Given } from '@cucumber/cucumber';
import { BehaviourError, UserError } from '../engine/index.ts';
import { singularVerbs } from './words/behaviour.ts';
import type { KubespecWorld } from './world.ts';

Given(
  'containers of image {string} {behaviour}',
  function (this: KubespecWorld, image: string, words: string) {
    try {
      this.simulation.describeImage(image, singularVerbs(words));
    } catch (error) {
      if (!(error instanceof BehaviourError)) throw error;
      const [message = '', ...forms] = error.message.split('\n');
      throw new UserError({
        message: message.replace(/; understood are:$/, ''),
        hint: `write\n${forms.join('\n')}`,
      });
    }
  },
);
