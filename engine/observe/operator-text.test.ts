// Operators in words.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { operatorText } from './operator-text.ts';
import { atLeast } from './test-history.ts';

const OTHER = atLeast(2, 'b');
const NO_BOUND = Number.POSITIVE_INFINITY;

const ROWS: readonly (readonly [Parameters<typeof operatorText>[0], string])[] = [
  [{ kind: 'now' }, ''],
  [{ kind: 'within', ms: 500 }, 'within 0.5s'],
  [{ kind: 'for the next', ms: 60_000 }, 'for the next 60s'],
  [{ kind: 'after exactly', ms: 1000, toleranceMs: 10 }, 'after exactly 1s give or take 0.01s'],
  [{ kind: 'never' }, 'never'],
  [{ kind: 'until', other: OTHER, boundMs: 1 }, 'until b at least 2,'],
  [{ kind: 'times', min: 2, max: 2 }, 'exactly 2 times'],
  [{ kind: 'rate', min: 2, max: NO_BOUND, perMs: 60_000 }, 'at least 2 times per 60s'],
  [{ kind: 'lasting', how: 'in a row', minMs: 0, maxMs: 3000 }, 'for at most 3s in a row'],
  [{ kind: 'before', other: OTHER }, 'before b at least 2,'],
  [{ kind: 'latency', other: OTHER, minMs: 1000, maxMs: 3000 }, 'between 1s and 3s after b at least 2,'],
  [
    { kind: 'while', other: OTHER, inner: { kind: 'soon', minMs: 0, maxMs: 1000 } },
    'while b at least 2, at most 1s after its beginning',
  ],
];

describe('operators in words', () => {
  for (const [operator, text] of ROWS) it(text, () => void expect(operatorText(operator)).to.equal(text));
});
