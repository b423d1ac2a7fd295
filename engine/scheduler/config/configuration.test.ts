import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Node, Pod } from '../../api/objects.ts';
import { UserError } from '../../errors.ts';
import { versionProfile } from '../../versions/profile.ts';
import { NodeInfo } from '../framework/node-info.ts';
import { podInfo } from '../framework/pod-info.ts';
import { strategyScore } from '../plugins/noderesources/scoring-strategy.ts';
import type { ScoringStrategy } from './plugin-args.ts';
import { defaultProfile, profileOf } from './profiles.ts';
import { readSchedulerConfiguration } from './read-configuration.ts';

const NEWEST = versionProfile();
const HEAD = { apiVersion: 'kubescheduler.config.k8s.io/v1', kind: 'KubeSchedulerConfiguration' };

const read = (rest: object): ReturnType<typeof readSchedulerConfiguration> =>
  readSchedulerConfiguration({ ...HEAD, ...rest });

function scoresOf(plugins: object): Record<string, number> {
  const { scores } = profileOf(read({ profiles: [{ plugins }] }).profiles[0]!, NEWEST);
  return Object.fromEntries(scores.map(({ plugin, weight }) => [plugin.name, weight]));
}

const DEFAULTS = {
  TaintToleration: 3,
  NodeAffinity: 2,
  NodeResourcesFit: 1,
  PodTopologySpread: 2,
  InterPodAffinity: 2,
  NodeResourcesBalancedAllocation: 1,
  ImageLocality: 1,
};

describe('a KubeSchedulerConfiguration', () => {
  it('may say nothing: then all is as by default', () => {
    const configuration = read({});
    expect(profileOf(configuration.profiles[0]!, NEWEST)).to.deep.equal(defaultProfile(NEWEST));
    expect(configuration).to.include({ podInitialBackoffMs: 1000, podMaxBackoffMs: 10_000 });
  });

  // Source: kubernetes v1.28.0 pkg/scheduler/framework/runtime/framework.go, expandMultiPointPlugins.
  const rows: readonly [name: string, plugins: object, scores: Record<string, number>][] = [
    ['takes a score away', { score: { disabled: [{ name: 'ImageLocality' }] } }, without('ImageLocality')],
    [
      'weighs one otherwise',
      { score: { enabled: [{ name: 'NodeAffinity', weight: 9 }] } },
      { ...DEFAULTS, NodeAffinity: 9 },
    ],
    [
      'takes all away but one',
      { score: { disabled: [{ name: '*' }], enabled: [{ name: 'ImageLocality', weight: 5 }] } },
      { ImageLocality: 5 },
    ],
    [
      'weighs one otherwise at every point',
      { multiPoint: { enabled: [{ name: 'TaintToleration', weight: 7 }] } },
      { ...DEFAULTS, TaintToleration: 7 },
    ],
    [
      'takes one away at every point',
      { multiPoint: { disabled: [{ name: 'TaintToleration' }] } },
      without('TaintToleration'),
    ],
  ];
  for (const [name, plugins, scores] of rows) {
    it(name, () => {
      expect(scoresOf(plugins)).to.deep.equal(scores);
    });
  }

  it('has one point keep what multiPoint does not take away', () => {
    const plugins = { filter: { disabled: [{ name: 'TaintToleration' }] } };
    const { filters, scores } = profileOf(read({ profiles: [{ plugins }] }).profiles[0]!, NEWEST);
    expect(filters.map(({ name }) => name)).not.to.include('TaintToleration');
    expect(scores.map(({ plugin }) => plugin.name)).to.include('TaintToleration');
  });

  it('names all that is wrong with it at once', () => {
    const wrong = {
      apiVersion: 'v1',
      percentageOfNodesToScore: 101,
      extenders: [],
      profiles: [
        { schedulerName: 'a', plugins: { permit: {} } },
        { schedulerName: 'a', pluginConfig: [{ name: 'NodeAffinity', args: {} }] },
      ],
    };
    expect(() => readSchedulerConfiguration({ ...HEAD, ...wrong })).to.throw(
      UserError,
      [
        'apiVersion: must begin with kubescheduler.config.k8s.io/',
        'percentageOfNodesToScore: must be a whole number of 0 to 100',
        'profiles[0].plugins.permit: is not simulated, or no field of this kind',
        'profiles[1].pluginConfig[0].name: no arguments of "NodeAffinity" are simulated',
        'profiles[1].schedulerName: Duplicate value: "a"',
        'extenders: is not simulated, or no field of this kind',
      ].join('\n'),
    );
  });

  it('cannot name plugins that are not there', () => {
    const [profile] = read({
      profiles: [{ plugins: { score: { enabled: [{ name: 'Coscheduling' }] } } }],
    }).profiles;
    expect(() => profileOf(profile!, NEWEST)).to.throw(UserError, 'there is no plugin "Coscheduling"');
  });
});

function without(name: string): Record<string, number> {
  return Object.fromEntries(Object.entries(DEFAULTS).filter(([plugin]) => plugin !== name));
}

describe('scoring strategies of NodeResourcesFit', () => {
  const CPU = [{ name: 'cpu', weight: 1 }];
  const SHAPE = [
    { utilization: 0, score: 0 },
    { utilization: 100, score: 10 },
  ];
  // A node of 4 cpu and 8Gi, of which 1 and 2Gi are taken; a pod that asks for 1 cpu and 4Gi.
  const rows: readonly [source: string, strategy: ScoringStrategy, score: number][] = [
    ['least_allocated.go: (4 - 2) / 4', { type: 'LeastAllocated', resources: CPU, shape: [] }, 50],
    ['most_allocated.go: 2 / 4', { type: 'MostAllocated', resources: CPU, shape: [] }, 50],
    [
      'most_allocated.go, weights 1 and 3: (50 + 3 * 75) / 4',
      { type: 'MostAllocated', resources: [...CPU, { name: 'memory', weight: 3 }], shape: [] },
      68,
    ],
    [
      'requested_to_capacity_ratio.go: 50 % of a line from 0 to 10',
      { type: 'RequestedToCapacityRatio', resources: CPU, shape: SHAPE },
      50,
    ],
    [
      'a resource that the pod does not ask for is left out',
      { type: 'MostAllocated', resources: [...CPU, { name: 'example.com/gpu', weight: 9 }], shape: [] },
      50,
    ],
  ];
  for (const [source, strategy, score] of rows) {
    it(`${strategy.type}: ${source}`, () => {
      const node = new NodeInfo('n');
      const allocatable = { cpu: '4', memory: '8Gi', 'example.com/gpu': '2' };
      node.setNode({ metadata: { name: 'n' }, spec: {}, status: { allocatable } } as unknown as Node);
      node.addPod(asking('there', '1', '2Gi'));
      expect(strategyScore(strategy, node, asking('p', '1', '4Gi'))).to.equal(score);
    });
  }
});

function asking(name: string, cpu: string, memory: string): ReturnType<typeof podInfo> {
  const containers = [{ name: 'c', resources: { requests: { cpu, memory } } }];
  return podInfo(
    {
      metadata: { name, namespace: 'default', uid: name },
      spec: { containers },
      status: {},
    } as unknown as Pod,
    NEWEST,
  );
}
