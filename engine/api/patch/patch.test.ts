import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { versionProfile } from '../../versions/profile.ts';
import { structOf } from '../schema/schema-table.ts';
import { createJSONMergePatch, jsonMergePatch, threeWayJSONMergePatch } from './json-merge-patch.ts';
import { type JSONPatchOperation, jsonPatch } from './json-patch.ts';
import { createTwoWayMergePatch, strategicMergePatch, threeWayMergePatch } from './strategic-patch.ts';
import {
  applyPatch,
  LAST_APPLIED,
  lastAppliedConfiguration,
  modifiedConfiguration,
} from './three-way-apply.ts';

type Json = Record<string, unknown>;

const newest = versionProfile();
const v120 = versionProfile(20);
const POD = structOf('v1', 'Pod')!;
const DEPLOYMENT = structOf('apps/v1', 'Deployment')!;
const NODE = structOf('v1', 'Node')!;
const SERVICE = structOf('v1', 'Service')!;

/** Calls with deeply frozen inputs, so that a change to one of them throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

interface Row {
  readonly name: string;
  readonly struct?: typeof POD;
  readonly current: Json;
  readonly patch: Json;
  readonly version?: typeof newest;
  readonly result?: Json;
  readonly error?: string;
}

// Source: kubernetes apimachinery pkg/util/strategicpatch/patch_test.go; results of the newest release were observed
// with `kubectl patch --local` v1.32.
const STRATEGIC: readonly Row[] = [
  {
    name: 'objects merge',
    current: { metadata: { labels: { a: '1' } } },
    patch: { metadata: { labels: { b: '2' } } },
    result: { metadata: { labels: { a: '1', b: '2' } } },
  },
  {
    name: 'null deletes',
    current: { metadata: { labels: { a: '1', b: '2' } } },
    patch: { metadata: { labels: { a: null } } },
    result: { metadata: { labels: { b: '2' } } },
  },
  {
    name: 'a list without key is replaced',
    current: { spec: { tolerations: [{ key: 'a' }] } },
    patch: { spec: { tolerations: [{ key: 'b' }] } },
    result: { spec: { tolerations: [{ key: 'b' }] } },
  },
  {
    name: 'a list with key is merged; new elements come first, as the patch has them',
    current: { spec: { containers: [{ name: 'a', image: '1' }] } },
    patch: { spec: { containers: [{ name: 'b' }, { name: 'a', image: '2' }] } },
    result: { spec: { containers: [{ name: 'b' }, { name: 'a', image: '2' }] } },
  },
  {
    name: '$patch: delete in an element',
    current: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
    patch: { spec: { containers: [{ name: 'a', $patch: 'delete' }] } },
    result: { spec: { containers: [{ name: 'b' }] } },
  },
  {
    name: '$patch: replace in a list',
    current: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
    patch: { spec: { containers: [{ name: 'c' }, { $patch: 'replace' }] } },
    result: { spec: { containers: [{ name: 'c' }] } },
  },
  {
    name: '$patch: replace in an object',
    current: { metadata: { labels: { a: '1' } } },
    patch: { metadata: { labels: { $patch: 'replace', b: '2' } } },
    result: { metadata: { labels: { b: '2' } } },
  },
  {
    name: '$patch: delete in an object',
    current: { metadata: { labels: { a: '1' } } },
    patch: { metadata: { labels: { $patch: 'delete' } } },
    result: { metadata: { labels: {} } },
  },
  {
    name: '$patch: merge is for objects no directive',
    current: { metadata: { labels: {} } },
    patch: { metadata: { labels: { $patch: 'merge' } } },
    error: 'unknown patch type: merge in map: map[$patch:merge]',
  },
  {
    name: '$patch that is no text',
    current: { metadata: { labels: {} } },
    patch: { metadata: { labels: { $patch: null } } },
    error: 'unknown patch type: %!s(<nil>) in map: map[$patch:<nil>]',
  },
  {
    name: '$retainKeys clears the others',
    struct: DEPLOYMENT,
    current: { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } },
    patch: { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
    result: { spec: { strategy: { type: 'Recreate' } } },
  },
  {
    name: '$retainKeys must name what the patch sets',
    struct: DEPLOYMENT,
    current: { spec: { strategy: {} } },
    patch: { spec: { strategy: { $retainKeys: ['type'], rollingUpdate: {} } } },
    error: 'invalid patch format of retainKeys',
  },
  {
    name: '$deleteFromPrimitiveList takes scalars out of a set',
    current: { metadata: { finalizers: ['a', 'b', 'c'] } },
    patch: { metadata: { '$deleteFromPrimitiveList/finalizers': ['b'] } },
    result: { metadata: { finalizers: ['a', 'c'] } },
  },
  {
    name: '$deleteFromPrimitiveList on a list that is replaced: from 1.28 it deletes',
    current: { spec: { containers: [{ name: 'a', args: ['x', 'y'] }] } },
    patch: { spec: { containers: [{ name: 'a', '$deleteFromPrimitiveList/args': ['x'] }] } },
    result: { spec: { containers: [{ name: 'a', args: ['y'] }] } },
  },
  {
    name: '$deleteFromPrimitiveList on a list that is replaced: before, the list became what was to go',
    current: { spec: { containers: [{ name: 'a', args: ['x', 'y'] }] } },
    patch: { spec: { containers: [{ name: 'a', '$deleteFromPrimitiveList/args': ['x'] }] } },
    version: v120,
    result: { spec: { containers: [{ name: 'a', args: ['x'] }] } },
  },
  {
    name: 'a list of scalars with merge strategy is a set',
    struct: NODE,
    current: { spec: { podCIDRs: ['a', 'b'] } },
    patch: { spec: { podCIDRs: ['c', 'a'] } },
    result: { spec: { podCIDRs: ['c', 'a', 'b'] } },
  },
  {
    name: '$setElementOrder orders; what only the server has keeps its place',
    current: { spec: { containers: [{ name: 'a' }, { name: 'x' }, { name: 'b' }] } },
    patch: {
      spec: {
        '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }],
        containers: [{ name: 'b', image: 'i' }],
      },
    },
    result: { spec: { containers: [{ name: 'x' }, { name: 'b', image: 'i' }, { name: 'a' }] } },
  },
  {
    name: '$setElementOrder must name what the patch sets',
    current: { spec: { containers: [] } },
    patch: { spec: { '$setElementOrder/containers': [{ name: 'z' }], containers: [{ name: 'q' }] } },
    error: "The order in patch list:\n[map[name:q]]\n doesn't match $setElementOrder list:\n[map[name:z]]\n",
  },
  {
    name: 'an element without its key',
    current: { spec: { containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] } },
    patch: { spec: { containers: [{ name: 'a', ports: [{ name: 'http' }] }] } },
    error: 'map: map[name:http] does not contain declared merge key: containerPort',
  },
  {
    name: 'elements of two types',
    current: { spec: { containers: [{ name: 'a' }] } },
    patch: { spec: { containers: ['a'] } },
    error: 'list element types are not identical: [[map[name:a]] [a]]',
  },
  {
    name: 'a field that the type does not have',
    struct: SERVICE,
    current: { spec: { foo: { a: 1 } } },
    patch: { spec: { foo: { b: 1 } } },
    error: 'unable to find api field in struct ServiceSpec for the json field "foo"',
  },
  {
    name: 'directives and nulls stay out of what is new, from 1.28',
    current: { spec: {} },
    patch: {
      spec: {
        containers: [
          { name: 'a', image: null },
          { name: 'b', $patch: 'delete' },
        ],
      },
    },
    result: { spec: { containers: [{ name: 'a' }] } },
  },
  {
    name: 'before 1.28 they were stored',
    current: { spec: {} },
    patch: { spec: { containers: [{ name: 'a', image: null }] } },
    version: v120,
    result: { spec: { containers: [{ name: 'a', image: null }] } },
  },
];

describe('strategic merge patch', () => {
  for (const { name, struct = POD, current, patch, version = newest, result, error } of STRATEGIC) {
    it(name, () => {
      const apply = (): Json => strategicMergePatch(struct, frozen(current), frozen(patch), version);
      if (error !== undefined) expect(apply).to.throw().with.property('message', error);
      else expect(apply()).to.deep.equal(result);
    });
  }
});

describe('making a strategic merge patch', () => {
  // Source: kubernetes apimachinery pkg/util/strategicpatch/patch_test.go, TestStrategicMergePatch and its rows.
  const rows: readonly (readonly [string, typeof POD, Json, Json, Json])[] = [
    ['nothing changed', POD, { spec: { nodeName: 'a' } }, { spec: { nodeName: 'a' } }, {}],
    ['a field that went', POD, { spec: { nodeName: 'a' } }, { spec: {} }, { spec: { nodeName: null } }],
    [
      'an element that went',
      POD,
      { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      { spec: { containers: [{ name: 'b' }] } },
      {
        spec: {
          '$setElementOrder/containers': [{ name: 'b' }],
          containers: [{ $patch: 'delete', name: 'a' }],
        },
      },
    ],
    [
      'another order only',
      POD,
      { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      { spec: { containers: [{ name: 'b' }, { name: 'a' }] } },
      { spec: { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] } },
    ],
    [
      'a scalar that went from a set',
      POD,
      { metadata: { finalizers: ['a', 'b'] } },
      { metadata: { finalizers: ['a'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['b'], '$setElementOrder/finalizers': ['a'] } },
    ],
    [
      'keys to retain',
      DEPLOYMENT,
      { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } },
      { spec: { strategy: { type: 'Recreate' } } },
      { spec: { strategy: { $retainKeys: ['type'], rollingUpdate: null, type: 'Recreate' } } },
    ],
  ];
  for (const [name, struct, from, to, patch] of rows) {
    it(name, () => {
      expect(createTwoWayMergePatch(struct, frozen(from), frozen(to))).to.deep.equal(patch);
    });
  }
});

// Objects in which every field has a value and every key stands once: what the API server would have stored.
const word = fc.constantFrom('a', 'b', 'c', 'd');
const labels = fc.dictionary(word, word);
const byName = (extra: fc.Arbitrary<Json>): fc.Arbitrary<Json[]> =>
  fc
    .uniqueArray(fc.tuple(word, extra), { selector: ([name]) => name, minLength: 1 })
    .map((items) => items.map(([name, rest]) => ({ name, ...rest })));
const container = fc.record(
  { image: word, args: fc.array(word), env: byName(fc.record({ value: word })) },
  { requiredKeys: ['image'] },
);
const strategy = fc.constantFrom<Json>(
  { type: 'Recreate' },
  { type: 'RollingUpdate' },
  { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
);
const deployment: fc.Arbitrary<Json> = fc
  .record({
    labels,
    // Sorted: upstream compares the order of a set with its sorted old value, so that a new order that happens to be the
    // sorted one is not sent.
    finalizers: fc.uniqueArray(word, { minLength: 1 }).map((list) => list.sort()),
    replicas: fc.nat(3),
    strategy,
    containers: byName(container as fc.Arbitrary<Json>),
    volumes: byName(fc.constantFrom<Json>({ emptyDir: {} }, { secret: { secretName: 's' } })),
  })
  .map(({ labels: l, finalizers, replicas, strategy: s, containers, volumes }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels: l, finalizers },
    spec: { replicas, strategy: s, template: { spec: { containers, volumes } } },
  }));

const SEED = { seed: 42, numRuns: 200 };

describe('properties of patches', () => {
  for (const version of [v120, newest]) {
    it(`the patch of a difference gives the target (${version.name})`, () => {
      fc.assert(
        fc.property(deployment, deployment, (from, to) => {
          const patch = createTwoWayMergePatch(DEPLOYMENT, frozen(from), frozen(to));
          expect(strategicMergePatch(DEPLOYMENT, from, frozen(patch), version)).to.deep.equal(to);
        }),
        SEED,
      );
    });

    it(`three ways without drift give the modified object (${version.name})`, () => {
      fc.assert(
        fc.property(deployment, deployment, (live, modified) => {
          const patch = threeWayMergePatch(
            DEPLOYMENT,
            frozen({ original: live, modified, current: live }),
            version,
          );
          expect(strategicMergePatch(DEPLOYMENT, live, frozen(patch), version)).to.deep.equal(modified);
        }),
        SEED,
      );
    });
  }

  it('what others added survives three ways', () => {
    fc.assert(
      fc.property(deployment, deployment, (original, modified) => {
        const current = { ...original, status: { replicas: 1 } };
        const patch = threeWayMergePatch(DEPLOYMENT, { original, modified, current }, newest);
        expect(strategicMergePatch(DEPLOYMENT, current, patch, newest)).to.deep.equal({
          ...modified,
          status: { replicas: 1 },
        });
      }),
      SEED,
    );
  });

  it('JSON merge patches: the patch of a difference gives the target, with and without a third version', () => {
    fc.assert(
      fc.property(deployment, deployment, (from, to) => {
        expect(jsonMergePatch(frozen(from), frozen(createJSONMergePatch(from, to)), newest)).to.deep.equal(
          to,
        );
        const patch = threeWayJSONMergePatch({ original: from, modified: to, current: from }, newest);
        expect(jsonMergePatch(from, frozen(patch), newest)).to.deep.equal(to);
      }),
      SEED,
    );
  });
});

describe('JSON merge patch', () => {
  // Source: RFC 7396, Appendix A, the cases whose target is an object.
  const rows: readonly (readonly [unknown, unknown, unknown])[] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ a: 'foo' }, ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [['a', 'b'], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [current, patch, result] of rows) {
    it(`${JSON.stringify(current)} with ${JSON.stringify(patch)}`, () => {
      expect(jsonMergePatch(frozen(current), frozen(patch), newest)).to.deep.equal(result);
    });
  }

  it('nulls in lists go up to 1.21 and stay from 1.22', () => {
    expect(jsonMergePatch({}, { a: [null, 1] }, v120)).to.deep.equal({ a: [1] });
    expect(jsonMergePatch({}, { a: [null, 1] }, newest)).to.deep.equal({ a: [null, 1] });
  });

  it('a patch that is neither object nor list', () => {
    expect(() => jsonMergePatch({}, 'x', newest)).to.throw('Invalid JSON Patch');
  });
});

const DOCUMENT = { a: { b: [1, 2, 3] }, 'x/y': 1, 'm~n': 2, n: null };

describe('JSON patch', () => {
  const applied: readonly (readonly [string, readonly JSONPatchOperation[], Json])[] = [
    ['add in an object', [{ op: 'add', path: '/z', value: 1 }], { ...DOCUMENT, z: 1 }],
    ['add in a list', [{ op: 'add', path: '/a/b/1', value: 9 }], { ...DOCUMENT, a: { b: [1, 9, 2, 3] } }],
    ['add at the end', [{ op: 'add', path: '/a/b/-', value: 9 }], { ...DOCUMENT, a: { b: [1, 2, 3, 9] } }],
    ['remove', [{ op: 'remove', path: '/a/b/0' }], { ...DOCUMENT, a: { b: [2, 3] } }],
    ['remove counted from the end', [{ op: 'remove', path: '/a/b/-1' }], { ...DOCUMENT, a: { b: [1, 2] } }],
    ['replace', [{ op: 'replace', path: '/a/b', value: 'x' }], { ...DOCUMENT, a: { b: 'x' } }],
    ['replace what is not there', [{ op: 'replace', path: '/q', value: 1 }], { ...DOCUMENT, q: 1 }],
    ['move', [{ op: 'move', from: '/a/b', path: '/c' }], { ...DOCUMENT, a: {}, c: [1, 2, 3] }],
    ['copy', [{ op: 'copy', from: '/a/b/0', path: '/a/c' }], { ...DOCUMENT, a: { b: [1, 2, 3], c: 1 } }],
    [
      'escaped paths',
      [
        { op: 'test', path: '/x~1y', value: 1 },
        { op: 'test', path: '/m~0n', value: 2 },
      ],
      DOCUMENT,
    ],
    ['test of null', [{ op: 'test', path: '/n', value: null }], DOCUMENT],
    ['the whole document', [{ op: 'replace', path: '', value: { k: 1 } }], { k: 1 }],
  ];
  for (const [name, operations, result] of applied) {
    it(name, () => {
      expect(jsonPatch(frozen(DOCUMENT), frozen(operations), newest)).to.deep.equal(result);
    });
  }

  // Source: evanphx/json-patch v4.12.0 patch.go.
  const refused: readonly (readonly [JSONPatchOperation, string])[] = [
    [
      { op: 'remove', path: '/a/q' },
      "error in remove for path: '/a/q': Unable to remove nonexistent key: q: missing value",
    ],
    [
      { op: 'remove', path: '/q/r' },
      'remove operation does not apply: doc is missing path: "/q/r": missing value',
    ],
    [
      { op: 'remove', path: '/a/b/5' },
      "error in remove for path: '/a/b/5': Unable to access invalid index: 5: invalid index referenced",
    ],
    [
      { op: 'add', path: '/a/b/4', value: 1 },
      "error in add for path: '/a/b/4': Unable to access invalid index: 4: invalid index referenced",
    ],
    [
      { op: 'add', path: '/a/b/x', value: 1 },
      "error in add for path: '/a/b/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax",
    ],
    [
      { op: 'add', path: '/q/r', value: 1 },
      'add operation does not apply: doc is missing path: "/q/r": missing value',
    ],
    [{ op: 'add', value: 1 }, 'add operation failed to decode path: missing value'],
    [
      { op: 'replace', path: '/a/b/9', value: 1 },
      'replace operation does not apply: doc is missing key: /a/b/9: missing value',
    ],
    [{ op: 'test', path: '/a/b/0', value: 2 }, 'testing value /a/b/0 failed: test failed'],
    [
      { op: 'move', from: '/q', path: '/r' },
      "error in move for path: 'q': Unable to remove nonexistent key: q: missing value",
    ],
    [
      { op: 'copy', path: '/r' },
      'copy operation failed to decode from: operation, missing from field: missing value',
    ],
    [{ op: 'bogus', path: '/a' }, 'Unexpected kind: bogus'],
  ];
  for (const [operation, message] of refused) {
    it(`${JSON.stringify(operation)} is refused`, () => {
      expect(() => jsonPatch(DOCUMENT, [operation], newest))
        .to.throw()
        .with.property('message', message);
    });
  }

  it('1.20 has no path for the whole document', () => {
    expect(() => jsonPatch(DOCUMENT, [{ op: 'replace', path: '', value: {} }], v120)).to.throw(
      'replace operation does not apply: doc is missing path: : missing value',
    );
  });
});

describe('kubectl apply', () => {
  const configMap = (data: Json): Json => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x', namespace: 'd' },
    data,
  });

  it('keeps the configuration in an annotation, as Go writes JSON', () => {
    expect(lastAppliedConfiguration(modifiedConfiguration(configMap({ b: '<1>', a: '2' })))).to.equal(
      '{"apiVersion":"v1","data":{"a":"2","b":"\\u003c1\\u003e"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"x","namespace":"d"}}\n',
    );
  });

  it('sends nothing where nothing changed', () => {
    expect(
      applyPatch(
        modifiedConfiguration(configMap({ a: '1' })),
        modifiedConfiguration(configMap({ a: '1' })),
        newest,
      ),
    ).to.deep.equal({ type: 'strategic', patch: {} });
  });

  it('deletes what it applied before, and leaves what others added', () => {
    const applied = modifiedConfiguration(configMap({ a: '1' }));
    const live = { ...applied, data: { a: '1', other: '2' } };
    const { patch } = applyPatch(frozen(live), frozen(modifiedConfiguration(configMap({ b: '1' }))), newest);
    expect(patch.data).to.deep.equal({ a: null, b: '1' });
  });

  it('patches a custom resource by a JSON merge patch', () => {
    const widget = (sizes: number[]): Json => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w' },
      spec: { sizes },
    });
    const { type, patch } = applyPatch(
      modifiedConfiguration(widget([1, 2])),
      modifiedConfiguration(widget([1, 3])),
      newest,
    );
    expect([type, patch.spec]).to.deep.equal(['merge', { sizes: [1, 3] }]);
  });

  it('does not rename a custom resource', () => {
    const widget = (name: string): Json => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name },
    });
    expect(() =>
      applyPatch(modifiedConfiguration(widget('a')), modifiedConfiguration(widget('b')), newest),
    ).to.throw('At least one of apiVersion, kind and name was changed');
  });

  it('refuses an annotation that is no JSON', () => {
    const live = { ...configMap({}), metadata: { name: 'x', annotations: { [LAST_APPLIED]: '{' } } };
    expect(() => applyPatch(live, modifiedConfiguration(configMap({})), newest)).to.throw(
      'invalid JSON document',
    );
  });
});
