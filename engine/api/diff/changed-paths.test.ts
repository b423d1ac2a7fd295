import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { changedPaths } from './changed-paths.ts';

describe('changed paths', () => {
  const rows: readonly (readonly [
    string,
    unknown,
    unknown,
    readonly (readonly [string, unknown, unknown])[],
  ])[] = [
    ['equal versions', { a: { b: [1] } }, { a: { b: [1] } }, []],
    ['a changed leaf', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }, [['spec.replicas', 1, 2]]],
    ['an added branch is one change', {}, { a: { b: 1 } }, [['a', undefined, { b: 1 }]]],
    ['a removed field', { a: 1, b: 2 }, { a: 1 }, [['b', 2, undefined]]],
    ['another type', { a: [1] }, { a: 'x' }, [['a', [1], 'x']]],
    [
      'scalars in a list, by position',
      { a: [1, 2] },
      { a: [1, 3, 4] },
      [
        ['a[1]', 2, 3],
        ['a[2]', undefined, 4],
      ],
    ],
    [
      'elements with names are paired by name',
      { c: [{ name: 'a', v: 1 }] },
      { c: [{ name: 'new' }, { name: 'a', v: 2 }] },
      [
        ['c[name=a].v', 1, 2],
        ['c[name=new]', undefined, { name: 'new' }],
      ],
    ],
    [
      'conditions are paired by type',
      { conditions: [{ type: 'Ready', status: 'False' }] },
      { conditions: [{ type: 'Ready', status: 'True' }] },
      [['conditions[type=Ready].status', 'False', 'True']],
    ],
    [
      'another order',
      { c: [{ name: 'a' }, { name: 'b' }] },
      { c: [{ name: 'b' }, { name: 'a' }] },
      [['c', ['a', 'b'], ['b', 'a']]],
    ],
    [
      'elements that share a name are compared by position',
      { c: [{ name: 'a' }, { name: 'a' }] },
      { c: [{ name: 'a' }, { name: 'b' }] },
      [['c[1].name', 'a', 'b']],
    ],
  ];
  for (const [name, before, after, expected] of rows) {
    it(name, () => {
      expect(
        changedPaths(before, after).map((change) => [change.path, change.before, change.after]),
      ).to.deep.equal(expected);
    });
  }

  it('there is a change exactly where the versions differ as JSON', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));
    const same = (a: unknown, b: unknown): boolean => {
      try {
        expect(a).to.deep.equal(b);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(changedPaths(a, b).length === 0).to.equal(same(a, b));
        expect(changedPaths(a, JSON.parse(JSON.stringify(a)))).to.deep.equal([]);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
