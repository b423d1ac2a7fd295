// Plays `daemonset`: on which nodes a set's pods should be, and what they tolerate.

import type { Node } from '../../engine/api/objects.ts';
import { daemonPodTolerations } from '../../engine/controllers/daemonset/daemon-pod.ts';
import { NodeDemands } from '../../engine/controllers/daemonset/node-fit.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter } from '../adapter.ts';

const version = versionProfile(20);

export const adapter: TableAdapter = {
  topics: ['daemonset'],
  run: ({ input: { daemonSet, nodes } }) => {
    const demands = new NodeDemands(daemonSet, version);
    return {
      nodes: Object.fromEntries((nodes as Node[]).map((node) => [node.metadata.name, demands.fit(node)])),
      podTolerations: daemonPodTolerations(daemonSet.spec.template.spec),
    };
  },
};
