// What may happen to the processes of the control plane and to single containers.

import { defineParameterType, When } from '@cucumber/cucumber';
import type { ContainerFault, ObjectName } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';

defineParameterType({ name: 'process', regexp: /kube-[a-z-]+/, useForSnippets: false });

When('{process} stops', function (this: KubespecWorld, name: string) {
  this.simulation.faults.stopProcess(name);
});

When('{process} starts again', function (this: KubespecWorld, name: string) {
  this.simulation.faults.startProcess(name);
});

const fault = (what: ContainerFault) =>
  function (this: KubespecWorld, container: string, pod: ObjectName): void {
    this.simulation.faults.breakContainer(pod, container, what);
  };

When('container {string} of pod {name} crashes', fault({ kind: 'crashes', exitCode: 1 }));

When(
  'container {string} of pod {name} crashes with code {int}',
  function (this: KubespecWorld, container: string, pod: ObjectName, exitCode: number) {
    this.simulation.faults.breakContainer(pod, container, { kind: 'crashes', exitCode });
  },
);

When('container {string} of pod {name} hangs', fault({ kind: 'hangs' }));
When('container {string} of pod {name} answers again', fault({ kind: 'answers again' }));
When('container {string} of pod {name} is OOM-killed', fault({ kind: 'is OOM-killed' }));
