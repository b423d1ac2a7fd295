// What looking back says beside yes and no: the instant that decided, the number that was measured, the slack, the stretches.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { CheckRecord } from '../../trace/records.ts';
import type { Condition } from '../condition.ts';
import { check } from '../over-time.ts';
import { atLeast, bangs, type History, World } from '../test-history.ts';
import type { Back } from '../verdict.ts';

interface Row {
  readonly name: string;
  readonly history: History;
  /** Let pass before the check; default 20. */
  readonly wait?: number;
  /** Default: `a` is at least 2. */
  readonly condition?: Condition;
  readonly operator: Back;
  readonly told: Partial<CheckRecord>;
}

const FROM = { ms: 0, seq: 0 };
const NO_BOUND = Number.POSITIVE_INFINITY;
const B = atLeast(2, 'b');

/** Holds from 2 to 5 and from 8 to 14. */
const TWICE: History = [
  [0, 0],
  [2, 3],
  [5, 1],
  [8, 2],
  [14, 0],
];

const ROWS: readonly Row[] = [
  {
    name: 'times count what came to hold',
    history: TWICE,
    operator: { kind: 'times', min: 0, max: 3 },
    told: { verdict: 'passed', decidedMs: 8, measured: { unit: 'times', value: 2, max: 3 } },
  },
  {
    name: 'in total, all spells count',
    history: TWICE,
    operator: { kind: 'lasting', how: 'in total', minMs: 0, maxMs: 10 },
    told: {
      verdict: 'passed',
      decidedMs: 8,
      slackMs: 1,
      measured: { unit: 'ms', value: 9, max: 10 },
      periods: [
        { fromMs: 2, toMs: 5 },
        { fromMs: 8, toMs: 14 },
      ],
    },
  },
  {
    name: 'in total, decided when it had lasted too long',
    history: TWICE,
    operator: { kind: 'lasting', how: 'in total', minMs: 0, maxMs: 5 },
    told: {
      verdict: 'failed',
      decidedMs: 10,
      reason: 'it held for 0.009s in total',
      measured: { unit: 'ms', value: 9, max: 5 },
    },
  },
  {
    name: 'in a row, the longest spell counts',
    history: TWICE,
    operator: { kind: 'lasting', how: 'in a row', minMs: 5, maxMs: NO_BOUND },
    told: { verdict: 'passed', decidedMs: 8, slackMs: 1, measured: { unit: 'ms', value: 6, min: 5 } },
  },
  {
    name: 'in a row, a spell that goes on counts until now',
    history: [
      [0, 0],
      [15, 2],
    ],
    operator: { kind: 'lasting', how: 'in a row', minMs: 6, maxMs: NO_BOUND },
    told: { verdict: 'failed', decidedMs: 15, measured: { unit: 'ms', value: 5, min: 6 } },
  },
  {
    name: 'order tells how far apart they were',
    history: [
      [0, 0],
      [3, 2],
      [7, 2, 'b'],
    ],
    operator: { kind: 'before', other: B },
    told: { verdict: 'passed', decidedMs: 3, slackMs: 4, periods: [{ fromMs: 3, toMs: 7 }] },
  },
  {
    name: 'order, wrong way round',
    history: [
      [0, 0],
      [3, 2],
      [7, 2, 'b'],
    ],
    operator: { kind: 'after', other: B },
    told: { verdict: 'failed', decidedMs: 3, measured: { unit: 'ms', value: -4, min: 0 } },
  },
  {
    name: 'order with what never came',
    history: [
      [0, 2],
      [1, 1, 'b'],
    ],
    operator: { kind: 'before', other: B },
    told: { verdict: 'failed', reason: 'asserted nothing: b at least 2 never came to hold: 1' },
  },
  {
    name: 'of several waits the longest is told',
    history: [
      [0, 0],
      [1, 2, 'b'],
      [2, 2],
      [4, 0],
      [5, 0, 'b'],
      [6, 2, 'b'],
      [10, 2],
    ],
    operator: { kind: 'latency', other: B, minMs: 0, maxMs: 5 },
    told: {
      verdict: 'passed',
      decidedMs: 10,
      slackMs: 1,
      measured: { unit: 'ms', value: 4, max: 5 },
      periods: [
        { fromMs: 1, toMs: 2 },
        { fromMs: 6, toMs: 10 },
      ],
    },
  },
  {
    name: 'a wait that has begun goes on',
    history: [
      [0, 0],
      [1, 2, 'b'],
      [23, 2],
    ],
    operator: { kind: 'latency', other: B, minMs: 0, maxMs: 25 },
    told: { verdict: 'passed', decidedMs: 23, toMs: 23, slackMs: 3 },
  },
  {
    name: 'and not beyond its time',
    history: [
      [0, 0],
      [1, 2, 'b'],
      [30, 2],
    ],
    operator: { kind: 'latency', other: B, minMs: 0, maxMs: 25 },
    told: {
      verdict: 'failed',
      decidedMs: 26,
      toMs: 26,
      reason: 'b at least 2 at 0.001s, and it did not hold within 0.025s',
    },
  },
  {
    name: 'a wait that was too short',
    history: [
      [0, 0],
      [1, 2, 'b'],
      [3, 2],
    ],
    operator: { kind: 'latency', other: B, minMs: 5, maxMs: NO_BOUND },
    told: {
      verdict: 'failed',
      decidedMs: 3,
      reason: 'b at least 2 at 0.001s, and it held after 0.002s already',
    },
  },
  {
    name: 'nothing to wait after',
    history: [
      [0, 2],
      [0, 2, 'b'],
    ],
    operator: { kind: 'latency', other: atLeast(3, 'b'), minMs: 0, maxMs: 5 },
    told: { verdict: 'failed', reason: 'asserted nothing: b at least 3 never came to hold' },
  },
  {
    name: 'a rate tells its fullest stretch',
    history: [2, 3, 9, 10, 11, 18].map((t) => [t, 'bang'] as const),
    condition: bangs(),
    operator: { kind: 'rate', min: 0, max: 4, perMs: 5 },
    told: {
      verdict: 'passed',
      decidedMs: 9,
      measured: { unit: 'times', value: 3, max: 4 },
      periods: [{ fromMs: 9, toMs: 14 }],
    },
  },
  {
    name: 'a rate that is too high',
    history: [2, 3, 9, 10, 11, 18].map((t) => [t, 'bang'] as const),
    condition: bangs(),
    operator: { kind: 'rate', min: 0, max: 2, perMs: 5 },
    told: { verdict: 'failed', decidedMs: 11, reason: 'it came to that 3 times within 0.005s' },
  },
  {
    name: 'a rate that is too low',
    history: [2, 3, 9, 10, 11, 18].map((t) => [t, 'bang'] as const),
    condition: bangs(),
    operator: { kind: 'rate', min: 1, max: NO_BOUND, perMs: 5 },
    told: {
      verdict: 'failed',
      decidedMs: 9,
      found: '2 bangs',
      reason: 'it came to that only 0 times within 0.005s',
      periods: [{ fromMs: 4, toMs: 9 }],
    },
  },
  {
    name: 'a rate over less than one stretch',
    history: [[2, 'bang']],
    condition: bangs(),
    operator: { kind: 'rate', min: 1, max: NO_BOUND, perMs: 60 },
    told: { verdict: 'failed', reason: 'asserted nothing: less than 0.06s had passed' },
  },
  {
    name: 'while tells its stretches',
    history: [
      [0, 3],
      [1, 2, 'b'],
      [4, 1, 'b'],
      [5, 1],
      [6, 2],
      [7, 2, 'b'],
    ],
    operator: { kind: 'while', other: B, inner: { kind: 'throughout' } },
    told: {
      verdict: 'passed',
      closest: { t: 7, found: '2', margin: 0 },
      periods: [
        { fromMs: 1, toMs: 4 },
        { fromMs: 7, toMs: 20 },
      ],
    },
  },
  {
    name: 'while, broken in the second stretch',
    history: [
      [0, 3],
      [1, 2, 'b'],
      [4, 1, 'b'],
      [7, 2, 'b'],
      [9, 1],
    ],
    operator: { kind: 'while', other: B, inner: { kind: 'throughout' } },
    told: {
      verdict: 'failed',
      decidedMs: 9,
      reason: 'it did not hold all the time (while b at least 2, from 0.007s on)',
    },
  },
  {
    name: 'while what never was',
    history: [
      [0, 3],
      [0, 1, 'b'],
    ],
    operator: { kind: 'while', other: B, inner: { kind: 'throughout' } },
    told: { verdict: 'failed', reason: 'asserted nothing: b at least 2 never came to hold: 1' },
  },
  {
    name: 'a stretch that ended too soon says nothing of a wait',
    history: [
      [0, 0],
      [1, 2, 'b'],
      [4, 1, 'b'],
    ],
    operator: { kind: 'while', other: B, inner: { kind: 'soon', minMs: 0, maxMs: 10 } },
    told: { verdict: 'failed', reason: 'asserted nothing: it began, and ended too soon' },
  },
  {
    name: 'since counts from the first time on',
    history: [
      [0, 1],
      [3, 2],
      [3, 2, 'b'],
      [5, 0, 'b'],
    ],
    operator: { kind: 'since', other: B, inner: { kind: 'throughout' } },
    told: { verdict: 'passed', periods: [{ fromMs: 3, toMs: 20 }], phrase: 'since b at least 2, throughout' },
  },
];

describe('looking back tells', () => {
  for (const { name, history, wait = 20, condition = atLeast(2), operator, told } of ROWS) {
    it(name, () => {
      const world = new World(history);
      world.advance(wait);
      check(world, condition, { ...operator, from: FROM });
      const record = world.log.at(-1) as CheckRecord;
      for (const [key, value] of Object.entries(told))
        expect(record[key as keyof CheckRecord], key).to.deep.equal(value);
    });
  }
});
