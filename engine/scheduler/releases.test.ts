// Rules that came after 1.20, of which no recorded tables exist: each row plays the release before and the one with it.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { SchedulerWorld } from './test-world.ts';

interface Row {
  readonly rule: string;
  readonly source: string;
  readonly before: number;
  readonly after: number;
  readonly setUp: (world: SchedulerWorld) => void;
  /** Pod -> node, or the text of its FailedScheduling event; of the release before and after. */
  readonly expected: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
}

const ZONE = 'topology.kubernetes.io/zone';
const [WEB, OTHER] = [{ labels: { app: 'web' } }, { labels: { app: 'other' } }];

function podOf(world: SchedulerWorld, name: string, metadata: object, spec: object): void {
  const containers = [{ name: 'c', image: 'nginx:1' }];
  world.create('Pod', name, { metadata, spec: { containers, ...spec } });
  world.advanceSeconds(1);
}

const spread = (more: object): object => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: ZONE,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: WEB.labels },
      ...more,
    },
  ],
});

const required = (kind: 'podAffinity' | 'podAntiAffinity', term: object): object => ({
  affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
});

const node = (world: SchedulerWorld, name: string, zone: string, spec = {}): void =>
  world.node(name, { labels: { [ZONE]: zone }, spec });

const TAINT = { taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] };
const SPREAD_TEXT = "didn't match pod topology spread constraints";

const onNode = (name: string): object => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] }],
      },
    },
  },
});

const HOSTNAME = 'kubernetes.io/hostname';

