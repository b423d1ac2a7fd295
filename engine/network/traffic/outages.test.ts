// Outages by what was answered and what failed, in whatever order it became known; latencies by three digits.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Latencies } from './latencies.ts';
import { type Outage, Outages } from './outages.ts';

type Known = readonly ['answer', endMs: number] | readonly ['failure', sentMs: number, endMs: number];

function taken(known: readonly Known[], outages = new Outages()): Outage[] {
  for (const one of known) {
    if (one[0] === 'answer') outages.answer(one[1]);
    else outages.failure(one[1], one[2]);
  }
  return outages.take();
}

const ROWS: readonly (readonly [name: string, known: readonly Known[], outages: readonly Outage[]])[] = [
  [
    'nothing failed',
    [
      ['answer', 5],
      ['answer', 9],
    ],
    [],
  ],
  [
    'one failed between two answers',
    [
      ['answer', 5],
      ['failure', 7, 7],
      ['answer', 9],
    ],
    [{ fromMs: 7, toMs: 9 }],
  ],
  [
    'it counts from the sending',
    [
      ['answer', 5],
      ['failure', 7, 20],
      ['answer', 30],
    ],
    [{ fromMs: 7, toMs: 30 }],
  ],
  [
    'but not from before the last answer',
    [
      ['failure', 7, 20],
      ['answer', 15],
      ['answer', 30],
    ],
    [{ fromMs: 15, toMs: 30 }],
  ],
  [
    'the longest of several',
    [
      ['failure', 1, 1],
      ['answer', 2],
      ['failure', 3, 3],
      ['answer', 9],
    ],
    [{ fromMs: 3, toMs: 9 }],
  ],
  [
    'one goes on',
    [
      ['answer', 2],
      ['failure', 3, 3],
      ['failure', 5, 5],
    ],
    [{ fromMs: 3 }],
  ],
  [
    'one ended, another goes on',
    [
      ['failure', 1, 1],
      ['answer', 2],
      ['failure', 5, 5],
    ],
    [{ fromMs: 1, toMs: 2 }, { fromMs: 5 }],
  ],
];

describe('outages', () => {
  for (const [name, known, outages] of ROWS) {
    it(name, () => {
      expect(taken(known)).to.deep.equal(outages);
      expect(taken([...known].reverse())).to.deep.equal(outages);
    });
  }

  it('one that goes on is said again, with its beginning, until it ends', () => {
    const outages = new Outages();
    expect(
      taken(
        [
          ['answer', 2],
          ['failure', 3, 3],
        ],
        outages,
      ),
    ).to.deep.equal([{ fromMs: 3 }]);
    expect(taken([], outages)).to.deep.equal([{ fromMs: 3 }]);
    expect(taken([['answer', 40]], outages)).to.deep.equal([{ fromMs: 3, toMs: 40 }]);
    expect(taken([['failure', 41, 45]], outages)).to.deep.equal([{ fromMs: 41 }]);
  });
});

describe('latencies', () => {
  it('of three digits, rounded up: a bound said so is kept exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 999 }), (ms, digits) => {
        const latencies = new Latencies();
        latencies.add(ms);
        const { histogram, minMs, maxMs } = latencies.summary();
        const [[rounded]] = histogram as [[number, number]];
        expect([minMs, maxMs]).to.deep.equal([ms, ms]);
        expect(rounded).to.be.within(ms, Math.ceil(ms * 1.01));
        for (const bound of [digits, digits * 10, digits * 100, digits * 1000]) {
          expect(rounded <= bound).to.equal(ms <= bound);
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('counts, rising', () => {
    const latencies = new Latencies();
    for (const ms of [1234, 20, 20, 5, 1240, 100_001]) latencies.add(ms);
    expect(latencies.summary()).to.deep.equal({
      minMs: 5,
      maxMs: 100_001,
      histogram: [
        [5, 1],
        [20, 2],
        [1240, 2],
        [101_000, 1],
      ],
    });
  });
});
