// Pods that kubelets read themselves: files in a node's manifest folder, and pages outside the cluster.

import { Given, When } from '@cucumber/cucumber';
import { UserError } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';

const whole = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function handIn(world: KubespecWorld, name: string, text: string): string {
  const { step, plan } = world;
  const linesBefore = (step.docStringLine ?? step.line + 2) - 1;
  world.manifests.add(name, text, { file: plan.file, linesBefore });
  return whole(text);
}

Given(
  'the manifest folder of node {string} holds {string}:',
  function (this: KubespecWorld, node: string, file: string, text: string) {
    this.simulation.nodeFiles.placeManifest(node, file, handIn(this, file, text));
  },
);

When(
  'the file {string} is put into the manifest folder of node {string}',
  function (this: KubespecWorld, path: string, node: string) {
    const text = this.simulation.workstation.files.get(path);
    if (text === undefined)
      throw new UserError({ message: `there is no file ${path}`, hint: `say: Given the file "${path}":` });
    this.simulation.nodeFiles.placeManifest(node, path.slice(path.lastIndexOf('/') + 1), text);
  },
);

When(
  'the file {string} is removed from the manifest folder of node {string}',
  function (this: KubespecWorld, file: string, node: string) {
    this.simulation.nodeFiles.removeManifest(node, file);
  },
);

Given('{string} serves:', function (this: KubespecWorld, url: string, text: string) {
  this.simulation.nodeFiles.setPage(url, handIn(this, url, text));
});

When('{string} serves nothing any more', function (this: KubespecWorld, url: string) {
  this.simulation.nodeFiles.setPage(url, undefined);
});

Given(
  'the kubelet of node {string} reads pods from {string}',
  function (this: KubespecWorld, node: string, url: string) {
    this.simulation.nodeFiles.readPodsFrom(node, url);
  },
);
