// What a scenario says of its own exploration.

import { Given } from '@cucumber/cucumber';
import type { KubespecWorld } from '../world.ts';

Given('exploration makes {int} run(s)', function (this: KubespecWorld, runs: number) {
  this.exploration.setRuns(runs);
});

Given('exploration also crashes components', function (this: KubespecWorld) {
  this.exploration.crash();
});
