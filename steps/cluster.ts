// The cluster of a scenario: how many nodes, of which size, which Kubernetes, which latencies, which seed.

import { type DataTable, Given } from '@cucumber/cucumber';
import {
  defaultNodes,
  NETWORK_PLUGINS,
  NEWEST_MINOR,
  type NodeSpec,
  nearest,
  OLDEST_MINOR,
  TIMING_PROFILES,
  UserError,
} from '../engine/index.ts';
import { nodesOfTable } from './node-table.ts';
import type { KubespecWorld } from './world.ts';

Given('a cluster', function (this: KubespecWorld) {
  this.wantCluster({});
});

Given('a cluster with {int} node(s)', function (this: KubespecWorld, count: number) {
  this.wantCluster({ nodes: nodesOf(count) });
});

Given('a cluster with nodes:', function (this: KubespecWorld, table: DataTable) {
  this.wantCluster({ nodes: nodesOfTable(table.raw()) });
});

Given('a cluster running Kubernetes {version}', function (this: KubespecWorld, version: string) {
  this.wantCluster({ minor: minorOf(version) });
});

Given(
  'a cluster running Kubernetes {version} with {int} node(s)',
  function (this: KubespecWorld, version: string, count: number) {
    this.wantCluster({ minor: minorOf(version), nodes: nodesOf(count) });
  },
);

Given(
  'a cluster running Kubernetes {version} with nodes:',
  function (this: KubespecWorld, version: string, table: DataTable) {
    this.wantCluster({ minor: minorOf(version), nodes: nodesOfTable(table.raw()) });
  },
);

Given('the timing profile {string}', function (this: KubespecWorld, name: string) {
  mustBeOneOf(Object.keys(TIMING_PROFILES), 'timing profile', name);
  this.want({ timing: name }, 'the timing profile');
});

Given('the network plugin {string}', function (this: KubespecWorld, name: string) {
  mustBeOneOf([...NETWORK_PLUGINS.keys()], 'network plugin', name);
  this.wantNetwork({ plugin: name }, 'the network plugin');
});

Given('the network plugin {string} without hairpin mode', function (this: KubespecWorld, name: string) {
  mustBeOneOf([...NETWORK_PLUGINS.keys()], 'network plugin', name);
  this.wantNetwork({ plugin: name, withoutHairpin: true }, 'the network plugin');
});

Given('the random seed {int}', function (this: KubespecWorld, seed: number) {
  this.want({ seed }, 'the random seed');
});

Given('the API {string} is switched on', function (this: KubespecWorld, api: string) {
  this.wantApi(api);
});

Given('unmodelled fields are accepted', function (this: KubespecWorld) {
  this.acceptsUnmodelledFields = true;
});

/** @throws UserError  with the nearest one */
function mustBeOneOf(names: readonly string[], what: string, name: string): void {
  if (names.includes(name)) return;
  const near = nearest(name, names);
  throw new UserError({
    message: `there is no ${what} "${name}"`,
    hint: near === undefined ? `there are ${names.join(', ')}` : `did you mean "${near}"?`,
  });
}

function nodesOf(count: number): NodeSpec[] {
  if (count > 0) return defaultNodes(count);
  throw new UserError({ message: `a cluster of ${count} nodes runs nothing`, hint: 'write at least 1' });
}

/** @throws UserError  for what is no version 1.x, and for releases without a profile */
function minorOf(version: string): number {
  const minor = Number(/^v?1\.(\d+)(?:\.\d+)?$/.exec(version)?.[1] ?? Number.NaN);
  if (minor >= OLDEST_MINOR && minor <= NEWEST_MINOR) return minor;
  throw new UserError({
    message: `Kubernetes ${version} is not known here`,
    hint: `write 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
  });
}
