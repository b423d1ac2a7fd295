import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { newSetAnnotations, withSizes } from './annotations.ts';
import { maxReplicas, maxUnavailable, resolveFenceposts } from './fenceposts.ts';
import { setsBeyondHistory } from './history.ts';
import { sizeOf } from './replica-sets.ts';
import { reconcileNewSet, reconcileOldSets, type Scaling, scaleSets } from './scaling.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';

function deployment(replicas: number, maxSurge: number | string, unavailable: number | string): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default', uid: 'web', resourceVersion: '1', creationTimestamp: '' },
    spec: {
      replicas,
      selector: {},
      template: {},
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: unavailable } },
    },
    status: {},
  };
}

function set(name: string, replicas: number, available = replicas): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      creationTimestamp: `2025-01-01T00:00:0${name.length}Z`,
    },
    spec: { replicas, selector: {} },
    status: { replicas, availableReplicas: available },
  };
}

const sizes = (changes: readonly Scaling[]): [string, number][] =>
  changes.map(({ set: { metadata }, replicas }) => [metadata.name, replicas]);

test('fenceposts: percentages round surge up and unavailability down', () => {
  // Source: kubernetes v1.20.2 pkg/controller/deployment/util/deployment_util_test.go, TestResolveFenceposts.
  const rows = [
    { surge: '0%', unavailable: '0%', replicas: 0, expected: [0, 1] },
    { surge: '39%', unavailable: '39%', replicas: 10, expected: [4, 3] },
    { surge: 'oops', unavailable: '39%', replicas: 10, expected: undefined },
    { surge: '55%', unavailable: 'urg', replicas: 10, expected: undefined },
    { surge: 5, unavailable: 1, replicas: 7, expected: [5, 1] },
  ];
  for (const { surge, unavailable, replicas, expected } of rows) {
    const resolve = (): number[] => Object.values(resolveFenceposts(surge, unavailable, replicas));
    if (expected === undefined) expect(resolve).to.throw();
    else expect(resolve()).to.deep.equal(expected);
  }
});

test('old pods that are not available go before those that are', () => {
  const { changes } = reconcileOldSets(deployment(10, 3, 2), set('new', 2), [
    set('old', 8, 6),
    set('older', 3, 3),
  ]);
  expect(sizes(changes)).to.deep.equal([
    ['old', 6],
    ['old', 3],
  ]);
});

test('a set with more available pods than it asks for stops the step', () => {
  const { changes, isRefused } = reconcileOldSets(deployment(4, 1, 0), set('new', 2), [set('old', 3, 4)]);
  expect({ changes, isRefused }).to.deep.equal({ changes: [], isRefused: true });
});

test('proportional scaling shares what is added by size and leaves the rest to the largest', () => {
  const before = deployment(10, 5, 2);
  const noted = (each: ReplicaSet): ReplicaSet => ({
    ...each,
    metadata: { ...each.metadata, annotations: withSizes({}, before) },
  });
  const changes = scaleSets(deployment(20, 5, 2), noted(set('new', 5)), [noted(set('old', 10))]);
  expect(sizes(changes)).to.deep.equal([
    ['old', 17],
    ['new', 8],
  ]);
});

test('a set that is rolled back to gets a new revision and keeps the former', () => {
  const web = deployment(1, 1, 1);
  expect(newSetAnnotations(web, { [REVISION]: '1' }, 3)).to.deep.equal({ [REVISION]: '3', [HISTORY]: '1' });
  const again = newSetAnnotations(web, { [REVISION]: '3', [HISTORY]: '1' }, 5);
  expect(again).to.deep.equal({ [REVISION]: '5', [HISTORY]: '1,3' });
  const full = Array.from({ length: 500 }, (_, i) => 1000 + i).join(',');
  expect(newSetAnnotations(web, { [REVISION]: '9998', [HISTORY]: full }, 9999)[HISTORY]).to.match(
    /^1101,.*,9998$/,
  );
});

test('the history limit counts by revision from 1.21 on, by age before', () => {
  const revised = (name: string, revision: string): ReplicaSet => {
    const idle = set(name, 0);
    return { ...idle, metadata: { ...idle.metadata, annotations: { [REVISION]: revision } } };
  };
  const web = { ...deployment(1, 1, 1), spec: { ...deployment(1, 1, 1).spec, revisionHistoryLimit: 1 } };
  const old = [revised('a', '5'), revised('bb', '2')];
  const names = (byRevision: boolean): string[] =>
    setsBeyondHistory(web, old, { has: () => byRevision }).map(({ metadata }) => metadata.name);
  expect(names(true)).to.deep.equal(['bb']);
  expect(names(false)).to.deep.equal(['a']);
});

test('property: a rolling update keeps to its fenceposts and ends', () => {
  const percentOrCount = fc.oneof(
    fc.nat(6),
    fc.integer({ min: 0, max: 100 }).map((n) => `${n}%`),
  );
  const scene = fc.record({
    replicas: fc.integer({ min: 1, max: 20 }),
    surge: percentOrCount,
    unavailable: percentOrCount,
  });
  fc.assert(
    fc.property(scene, ({ replicas, surge, unavailable }) => {
      const web = deployment(replicas, surge, unavailable);
      const sets = new Map([
        ['new', set('new', 0)],
        ['old', set('old', replicas)],
      ]);
      for (let step = 0; step < 100; step++) {
        const [newSet, oldSet] = [sets.get('new')!, sets.get('old')!];
        const grown = reconcileNewSet(web, newSet, [oldSet]);
        const changes = grown.length > 0 ? grown : reconcileOldSets(web, newSet, [oldSet]).changes;
        for (const {
          set: { metadata },
          replicas: size,
        } of changes)
          sets.set(metadata.name, set(metadata.name, size));
        if (changes.length === 0) break;
        // All pods become available before the next step.
        const total = [...sets.values()].reduce((sum, each) => sum + sizeOf(each), 0);
        expect(total).to.be.at.most(maxReplicas(web));
        expect(total).to.be.at.least(replicas - maxUnavailable(web));
      }
      expect([sizeOf(sets.get('old')!), sizeOf(sets.get('new')!)]).to.deep.equal([0, replicas]);
    }),
    { seed: 42, numRuns: 200 },
  );
});
