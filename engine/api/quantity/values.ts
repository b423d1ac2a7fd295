// A quantity as a plain number: whole units for memory and counts, thousandths for CPU.
//
// The exact views follow upstream's int64 arithmetic, overflow included. The scheduler and the kubelet ask by text, many
// times for few texts, so those answers are remembered.
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/quantity.go, Value, MilliValue, ScaledValue, AsInt64;
// scale_int.go, scaledValue; math.go, positiveScaleInt64, negativeScaleInt64.

import { fitsInt64, isInt64Min, roundAway, wrapInt64 } from './decimal.ts';
import { decodeQuantity, type Quantity } from './quantity.ts';

const INT64_MAX = 2n ** 63n - 1n;

// A power of ten as Go converts it from float64 to int64: past 10^18 amd64 gives the smallest int64.
const powerOfTen = (n: number): bigint => (n <= 18 ? 10n ** BigInt(n) : -(2n ** 63n));

function scaledDecimal({ unscaled, exponent: from }: Quantity, exponent: number): bigint {
  const shift = exponent - from;
  if (shift === 0) return wrapInt64(unscaled);
  if (shift < 0) return wrapInt64(wrapInt64(unscaled) * powerOfTen(-shift));
  const divisor = 10n ** BigInt(shift);
  if (unscaled < INT64_MAX && shift < 19) {
    // Go's division truncates, and one is added for any rest: -1.5 becomes 0.
    const value = wrapInt64(unscaled);
    return value / divisor + (value % divisor === 0n ? 0n : 1n);
  }
  // Euclidean division: the rest is never negative.
  const rest = ((unscaled % divisor) + divisor) % divisor;
  return wrapInt64((unscaled - rest) / divisor) + (rest === 0n ? 0n : 1n);
}

// The powers of ten by which upstream multiplies at once, so that an overflow wraps; by others it goes step by step, and
// gives 0. Source: positiveScaleInt64.
const WRAPPING_SHIFTS: ReadonlySet<number> = new Set([1, 2, 3, 6, 9]);

/** The quantity in units of 10^exponent, rounded up. An int64 that overflows gives 0 or wraps, as upstream's does. */
export function scaledValue(quantity: Quantity, exponent: number): bigint {
  if (quantity.isDecimal) return scaledDecimal(quantity, exponent);
  const shift = quantity.exponent - exponent;
  if (shift <= 0) return roundAway(quantity, exponent);
  // More places than an int64 has.
  if (quantity.unscaled === 0n || shift > 20 || isInt64Min(quantity.unscaled)) return 0n;
  const value = roundAway(quantity, exponent);
  if (fitsInt64(value)) return value;
  return WRAPPING_SHIFTS.has(shift) ? wrapInt64(value) : 0n;
}

/** Undefined when it cannot be had without loss. Source: AsInt64, which does not look into big decimals. */
export function asInt64(quantity: Quantity): bigint | undefined {
  if (quantity.isDecimal || quantity.exponent < 0) return undefined;
  if (quantity.unscaled !== 0n && quantity.exponent > 20) return undefined;
  const value = quantity.unscaled === 0n ? 0n : roundAway(quantity, 0);
  return fitsInt64(value) ? value : undefined;
}

/** -1, 0 or 1. */
export function quantitySign({ unscaled }: Quantity): number {
  return unscaled === 0n ? 0 : unscaled < 0n ? -1 : 1;
}

// Past this many texts the memory starts afresh: it saves time, never changes an answer.
const REMEMBERED_MAX = 4096;

function remembered(exponent: number): (quantity: string | number) => number {
  const known = new Map<string | number, number>();
  return (quantity) => {
    const found = known.get(quantity);
    if (found !== undefined) return found;
    const value = Number(scaledValue(decodeQuantity(quantity), exponent));
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(quantity, value);
    return value;
  };
}

/** Thousandths, rounded up: `milliValue('100m')` is 100. Exact up to 2^53. @throws QuantityError */
export const milliValue = remembered(-3);

/** Whole units, rounded up: `intValue('1Ki')` is 1024. Exact up to 2^53. @throws QuantityError */
export const intValue = remembered(0);
