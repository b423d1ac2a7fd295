// Fields that are not modelled, found in objects.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { unmodelledFields } from './field-support.ts';
import type { FieldSupport } from './kind.ts';

const SUPPORT: FieldSupport = {
  'spec.hostPID': 'unmodelled',
  'spec.os': 'unmodelled',
  'spec.os.name': 'describes',
  'spec.containers[*].resizePolicy': 'unmodelled',
  'spec.containers[*].tty': 'describes',
};

const ROWS: readonly [name: string, spec: unknown, found: readonly string[]][] = [
  ['nothing', { containers: [{ name: 'a', tty: true }] }, []],
  ['a field', { hostPID: true }, ['spec.hostPID']],
  ['a field that asks for nothing', { hostPID: false, os: {}, containers: [{ resizePolicy: [] }] }, []],
  ['the longest pattern decides', { os: { name: 'linux', other: 'x' } }, ['spec.os']],
  ['only what is described', { os: { name: 'linux' } }, []],
  [
    'each item by its place',
    { containers: [{}, { resizePolicy: [{ resourceName: 'cpu' }] }] },
    ['spec.containers[1].resizePolicy'],
  ],
];

describe('fields that are not modelled', () => {
  for (const [name, spec, found] of ROWS) {
    it(name, () => void expect(unmodelledFields({ kind: 'Pod', spec }, SUPPORT)).to.deep.equal(found));
  }
  it('a kind without rows has none', () =>
    void expect(unmodelledFields({ spec: { hostPID: true } }, undefined)).to.deep.equal([]));
});
