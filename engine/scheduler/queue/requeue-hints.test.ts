import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Node, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { NodeInfo } from '../framework/node-info.ts';
import { type PodInfo, podInfo } from '../framework/pod-info.ts';
import { type ClusterEvent, concerns } from './cluster-event.ts';
import { isOwnChangeWorthRetry, isWorthRetry } from './requeue-hints.ts';

const NEWEST = versionProfile();
const HOSTNAME = 'kubernetes.io/hostname';

function pod(name: string, labels: object = {}, spec: object = {}): PodInfo {
  const metadata = { name, namespace: 'default', uid: name, labels };
  return podInfo({ metadata, spec: { containers: [], ...spec }, status: {} } as unknown as Pod, NEWEST);
}

function node(name: string, more: { labels?: object; spec?: object; cpu?: string } = {}): Node {
  const allocatable = { cpu: more.cpu ?? '4', memory: '8Gi', pods: '10' };
  return {
    metadata: { name, labels: { [HOSTNAME]: name, ...more.labels } },
    spec: more.spec ?? {},
    status: { allocatable },
  } as unknown as Node;
}

const requests = (cpu: string): object => ({ containers: [{ resources: { requests: { cpu } } }] });

const apart = (kind: string, app: string): object => ({
  affinity: {
    [kind]: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: HOSTNAME, labelSelector: { matchLabels: { app } } },
      ],
    },
  },
});

const spread = (app: string): object => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: HOSTNAME,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app } },
    },
  ],
});

const port = (hostPort: number): object => ({ containers: [{ ports: [{ hostPort }] }] });
const claim = (claimName: string): object => ({
  volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }],
});
const claimObject = (name: string): object => ({ metadata: { name, namespace: 'default' } });

interface Row {
  readonly name: string;
  readonly plugin: string;
  readonly pod: PodInfo;
  readonly event: Omit<ClusterEvent, 'object'> & { readonly object?: object };
  readonly worth: boolean;
}

const WEB = { app: 'web' };
const [GONE, CAME] = ['AssignedPodDelete', 'AssignedPodAdd'] as const;

// Source: kubernetes v1.35.7, TestIsSchedulableAfter... and isSchedulableAfter... of each plugin.
const ROWS: readonly Row[] = [
  {
    name: 'room: a larger node',
    plugin: 'NodeResourcesFit',
    pod: pod('p', {}, requests('3')),
    event: { name: 'NodeAllocatableChange', node: node('n'), nodeBefore: node('n', { cpu: '2' }) },
    worth: true,
  },
  {
    name: 'room: a new node that is too small',
    plugin: 'NodeResourcesFit',
    pod: pod('p', {}, requests('5')),
    event: { name: 'NodeAdd', node: node('n') },
    worth: false,
  },
  {
    name: 'room: a pod without requests that goes gives back its place',
    plugin: 'NodeResourcesFit',
    pod: pod('p', {}, requests('5')),
    event: { name: GONE, pod: pod('other') },
    worth: true,
  },
  {
    name: 'room: a pod that asks for less cpu',
    plugin: 'NodeResourcesFit',
    pod: pod('p', {}, requests('1')),
    event: {
      name: 'AssignedPodScaleDown',
      pod: pod('o', {}, requests('1')),
      podBefore: pod('o', {}, requests('2')),
    },
    worth: true,
  },
  {
    name: 'taints: gone',
    plugin: 'TaintToleration',
    pod: pod('p'),
    event: {
      name: 'NodeTaintChange',
      node: node('n'),
      nodeBefore: node('n', { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }),
    },
    worth: true,
  },
  {
    name: 'taints: another node that had none before either',
    plugin: 'TaintToleration',
    pod: pod('p'),
    event: { name: 'NodeTaintChange', node: node('n'), nodeBefore: node('n') },
    worth: false,
  },
  {
    name: 'ports: another port is free',
    plugin: 'NodePorts',
    pod: pod('p', {}, port(80)),
    event: { name: GONE, pod: pod('o', {}, port(81)) },
    worth: false,
  },
  {
    name: 'affinity: the wanted neighbour comes',
    plugin: 'InterPodAffinity',
    pod: pod('p', {}, apart('podAffinity', 'web')),
    event: { name: CAME, pod: pod('o', WEB) },
    worth: true,
  },
  {
    name: 'affinity: the wanted neighbour goes',
    plugin: 'InterPodAffinity',
    pod: pod('p', {}, apart('podAffinity', 'web')),
    event: { name: GONE, pod: pod('o', WEB) },
    worth: false,
  },
  {
    name: 'anti-affinity: the unwanted neighbour goes',
    plugin: 'InterPodAffinity',
    pod: pod('p', {}, apart('podAntiAffinity', 'web')),
    event: { name: GONE, pod: pod('o', WEB) },
    worth: true,
  },
  {
    name: 'anti-affinity of the pod that goes is not looked at',
    plugin: 'InterPodAffinity',
    pod: pod('p', WEB),
    event: { name: GONE, pod: pod('o', {}, apart('podAntiAffinity', 'web')) },
    worth: false,
  },
  {
    name: 'anti-affinity: the unwanted neighbour is relabelled',
    plugin: 'InterPodAffinity',
    pod: pod('p', {}, apart('podAntiAffinity', 'web')),
    event: { name: 'AssignedPodLabelChange', pod: pod('o'), podBefore: pod('o', WEB) },
    worth: true,
  },
  {
    name: 'spread: a pod that is not counted goes',
    plugin: 'PodTopologySpread',
    pod: pod('p', WEB, spread('web')),
    event: { name: GONE, pod: pod('o') },
    worth: false,
  },
  {
    name: 'spread: a node that is counted goes',
    plugin: 'PodTopologySpread',
    pod: pod('p', WEB, spread('web')),
    event: { name: 'NodeDelete', node: node('n') },
    worth: true,
  },
  {
    name: 'volumes: the claim of the pod',
    plugin: 'VolumeBinding',
    pod: pod('p', {}, claim('data')),
    event: { name: 'PvcUpdate', object: claimObject('data') },
    worth: true,
  },
  {
    name: 'volumes: the claim of another pod',
    plugin: 'VolumeBinding',
    pod: pod('p', {}, claim('data')),
    event: { name: 'PvcUpdate', object: claimObject('other') },
    worth: false,
  },
  {
    name: 'limits: a pod without claims goes',
    plugin: 'NodeVolumeLimits',
    pod: pod('p', {}, claim('data')),
    event: { name: GONE, pod: pod('o') },
    worth: false,
  },
  {
    name: 'claims for one pod: the other pod with the claim goes',
    plugin: 'VolumeRestrictions',
    pod: pod('p', {}, claim('data')),
    event: { name: GONE, pod: pod('o', {}, claim('data')) },
    worth: true,
  },
];

