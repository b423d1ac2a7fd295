import { describe, it } from 'node:test';
import { expect } from 'chai';
import { type Disturbance, Simulation, UserError } from '../index.ts';
import { readDisturbances } from './disturbance.ts';
import type { RunDisturber } from './run-disturber.ts';

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{containerPort: 80}]
          readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;

interface Played {
  readonly simulation: Simulation;
  readonly disturber: RunDisturber | undefined;
  readonly trace: readonly string[];
}

/** A rolling update, disturbed; `undefined`: nobody looks. */
function played(disturbances: readonly Disturbance[] | undefined): Played {
  const simulation = new Simulation();
  simulation.addFile('web.yaml', WEB);
  simulation.kubectl('kubectl apply -f web.yaml');
  simulation.advance(30_000);
  const disturber = disturbances === undefined ? undefined : simulation.disturb(disturbances);
  simulation.kubectl('kubectl set image deployment/web web=nginx:2');
  simulation.advance(60_000);
  const trace = simulation.trace.records.map((record) => JSON.stringify(record));
  return { simulation, disturber, trace };
}

const all: readonly Disturbance[] = [
  { kind: 'late', consumer: 'kube-scheduler Pod', delay: 'watchDelivery', nth: 1, byMs: 700 },
  { kind: 'late', consumer: 'kubelet node-2', delay: 'imagePull', nth: 1, byMs: 9_000 },
  { kind: 'late', consumer: 'kubelet node-2', delay: 'probeStart', nth: 1, byMs: 2_000 },
  { kind: 'late', consumer: 'deployment-controller', delay: 'apiCall', nth: 2, byMs: 500 },
  { kind: 'order', nth: 2 },
  { kind: 'pause', process: 'kube-scheduler', atMs: 200, forMs: 1_500 },
  { kind: 'crash', process: 'kubelet node-3', write: 2, downMs: 400 },
  { kind: 'crash', process: 'kube-controller-manager', write: 5, downMs: 300 },
];

describe('a disturbed run', () => {
  it('with nothing to disturb is the default run, byte for byte', () => {
    expect(played([]).trace).to.deep.equal(played(undefined).trace);
  });

  it('is the same each time', () => {
    expect(played(all).trace).to.deep.equal(played(all).trace);
  });

  it('is the default run up to its first disturbance', () => {
    const [first, second] = [played([]).trace, played(all).trace];
    const at = first.findIndex((line, i) => line !== second[i]);
    expect(JSON.parse(second[at]!)).to.deep.include({ type: 'decision', topic: 'disturbance' });
  });

  it('counts what could be disturbed', () => {
    const census = played([]).disturber!.census();
    expect(census.lengthMs).to.be.within(60_000, 61_000);
    expect(census.ties).to.be.greaterThan(0);
    const pods = census.delays.find(
      ({ consumer, delay }) => consumer === 'kube-controller-manager Pod' && delay === 'watchDelivery',
    );
    expect(pods?.count).to.be.greaterThan(5);
    expect(census.writes.map(({ process }) => process)).to.include('kube-controller-manager');
  });

  it('reaches the same end', () => {
    const { simulation } = played(all);
    const deployment = simulation.cluster.server.peek('Deployment', 'default', 'web');
    expect(deployment?.status).to.deep.include({ updatedReplicas: 2, readyReplicas: 2 });
  });
});

const rows: readonly (readonly [name: string, disturbance: Disturbance, sentence: RegExp])[] = [
  ['a late watch', all[0]!, /^Pod "web-.+" reached kube-scheduler 700 ms late$/],
  ['a long pull', all[1]!, /^the kubelet on node-2 took 9 s longer to pull an image$/],
  ['a probe', all[2]!, /^the kubelet on node-2 began a probe of Pod "web-.+" 2 s later in its period$/],
  ['a slow call', all[3]!, /^an API call of deployment-controller took 500 ms longer$/],
  ['a tie', all[4]!, /^at one instant, .+ went before .+$/],
  ['a pause', all[5]!, /^kube-scheduler did nothing for 1.5 s$/],
  [
    'a crash',
    all[7]!,
    /^kube-controller-manager crashed after its (create|update|delete) of .+, and was started again 300 ms later$/,
  ],
];

describe('what was disturbed stands in the trace', () => {
  for (const [name, disturbance, sentence] of rows) {
    it(name, () => {
      const { disturber, simulation } = played([disturbance]);
      const [applied] = disturber!.applied;
      expect(applied?.text).to.match(sentence);
      const record = simulation.trace.at(applied!.seq);
      expect(record).to.deep.include({ type: 'decision', actor: 'exploration', detail: disturbance });
    });
  }

  it('and what a late watch brings follows from it', () => {
    const { disturber, simulation } = played([all[0]!]);
    const [applied] = disturber!.applied;
    const { trace } = simulation;
    const led = trace.records.some(
      ({ seq, type }) => type === 'change' && trace.chain(seq).some((one) => one.seq === applied!.seq),
    );
    expect(led).to.equal(true);
    expect(trace.at(trace.at(applied!.seq)!.cause)).to.deep.include({ type: 'change' });
  });
});

describe('a process that dies between two writes', () => {
  it('writes nothing more until somebody has started it and the lease is over', () => {
    const { simulation, disturber } = played([all[7]!]);
    const { t, seq } = disturber!.applied[0]!;
    const own = simulation.trace.records.filter(
      (record) => record.type === 'change' && record.seq > seq && /-controller$/.test(record.actor),
    );
    expect(own.length).to.be.greaterThan(0);
    expect(own[0]!.t).to.be.at.least(t + 15_300);
  });
});

describe('reading disturbances', () => {
  const refused: readonly (readonly [name: string, value: unknown, why: RegExp])[] = [
    ['no list', {}, /are a list/],
    ['no object', [7], /disturbance 1: "kind" is undefined/],
    ['an unknown kind', [{ kind: 'early' }], /want one of late, order, pause, crash/],
    [
      'an unknown delay',
      [{ kind: 'late', consumer: 'x', delay: 'dnsTtl' }],
      /"delay" is "dnsTtl", want one of/,
    ],
    ['a count of 0', [{ kind: 'order', nth: 0 }], /"nth" is 0, want a whole number from 1/],
    [
      'half a millisecond',
      [{ kind: 'pause', process: 'x', atMs: 0.5, forMs: 1 }],
      /"atMs" is 0.5, want whole milliseconds/,
    ],
    ['no name', [{ kind: 'crash', process: '', write: 1, downMs: 1 }], /"process" is "", want a name/],
  ];
  for (const [name, value, why] of refused) {
    it(`refuses ${name}`, () => {
      expect(() => readDisturbances(value)).to.throw(UserError, why);
    });
  }

  it('takes back what it was given', () => {
    expect(readDisturbances(JSON.parse(JSON.stringify(all)))).to.deep.equal(all);
  });
});
