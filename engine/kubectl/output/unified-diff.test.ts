// Rows: two texts and what `diff -u` prints of them, its first two lines left out. Source: GNU diffutils 3.8.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { unifiedHunks } from './unified-diff.ts';

const lines = (text: string): string => [...text].map((char) => `${char}\n`).join('');

const ROWS: readonly (readonly [name: string, before: string, after: string, hunks: string])[] = [
  ['equal texts', 'abc', 'abc', ''],
  ['all new', '', 'ab', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ['all gone', 'ab', '', '@@ -1,2 +0,0 @@\n-a\n-b\n'],
  ['one line', 'a', 'b', '@@ -1 +1 @@\n-a\n+b\n'],
  ['a change with context', 'abcdefghi', 'abcdXfghi', '@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+X\n f\n g\n h\n'],
  [
    'two close changes are one hunk',
    '1abcdef2',
    'Xabcdef',
    '@@ -1,8 +1,7 @@\n-1\n+X\n a\n b\n c\n d\n e\n f\n-2\n',
  ],
  [
    'two far changes are two hunks',
    '1abcdefg2',
    'Xabcdefg',
    '@@ -1,4 +1,4 @@\n-1\n+X\n a\n b\n c\n@@ -6,4 +6,3 @@\n e\n f\n g\n-2\n',
  ],
];

describe('unifiedHunks', () => {
  for (const [name, before, after, hunks] of ROWS) {
    it(name, () => {
      expect(unifiedHunks(lines(before), lines(after))).to.equal(hunks);
    });
  }

  it('removes and adds as many lines as the texts differ by', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const body = unifiedHunks(lines(before), lines(after)).split('\n');
        const count = (sign: string): number => body.filter((line) => line.startsWith(sign)).length;
        expect(count('+') - count('-')).to.equal(after.length - before.length);
        expect(count('+') + count('-') === 0).to.equal(before === after);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
