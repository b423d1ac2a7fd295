// When requests are due: exact for rates that are constant or change evenly, right on average for those of chance.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Streams } from '../../kernel/streams.ts';
import { Arrivals, type Rate } from './arrivals.ts';

const stream = (seed = 1) => new Streams(seed).stream('clients');

function first(rate: Rate, count: number, startMs = 0): number[] {
  const arrivals = new Arrivals(rate, startMs, () => stream());
  return Array.from({ length: count }, () => {
    const { nextMs } = arrivals;
    arrivals.step();
    return nextMs;
  });
}

function countUntil(rate: Rate, endMs: number, seed = 1): number {
  const own = stream(seed);
  const arrivals = new Arrivals(rate, 0, () => own);
  let count = 0;
  for (; arrivals.nextMs < endMs; arrivals.step()) count += 1;
  return count;
}

const constant = (perSecond: number): Rate => ({ kind: 'constant', perSecond });
const ramp = (from: number, to: number, overMs: number): Rate => ({ kind: 'ramp', from, to, overMs });

const ROWS: readonly (readonly [name: string, rate: Rate, due: readonly number[]])[] = [
  ['evenly', constant(50), [0, 20, 40, 60]],
  ['with a period that is no whole number', constant(3), [0, 333, 666, 1000]],
  ['several in a millisecond', constant(2000), [0, 0, 1, 1]],
  ['growing from nothing: N(t) = t²', ramp(0, 20, 10_000), [0, 1000, 1414, 1732]],
  ['falling to nothing, and no more', ramp(2, 0, 2000), [0, 585, Number.POSITIVE_INFINITY]],
  ['a ramp that is none', ramp(10, 10, 1000), [0, 100, 200, 300]],
  ['beyond the ramp at its last rate', ramp(1, 3, 1000), [0, 618, 1000, 1333]],
];

describe('when clients send', () => {
  for (const [name, rate, due] of ROWS) {
    it(name, () => {
      expect(first(rate, due.length)).to.deep.equal(due);
    });
  }

  it('counts from its start', () => {
    expect(first(constant(2), 3, 700)).to.deep.equal([700, 1200, 1700]);
  });

  it('as many as the area under the rate says', () => {
    const anyRate = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(anyRate, anyRate, fc.integer({ min: 1, max: 100 }), (from, to, seconds) => {
        const count = countUntil(ramp(from, to, seconds * 1000), seconds * 1000);
        expect(count).to.be.closeTo(((from + to) / 2) * seconds, 1);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('by chance: the mean is right, and so is the scatter', () => {
    const counts = Array.from({ length: 100 }, (_, seed) =>
      countUntil({ kind: 'random', perSecond: 100 }, 10_000, seed),
    );
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length;
    // A Poisson distribution of mean 1000 has the variance 1000; the bounds are about four standard errors wide.
    expect(mean).to.be.closeTo(1000, 13);
    expect(variance).to.be.within(500, 1600);
  });
});
