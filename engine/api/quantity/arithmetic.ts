// Sums, comparisons and roundings of quantities, exact. The result takes the first operand's format, unless that is zero.
//
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/quantity.go, Add, Sub, Neg, Cmp, RoundUp;
// amount.go, int64Amount.Add (unchanged to v0.36.0).

import { compareDecimals, fitsInt64, isExactAt, isInt64Min, roundAway, wrapInt64 } from './decimal.ts';
import type { Quantity } from './quantity.ts';

// An int64 holds at most this many decimal digits: a wider gap between two exponents overflows.
const INT64_DIGITS = 19;

// Raises the finer exponent's precision; undefined where an int64 would overflow.
function rescaled(quantity: Quantity, exponent: number): bigint | undefined {
  const shift = quantity.exponent - exponent;
  if (shift > 0 && (isInt64Min(quantity.unscaled) || shift > INT64_DIGITS)) return undefined;
  const unscaled = roundAway(quantity, exponent);
  return fitsInt64(unscaled) ? unscaled : undefined;
}

function addAsInt64(a: Quantity, b: Quantity): Pick<Quantity, 'unscaled' | 'exponent'> | undefined {
  if (b.unscaled === 0n) return a;
  if (a.unscaled === 0n) return b;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = rescaled(a, exponent);
  const right = rescaled(b, exponent);
  if (left === undefined || right === undefined || !fitsInt64(left + right)) return undefined;
  return { unscaled: left + right, exponent };
}

export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const format = a.unscaled === 0n ? b.format : a.format;
  const sum = a.isDecimal || b.isDecimal ? undefined : addAsInt64(a, b);
  if (sum !== undefined) return { unscaled: sum.unscaled, exponent: sum.exponent, format, isDecimal: false };
  const exponent = Math.min(a.exponent, b.exponent);
  return { unscaled: roundAway(a, exponent) + roundAway(b, exponent), exponent, format, isDecimal: true };
}

/** The smallest int64 negates to itself, as in Go. */
export function negateQuantity({ unscaled, exponent, format, isDecimal }: Quantity): Quantity {
  return { unscaled: isDecimal ? -unscaled : wrapInt64(-unscaled), exponent, format, isDecimal };
}

export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return addQuantities(a, negateQuantity(b));
}

/** -1, 0 or 1. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return compareDecimals(a, b);
}

/**
 * Rounds away from zero to whole multiples of 10^exponent.
 *
 * @returns the rounded quantity, and whether nothing was lost
 */
export function roundUpQuantity(
  quantity: Quantity,
  exponent: number,
): { quantity: Quantity; isExact: boolean } {
  if (!quantity.isDecimal && quantity.exponent >= exponent) return { quantity, isExact: true };
  const { format, isDecimal } = quantity;
  const rounded = { unscaled: roundAway(quantity, exponent), exponent, format, isDecimal };
  return { quantity: rounded, isExact: isExactAt(quantity, exponent) };
}
