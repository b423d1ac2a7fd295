import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { goSorted } from './go-sort.ts';

const FIXED = { seed: 42, numRuns: 200 };

const byKey = (a: { key: number }, b: { key: number }): boolean => a.key < b.key;

test('sorts any list', () => {
  const lists = fc.oneof(
    fc.array(fc.integer(), { maxLength: 300 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 300 }),
  );
  fc.assert(
    fc.property(lists, (list) => {
      expect(goSorted(list, (a, b) => a < b)).to.deep.equal([...list].sort((a, b) => a - b));
    }),
    FIXED,
  );
});

test('up to twelve elements, equals stay in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }), (keys) => {
      const items = keys.map((key, i) => ({ key, i }));
      expect(goSorted(items, byKey)).to.deep.equal([...items].sort((a, b) => a.key - b.key));
    }),
    FIXED,
  );
});

// Source: the recorded facts, `kubectl get events --sort-by` of kubectl-output: 26 events, of which three came later.
test('beyond that, equals end up where Go leaves them', () => {
  const later = new Map([
    [6, 1],
    [14, 2],
    [7, 3],
  ]);
  const items = Array.from({ length: 26 }, (_, i) => ({ i, key: later.get(i) ?? 0 }));
  expect(goSorted(items, byKey).map(({ i }) => i)).to.deep.equal([
    ...[18, 19, 13, 12, 4, 5, 24, 23, 8, 9, 10, 11, 25, 2, 3, 15, 16, 17, 0, 1, 20, 21, 22, 6, 14, 7],
  ]);
});
