import { test } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { controllerRevisionName, goJson, templatePatch } from './controller-revision.ts';
import { Fnv32aHash, Fnv32Hash } from './fnv.ts';
import { podTemplateHash } from './pod-template-hash.ts';
import { quantityStruct } from './quantity-struct.ts';
import { SpewPrinter } from './spew.ts';

test('FNV of published texts', () => {
  // Source: Go hash/fnv/fnv_test.go, golden32 and golden32a.
  const rows = [
    ['', 0x811c9dc5, 0x811c9dc5],
    ['a', 0x050c5d7e, 0xe40c292c],
    ['ab', 0x70772d38, 0x4d2505ca],
    ['abc', 0x439c2f4b, 0x1a47e90b],
  ] as const;
  for (const [text, fnv1, fnv1a] of rows) {
    const one = new Fnv32Hash();
    one.writeText(text);
    expect(one.sum32(), text).to.equal(fnv1);
    const oneA = new Fnv32aHash();
    oneA.writeText(text);
    expect(oneA.sum32(), text).to.equal(fnv1a);
  }
});

test('text beyond ASCII is hashed by its UTF-8 bytes', () => {
  const text = new Fnv32aHash();
  text.writeText('é汉😀');
  const bytes = new Fnv32aHash();
  for (const byte of new TextEncoder().encode('é汉😀')) bytes.writeByte(byte);
  expect(text.sum32()).to.equal(bytes.sum32());
});

test('a struct is printed with the types of its fields, lists without those of their elements', () => {
  const printer = new SpewPrinter(20);
  expect(printer.typed('v1.Toleration', { key: 'a', tolerationSeconds: 5 })).to.equal(
    '(v1.Toleration){Key:(string)a Operator:(v1.TolerationOperator) Value:(string) Effect:(v1.TaintEffect) TolerationSeconds:(*int64)5}',
  );
  expect(printer.typed('[]v1.Sysctl', [{ name: 'a', value: 'b' }])).to.equal(
    '([]v1.Sysctl)[{Name:(string)a Value:(string)b}]',
  );
  expect(printer.typed('*v1.Affinity', undefined)).to.equal('(*v1.Affinity)<nil>');
});

test('a release that adds a field changes the hash of the same template', () => {
  const template = { metadata: {}, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  const hashes = [19, 20, 27, 36].map((minor) => podTemplateHash(template, undefined, versionProfile(minor)));
  expect(hashes[0]).to.equal(hashes[1]);
  expect(new Set(hashes).size).to.equal(3);
});

test('an absent collision count is not a collision count of 0', () => {
  const template = { metadata: {}, spec: { containers: [] } };
  const hash = (count: number | undefined): string => podTemplateHash(template, count, versionProfile(20));
  expect(hash(undefined)).not.to.equal(hash(0));
});

test('quantities keep the scale they are written in', () => {
  expect(quantityStruct('100m')).to.deep.include({
    value: 100n,
    scale: -3,
    text: '100m',
    format: 'DecimalSI',
  });
  expect(quantityStruct('1Mi')).to.deep.include({
    value: 1048576n,
    scale: 0,
    text: '1Mi',
    format: 'BinarySI',
  });
  expect(quantityStruct('1.5Gi').decimal).to.deep.equal({ unscaled: 1610612736n * 10n ** 9n, scale: 9 });
  expect(() => quantityStruct('1 Mi')).to.throw(RangeError);
});

test('revision data is written as Go writes JSON', () => {
  expect(goJson({ b: '<a> & "q"', a: [1, null, true], c: undefined })).to.equal(
    '{"a":[1,null,true],"b":"\\u003ca\\u003e \\u0026 \\"q\\""}',
  );
  const template = { metadata: {}, spec: { containers: [] } };
  expect(goJson(templatePatch(template, versionProfile(33)))).to.contain('"creationTimestamp":null');
  expect(goJson(templatePatch(template, versionProfile(34)))).not.to.contain('creationTimestamp');
  expect(controllerRevisionName('x'.repeat(300), 'abc')).to.have.length(227);
});
