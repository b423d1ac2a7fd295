import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Simulation } from '../index.ts';
import type { ChangeRecord } from '../trace/records.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { CHECKERS, Invariants } from './invariants.ts';

type Plain = Record<string, unknown>;

interface Write {
  readonly op?: ChangeRecord['op'];
  readonly kind: string;
  readonly name: string;
  readonly actor?: string;
  readonly t?: number;
  readonly version?: number;
  readonly before?: Plain;
  readonly object: Plain;
}

/** What the checkers say of these writes. */
function check(writes: readonly Write[]): string | undefined {
  let now = 0;
  const trace = new TraceLog({ nowMs: () => now, cause: () => 0 });
  const invariants = new Invariants(trace);
  writes.forEach(({ op = 'create', kind, name, actor = 'test', t = 0, version, before, object }, i) => {
    now = t;
    trace.append({
      type: 'change',
      op,
      ref: { kind, namespace: 'default', name },
      actor,
      resourceVersion: version ?? i + 1,
      object: { kind, metadata: { name, namespace: 'default', uid: name }, ...object },
      before,
    });
  });
  const { violation } = invariants;
  return violation === undefined ? undefined : `${violation.checker.name}: ${violation.text}`;
}

const owned = (name: string, kind: string, owner: string, more: Plain = {}): Plain => ({
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    ownerReferences: [{ kind, name: owner, uid: owner, controller: true }],
    ...more,
  },
});

const pod = (name: string, node: string | undefined, more: Plain = {}): Plain => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: {
    ...(node === undefined ? {} : { nodeName: node }),
    containers: [{ name: 'web', resources: { requests: { cpu: '3' } } }],
  },
  status: {},
  ...more,
});

const bind = (name: string, node: string, actor = 'default-scheduler'): Write => ({
  op: 'update',
  kind: 'Pod',
  name,
  actor,
  before: pod(name, undefined),
  object: pod(name, node),
});

const node: Write = {
  kind: 'Node',
  name: 'n1',
  object: { status: { allocatable: { cpu: '4', memory: '8Gi' } } },
};

const budget = (allowed: number, disrupted: Plain = {}): Plain => ({
  status: { disruptionsAllowed: allowed, disruptedPods: disrupted },
});

const going = (finishedAt: string): Plain => ({
  metadata: { name: 'web', namespace: 'default', uid: 'web', deletionTimestamp: '2025-01-01T00:00:30Z' },
  spec: { nodeName: 'n1', containers: [] },
  status: { containerStatuses: [{ name: 'web', state: { terminated: { finishedAt } } }] },
});

const running = { containerStatuses: [{ name: 'web', state: { running: {} } }] };
const set = (replicas: number): Plain => ({ spec: { replicas, selector: { matchLabels: {} } } });
const ownedPod = (name: string, t = 0): Write => ({
  kind: 'Pod',
  name,
  t,
  object: { ...owned(name, 'ReplicaSet', 'web'), spec: { containers: [] }, status: {} },
});
const deployment: Write = {
  kind: 'Deployment',
  name: 'web',
  object: { spec: { replicas: 3, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } } } },
};
const ownedSet = (name: string, replicas: number): Write => ({
  kind: 'ReplicaSet',
  name,
  actor: 'deployment-controller',
  object: { ...owned(name, 'Deployment', 'web'), ...set(replicas) },
});
const service = (clusterIP: string, nodePort: number): Plain => ({
  spec: { clusterIP, clusterIPs: [clusterIP], ports: [{ nodePort }] },
});
const withIp = (podIP: string, phase = 'Running'): Plain => pod('', 'n1', { status: { podIP, phase } });
const job = (succeeded: number, failed = 0): Write => ({
  op: 'update',
  kind: 'Job',
  name: 'once',
  actor: 'job-controller',
  before: {},
  object: { status: { succeeded, failed } },
});
const jobPod: Write = {
  kind: 'Pod',
  name: 'once-1',
  object: { ...owned('once-1', 'Job', 'once'), spec: { containers: [] }, status: {} },
};

