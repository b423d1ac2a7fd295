// Field sets, typed values and owners, row by row. Sources: structured-merge-diff v6 fieldpath/set_test.go,
// typed/{merge,toset,symdiff}_test.go, merge/{conflict,leaf,key,set}_test.go; Kubernetes' page on server-side apply.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import fc from 'fast-check';
import type { AnyObject } from '../objects.ts';
import { structOf } from '../schema/schema-table.ts';
import { conflictStatus } from './conflicts.ts';
import { FieldSet, type FieldsV1, pathText } from './field-set.ts';
import { customType, fieldTypeOf } from './field-type.ts';
import { decodeManagers, encodeManagers, type Managers } from './managers.ts';
import { typeErrors } from './type-errors.ts';
import { compare, fieldSetOf, mergeValues, removeFields } from './typed-value.ts';
import { OwnershipUpdater, type Writer } from './updater.ts';

const POD = fieldTypeOf(structOf('v1', 'Pod')!);
const DEPLOYMENT = fieldTypeOf(structOf('apps/v1', 'Deployment')!);
const SERVICE = fieldTypeOf(structOf('v1', 'Service')!);
const CUSTOM = customType(POD);

const texts = (set: FieldSet): string[] => set.paths().map(pathText);

describe('field sets', () => {
  const rows: readonly [name: string, fields: FieldsV1, paths: string[]][] = [
    ['a leaf', { 'f:spec': { 'f:replicas': {} } }, ['.spec.replicas']],
    ['a member with children', { 'f:labels': { '.': {}, 'f:app': {} } }, ['.labels', '.labels.app']],
    [
      'items by key, in the order of their keys',
      {
        'k:{"containerPort":443,"protocol":"TCP"}': { '.': {} },
        'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:name': {} },
      },
      [
        '[containerPort=80,protocol="TCP"]',
        '[containerPort=443,protocol="TCP"]',
        '[containerPort=80,protocol="TCP"].name',
      ],
    ],
    [
      'values of a set',
      { 'f:finalizers': { 'v:"a"': {}, 'v:"b"': {} } },
      ['.finalizers[="a"]', '.finalizers[="b"]'],
    ],
  ];
  for (const [name, fields, paths] of rows) {
    it(`${name}: read and written`, () => {
      const set = FieldSet.fromFieldsV1(fields);
      assert.deepEqual(texts(set), paths);
      assert.isTrue(FieldSet.fromFieldsV1(set.toFieldsV1()).equals(set));
    });
  }

  const names = fc.array(fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:1'), {
    minLength: 1,
    maxLength: 3,
  });
  const sets = fc.array(names, { maxLength: 6 }).map((paths) => {
    const set = new FieldSet();
    for (const path of paths) set.insert(path);
    return set;
  });
  it('behave as sets of paths', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const [left, right] = [new Set(texts(a)), new Set(texts(b))];
        const sorted = (set: FieldSet): string[] => texts(set).sort();
        assert.deepEqual(sorted(a.union(b)), [...new Set([...left, ...right])].sort());
        assert.deepEqual(sorted(a.intersection(b)), [...left].filter((path) => right.has(path)).sort());
        assert.deepEqual(sorted(a.difference(b)), [...left].filter((path) => !right.has(path)).sort());
        assert.isTrue(FieldSet.fromFieldsV1(a.toFieldsV1()).equals(a));
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('what a value sets', () => {
  const rows: readonly [name: string, type: typeof POD, value: object, paths: string[]][] = [
    [
      'labels one by one, a selector as a whole',
      DEPLOYMENT,
      { metadata: { labels: { app: 'web' } }, spec: { selector: { matchLabels: { app: 'web' } } } },
      ['.metadata.labels.app', '.spec.selector'],
    ],
    [
      'containers by name, their commands as a whole',
      POD,
      { spec: { containers: [{ name: 'c', command: ['sh', '-c'] }] } },
      ['.spec.containers[name="c"]', '.spec.containers[name="c"].command', '.spec.containers[name="c"].name'],
    ],
    [
      'ports by number and protocol, TCP if unset',
      SERVICE,
      { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } },
      ['.spec.selector', '.spec.ports[port=80,protocol="TCP"]', '.spec.ports[port=80,protocol="TCP"].port'],
    ],
    [
      'finalizers by value, tolerations as a whole',
      POD,
      { metadata: { finalizers: ['a/b'] }, spec: { tolerations: [{ key: 'k' }] } },
      ['.metadata.finalizers[="a/b"]', '.spec.tolerations'],
    ],
    ['an empty map itself', POD, { spec: { securityContext: {} } }, ['.spec.securityContext']],
    [
      'a custom resource field by field, its lists as a whole',
      CUSTOM,
      { spec: { size: 3, hosts: ['a'] } },
      ['.spec', '.spec.hosts', '.spec.size'],
    ],
  ];
  for (const [name, type, value, paths] of rows) {
    it(name, () => assert.deepEqual(texts(fieldSetOf(value, type)).sort(), [...paths].sort()));
  }
});

