// YAML as kubectl writes it: rows of quoting, and that what is written is read back as it was.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { constructFromEvents, parseEvents } from 'js-yaml';
import { KUBERNETES_YAML } from '../../api/manifest/yaml-schema.ts';
import { toYaml } from './yaml.ts';

const read = (text: string): unknown => {
  const events = parseEvents(text, { maxDepth: 200 });
  return constructFromEvents(events, { source: text, schema: KUBERNETES_YAML, json: true })[0];
};

// Source: what sigs.k8s.io/yaml v1.4.0 writes; go-yaml v2 encode_test.go.
const ROWS: readonly [name: string, value: unknown, text: string][] = [
  ['a word', 'web', 'web\n'],
  ['words', 'two words', 'two words\n'],
  ['nothing', '', '""\n'],
  ['a number as text', '1', '"1"\n'],
  ['a fraction as text', '1.5', '"1.5"\n'],
  ['an exponent as text', '1e3', '"1e3"\n'],
  ['a truth as text', 'true', '"true"\n'],
  ['an old truth as text', 'yes', '"yes"\n'],
  ['a letter that was a truth', 'y', '"y"\n'],
  ['null as text', 'null', '"null"\n'],
  ['a tilde', '~', '"~"\n'],
  ['a moment', '2025-01-01T00:00:00Z', '"2025-01-01T00:00:00Z"\n'],
  ['minutes and seconds', '10:30', '"10:30"\n'],
  ['an address', '10.0.0.1', '10.0.0.1\n'],
  ['a quantity', '100m', '100m\n'],
  ['a percentage', '25%', '25%\n'],
  ['an image', 'nginx:1', 'nginx:1\n'],
  ['a colon and a blank', 'a: b', "'a: b'\n"],
  ['a colon at the end', 'a:', "'a:'\n"],
  ['a comment sign', 'a #b', "'a #b'\n"],
  ['a dash', '-', "'-'\n"],
  ['an option', '--port=80', '--port=80\n'],
  ['a schedule', '*/5 * * * *', "'*/5 * * * *'\n"],
  ['a quote', "it's", "it's\n"],
  ['a quote at the beginning', "'x", "'''x'\n"],
  ['braces', '{x}', "'{x}'\n"],
  ['an at sign', '@x', "'@x'\n"],
  ['lines', 'a\nb', '|-\n  a\n  b\n'],
  ['lines with an end', 'a\nb\n', '|\n  a\n  b\n'],
  ['lines with ends', 'a\n\n', '|+\n  a\n\n'],
  ['a tab', 'a\tb', '"a\\tb"\n'],
  ['a map', { b: 1, a: { c: null } }, 'a:\n  c: null\nb: 1\n'],
  ['numbers in keys', { a10: 1, a9: 2 }, 'a9: 2\na10: 1\n'],
  ['empty ones', { a: {}, b: [] }, 'a: {}\nb: []\n'],
  ['a list', { a: [1, 'x', { b: true, c: [2] }] }, 'a:\n- 1\n- x\n- b: true\n  c:\n  - 2\n'],
  ['lists of lists', [[1], [2, 3]], '- - 1\n- - 2\n  - 3\n'],
  ['a key that is a number', { '80': 'x' }, '"80": x\n'],
  [
    'a long text',
    {
      message:
        "0/3 nodes are available and 3 node(s) didn't match Pod's node affinity, that is all there is to say",
    },
    "message: 0/3 nodes are available and 3 node(s) didn't match Pod's node affinity, that\n  is all there is to say\n",
  ],
  [
    'a long text in quotes',
    { a: { b: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity, that is all there is" } },
    "a:\n  b: '0/3 nodes are available: 3 node(s) didn''t match Pod''s node affinity, that\n    is all there is'\n",
  ],
  ['a face', '\u{1f600}', '"\\U0001F600"\n'],
  ['a script with tabs', 'a\n\tb\n', '"a\\n\\tb\\n"\n'],
];

describe('toYaml', () => {
  for (const [name, value, text] of ROWS) {
    it(name, () => {
      expect(toYaml(value)).to.equal(text);
    });
  }

  it('writes what reads back as it was', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom('a', ' ', ':', '#', '-', "'", '"', '\n', '1', '.', 'é', '{', '|', '\t'),
      }),
    );
    const key = text.filter((one) => one !== '__proto__');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('tree'), { maxLength: 3 }),
      map: fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(read(toYaml({ value }))).to.deep.equal({ value });
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
