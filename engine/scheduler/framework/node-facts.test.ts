import { describe, it } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Node, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { SchedulerCache } from '../cache/cache.ts';
import { defaultProfile } from '../config/profiles.ts';
import { type Surroundings, schedulePod } from '../cycle.ts';
import { Nominator } from '../queue/nominator.ts';
import { DomainCounts } from './domain-counts.ts';
import { listedView } from './listed-view.ts';
import { NodeFacts, REMEMBERED_NODES_MIN } from './node-facts.ts';
import { NodeInfo } from './node-info.ts';
import { podInfo } from './pod-info.ts';

const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const NODES = REMEMBERED_NODES_MIN + 2;

function nodeOf(name: string, { labels = {}, spec = {}, ...status }: Record<string, object> = {}): Node {
  const allocatable = { cpu: '2', memory: '4Gi', pods: '5', ...status.allocatable };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, labels: { [HOSTNAME]: name, ...labels } },
    spec,
    status: { allocatable, images: status.images },
  } as unknown as Node;
}

const CONTAINERS = [{ name: 'c', image: 'nginx', resources: { requests: { cpu: '300m' } } }];

function podOf(name: string, app: string, spec: object = {}, deletionTimestamp?: string): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, labels: { app }, deletionTimestamp },
    spec: { containers: CONTAINERS, ...spec },
    status: {},
  } as unknown as Pod;
}

const spreadOver = (topologyKey: string, whenUnsatisfiable: string): object => ({
  ...{ topologyKey, whenUnsatisfiable, maxSkew: 1 },
  labelSelector: { matchLabels: { app: 'web' } },
});
const preferring = (key: string): object => ({
  preferredDuringSchedulingIgnoredDuringExecution: [
    { weight: 5, preference: { matchExpressions: [{ key, operator: 'Exists' }] } },
  ],
});
// Pods that ask for something of every plugin whose answers are remembered.
const INCOMING: readonly object[] = [
  {},
  { tolerations: [{ key: 'k', operator: 'Exists' }] },
  { nodeSelector: { [ZONE]: 'b' } },
  { nodeSelector: { [ZONE]: 'a' }, affinity: { nodeAffinity: preferring('size') } },
  { nodeSelector: { [ZONE]: 'a' }, affinity: { nodeAffinity: preferring(ZONE) } },
  { containers: [{ name: 'c', image: 'redis', ports: [{ containerPort: 80, hostPort: 80 }] }] },
  { topologySpreadConstraints: [spreadOver(ZONE, 'DoNotSchedule'), spreadOver(HOSTNAME, 'ScheduleAnyway')] },
  { topologySpreadConstraints: [spreadOver(ZONE, 'ScheduleAnyway')], nodeSelector: { [ZONE]: 'a' } },
];

type Step = (cache: SchedulerCache) => void;

const node = fc.constantFrom('n0', 'n1', 'n2', `n${NODES}`);
/** Pods by name, with the node of each: another version of one mostly takes the place of the one before. */
const placed = fc.constantFrom(['p0', 'n0'], ['p1', 'n0'], ['p2', 'n1'], ['p3', 'n2'], ['p3', 'n1']);
const app = fc.constantFrom('web', 'db');
const nodeChange = fc.constantFrom<Record<string, object>[]>(
  {},
  { labels: { [ZONE]: 'b' } },
  { labels: { [ZONE]: 'a', size: 'large' } },
  { spec: { unschedulable: true } },
  { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } },
  { spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } },
  { allocatable: { cpu: '1' } },
  { images: [{ names: ['nginx:latest'], sizeBytes: 500_000_000 }] },
  { images: [{ names: ['redis:latest'], sizeBytes: 300_000_000 }] },
);
const podPut: fc.Arbitrary<Step> = fc.tuple(placed, app, fc.boolean(), fc.constantFrom(...INCOMING)).map(
  ([[name, on], label, ends, spec]): Step =>
    (cache) =>
      cache.putPod(podOf(name!, label, { ...spec, nodeName: on }, ends ? '2025-01-01T00:00:00Z' : undefined)),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(node, nodeChange).map(
    ([name, change]): Step =>
      (cache) =>
        cache.putNode(nodeOf(name, change)),
  ),
  node.map(
    (name): Step =>
      (cache) =>
        cache.removeNode(name),
  ),
  podPut,
  podPut,
  podPut,
  placed.map(
    ([name]): Step =>
      (cache) =>
        cache.removePod(name!),
  ),
);

/** What a cycle comes to, with what is remembered or without. */
function outcomes(snapshot: Surroundings['snapshot'], minor: number | undefined): unknown {
  const version = versionProfile(minor);
  const service = { kind: 'Service', metadata: { name: 's', namespace: 'default' } };
  const view = listedView([{ ...service, spec: { selector: { app: 'web' } } } as never]);
  const around = { profile: defaultProfile(version), snapshot, view, version, nominator: new Nominator() };
  return INCOMING.map((spec) => {
    const pod = podInfo(podOf('incoming', 'web', spec), version);
    const outcome = schedulePod(pod, { ...around, choose: () => 0 }, 0);
    if (outcome.kind === 'fits') {
      const { feasible, statuses, scores } = outcome.found;
      return [outcome.node.name, feasible.map(({ name }) => name), [...statuses], scores];
    }
    return outcome.kind === 'unfit' ? [...outcome.diagnosis.statuses] : outcome.kind;
  });
}

function forgetful(cache: SchedulerCache): SchedulerCache {
  return Object.create(cache, {
    facts: { value: new NodeFacts(() => 0) },
    domainCounts: { value: new DomainCounts(() => cache.nodes) },
  }) as SchedulerCache;
}

describe('what is remembered of nodes', () => {
  for (const minor of [18, 20, 28, undefined]) {
    it(`decides as what is worked out anew, release ${minor ?? 'newest'}`, () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
          const cache = new SchedulerCache(versionProfile(minor));
          for (let i = 0; i < NODES; i += 1)
            cache.putNode(nodeOf(`n${i}`, { labels: { [ZONE]: i % 2 ? 'a' : 'b' } }));
          for (const run of [() => {}, ...steps]) {
            run(cache);
            expect(outcomes(cache, minor)).to.deep.equal(outcomes(forgetful(cache), minor));
          }
        }),
        { seed: 42, numRuns: 40 },
      );
    });
  }

  const pods = (facts: NodeFacts, asked: string[]): void => {
    const question = { workOut: ({ name }: NodeInfo) => asked.push(name) };
    facts.about(() => 'asked', question).of(new NodeInfo('n', 3));
  };

  it('is asked once for a node that stays as it is, from the second time the question comes up', () => {
    const facts = new NodeFacts(() => REMEMBERED_NODES_MIN);
    const asked: string[] = [];
    for (let i = 0; i < 5; i += 1) pods(facts, asked);
    expect(asked).to.have.length(2);
  });

  it('starts afresh where nodes have come, and after very many other questions', () => {
    let slots = REMEMBERED_NODES_MIN;
    const facts = new NodeFacts(() => slots);
    const asked: string[] = [];
    for (let i = 0; i < 3; i += 1) pods(facts, asked);
    slots *= 2;
    pods(facts, asked);
    expect(asked).to.have.length(3);
    for (let i = 0; i < 1000; i += 1) facts.about(() => `${i}`, { workOut: () => i });
    pods(facts, asked);
    expect(asked).to.have.length(4);
  });
});
