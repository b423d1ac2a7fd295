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
const BOUND_MS = 30 * 60_000;

export const pods = (count: number): Figure => ({
  name: `pods-${count}`,
  run: () => {
    const simulation = new Simulation({ nodes: defaultNodes(count / 10) });
    simulation.addFile('web.yaml', manifest(count));
    simulation.kubectl('kubectl apply -f web.yaml');
    const { kernel, server } = simulation.cluster;
    const ready = (): number => server.peek('Deployment', 'default', 'web')?.status.readyReplicas ?? 0;
    let looked = 0;
    kernel.advance(BOUND_MS, () => {
      const { revision } = server;
      if (revision === looked) return false;
      looked = revision;
      return ready() === count;
    });
    if (ready() !== count) throw new Error(`${ready()} of ${count} pods ready`);
  },
});
