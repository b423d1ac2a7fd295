// Who makes volumes.

import { Given } from '@cucumber/cucumber';
import type { KubespecWorld } from './world.ts';

Given('a provisioner {string}', function (this: KubespecWorld, name: string) {
  this.simulation.addProvisioner(name);
});
