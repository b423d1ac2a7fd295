// The largest cluster that Kubernetes promises to bear, 150,000 pods on 5,000 nodes, brought up and then left alone for an
// hour; and what the loss of one of its nodes costs after that, until its pods are Ready elsewhere.
// Source: kubernetes documentation, Considerations for large clusters.

import type { Simulation } from '../../engine/index.ts';
import type { Figure } from '../figure.ts';
import { loseNode } from './node-loss.ts';
import { deployed } from './pods.ts';

const PODS = 150_000;
const PODS_PER_NODE = 30;
const HOUR_MS = 3_600_000;

const cluster = (pods: number): Figure => ({
  name: `cluster-${pods}`,
  pods,
  run: () => {
    const simulation = deployed(pods, PODS_PER_NODE);
    simulation.advance(HOUR_MS);
    return simulation;
  },
  sequel: {
    name: `cluster-${pods}-node-loss`,
    run: (kept) => loseNode(kept as Simulation, pods),
  },
});

/** With a tenth and a third of it. */
export const largestCluster: Figure = {
  ...cluster(PODS),
  smaller: [cluster(PODS / 10), cluster(PODS / 3)],
  isLong: true,
};
