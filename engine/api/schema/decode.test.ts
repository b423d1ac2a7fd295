// Source of the rows: Go encoding/json decode.go, literalStore and array; kubernetes v1.20.2 json.CaseSensitiveJSONIterator.

import { test } from 'node:test';
import { expect } from 'chai';
import { decoded } from './decode.ts';

interface Row {
  readonly rule: string;
  readonly input: { apiVersion: string; kind: string } & Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}

const pod = (spec: unknown): Row['input'] => ({ apiVersion: 'v1', kind: 'Pod', spec });

const rows: readonly Row[] = [
  { rule: 'null is absence', input: pod({ nodeName: null }), expected: pod({}) },
  { rule: 'unknown fields go', input: pod({ nodeNam: 'a' }), expected: pod({}) },
  {
    rule: 'a null struct in a list is empty',
    input: pod({ containers: [null] }),
    expected: pod({ containers: [{}] }),
  },
  {
    rule: 'a null text in a map is empty',
    input: pod({ nodeSelector: { a: null } }),
    expected: pod({ nodeSelector: { a: '' } }),
  },
  {
    rule: 'a null quantity is zero',
    input: pod({ overhead: { cpu: null } }),
    expected: pod({ overhead: { cpu: '0' } }),
  },
  {
    rule: 'claim templates are claims',
    input: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: { volumeClaimTemplates: [{ spec: { volumeNam: 'x' } }] },
    },
    expected: { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { volumeClaimTemplates: [{ spec: {} }] } },
  },
  {
    rule: 'raw data is kept',
    input: { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { a: null } },
    expected: { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { a: null } },
  },
  {
    rule: 'custom resources are kept',
    input: { apiVersion: 'example.com/v1', kind: 'Pod', spec: { a: null } },
    expected: { apiVersion: 'example.com/v1', kind: 'Pod', spec: { a: null } },
  },
];

for (const { rule, input, expected } of rows) {
  test(`decode: ${rule}`, () => {
    expect(decoded(input)).to.deep.equal(expected);
  });
}

test('decode: a clean object comes back as it is', () => {
  const clean = pod({ containers: [{ name: 'c', image: 'nginx' }], nodeSelector: { a: 'b' } });
  expect(decoded(clean)).to.equal(clean);
});
