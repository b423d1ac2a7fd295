// Each operator on a small history, and what it says of the instant that decided.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { CheckRecord } from '../trace/records.ts';
import type { Condition } from './condition.ts';
import { check } from './over-time.ts';
import { atLeast, type History, World } from './test-history.ts';
import type { Operator, Verdict } from './verdict.ts';

const start = { ms: 0, seq: 0 };

interface Row {
  readonly name: string;
  readonly history: History;
  /** Let pass before the check. */
  readonly wait?: number;
  readonly operator: Operator;
  readonly verdict: Partial<Verdict>;
  readonly decidedAt: number;
}

const ROWS: readonly Row[] = [
  { name: 'now', history: [[0, 2]], operator: { kind: 'now' }, verdict: { passed: true }, decidedAt: 0 },
  {
    name: 'now, not',
    history: [[0, 1]],
    operator: { kind: 'now' },
    verdict: { passed: false, reason: 'it does not hold' },
    decidedAt: 0,
  },
  {
    name: 'within, at once',
    history: [[0, 2]],
    operator: { kind: 'within', ms: 10 },
    verdict: { passed: true, slackMs: 10, toMs: 0 },
    decidedAt: 0,
  },
  {
    name: 'within, with some slack',
    history: [
      [0, 1],
      [7, 2],
    ],
    operator: { kind: 'within', ms: 10 },
    verdict: { passed: true, slackMs: 3, toMs: 7 },
    decidedAt: 7,
  },
  {
    name: 'within, at the very end',
    history: [
      [0, 1],
      [10, 2],
    ],
    operator: { kind: 'within', ms: 10 },
    verdict: { passed: true, slackMs: 0 },
    decidedAt: 10,
  },
  {
    name: 'within, too late',
    history: [
      [0, 1],
      [11, 2],
    ],
    operator: { kind: 'within', ms: 10 },
    verdict: { passed: false, toMs: 10, reason: 'it did not come to hold in time' },
    decidedAt: 0,
  },
  {
    name: 'for the next',
    history: [
      [0, 2],
      [11, 1],
    ],
    operator: { kind: 'for the next', ms: 10 },
    verdict: { passed: true, toMs: 10 },
    decidedAt: 0,
  },
  {
    name: 'for the next, not to the end',
    history: [
      [0, 2],
      [10, 1],
    ],
    operator: { kind: 'for the next', ms: 10 },
    verdict: { passed: false, toMs: 10, reason: 'it ceased to hold' },
    decidedAt: 10,
  },
  {
    name: 'for the next, not to begin with',
    history: [[0, 1]],
    operator: { kind: 'for the next', ms: 10 },
    verdict: { passed: false, toMs: 0, reason: 'it did not hold to begin with' },
    decidedAt: 0,
  },
  {
    name: 'throughout',
    history: [
      [0, 2],
      [5, 3],
    ],
    wait: 9,
    operator: { kind: 'throughout', from: start },
    verdict: { passed: true, fromMs: 0, toMs: 9 },
    decidedAt: 5,
  },
  {
    name: 'throughout, but for one instant',
    history: [
      [0, 2],
      [5, 1],
      [6, 2],
    ],
    wait: 9,
    operator: { kind: 'throughout', from: start },
    verdict: { passed: false, reason: 'it did not hold all the time' },
    decidedAt: 5,
  },
  {
    name: 'throughout, from the object on',
    history: [[3, 2]],
    wait: 9,
    operator: { kind: 'throughout', from: start },
    verdict: { passed: true },
    decidedAt: 3,
  },
  {
    name: 'throughout, later windows forget',
    history: [
      [0, 1],
      [3, 2],
    ],
    wait: 9,
    operator: { kind: 'throughout', from: { ms: 3, seq: 2 } },
    verdict: { passed: true },
    decidedAt: 3,
  },
  {
    name: 'never',
    history: [
      [0, 1],
      [5, 0],
    ],
    wait: 9,
    operator: { kind: 'never', from: start },
    verdict: { passed: true },
    decidedAt: 5,
  },
  {
    name: 'never, but for one instant',
    history: [
      [0, 1],
      [5, 2],
      [6, 1],
    ],
    wait: 9,
    operator: { kind: 'never', from: start },
    verdict: { passed: false, reason: 'it did hold once' },
    decidedAt: 5,
  },
  {
    name: 'after exactly',
    history: [
      [0, 1],
      [10, 2],
    ],
    operator: { kind: 'after exactly', ms: 10, toleranceMs: 1 },
    verdict: { passed: true, slackMs: 1 },
    decidedAt: 10,
  },
  {
    name: 'after exactly, a little late',
    history: [
      [0, 1],
      [11, 2],
    ],
    operator: { kind: 'after exactly', ms: 10, toleranceMs: 1 },
    verdict: { passed: true, slackMs: 0 },
    decidedAt: 11,
  },
  {
    name: 'after exactly, too early',
    history: [
      [0, 1],
      [8, 2],
    ],
    operator: { kind: 'after exactly', ms: 10, toleranceMs: 1 },
    verdict: { passed: false, reason: 'it came to hold too early, after 0.008s' },
    decidedAt: 8,
  },
  {
    name: 'after exactly, too late',
    history: [
      [0, 1],
      [12, 2],
    ],
    operator: { kind: 'after exactly', ms: 10, toleranceMs: 1 },
    verdict: { passed: false },
    decidedAt: 0,
  },
  {
    name: 'twice',
    history: [
      [0, 2],
      [2, 1],
      [4, 3],
      [5, 4],
    ],
    wait: 9,
    operator: { kind: 'times', from: start, min: 2, max: 2 },
    verdict: { passed: true },
    decidedAt: 4,
  },
  {
    name: 'at most once, but twice',
    history: [
      [0, 2],
      [2, 1],
      [4, 3],
    ],
    wait: 9,
    operator: { kind: 'times', from: start, min: 0, max: 1 },
    verdict: { passed: false, reason: 'it came to hold 2 times' },
    decidedAt: 4,
  },
  {
    name: 'until',
    history: [
      [0, 2],
      [5, 9],
    ],
    operator: { kind: 'until', other: atLeast(9), boundMs: 100 },
    verdict: { passed: true, toMs: 5 },
    decidedAt: 5,
  },
  {
    name: 'until, ceased before',
    history: [
      [0, 2],
      [4, 1],
      [5, 9],
    ],
    operator: { kind: 'until', other: atLeast(9), boundMs: 100 },
    verdict: { passed: false, reason: 'it ceased to hold before at least 9' },
    decidedAt: 4,
  },
  {
    name: 'until what never comes',
    history: [[0, 2]],
    operator: { kind: 'until', other: atLeast(9), boundMs: 100 },
    verdict: { passed: false, toMs: 100 },
    decidedAt: 0,
  },
  {
    name: 'before',
    history: [
      [0, 1],
      [3, 2],
      [5, 9],
    ],
    wait: 9,
    operator: { kind: 'before', other: atLeast(9), from: start },
    verdict: { passed: true },
    decidedAt: 3,
  },
  {
    name: 'before, but at once with it',
    history: [
      [0, 1],
      [5, 9],
    ],
    wait: 9,
    operator: { kind: 'before', other: atLeast(9), from: start },
    verdict: { passed: true },
    decidedAt: 5,
  },
  {
    name: 'before, but the other came first',
    history: [
      [0, 1],

      [5, 2],
    ],
    wait: 9,
    operator: { kind: 'before', other: atLeast(1), from: start },
    verdict: { passed: false, reason: 'at least 1 came first, at 0s' },
    decidedAt: 0,
  },
  {
    name: 'before, but never',
    history: [[0, 1]],
    wait: 9,
    operator: { kind: 'before', other: atLeast(9), from: start },
    verdict: { passed: false, reason: 'it never came to hold' },
    decidedAt: 0,
  },
  {
    name: 'nothing was there',
    history: [],
    operator: { kind: 'within', ms: 10 },
    verdict: { passed: false, reason: 'asserted nothing: no thing' },
    decidedAt: 0,
  },
  {
    name: 'never, of nothing',
    history: [],
    wait: 9,
    operator: { kind: 'never', from: start },
    verdict: { passed: false, reason: 'asserted nothing: no thing' },
    decidedAt: 0,
  },
];

