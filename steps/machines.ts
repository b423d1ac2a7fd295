// How kubelets are configured, and what becomes of the memory, the disk and the process table under them.

import { defineParameterType, Given, When } from '@cucumber/cucumber';
import { parse } from 'yaml';
import { type MachineStore, readKubeletConfig, UserError } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';

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
  this.wantKubelet('*', readKubeletConfig(read(text)));
});

Given(
  'the kubelet of node {string} is configured with:',
  function (this: KubespecWorld, node: string, text: string) {
    this.wantKubelet(node, readKubeletConfig(read(text)));
  },
);

When(
  'the {machineStore} of node {string} fills up to {int}%',
  function (this: KubespecWorld, store: MachineStore, node: string, percent: number) {
    this.simulation.fillMachine(node, store, percent);
  },
);

When(
  'the {machineStore} of node {string} is freed',
  function (this: KubespecWorld, store: MachineStore, node: string) {
    this.simulation.freeMachine(node, store);
  },
);

function read(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UserError({ message: `the configuration is no YAML: ${(error as Error).message}` });
  }
}