describe('queueing hints', () => {
  for (const { name, plugin, pod: waiting, event, worth } of ROWS) {
    it(`${name}: ${worth ? 'another try' : 'no try'}`, () => {
      expect(isWorthRetry(waiting, new Set([plugin]), event as ClusterEvent, NEWEST)).to.equal(worth);
    });
  }
});

describe('a change of the waiting pod itself, from 1.32 on', () => {
  const tolerations = [{ operator: 'Exists' }];
  const rows: readonly [name: string, plugin: string, before: PodInfo, after: PodInfo, worth: boolean][] = [
    ['a toleration more', 'TaintToleration', pod('p'), pod('p', {}, { tolerations }), true],
    [
      'a toleration more, refused for room',
      'NodeResourcesFit',
      pod('p'),
      pod('p', {}, { tolerations }),
      false,
    ],
    [
      'a label that is counted',
      'PodTopologySpread',
      pod('p', WEB, spread('web')),
      pod('p', {}, spread('web')),
      true,
    ],
    [
      'another label',
      'PodTopologySpread',
      pod('p', WEB, spread('web')),
      pod('p', { ...WEB, a: 'b' }, spread('web')),
      false,
    ],
  ];
  for (const [name, plugin, before, after, worth] of rows) {
    it(`${name}: ${worth ? 'another try' : 'no try'}`, () => {
      expect(isOwnChangeWorthRetry(before, after, new Set([plugin]), NEWEST)).to.equal(worth);
    });
  }
});

describe('which events wake a pod, by release', () => {
  // Source: EventsToRegister of the plugins, read in 1.22.3, 1.23.9, 1.29.7, 1.30.6, 1.31.8, 1.32.5 and 1.33.5.
  const rows: readonly [plugin: string, event: ClusterEvent['name'], minors: readonly [number, boolean][]][] =
    [
      [
        'NodeAffinity',
        'NodeTaintChange',
        [
          [22, false],
          [23, true],
          [31, true],
          [32, false],
        ],
      ],
      [
        'NodeResourcesFit',
        'NodeLabelChange',
        [
          [22, false],
          [23, true],
          [32, false],
        ],
      ],
      [
        'VolumeRestrictions',
        'PvcUpdate',
        [
          [22, true],
          [30, true],
          [31, false],
        ],
      ],
      [
        'VolumeZone',
        'PvcUpdate',
        [
          [30, false],
          [31, true],
        ],
      ],
      [
        'NodeVolumeLimits',
        'PvcAdd',
        [
          [29, false],
          [30, true],
        ],
      ],
      [
        'InterPodAffinity',
        'NodeTaintChange',
        [
          [29, false],
          [30, true],
          [32, false],
        ],
      ],
      [
        'PodTopologySpread',
        'NodeTaintChange',
        [
          [29, false],
          [30, true],
          [32, true],
        ],
      ],
      [
        'NodeResourcesFit',
        'AssignedPodScaleDown',
        [
          [32, false],
          [33, true],
        ],
      ],
    ];
  for (const [plugin, name, minors] of rows) {
    for (const [minor, wakes] of minors) {
      it(`${name} ${wakes ? 'wakes' : 'does not wake'} who was refused by ${plugin} in 1.${minor}`, () => {
        expect(concerns({ name }, new Set([plugin]), versionProfile(minor))).to.equal(wakes);
      });
    }
  }
});

describe('from 1.22 to 1.31', () => {
  const wanting = pod('p', {}, requests('3'));
  const changed = (used: string): ClusterEvent => {
    const nodeInfo = new NodeInfo('n');
    nodeInfo.setNode(node('n'));
    nodeInfo.addPod(pod('there', {}, requests(used)));
    return { name: 'NodeLabelChange', node: nodeInfo.node!, nodeBefore: node('n'), nodeInfo };
  };
  for (const [used, worth] of [
    ['1', true],
    ['2', false],
  ] as const) {
    it(`a changed node with ${4 - Number(used)} cpus left ${worth ? 'wakes' : 'does not wake'} a pod that wants 3`, () => {
      const event = changed(used);
      expect(isWorthRetry(wanting, new Set(['NodeResourcesFit']), event, versionProfile(28))).to.equal(worth);
    });
  }
});
