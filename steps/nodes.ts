// What may happen to machines.

import { When } from '@cucumber/cucumber';
import type { KubespecWorld } from './world.ts';

When('node {string} stops answering', function (this: KubespecWorld, name: string) {
  this.simulation.stopNode(name);
});

When('node {string} answers again', function (this: KubespecWorld, name: string) {
  this.simulation.returnNode(name);
});
