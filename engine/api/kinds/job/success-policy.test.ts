import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../../versions/profile.ts';
import type { ApiContext } from '../../kind.ts';
import type { Job } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { Problems } from '../../validation/problems.ts';
import { validateSuccessPolicy } from './success-policy.ts';

interface Row {
  readonly name: string;
  readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[];
  readonly mode?: string;
  /** Without `spec.successPolicy`; absent: accepted. */
  readonly says?: string;
}

// Source: kubernetes master pkg/apis/batch/validation/validation_test.go, TestValidateJob; 5 completions.
const ROWS: readonly Row[] = [
  { name: 'indexes', rules: [{ succeededIndexes: '0-2,4' }] },
  { name: 'a count', rules: [{ succeededCount: 5 }] },
  { name: 'both', rules: [{ succeededCount: 3, succeededIndexes: '0-2' }] },
  { name: 'no indexes', rules: [{ succeededIndexes: '' }] },
  { name: 'only Jobs with indexes', mode: 'NonIndexed', rules: [], says: 'requires indexed completion mode' },
  {
    name: 'no rules',
    rules: [],
    says: '.rules: Required value: at least one rules must be specified when the successPolicy is specified',
  },
  {
    name: 'an empty rule',
    rules: [{}],
    says: '.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified',
  },
  {
    name: 'no number',
    rules: [{ succeededIndexes: 'invalid-format' }],
    says: '.rules[0].succeededIndexes: Invalid value: "invalid-format": error parsing succeededIndexes: cannot convert string to integer for index: "invalid"',
  },
  {
    name: 'three parts',
    rules: [{ succeededIndexes: '0-1-2' }],
    says: 'the fragment "0-1-2" violates the requirement that an index interval can have at most two parts separated by \'-\'',
  },
  { name: 'an index beyond completions', rules: [{ succeededIndexes: '5' }], says: 'too large index: "5"' },
  {
    name: 'an index twice',
    rules: [{ succeededIndexes: '0-2,2' }],
    says: 'non-increasing order, previous: 2, current: 2',
  },
  {
    name: 'backwards',
    rules: [{ succeededIndexes: '2-1' }],
    says: 'non-increasing order, previous: 2, current: 1',
  },
  {
    name: 'a count beyond completions',
    rules: [{ succeededCount: 6 }],
    says: '.rules[0].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)',
  },
  {
    name: 'a count beyond the indexes',
    rules: [{ succeededCount: 4, succeededIndexes: '0-2' }],
    says: '.rules[0].succeededCount: Invalid value: 4: must be less than or equal to 3 (the number of indexes in the specified succeededIndexes field)',
  },
  {
    name: 'a count below zero',
    rules: [{ succeededCount: -1 }],
    says: '.rules[0].succeededCount: Invalid value: -1: must be greater than or equal to 0',
  },
  {
    name: 'too many rules',
    rules: Array.from({ length: 21 }, () => ({ succeededCount: 1 })),
    says: '.rules: Too many: 21: must have at most 20 items',
  },
];

describe('validateSuccessPolicy', () => {
  for (const { name, rules, mode = 'Indexed', says } of ROWS) {
    it(name, () => {
      const version = versionProfile();
      const problems = new Problems({ version } as ApiContext);
      const spec = {
        completionMode: mode,
        completions: 5,
        successPolicy: { rules },
      } as unknown as Job['spec'];
      validateSuccessPolicy(spec, FieldPath.of('spec', 'successPolicy'), problems);
      const texts = problems.list.map((error) => `${error.field}: ${error.message}`);
      if (says === undefined) expect(texts).to.deep.equal([]);
      else expect(texts.join('; ')).to.include(says);
    });
  }
});
