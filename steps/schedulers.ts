// How the scheduler is configured, and which others run beside it.

import { Given } from '@cucumber/cucumber';
import { readSchedulerConfiguration } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';
import { readYaml } from './yaml-text.ts';

Given('the scheduler is configured with:', function (this: KubespecWorld, text: string) {
  this.wantScheduler(readSchedulerConfiguration(readYaml(text)));
});

Given('a second scheduler {string}', function (this: KubespecWorld, name: string) {
  this.wantSecondScheduler(name);
});
