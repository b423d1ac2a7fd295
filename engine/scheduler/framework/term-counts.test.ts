import { describe, it } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Node, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { SchedulerCache } from '../cache/cache.ts';

const nodeOf = (name: string, zone: string | undefined): Node =>
  ({
    metadata: { name, labels: zone === undefined ? {} : { zone } },
    spec: {},
    status: {},
  }) as unknown as Node;

function podOf(name: string, nodeName: string, app: string): Pod {
  const term = { topologyKey: 'zone', labelSelector: { matchLabels: { app } } };
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  const metadata = { name, namespace: 'default', uid: name };
  const spec = { nodeName, containers: [], affinity: { podAntiAffinity } };
  return { metadata, spec, status: {} } as unknown as Pod;
}

const node = fc.constantFrom('n1', 'n2', 'n3');
const pod = fc.constantFrom('p1', 'p2', 'p3', 'p4');

type Step = (cache: SchedulerCache) => void;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(node, fc.constantFrom('a', 'b', undefined)).map(
    ([name, zone]): Step =>
      (cache) =>
        cache.putNode(nodeOf(name, zone)),
  ),
  node.map(
    (name): Step =>
      (cache) =>
        cache.removeNode(name),
  ),
  fc.tuple(pod, node).map(
    ([name, on]): Step =>
      (cache) =>
        cache.putPod(podOf(name, on, name < 'p3' ? 'web' : 'db')),
  ),
  pod.map(
    (name): Step =>
      (cache) =>
        cache.removePod(name),
  ),
);

describe('affinity terms of pods on nodes', () => {
  it('come to the same from change to change as gathered anew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const cache = new SchedulerCache(versionProfile());
        for (const run of steps) {
          run(cache);
          const held = [...cache.termCounts.of('requiredAnti')].flatMap(({ term, domains }) =>
            [...domains].map(([domain, pods]) => `${term.selector} ${domain} ${pods}`),
          );
          const anew = new Map<string, number>();
          for (const { labels, pods } of cache.nodes) {
            for (const { requiredAntiAffinity } of labels.zone === undefined ? [] : pods) {
              const key = `${requiredAntiAffinity[0]!.selector} ${labels.zone}`;
              anew.set(key, (anew.get(key) ?? 0) + 1);
            }
          }
          expect(held.sort()).to.deep.equal([...anew].map(([key, pods]) => `${key} ${pods}`).sort());
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