// A pod whose volume is on node-1, which has no room for it.
function localVolumeElsewhere(world: SchedulerWorld): void {
  world.node('node-1', { cpu: '1', labels: { [HOSTNAME]: 'node-1' } });
  world.node('node-2', { labels: { [HOSTNAME]: 'node-2' } });
  const matchExpressions = [{ key: HOSTNAME, operator: 'In', values: ['node-1'] }];
  world.create('PersistentVolume', 'disk', {
    metadata: { namespace: undefined },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      local: { path: '/disk' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
  });
  world.create('PersistentVolumeClaim', 'data', {
    metadata: { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
    spec: {
      volumeName: 'disk',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  });
  podOf(world, 'web', WEB, {
    containers: [{ name: 'c', image: 'nginx:1', resources: { requests: { cpu: '2' } } }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  });
}

const ROWS: readonly Row[] = [
  {
    rule: 'with fewer domains than minDomains the fewest counts as none',
    source: 'KEP-3022',
    before: 26,
    after: 27,
    setUp: (world) => {
      node(world, 'node-1', 'a');
      podOf(world, 'first', WEB, spread({ minDomains: 2 }));
      podOf(world, 'second', WEB, spread({ minDomains: 2 }));
    },
    expected: [
      { first: 'node-1', second: 'node-1' },
      {
        first: 'node-1',
        second: `0/1 nodes are available: 1 node(s) ${SPREAD_TEXT}. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod..`,
      },
    ],
  },
  {
    rule: 'tainted nodes may be left out of spreading',
    source: 'KEP-3094',
    before: 25,
    after: 26,
    setUp: (world) => {
      node(world, 'node-1', 'a');
      node(world, 'node-2', 'b', TAINT);
      podOf(world, 'first', WEB, spread({ nodeTaintsPolicy: 'Honor' }));
      podOf(world, 'second', WEB, spread({ nodeTaintsPolicy: 'Honor' }));
    },
    expected: [
      {
        first: 'node-1',
        second: `0/2 nodes are available: 1 node(s) ${SPREAD_TEXT}, 1 node(s) had untolerated taint {dedicated: db}. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.`,
      },
      { first: 'node-1', second: 'node-1' },
    ],
  },
  {
    rule: 'matchLabelKeys spreads each revision by itself',
    source: 'KEP-3243',
    before: 26,
    after: 27,
    setUp: (world) => {
      const keys = spread({ matchLabelKeys: ['rev'] });
      node(world, 'node-1', 'a');
      podOf(world, 'old-1', { labels: { app: 'web', rev: '1' } }, keys);
      podOf(world, 'old-2', { labels: { app: 'web', rev: '1' } }, keys);
      node(world, 'node-2', 'b', { unschedulable: true });
      podOf(world, 'new', { labels: { app: 'web', rev: '2' } }, keys);
    },
    expected: [
      {
        'old-1': 'node-1',
        'old-2': 'node-1',
        new: `0/2 nodes are available: 1 node(s) ${SPREAD_TEXT}, 1 node(s) were unschedulable. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling..`,
      },
      { 'old-1': 'node-1', 'old-2': 'node-1', new: 'node-1' },
    ],
  },
  {
    rule: 'an affinity term may choose namespaces by label',
    source: 'KEP-2249',
    before: 21,
    after: 22,
    setUp: (world) => {
      world.create('Namespace', 'default', { metadata: { labels: {} } });
      world.create('Namespace', 'team', { metadata: { labels: { shared: 'yes' } } });
      node(world, 'node-1', 'a');
      podOf(world, 'there', { ...WEB, namespace: 'team' }, {});
      const term = {
        topologyKey: ZONE,
        labelSelector: { matchLabels: WEB.labels },
        namespaceSelector: { matchLabels: { shared: 'yes' } },
      };
      podOf(world, 'apart', OTHER, required('podAntiAffinity', term));
    },
    expected: [
      { apart: 'node-1' },
      {
        apart: "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.",
      },
    ],
  },
  {
    rule: 'matchLabelKeys of an affinity term looks at pods of the same revision alone',
    source: 'KEP-3633',
    before: 30,
    after: 31,
    setUp: (world) => {
      const term = {
        topologyKey: ZONE,
        labelSelector: { matchLabels: WEB.labels },
        matchLabelKeys: ['rev'],
        mismatchLabelKeys: ['absent'],
      };
      node(world, 'node-1', 'a');
      podOf(world, 'old', { labels: { app: 'web', rev: '1' } }, {});
      podOf(world, 'new', { labels: { app: 'web', rev: '2' } }, required('podAntiAffinity', term));
    },
    expected: [
      {
        new: "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
      },
      { new: 'node-1' },
    ],
  },
  {
    rule: 'init containers that stay count beside the containers',
    source: 'KEP-753',
    before: 28,
    after: 29,
    setUp: (world) => {
      world.node('node-1', { cpu: '1' });
      const resources = { requests: { cpu: '600m' } };
      podOf(world, 'web', WEB, {
        initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', resources }],
        containers: [{ name: 'c', image: 'nginx:1', resources }],
      });
    },
    expected: [
      { web: 'node-1' },
      {
        web: '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
      },
    ],
  },
  {
    rule: 'gates hold a pod back',
    source: 'KEP-3521',
    before: 26,
    after: 27,
    setUp: (world) => {
      world.node('node-1');
      podOf(world, 'web', WEB, { schedulingGates: [{ name: 'example.com/quota' }] });
    },
    expected: [{ web: 'node-1' }, { web: '' }],
  },
  {
    rule: 'a bound volume of another node leaves that node out of the counts',
    source: 'kubernetes v1.27.8 volumebinding/binder.go, GetEligibleNodes',
    before: 26,
    after: 27,
    setUp: localVolumeElsewhere,
    expected: [
      {
        web: '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had volume node affinity conflict. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling..',
      },
      {
        web: '0/2 nodes are available: 1 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod..',
      },
    ],
  },
  {
    rule: 'and is counted again',
    source: 'kubernetes v1.32.5 volumebinding/volume_binding.go, PreFilter',
    before: 31,
    after: 32,
    setUp: localVolumeElsewhere,
    expected: [
      {
        web: '0/2 nodes are available: 1 Insufficient cpu. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
      },
      {
        web: '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had volume node affinity conflict. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
      },
    ],
  },
  {
    rule: 'a node named by affinity that is not there ends the cycle',
    source: 'kubernetes v1.29.7 and v1.30.6 pkg/scheduler/schedule_one.go, findNodesThatFitPod',
    before: 29,
    after: 30,
    setUp: (world) => {
      world.node('node-1');
      podOf(world, 'web', WEB, onNode('node-2'));
    },
    expected: [
      { web: 'nodeinfo not found for node name "node-2"' },
      {
        web: '0/1 nodes are available: preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
      },
    ],
  },
  {
    rule: 'nodes that affinity does not name have a reason',
    source: 'kubernetes v1.32.5 pkg/scheduler/schedule_one.go, findNodesThatFitPod',
    before: 31,
    after: 32,
    setUp: (world) => {
      world.node('node-1');
      world.node('node-2', { cpu: '1' });
      const containers = [{ name: 'c', image: 'nginx:1', resources: { requests: { cpu: '2' } } }];
      podOf(world, 'web', WEB, { ...onNode('node-2'), containers });
    },
    expected: [
      {
        web: '0/2 nodes are available: 1 Insufficient cpu. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
      },
      {
        web: "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.",
      },
    ],
  },
];

function outcomeOf(world: SchedulerWorld, name: string): string {
  const bound = world.nodeOf(name);
  if (bound !== undefined) return bound;
  const failures = world.server
    .peekAll('Event')
    .filter(({ reason, involvedObject }) => reason === 'FailedScheduling' && involvedObject?.name === name);
  return failures.at(-1)?.message ?? '';
}

describe('the scheduler of each release', () => {
  for (const { rule, source, before, after, setUp, expected } of ROWS) {
    it(`${rule} (${source}, from 1.${after} on)`, () => {
      const outcomes = [before, after].map((minor, i) => {
        const world = new SchedulerWorld({ minor });
        setUp(world);
        return Object.fromEntries(Object.keys(expected[i]!).map((name) => [name, outcomeOf(world, name)]));
      });
      expect(outcomes).to.deep.equal(expected);
    });
  }
});
