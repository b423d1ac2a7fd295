import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Pod } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Informer, InformerHandler } from '../../client/informer.ts';
import { OwnedPods, tallyOf } from './owned-pods.ts';
import type { Replicated } from './replicated-kind.ts';

const set = {
  metadata: { name: 'web', uid: 'web' },
  spec: { template: { metadata: { labels: { app: 'web', tier: 'front' } } } },
} as unknown as Replicated;
const selector = labelSelectorAsSelector({ matchLabels: { app: 'web' } });

const podArbitrary = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    owner: fc.constantFrom('web', 'other', undefined),
    labels: fc.constantFrom({ app: 'web' }, { app: 'web', tier: 'front' }, { app: 'db' }, undefined),
    phase: fc.constantFrom('Pending', 'Running', 'Failed'),
    isReady: fc.boolean(),
    isGoing: fc.boolean(),
    isDeleted: fc.boolean(),
  })
  .map(({ name, owner, labels, phase, isReady, isGoing, isDeleted }) => {
    const ownerReferences = owner === undefined ? undefined : [{ uid: owner, controller: true }];
    const deletionTimestamp = isGoing ? '2026-01-01T00:00:00Z' : undefined;
    const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False' }];
    const metadata = { namespace: 'default', name, labels, ownerReferences, deletionTimestamp };
    return { isDeleted, pod: { metadata, status: { phase, conditions } } as unknown as Pod };
  });

describe('the pods of a set', () => {
  it('are counted as a walk through them counts them, after any changes', () => {
    fc.assert(
      fc.property(fc.array(podArbitrary, { maxLength: 12 }), (changes) => {
        let handler: InformerHandler<Pod> = {};
        const informer = { addHandler: (given: InformerHandler<Pod>) => (handler = given) };
        const owned = new OwnedPods(informer as unknown as Informer<'Pod', Pod>);
        const cache = new Map<string, Pod>();
        for (const { isDeleted, pod } of changes) {
          const before = cache.get(pod.metadata.name);
          if (isDeleted) {
            cache.delete(pod.metadata.name);
            if (before !== undefined) handler.delete?.(pod);
          } else {
            cache.set(pod.metadata.name, pod);
            if (before === undefined) handler.add?.(pod);
            else handler.update?.(pod, before);
          }
          // Asked after each change, so that the tally has to follow.
          const own = [...cache.values()].filter(
            ({ metadata }) => metadata.ownerReferences?.[0]?.uid === 'web',
          );
          const isFinished = ({ status }: Pod): boolean => status?.phase === 'Failed';
          const going = own.filter((one) => !isFinished(one) && one.metadata.deletionTimestamp !== undefined);
          const active = own.filter(
            (one) => !isFinished(one) && one.metadata.deletionTimestamp === undefined,
          );
          const selected = active.filter(({ metadata }) => selector.matches(metadata.labels));
          const terminating = going.filter(({ metadata }) => selector.matches(metadata.labels)).length;
          expect(owned.tally(set, selector)).to.deep.equal({
            ...tallyOf(selected, set, terminating),
            strays: active.length - selected.length,
          });
          expect(owned.replicas(set, selector)).to.have.members(selected);
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});