const rows: readonly (readonly [name: string, writes: readonly Write[], says: RegExp | undefined])[] = [
  [
    'a version that falls',
    [
      { kind: 'Secret', name: 'a', object: {}, version: 7 },
      { kind: 'Secret', name: 'b', object: {}, version: 6 },
    ],
    /^revisions: Secret default\/b was written as version 6, after version 7/,
  ],
  [
    'a pod that moves',
    [{ op: 'update', kind: 'Pod', name: 'web', before: pod('web', 'n1'), object: pod('web', 'n2') }],
    /^pod-binding: pod default\/web moved from node n1 to n2/,
  ],
  ['a pod that is bound', [bind('web', 'n1')], undefined],
  [
    'a node with too much',
    [node, bind('a', 'n1'), bind('b', 'n1')],
    /^node-capacity: node n1 cannot give .*: pod default\/b was one too many for its cpu/,
  ],
  ['a node that two schedulers fill', [node, bind('a', 'n1'), bind('b', 'n1', 'other-scheduler')], undefined],
  [
    'a node whose first pod has ended',
    [
      node,
      bind('a', 'n1'),
      {
        op: 'update',
        kind: 'Pod',
        name: 'a',
        before: pod('a', 'n1'),
        object: pod('a', 'n1', { status: { phase: 'Succeeded' } }),
      },
      bind('b', 'n1'),
    ],
    undefined,
  ],
  ['a node that is gone', [node, { ...node, op: 'delete' }, bind('a', 'n1'), bind('b', 'n1')], undefined],
  [
    'a node that shrinks',
    [node, { ...node, op: 'update', object: { status: { allocatable: { cpu: '1' } } } }, bind('a', 'n1')],
    undefined,
  ],
  [
    'an eviction without budget',
    [
      {
        op: 'update',
        kind: 'PodDisruptionBudget',
        name: 'web',
        before: budget(0),
        object: budget(0, { a: '' }),
      },
    ],
    /^eviction-budget: budget default\/web granted an eviction with 0 allowed/,
  ],
  [
    'an eviction with one',
    [
      {
        op: 'update',
        kind: 'PodDisruptionBudget',
        name: 'web',
        before: budget(1),
        object: budget(0, { a: '' }),
      },
    ],
    undefined,
  ],
  [
    'a pod too many',
    [{ kind: 'ReplicaSet', name: 'web', object: set(1) }, ownedPod('a'), ownedPod('b')],
    /^replica-counts: ReplicaSet default\/web has 2 pods with default\/b, and wants 1/,
  ],
  [
    'a pod that was wanted a moment ago',
    [
      { kind: 'ReplicaSet', name: 'web', object: set(2) },
      ownedPod('a'),
      { op: 'update', kind: 'ReplicaSet', name: 'web', t: 1000, before: set(2), object: set(1) },
      ownedPod('b', 1100),
    ],
    undefined,
  ],
  [
    'a pod that was wanted long ago',
    [
      { kind: 'ReplicaSet', name: 'web', object: set(2) },
      ownedPod('a'),
      { op: 'update', kind: 'ReplicaSet', name: 'web', t: 1000, before: set(2), object: set(1) },
      ownedPod('b', 60_000),
    ],
    /^replica-counts/,
  ],
  [
    'more than replicas and maxSurge',
    [deployment, ownedSet('web-1', 3), ownedSet('web-2', 2)],
    /^surge: the ReplicaSets of web want 5 pods with default\/web-2, and may want 4/,
  ],
  ['as many as replicas and maxSurge', [deployment, ownedSet('web-1', 3), ownedSet('web-2', 1)], undefined],
  [
    'a former set that is gone',
    [deployment, ownedSet('web-1', 3), { ...ownedSet('web-1', 3), op: 'delete' }, ownedSet('web-2', 4)],
    undefined,
  ],
  [
    'more than Recreate has',
    [
      { ...deployment, object: { spec: { replicas: 3, strategy: { type: 'Recreate' } } } },
      ownedSet('web-1', 4),
    ],
    /^surge: .* may want 3/,
  ],
  [
    'a cluster IP of two',
    [
      { kind: 'Service', name: 'a', object: service('10.96.0.5', 30080) },
      { kind: 'Service', name: 'b', object: service('10.96.0.5', 30081) },
    ],
    /^service-addresses: Services default\/a and default\/b both have 10.96.0.5/,
  ],
  [
    'a node port of two',
    [
      { kind: 'Service', name: 'a', object: service('10.96.0.5', 30080) },
      { kind: 'Service', name: 'b', object: service('10.96.0.6', 30080) },
    ],
    /both have node port 30080\/TCP/,
  ],
  [
    'an address that is free again',
    [
      { kind: 'Service', name: 'a', object: service('10.96.0.5', 30080) },
      { op: 'delete', kind: 'Service', name: 'a', object: service('10.96.0.5', 30080) },
      { kind: 'Service', name: 'b', object: service('10.96.0.5', 30080) },
    ],
    undefined,
  ],
  [
    'an address of two pods',
    [
      { kind: 'Pod', name: 'a', object: { ...withIp('10.244.1.2'), metadata: { name: 'a', uid: 'a' } } },
      { kind: 'Pod', name: 'b', object: { ...withIp('10.244.1.2'), metadata: { name: 'b', uid: 'b' } } },
    ],
    /^pod-addresses: pod default\/b has 10.244.1.2, which another pod still has/,
  ],
  [
    'an address after a pod that has ended',
    [
      { kind: 'Pod', name: 'a', object: { ...withIp('10.244.1.2'), metadata: { name: 'a', uid: 'a' } } },
      {
        op: 'update',
        kind: 'Pod',
        name: 'a',
        before: pod('a', 'n1'),
        object: { ...withIp('10.244.1.2', 'Failed'), metadata: { name: 'a', uid: 'a' } },
      },
      { kind: 'Pod', name: 'b', object: { ...withIp('10.244.1.2'), metadata: { name: 'b', uid: 'b' } } },
    ],
    undefined,
  ],
  [
    'a pod that leaves while it runs',
    [
      {
        op: 'delete',
        kind: 'Pod',
        name: 'web',
        actor: 'kubelet n1',
        object: pod('web', 'n1', { status: running }),
      },
    ],
    /^pod-ends: pod default\/web left the API while its container web was running/,
  ],
  [
    'a pod that is forced out',
    [
      {
        op: 'delete',
        kind: 'Pod',
        name: 'web',
        actor: 'kubectl',
        object: pod('web', 'n1', { status: running }),
      },
    ],
    undefined,
  ],
  [
    'a container that outlives its grace period',
    [
      {
        op: 'update',
        kind: 'Pod',
        name: 'web',
        before: pod('web', 'n1'),
        object: going('2025-01-01T00:00:00Z'),
      },
      { op: 'delete', kind: 'Pod', name: 'web', actor: 'kubelet n1', object: going('2025-01-01T00:00:41Z') },
    ],
    /^grace-period: container web of pod default\/web ended at 2025-01-01T00:00:41Z, and should have by 2025-01-01T00:00:30Z/,
  ],
  [
    'one on a node that nobody looked after',
    [
      {
        op: 'update',
        kind: 'Node',
        name: 'n1',
        before: {},
        object: { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } },
      },
      {
        op: 'update',
        kind: 'Pod',
        name: 'web',
        before: pod('web', 'n1'),
        object: going('2025-01-01T00:00:00Z'),
      },
      { op: 'delete', kind: 'Pod', name: 'web', actor: 'kubelet n1', object: going('2025-01-01T00:00:41Z') },
    ],
    undefined,
  ],
  [
    'a pod that is counted twice',
    [jobPod, job(1), job(1, 1)],
    /^job-counts: Job default\/once counts 2 pods that ended, and has had 1/,
  ],
  ['a pod that is counted once', [jobPod, job(1)], undefined],
];

describe('what must hold in every run', () => {
  for (const [name, writes, says] of rows) {
    it(name, () => {
      if (says === undefined) expect(check(writes)).to.equal(undefined);
      else expect(check(writes)).to.match(says);
    });
  }

  it('is seen broken by each checker in some row', () => {
    const seen = new Set(rows.flatMap(([, writes]) => check(writes)?.split(':')[0] ?? []));
    expect([...seen].sort()).to.deep.equal(CHECKERS.map(({ name }) => name).sort());
  });

  it('holds from the first record of a cluster on', () => {
    const simulation = new Simulation();
    const invariants = simulation.watchInvariants();
    simulation.kubectl('kubectl create deployment web --image=nginx --replicas=3');
    simulation.advance(60_000);
    expect(invariants.violation).to.equal(undefined);
  });
});

describe('the table of checkers in the docs', () => {
  it('holds each of them with its promise', () => {
    const docs = readFileSync(new URL('../../docs/exploration.md', import.meta.url), 'utf8');
    for (const { name, promise } of CHECKERS) expect(docs).to.include(`| \`${name}\` | ${promise} |`);
  });
});