describe('conditions over time', () => {
  for (const { name, history, wait = 0, operator, verdict, decidedAt } of ROWS) {
    it(name, () => {
      const world = new World(history);
      world.advance(wait);
      const got = check(world, atLeast(2), operator);
      expect(got).to.include(verdict);
      expect(got.deciding?.t).to.equal(decidedAt);
    });
  }

  it('leave a record with samples, slack and the closest one', () => {
    const world = new World([
      [0, 9],
      [4, 3],
      [5, 6],
    ]);
    world.advance(9);
    check(world, atLeast(2), { kind: 'throughout', from: start });
    const record = world.log.at(-1) as CheckRecord;
    expect(record).to.deep.include({ type: 'check', verdict: 'passed', fromMs: 0, toMs: 9, decidedBy: 3 });
    expect(record.samples.map(({ t, value }) => [t, value])).to.deep.equal([
      [0, undefined],
      [0, 9],
      [4, 3],
      [5, 6],
    ]);
    expect(record.closest).to.deep.equal({ t: 4, found: '3', margin: 1 });
  });

  it('refuse to look back at what leaves no record', () => {
    const live: Condition = { ...atLeast(2), isLive: true };
    expect(() => check(new World([[0, 2]]), live, { kind: 'never', from: start })).to.throw(
      '"never" looks back',
    );
  });

  it('looking back over a window says what looking ahead over it said', () => {
    const step = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: ([t]) => t }), (steps) => {
        const history: History = [[0, 2], ...[...steps].sort(([a], [b]) => a - b)];
        const ahead = check(new World(history), atLeast(2), { kind: 'for the next', ms: 10 });
        const world = new World(history);
        world.advance(10);
        const back = check(world, atLeast(2), { kind: 'throughout', from: { ms: 0, seq: 1 } });
        expect([back.passed, back.deciding?.t]).to.deep.equal([ahead.passed, ahead.deciding?.t]);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
