// Exact decimal numbers, unscaled * 10^exponent, and the two roundings that quantities use.
//
// Never materialises a power of ten that the digits at hand do not need, so that 1e2000000000 stays cheap to compare.
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/{amount,math,scale_int}.go; gopkg.in/inf.v0 dec.go, Round.

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

export const fitsInt64 = (n: bigint): boolean => n >= INT64_MIN && n <= INT64_MAX;
export const wrapInt64 = (n: bigint): bigint => BigInt.asIntN(64, n);
export const isInt64Min = (n: bigint): boolean => n === INT64_MIN;

const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const digitsOf = (n: bigint): number => abs(n).toString().length;

export interface Decimal {
  readonly unscaled: bigint;
  readonly exponent: number;
}

/** The unscaled value at a higher or equal exponent, rounded away from zero. */
export function roundAway(decimal: Decimal, exponent: number): bigint {
  const shift = exponent - decimal.exponent;
  if (shift <= 0) return decimal.unscaled * 10n ** BigInt(-shift);
  if (decimal.unscaled === 0n) return 0n;
  const away = decimal.unscaled < 0n ? -1n : 1n;
  if (shift > digitsOf(decimal.unscaled)) return away;
  const divisor = 10n ** BigInt(shift);
  const quotient = decimal.unscaled / divisor;
  return decimal.unscaled % divisor === 0n ? quotient : quotient + away;
}

/** Whether no digit is lost at that exponent. */
export function isExactAt(decimal: Decimal, exponent: number): boolean {
  const shift = exponent - decimal.exponent;
  if (shift <= 0 || decimal.unscaled === 0n) return true;
  return shift <= digitsOf(decimal.unscaled) && decimal.unscaled % 10n ** BigInt(shift) === 0n;
}

/** -1, 0 or 1. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const sign = (n: bigint): number => (n === 0n ? 0 : n < 0n ? -1 : 1);
  const [signA, signB] = [sign(a.unscaled), sign(b.unscaled)];
  if (signA !== signB || signA === 0) return Math.sign(signA - signB);
  const magnitude = digitsOf(a.unscaled) + a.exponent - (digitsOf(b.unscaled) + b.exponent);
  if (magnitude !== 0) return magnitude > 0 ? signA : -signA;
  const exponent = Math.min(a.exponent, b.exponent);
  return sign(roundAway(a, exponent) - roundAway(b, exponent));
}

/** Moves every factor of `base` out of a number other than zero. */
export function removeFactors(n: bigint, base: bigint): { rest: bigint; times: number } {
  let rest = n;
  let times = 0;
  while (rest !== 0n && rest % base === 0n) {
    rest /= base;
    times += 1;
  }
  return { rest, times };
}
