// A pod that asks for host ports fits where nobody on the node holds them.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodeports/node_ports.go.

import { type HostPort, HostPorts } from '../../framework/host-ports.ts';
import type { FilterPlugin } from '../../framework/plugin.ts';
import { unschedulable } from '../../framework/status.ts';

const NAME = 'NodePorts';
const REFUSED = unschedulable(NAME, "node(s) didn't have free ports for the requested pod ports");

/** Whether the wanted ports could not be had beside the others. */
export function havePortConflict(wanted: readonly HostPort[], others: readonly HostPort[]): boolean {
  const taken = new HostPorts();
  for (const port of others) taken.add(port);
  return wanted.some((port) => taken.conflictsWith(port));
}

export const nodePorts: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod }) {
    const wanted = pod.hostPorts;
    if (wanted.length === 0) return undefined;
    return {
      check: (node) => (wanted.some((port) => node.usedPorts.conflictsWith(port)) ? REFUSED : undefined),
      key: () => wanted.map(({ address, key }) => `${address} ${key}`).join(),
    };
  },
};
