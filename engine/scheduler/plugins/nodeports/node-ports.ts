// A pod that asks for host ports fits where nobody on the node holds them.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodeports/node_ports.go.

import type { FilterPlugin } from '../../framework/plugin.ts';
import { unschedulable } from '../../framework/status.ts';

const NAME = 'NodePorts';
const REFUSED = unschedulable(NAME, "node(s) didn't have free ports for the requested pod ports");

export const nodePorts: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod }) {
    const wanted = pod.hostPorts;
    if (wanted.length === 0) return undefined;
    return {
      check: (node) => (wanted.some((port) => node.usedPorts.conflictsWith(port)) ? REFUSED : undefined),
    };
  },
};
