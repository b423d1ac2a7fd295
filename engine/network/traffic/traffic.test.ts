// Requests over a whole cluster: when they are worked out does not matter, and each one that was sent ends once.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { type ClientsSpec, defaultNodes, Simulation } from '../../index.ts';
import type { TrafficRecord } from '../../trace/records.ts';

const MANIFEST = `
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, labels: {app: db}}
spec: {terminationGracePeriodSeconds: 1, containers: [{name: db, image: "shop/db:1", ports: [{containerPort: 5432}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {terminationGracePeriodSeconds: 3, containers: [{name: web, image: "shop/web:1", ports: [{containerPort: 8080}]}]}
`;

const target = { kind: 'service', namespace: 'default', name: 'web' } as const;
const usual = { target, targetText: 'service "web"', from: { kind: 'cluster' } } as const;
const perSecond = (rate: number) => ({ kind: 'constant', perSecond: rate }) as const;

const GROUPS: readonly ClientsSpec[] = [
  { ...usual, name: 'new', rate: perSecond(40) },
  {
    ...usual,
    name: 'kept',
    rate: { kind: 'random', perSecond: 30 },
    connections: 4,
    timeoutMs: 900,
    retries: 2,
  },
  { ...usual, name: 'outside', from: { kind: 'outside' }, rate: perSecond(7), timeoutMs: 700, retries: 1 },
];

/** Everything that may happen to requests, in a minute. */
function run(settleAtMs: readonly number[] = [], seed = 1): Simulation {
  const at = new Simulation({ seed, nodes: defaultNodes(3) });
  at.images.describe('shop/db', 'serves TCP on 5432, answers in 15ms at 300 requests per second');
  at.images.describe(
    'shop/web',
    'depends on service "db" for at most 1s, answers in 200ms, takes 2s to drain',
  );
  at.addFile('web.yaml', MANIFEST);
  at.kubectl('kubectl apply -f web.yaml');
  at.advance(20_000);
  for (const spec of GROUPS) at.startClients(spec, `clients "${spec.name}" send`);
  const { kernel, network } = at.cluster;
  for (const delayMs of settleAtMs)
    kernel.schedule({ delayMs, kind: 'test' }, () => network.traffic.settle());
  const [first, second] = at.view.list('Pod').filter(({ metadata }) => metadata.labels?.app === 'web');
  at.advance(5_000);
  at.kubectl(`kubectl delete pod ${first!.metadata.name} --wait=false`);
  at.advance(10_000);
  at.faults.breakContainer({ name: second!.metadata.name }, 'web', { kind: 'hangs' });
  at.advance(1_500);
  at.faults.breakContainer({ name: second!.metadata.name }, 'web', { kind: 'answers again' });
  at.faults.breakContainer({ name: 'db' }, 'db', { kind: 'crashes', exitCode: 1 });
  at.advance(4_000);
  at.faults.breakContainer({ name: second!.metadata.name }, 'web', { kind: 'crashes', exitCode: 1 });
  at.advance(6_000);
  at.faults.breakNode('node-3', 'loses its network to other nodes');
  at.advance(3_000);
  at.faults.breakNode('node-3', 'has its network to other nodes back');
  at.faults.breakNode('node-2', 'stops answering');
  at.advance(20_000);
  at.stopClients();
  at.advance(30_000);
  return at;
}

const recordsOf = ({ trace }: Simulation): TrafficRecord[] =>
  trace.records.filter((record) => record.type === 'traffic');

describe('requests', () => {
  it('are the same, byte for byte, whenever they are worked out', () => {
    const expected = JSON.stringify(run().trace.records);
    const instants = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(instants, (settleAtMs) => JSON.stringify(run(settleAtMs).trace.records) === expected),
      { seed: 42, numRuns: 10 },
    );
  });

  it('end once each, however they end', () => {
    const at = run();
    const records = recordsOf(at);
    const outcomes = new Set(records.flatMap((record) => record.outcomes.map(({ outcome }) => outcome)));
    expect([...outcomes]).to.include.members(['answered', 'server error', 'refused', 'reset', 'timed out']);
    for (const { name } of GROUPS) {
      const own = records.filter(({ clients }) => clients === name);
      const sent = own.reduce((sum, record) => sum + record.sent, 0);
      const tally = at.view.traffic.of(name);
      expect(tally.sent).to.equal(sent);
      // Those of clients on the node that went silent are nobody's; outside there are none.
      if (name === 'outside') expect(tally.ended).to.equal(sent);
      else expect(tally.ended).to.be.within(sent - 60, sent);
      expect(own.at(-1)?.inFlight).to.equal(0);
    }
  });

  it('that fail lead back to what broke them', () => {
    const at = run();
    const broken = recordsOf(at).flatMap(({ outcomes }) =>
      outcomes.filter(({ outcome }) => outcome !== 'answered'),
    );
    const led = broken.filter(({ brokenBy }) => brokenBy !== undefined);
    expect(led.length).to.be.greaterThan(broken.length / 2);
    const roots = led.map(({ brokenBy }) => at.trace.chain(brokenBy!).at(-1)?.type);
    expect(new Set(roots)).to.deep.equal(new Set(['input']));
  });

  it('of a stretch stand in records that follow each other', () => {
    const own = recordsOf(run()).filter(({ clients }) => clients === 'new');
    for (const [i, record] of own.entries()) {
      expect(record.toMs).to.be.at.least(record.fromMs);
      if (i > 0) expect(record.fromMs).to.be.at.least(own[i - 1]!.toMs);
      if (record.sent > 0) expect(record.toMs - record.fromMs).to.be.at.most(1000);
      expect(record.attempts).to.be.at.least(record.sent);
    }
  });

  it('cost nothing where nobody sends any', () => {
    const at = new Simulation({ seed: 1, nodes: defaultNodes(1) });
    at.advance(10_000);
    expect(at.cluster.kernel.pending().some(({ kind }) => kind === 'traffic')).to.equal(false);
    expect(recordsOf(at)).to.deep.equal([]);
  });
});

describe('clients', () => {
  const at = run();
  const refused = (spec: Partial<ClientsSpec>, message: string): void => {
    const whole = { ...GROUPS[0]!, name: 'other', ...spec };
    expect(() => at.startClients(whole, 'clients send')).to.throw(message);
  };

  it('need whom they ask, and a place to be', () => {
    refused({ target: { ...target, name: 'wbe' } }, 'there is no service "wbe"');
    refused({ target: { ...target, port: 'grpc' } }, 'service "web" has no port grpc');
    refused({ from: { kind: 'node', name: 'node-9' } }, 'there is no node "node-9"');
    refused({ from: { kind: 'pod', namespace: 'default', name: 'nobody' } }, 'there is no pod "nobody"');
    refused(
      { from: { kind: 'outside' }, target: { ...target, name: 'db' } },
      'service "db" has no address outside of the cluster',
    );
  });

  it('have names of their own, and stop once', () => {
    at.startClients({ ...GROUPS[0]!, name: 'mobile' }, 'clients send');
    refused({ name: 'mobile' }, 'clients "mobile" send requests already');
    at.stopClients('mobile');
    expect(() => at.stopClients('mobile')).to.throw('none send requests');
  });
});
