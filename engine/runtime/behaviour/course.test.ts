// How an amount goes on: growth, steps, bounds, and the instant at which it passes a limit.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { amountAt, bounded, type Course, exceedsAtMs, growthAt, NOTHING, sum } from './course.ts';

const MIB = 1024 ** 2;
const HOUR = 3_600_000;

const leak: Course = { sinceMs: 0, bytes: 100 * MIB, bytesPerHour: 50 * MIB, steps: [] };
const peak: Course = {
  ...NOTHING,
  bytes: MIB,
  steps: [
    { atMs: HOUR, bytes: 5 * MIB },
    { atMs: 2 * HOUR, bytes: MIB },
  ],
};

describe('a course', () => {
  it('100 MiB plus 50 MiB per hour passes 200 MiB just after two hours', () => {
    expect(exceedsAtMs((ms) => growthAt(leak, ms), 0, 200 * MIB)).to.equal(7_200_001);
    expect(amountAt(leak, 7_200_000)).to.equal(200 * MIB);
  });

  it('passes a limit in a step, and not again behind it', () => {
    const at = (ms: number) => growthAt(peak, ms);
    expect(exceedsAtMs(at, 0, 4 * MIB)).to.equal(HOUR);
    expect(exceedsAtMs(at, 2 * HOUR, 4 * MIB)).to.equal(undefined);
  });

  it('that is bounded stays at its bound', () => {
    const at = (ms: number) => bounded(growthAt(leak, ms), ms, 150 * MIB);
    expect(exceedsAtMs(at, 0, 149 * MIB)).to.be.lessThan(HOUR);
    expect(exceedsAtMs(at, 0, 150 * MIB)).to.equal(undefined);
  });

  it('is over its limit when it says so, and not a millisecond before', () => {
    const courses = fc.array(
      fc.record({ bytes: fc.nat(1e9), bytesPerHour: fc.nat(1e9), at: fc.nat(1e7), to: fc.nat(2e9) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(courses, fc.nat(3e9), (made, limit) => {
        const all = made.map(({ bytes, bytesPerHour, at, to }) => ({
          ...{ sinceMs: 0, bytes, bytesPerHour },
          steps: [{ atMs: at, bytes: to }],
        }));
        const total = (ms: number) => all.map((one) => growthAt(one, ms)).reduce(sum);
        const when = exceedsAtMs(total, 0, limit);
        if (when === undefined) return all.every(({ bytesPerHour }) => bytesPerHour === 0);
        const isOver = total(when).bytes > limit - 1;
        return isOver && (when === 0 || total(when - 1).bytes <= limit + 1);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