describe('merging', () => {
  const rows: readonly [name: string, type: typeof POD, live: object, applied: object, merged: object][] = [
    [
      'a field is set',
      DEPLOYMENT,
      { spec: { paused: true } },
      { spec: { replicas: 3 } },
      { spec: { paused: true, replicas: 3 } },
    ],
    [
      'items of one key merge, others stay',
      POD,
      {
        spec: {
          containers: [
            { name: 'a', image: '1' },
            { name: 'b', image: '1' },
          ],
        },
      },
      { spec: { containers: [{ name: 'b', image: '2' }] } },
      {
        spec: {
          containers: [
            { name: 'a', image: '1' },
            { name: 'b', image: '2' },
          ],
        },
      },
    ],
    [
      'the applied order holds for shared items',
      POD,
      { spec: { containers: [{ name: 'a' }, { name: 'x' }, { name: 'b' }] } },
      { spec: { containers: [{ name: 'b' }, { name: 'a' }] } },
      { spec: { containers: [{ name: 'x' }, { name: 'b' }, { name: 'a' }] } },
    ],
    [
      'atomic lists are replaced',
      POD,
      { spec: { tolerations: [{ key: 'a' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
    ],
    [
      'sets are joined',
      POD,
      { metadata: { finalizers: ['a', 'b'] } },
      { metadata: { finalizers: ['c', 'a'] } },
      { metadata: { finalizers: ['c', 'a', 'b'] } },
    ],
  ];
  for (const [name, type, live, applied, merged] of rows) {
    it(name, () => assert.deepEqual(mergeValues(live, applied, type), merged));
  }

  it('of null leaves a map whose type nobody knows', () => {
    assert.deepEqual(mergeValues({ spec: { a: { b: 1 } } }, { spec: { a: null } }, CUSTOM), {
      spec: { a: { b: 1 } },
    });
  });

  it('of a value with itself, and removing nothing, change nothing', () => {
    const value = {
      spec: { containers: [{ name: 'a', env: [{ name: 'X', value: '1' }] }], nodeSelector: { a: 'b' } },
    };
    assert.deepEqual(mergeValues(value, value, POD), value);
    assert.deepEqual(removeFields(value, new FieldSet(), POD), value);
    const { added, modified, removed } = compare(value, value, POD);
    assert.isTrue(added.isEmpty && modified.isEmpty && removed.isEmpty);
  });
});

describe('comparing', () => {
  it('names what was added, changed and removed', () => {
    const before = {
      spec: { replicas: 1, paused: true, template: { spec: { containers: [{ name: 'a', image: '1' }] } } },
    };
    const after = {
      spec: { replicas: 2, template: { spec: { containers: [{ name: 'a', image: '1' }, { name: 'b' }] } } },
    };
    const { added, modified, removed } = compare(before, after, DEPLOYMENT);
    const at = '.spec.template.spec.containers[name="b"]';
    assert.deepEqual(
      [texts(added), texts(modified), texts(removed)],
      [[at, `${at}.name`], ['.spec.replicas'], ['.spec.paused']],
    );
  });
});

describe('what cannot be merged', () => {
  const rows: readonly [name: string, type: typeof POD, value: object, errors: string][] = [
    ['an unknown field', DEPLOYMENT, { spec: { replica: 1 } }, '.spec.replica: field not declared in schema'],
    [
      'one container twice',
      POD,
      { spec: { containers: [{ name: 'c' }, { name: 'c' }] } },
      '.spec.containers: duplicate entries for key [name="c"]',
    ],
    [
      'a container without name',
      POD,
      { spec: { containers: [{ image: 'x' }] } },
      `.spec.containers: element 0: associative list with keys has an element that omits all key fields ["name"] (and doesn't have default values for any key fields)`,
    ],
    [
      'two problems',
      POD,
      { metadata: { label: 1 }, spec: { container: [] } },
      'errors:\n  .metadata.label: field not declared in schema\n  .spec.container: field not declared in schema',
    ],
  ];
  for (const [name, type, value, errors] of rows)
    it(name, () => assert.strictEqual(typeErrors(value, type), errors));
});

const updater = new OwnershipUpdater({
  convert: (object, apiVersion) => (apiVersion === 'apps/v1' ? object : undefined),
  typeOf: () => DEPLOYMENT,
});
const by = (manager: string, more: Partial<Writer> = {}): Writer => ({
  manager,
  apiVersion: 'apps/v1',
  subresource: '',
  cannotChange: 'status',
  time: '2025-01-01T00:00:00Z',
  ...more,
});
const deployment = (spec: object, more: object = {}): AnyObject =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec,
    ...more,
  }) as unknown as AnyObject;
const EMPTY = deployment({});

/** Applies the specs in order, forced where it says so, and returns what came of it. */
function play(
  steps: readonly {
    readonly by: string;
    readonly spec: object;
    readonly force?: boolean;
    readonly update?: boolean;
  }[],
): {
  object: AnyObject;
  managers: Managers;
  refused: string;
} {
  let object = EMPTY;
  let managers: Managers = new Map();
  let refused = '';
  for (const step of steps) {
    const next = deployment(step.spec);
    if (step.update === true) {
      managers = updater.update(object, next, managers, by(step.by));
      object = next;
      continue;
    }
    const applied = updater.apply(object, next, managers, by(step.by), step.force === true);
    if ('conflicts' in applied) refused = conflictStatus(applied.conflicts).message;
    else ({ object, managers } = applied);
  }
  return { object, managers, refused };
}

const ownersOf = (managers: Managers): Record<string, string[]> =>
  Object.fromEntries(
    [...managers.values()].map(({ manager, operation, set }) => [`${manager} ${operation}`, texts(set)]),
  );

describe('owners', () => {
  it('an applier owns what it states', () => {
    const { managers, object } = play([{ by: 'a', spec: { replicas: 1 } }]);
    assert.deepEqual(ownersOf(managers), { 'a Apply': ['.spec.replicas'] });
    assert.deepEqual(object.spec, { replicas: 1 });
  });
  it('what is not applied any more goes', () => {
    const { object } = play([
      { by: 'a', spec: { replicas: 1, paused: true } },
      { by: 'a', spec: { replicas: 1 } },
    ]);
    assert.deepEqual(object.spec, { replicas: 1 });
  });
  it('but stays while someone else owns it', () => {
    const { object, managers } = play([
      { by: 'a', spec: { replicas: 1, paused: true } },
      { by: 'b', spec: { paused: true } },
      { by: 'a', spec: { replicas: 1 } },
    ]);
    assert.deepEqual(object.spec, { replicas: 1, paused: true });
    assert.deepEqual(ownersOf(managers), { 'a Apply': ['.spec.replicas'], 'b Apply': ['.spec.paused'] });
  });
  it('a map that another applied empty stays his when it gets empty', () => {
    const annotated = (annotations: object): object => ({ template: { metadata: { annotations } } });
    const { object, managers } = play([
      { by: 'a', spec: annotated({ x: '1' }) },
      { by: 'b', spec: annotated({}) },
      { by: 'a', spec: {} },
    ]);
    assert.deepEqual(object.spec, { template: { metadata: { annotations: null } } });
    assert.deepEqual(ownersOf(managers), {
      'a Apply': ['.spec'],
      'b Apply': ['.spec.template.metadata.annotations'],
    });
  });
  it('a field of another is not changed unasked', () => {
    const steps = [
      { by: 'a', spec: { replicas: 1 } },
      { by: 'b', spec: { replicas: 2 } },
    ];
    assert.strictEqual(
      play(steps).refused,
      'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
    );
    assert.deepEqual(ownersOf(play([steps[0]!, { ...steps[1]!, force: true }]).managers), {
      'b Apply': ['.spec.replicas'],
    });
  });
  it('several conflicts are listed by manager', () => {
    const { refused } = play([
      { by: 'b', spec: { paused: true, replicas: 1 } },
      { by: 'a', spec: { paused: true, replicas: 1, minReadySeconds: 5 }, update: true },
      { by: 'c', spec: { replicas: 2, paused: false, minReadySeconds: 6 } },
    ]);
    assert.strictEqual(
      refused,
      'Apply failed with 3 conflicts: conflicts with "a" using apps/v1:\n- .spec.minReadySeconds\nconflicts with "b":\n- .spec.paused\n- .spec.replicas',
    );
  });
  it('an update takes what it changes from all others', () => {
    const { managers } = play([
      { by: 'a', spec: { replicas: 1, paused: true } },
      { by: 'b', spec: { replicas: 2, paused: true }, update: true },
    ]);
    assert.deepEqual(ownersOf(managers), { 'a Apply': ['.spec.paused'], 'b Update': ['.spec.replicas'] });
  });
  it('an applier that agrees shares the field', () => {
    const { managers, refused } = play([
      { by: 'a', spec: { replicas: 1 }, update: true },
      { by: 'b', spec: { replicas: 1 } },
    ]);
    assert.strictEqual(refused, '');
    assert.deepEqual(ownersOf(managers), { 'a Update': ['.spec.replicas'], 'b Apply': ['.spec.replicas'] });
  });
  it('the status is not owned by writes to the object, nor the rest by writes to the status', () => {
    const next = deployment({ replicas: 1 }, { status: { replicas: 1 } });
    assert.deepEqual(ownersOf(updater.update(EMPTY, next, new Map(), by('a'))), {
      'a Update': ['.spec.replicas'],
    });
    assert.deepEqual(
      ownersOf(
        updater.update(EMPTY, next, new Map(), by('a', { subresource: 'status', cannotChange: 'spec' })),
      ),
      {
        'a Update': ['.status', '.status.replicas'],
      },
    );
  });
  it('of more than ten updaters the oldest become one', () => {
    let managers: Managers = new Map();
    let before = EMPTY;
    for (let i = 0; i < 12; i += 1) {
      const after = deployment(
        {},
        { metadata: { name: 'web', labels: { ...before.metadata.labels, [`l${i}`]: 'x' } } },
      );
      managers = updater.update(
        before,
        after,
        managers,
        by(`m${String(i).padStart(2, '0')}`, { time: `2025-01-01T00:00:${String(i).padStart(2, '0')}Z` }),
      );
      before = after;
    }
    const names = [...managers.values()].map(({ manager }) => manager).sort();
    assert.deepEqual(names, [
      'ancient-changes',
      ...Array.from({ length: 9 }, (_, i) => `m${String(i + 3).padStart(2, '0')}`),
    ]);
  });
  it('are written and read', () => {
    const { managers } = play([
      { by: 'b', spec: { replicas: 1 } },
      { by: 'a', spec: { replicas: 1, paused: true }, update: true },
    ]);
    const entries = encodeManagers(managers)!;
    assert.deepEqual(
      entries.map(({ manager, operation }) => [manager, operation]),
      [
        ['b', 'Apply'],
        ['a', 'Update'],
      ],
    );
    assert.deepEqual(encodeManagers(decodeManagers(entries)), entries);
  });
});
