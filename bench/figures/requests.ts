// A million requests at a Service of three pods, a thousand each second: what it costs to know what became of each.

import { defaultNodes, Simulation } from '../../engine/index.ts';
import type { Figure } from '../figure.ts';
import { untilReady } from './pods.ts';

const PODS = 3;
const PER_SECOND = 1000;

const MANIFEST = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${PODS}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1", ports: [{containerPort: 80}]}]}
`;

const requests = (count: number): Figure => ({
  name: `requests-${count}`,
  run: () => {
    const simulation = new Simulation({ seed: 1, nodes: defaultNodes(PODS) });
    simulation.images.describe('shop/web', 'answers in 20ms');
    simulation.addFile('web.yaml', MANIFEST);
    simulation.kubectl('kubectl apply -f web.yaml');
    untilReady(simulation, PODS);
    const target = { kind: 'service', namespace: 'default', name: 'web' } as const;
    simulation.startClients(
      {
        ...{ name: 'clients', from: { kind: 'cluster' }, target, targetText: 'service "web"' },
        rate: { kind: 'constant', perSecond: PER_SECOND },
      },
      `clients send ${PER_SECOND} requests per second to service "web"`,
    );
    simulation.advance((count * 1000) / PER_SECOND + 1000);
    const { ended, failed } = simulation.view.traffic.of(undefined);
    if (ended < count || failed > 0) throw new Error(`${ended} requests have ended, ${failed} failed`);
    return simulation;
  },
});

export const figure: Figure = { ...requests(1_000_000), smaller: [requests(100_000)] };
