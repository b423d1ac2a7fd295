import { describe, it } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Node, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { SchedulerCache } from '../cache/cache.ts';
import type { PodMatcher } from './domain-counts.ts';
import { podInfo } from './pod-info.ts';

const VERSION = versionProfile();
const WEB: PodMatcher = {
  key: 'web',
  matches: ({ labels, isTerminating }) => labels.app === 'web' && !isTerminating,
};

const nodeOf = (name: string, zone: string | undefined): Node =>
  ({
    metadata: { name, labels: zone === undefined ? {} : { zone } },
    spec: {},
    status: {},
  }) as unknown as Node;

function podOf(name: string, nodeName: string, app: string, deletionTimestamp?: string): Pod {
  const metadata = { name, namespace: 'default', uid: name, labels: { app }, deletionTimestamp };
  return { metadata, spec: { nodeName, containers: [] }, status: {} } as unknown as Pod;
}

const node = fc.constantFrom('n1', 'n2', 'n3', 'n4');
const pod = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5');
const app = fc.constantFrom('web', 'db');
const zone = fc.constantFrom('a', 'b', undefined);

type Step = (cache: SchedulerCache) => void;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(node, zone).map(
    ([name, where]): Step =>
      (cache) =>
        cache.putNode(nodeOf(name, where)),
  ),
  node.map(
    (name): Step =>
      (cache) =>
        cache.removeNode(name),
  ),
  fc.tuple(pod, node, app, fc.boolean()).map(
    ([name, on, label, ends]): Step =>
      (cache) =>
        cache.putPod(podOf(name, on, label, ends ? '2025-01-01T00:00:00Z' : undefined)),
  ),
  pod.map(
    (name): Step =>
      (cache) =>
        cache.removePod(name),
  ),
  fc.tuple(node, app).map(
    ([on, label]): Step =>
      (cache) => {
        if (!cache.isAssumed('assumed')) cache.assume(podInfo(podOf('assumed', '', label), VERSION), on);
      },
  ),
  fc.constant((cache: SchedulerCache) => cache.forget('assumed')),
);

function counted(cache: SchedulerCache): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labels, pods } of cache.nodes) {
    if (labels.zone === undefined) continue;
    sums.set(labels.zone, (sums.get(labels.zone) ?? 0) + pods.filter((each) => WEB.matches(each)).length);
  }
  return sums;
}

describe('pods counted by domain', () => {
  it('come to the same from change to change as counted anew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cache = new SchedulerCache(VERSION);
        for (const run of steps) {
          run(cache);
          const domains = cache.domainCounts.of('zone', WEB);
          expect(new Map([...domains.counts].sort())).to.deep.equal(new Map([...counted(cache)].sort()));
          expect(domains.nodeCount).to.equal(cache.nodes.filter(({ labels }) => 'zone' in labels).length);
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('do not depend on who asked what before', () => {
    const cache = new SchedulerCache(VERSION);
    cache.putNode(nodeOf('n1', 'a'));
    cache.putPod(podOf('p1', 'n1', 'web'));
    for (let i = 0; i < 200; i += 1) cache.domainCounts.of('zone', { key: `${i}`, matches: () => true });
    cache.putPod(podOf('p2', 'n1', 'web'));
    expect(cache.domainCounts.of('zone', WEB).counts.get('a')).to.equal(2);
  });
});
