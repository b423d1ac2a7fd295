// How kubelets are configured, and what becomes of the memory, the disk and the process table under them.

import { defineParameterType, Given, When } from '@cucumber/cucumber';
import { type MachineStore, readKubeletConfig } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';
import { readYaml } from './yaml-text.ts';

const STORES: Readonly<Record<string, MachineStore>> = {
  memory: 'memory',
  disk: 'disk',
  'process table': 'processes',
};

defineParameterType({
  name: 'machineStore',
  regexp: /memory|disk|process table/,
  transformer: (words: string): MachineStore => STORES[words] as MachineStore,
  useForSnippets: false,
});

Given('every kubelet is configured with:', function (this: KubespecWorld, text: string) {
  this.wantKubelet('*', readKubeletConfig(readYaml(text)));
});

Given(
  'the kubelet of node {string} is configured with:',
  function (this: KubespecWorld, node: string, text: string) {
    this.wantKubelet(node, readKubeletConfig(readYaml(text)));
  },
);

When(
  'the {machineStore} of node {string} fills up to {int}%',
  function (this: KubespecWorld, store: MachineStore, node: string, percent: number) {
    this.simulation.faults.fillMachine(node, store, percent);
  },
);

When(
  'the {machineStore} of node {string} is freed',
  function (this: KubespecWorld, store: MachineStore, node: string) {
    this.simulation.faults.freeMachine(node, store);
  },
);
