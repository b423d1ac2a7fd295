// One of ten nodes is lost: from its last sign of life until its ten pods are replaced and Ready elsewhere.

import type { Simulation } from '../../engine/index.ts';
import type { Figure } from '../figure.ts';
import { deployed, untilReady } from './pods.ts';

const PODS = 100;
const NODE = 'node-1';

const podsOn = ({ cluster: { server } }: Simulation, node: string): number =>
  server.peekAll('Pod', 'default').filter(({ spec, metadata }) => {
    return spec.nodeName === node && metadata.deletionTimestamp === undefined;
  }).length;

/** A node goes silent, and its pods are replaced and Ready elsewhere. @throws Error when that does not come to pass */
export function loseNode(simulation: Simulation, pods: number): void {
  const lost = podsOn(simulation, NODE);
  if (lost === 0) throw new Error(`no pods on ${NODE}, so nothing is lost`);
  simulation.faults.stopNode(NODE);
  untilReady(simulation, pods - lost);
  untilReady(simulation, pods);
  if (podsOn(simulation, NODE) !== 0) throw new Error(`pods were left on ${NODE}`);
}

export const figure: Figure = {
  name: 'node-loss',
  run: () => {
    const simulation = deployed(PODS);
    loseNode(simulation, PODS);
    return simulation;
  },
};
