// A Deployment from nothing to all pods Ready, on nodes of ten pods each.

import { defaultNodes, Simulation } from '../../engine/index.ts';
import type { Figure } from '../figure.ts';

const manifest = (replicas: number): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{containerPort: 80}]
          readinessProbe: {httpGet: {path: /, port: 80}}
`;
const PODS_PER_NODE = 10;
const BOUND_MS = 3_600_000;

const readyPods = ({ cluster: { server } }: Simulation): number =>
  server.peek('Deployment', 'default', 'web')?.status.readyReplicas ?? 0;

/** Lets time pass until as many pods are ready. @throws Error when they are not within an hour */
export function untilReady(simulation: Simulation, count: number): void {
  const { kernel, server } = simulation.cluster;
  let looked = 0;
  kernel.advance(BOUND_MS, () => {
    const { revision } = server;
    if (revision === looked) return false;
    looked = revision;
    return readyPods(simulation) === count;
  });
  if (readyPods(simulation) !== count) throw new Error(`${readyPods(simulation)} of ${count} pods ready`);
}

/** A cluster on which the Deployment is up. */
export function deployed(count: number, podsPerNode = PODS_PER_NODE): Simulation {
  const simulation = new Simulation({ nodes: defaultNodes(Math.ceil(count / podsPerNode)) });
  simulation.addFile('web.yaml', manifest(count));
  simulation.kubectl('kubectl apply -f web.yaml');
  untilReady(simulation, count);
  return simulation;
}

export const pods = (count: number): Figure => ({
  name: `pods-${count}`,
  pods: count,
  run: () => deployed(count),
});

/** Ten thousand pods, and a quarter and half of them. */
export const manyPods: Figure = { ...pods(10_000), smaller: [pods(2500), pods(5000)], isLong: true };
