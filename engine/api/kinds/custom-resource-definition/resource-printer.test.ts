// Source: kubernetes v1.20.2 staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor/
// tableconvertor_test.go.

import { test } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../../versions/profile.ts';
import type { AnyObject } from '../../objects.ts';
import { customResourcePrinter } from './resource-printer.ts';

const OBJECT = {
  ...{ apiVersion: 'example.com/v1', kind: 'Widget' },
  metadata: { name: 'w', uid: 'u', resourceVersion: '1', creationTimestamp: '2025-01-01T00:00:00Z' },
  spec: { size: 3.7, on: true, word: 'x', since: 'never', list: ['a', 'b'], map: { a: 1 } },
} as unknown as AnyObject;

const CONTEXT = { version: versionProfile(), nowEpochMs: Date.UTC(2025, 0, 1, 0, 5) };

const ROWS: readonly (readonly [name: string, type: string, jsonPath: string, cell: string])[] = [
  ['integers are cut', 'integer', '.spec.size', '3'],
  ['numbers are not', 'number', '.spec.size', '3.7'],
  ['booleans', 'boolean', '.spec.on', 'true'],
  ['texts', 'string', '.spec.word', 'x'],
  ['numbers as text', 'string', '.spec.size', '3.7'],
  ['maps as text', 'string', '.spec.map', '{"a":1}'],
  ['of several results the first', 'string', '.spec.list[*]', 'a'],
  ['dates are ages', 'date', '.metadata.creationTimestamp', '5m'],
  ['what is no date', 'date', '.spec.since', '<invalid>'],
  ['what is missing', 'string', '.spec.missing', ''],
  ['what is of another type', 'integer', '.spec.word', ''],
];

for (const [name, type, jsonPath, cell] of ROWS) {
  test(`custom columns: ${name}`, () => {
    const printer = customResourcePrinter({ additionalPrinterColumns: [{ name: 'C', type, jsonPath }] });
    expect(printer.cells(OBJECT, CONTEXT)).to.deep.equal(['w', cell]);
  });
}

test('without columns of their own, custom kinds show their age', () => {
  const printer = customResourcePrinter({});
  expect(printer.columns(CONTEXT).map(({ name }) => name)).to.deep.equal(['Name', 'Age']);
  expect(printer.cells(OBJECT, CONTEXT)).to.deep.equal(['w', '5m']);
});

test('columns with a priority are wide', () => {
  const column = { name: 'C', type: 'string', jsonPath: '.spec.word', priority: 1 };
  expect(customResourcePrinter({ additionalPrinterColumns: [column] }).columns(CONTEXT)).to.deep.equal([
    { name: 'Name' },
    { name: 'C', wide: true },
  ]);
});
