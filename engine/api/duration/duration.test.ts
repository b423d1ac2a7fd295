import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  DurationError,
  formatGoDuration,
  formatGoDurationMs,
  parseGoDuration,
  parseGoDurationMs,
} from './go-duration.ts';
import { humanDuration, shortHumanDuration } from './human-duration.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe('human durations', () => {
  // Source: kubernetes apimachinery v0.36.0 pkg/util/duration/duration_test.go, TestHumanDuration, TestHumanDurationBoundaries.
  const rows: readonly [number, string, string][] = [
    [-2 * S, '<invalid>', '<invalid>'],
    [-S, '0s', '0s'],
    [-S - 999, '0s', '0s'],
    [999, '0s', '0s'],
    [70 * S, '70s', '1m'],
    [190 * S, '3m10s', '3m'],
    [9 * M, '9m', '9m'],
    [70 * M, '70m', '1h'],
    [7 * H + 59 * M, '7h59m', '7h'],
    [8 * H, '8h', '8h'],
    [47 * H, '47h', '1d'],
    [3 * D + 5 * H, '3d5h', '3d'],
    [9 * D, '9d', '9d'],
    [2 * 365 * D - 1, '729d', '1y'],
    [2 * 365 * D, '2y', '2y'],
    [3 * 365 * D + 5 * D, '3y5d', '3y'],
    [8 * 365 * D + 5 * D, '8y', '8y'],
  ];
  for (const [ms, human, short] of rows) {
    it(`${ms} ms is ${human}, in short ${short}`, () => {
      expect([humanDuration(ms), shortHumanDuration(ms)]).to.deep.equal([human, short]);
    });
  }
});

describe('Go durations', () => {
  // Source: Go src/time/time_test.go, durationTests and parseDurationTests.
  const printed: readonly [bigint, string][] = [
    [0n, '0s'],
    [1n, '1ns'],
    [1100n, '1.1µs'],
    [2_200_000n, '2.2ms'],
    [3_300_000_000n, '3.3s'],
    [245_001_000_000n, '4m5.001s'],
    [18_367_001_000_000n, '5h6m7.001s'],
    [480_000_000_001n, '8m0.000000001s'],
    [-(2n ** 63n), '-2562047h47m16.854775808s'],
  ];
  for (const [nanoseconds, text] of printed) {
    it(`${nanoseconds} ns is ${text} both ways`, () => {
      expect(formatGoDuration(nanoseconds)).to.equal(text);
      expect(parseGoDuration(text)).to.equal(nanoseconds);
    });
  }

  it('accepts signs, fractions and any order of units', () => {
    expect(parseGoDurationMs('+5.s')).to.equal(5000);
    expect(parseGoDurationMs('-.5s')).to.equal(-500);
    expect(parseGoDurationMs('10.5s4m')).to.equal(250_500);
    expect(parseGoDuration('5.6s')).to.equal(5_600_000_000n);
    expect(formatGoDurationMs(90_000)).to.equal('1m30s');
  });

  const refused: readonly [string, string][] = [
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['3', 'time: missing unit in duration "3"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['1e3s', 'time: unknown unit "e" in duration "1e3s"'],
  ];
  for (const [text, message] of refused) {
    it(`"${text}" is refused`, () => {
      expect(() => parseGoDuration(text)).to.throw(DurationError, message);
    });
  }

  it('survive print and parse', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (n) => {
        expect(parseGoDuration(formatGoDuration(n))).to.equal(n);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
