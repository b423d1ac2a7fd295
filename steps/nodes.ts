// What may happen to machines and to the kubelets on them.

import { type DataTable, When } from '@cucumber/cucumber';
import { defaultNodes, type NodeFault, type NodeSpec } from '../engine/index.ts';
import { nodesOfTable } from './node-table.ts';
import type { KubespecWorld } from './world.ts';

const fault = (what: NodeFault) =>
  function (this: KubespecWorld, name: string): void {
    this.simulation.faults.breakNode(name, what);
  };

When('node {string} stops answering', fault('stops answering'));
When('node {string} answers again', fault('answers again'));

When('node {string} shuts down', fault('shuts down'));
When('node {string} boots', fault('boots'));
When('node {string} reboots', fault('reboots'));

When('node {string} loses its network to the API server', fault('loses its network to the API server'));
When('node {string} has its network to the API server back', fault('has its network to the API server back'));
When('node {string} loses its network to other nodes', fault('loses its network to other nodes'));
When('node {string} has its network to other nodes back', fault('has its network to other nodes back'));

When('the kubelet of node {string} stops', fault('kubelet stops'));
When('the kubelet of node {string} starts again', fault('kubelet starts again'));

When('node {string} is {int} times slower', function (this: KubespecWorld, name: string, factor: number) {
  this.simulation.faults.slowNode(name, factor);
});

When('node {string} is as fast as before', function (this: KubespecWorld, name: string) {
  this.simulation.faults.slowNode(name, 1);
});

When('node {string} joins', function (this: KubespecWorld, name: string) {
  const [usual] = defaultNodes(1) as [NodeSpec];
  this.simulation.faults.joinNode({ ...usual, name });
});

When('nodes join:', function (this: KubespecWorld, table: DataTable) {
  for (const node of nodesOfTable(table.raw())) this.simulation.faults.joinNode(node);
});

When('node {string} leaves', function (this: KubespecWorld, name: string) {
  this.simulation.faults.removeNode(name);
});
