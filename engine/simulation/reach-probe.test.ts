// Looking for what is in the way leaves records, and nothing else.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { DecisionRecord } from '../trace/records.ts';
import { Simulation } from './simulation.ts';

const WEB = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {containers: [{name: client, image: busybox, command: [sleep, 1d]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`;

const QUESTION = {
  client: { namespace: 'default', name: 'client' },
  service: { namespace: 'default', name: 'web' },
};

function simulated(): Simulation {
  const simulation = new Simulation({});
  simulation.addFile('web.yaml', WEB);
  simulation.kubectl('kubectl apply -f web.yaml');
  simulation.advance(30_000);
  return simulation;
}

describe('asking why a service cannot be reached', () => {
  it('leaves a decision for each look, with the command that shows it, the last with the cause', () => {
    const simulation = simulated();
    const before = simulation.trace.lastSeq;
    const checks = simulation.explainReach(QUESTION);
    const records = simulation.trace.records.slice(before) as readonly DecisionRecord[];
    expect(records.map(({ topic, about }) => [topic, about?.kind])).to.deep.equal(
      checks.map(() => ['reach', 'Service']),
    );
    expect(records[0]?.text).to.equal("the cluster's DNS answers: 10.96.0.1 says 10.96.0.10");
    expect(records[0]?.detail).to.deep.equal({
      command: 'kubectl exec client -- nslookup kubernetes.default',
    });
    expect(records.at(-1)?.text).to.include('not so: nothing listens on the target port');
    expect(checks.at(-1)?.cause?.where).to.include({ path: 'spec.ports[0].targetPort', value: 8080 });
  });

  it('counts ends and says nothing of the reason where all is well', () => {
    const simulation = simulated();
    simulation.kubectl(
      `kubectl patch service web --patch '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'`,
    );
    simulation.advance(30_000);
    const probe = simulation.reachProbe(QUESTION);
    expect(probe.count()).to.deep.equal({ ends: 1, open: 1 });
    expect(probe.why()).to.equal(undefined);
    expect(simulation.reachProbe({ ...QUESTION, client: QUESTION.service }).count().ends).to.equal(1);
  });

  it('knows nothing of pods that are not there', () => {
    const simulation = simulated();
    const ghost = { namespace: 'default', name: 'ghost' };
    expect(simulation.explainReach({ ...QUESTION, client: ghost })).to.deep.equal([]);
    expect(simulation.reachProbe({ ...QUESTION, client: ghost }).count()).to.deep.equal({ ends: 0, open: 0 });
    expect(simulation.reachesPod({ client: ghost, target: QUESTION.client })).to.equal(undefined);
  });
});
