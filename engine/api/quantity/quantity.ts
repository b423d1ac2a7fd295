// Quantities: parsing. 500m, 1.5Gi and 12e6 as exact numbers that remember how they were written.
//
// Upstream keeps a quantity either as a scaled int64 or as a big decimal, and the form shows: in AsInt64, in sums that
// overflow, in views that wrap. So it is kept here too, in `isDecimal`.
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/quantity.go, ParseQuantity, parseQuantityString
// (unchanged to v0.36.0).

import { COPY_OF } from '../plain.ts';
import { compareDecimals, fitsInt64, roundAway } from './decimal.ts';
import { parseSuffix, type QuantityFormat, type Suffix } from './suffix.ts';

/** The number unscaled * 10^exponent. Immutable. */
export interface Quantity {
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
  /** Kept as a big decimal; otherwise `unscaled` fits an int64. */
  readonly isDecimal: boolean;
  /** The text it was parsed from, where upstream prints that again. */
  readonly text?: string;
}

/** Its message is upstream's. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError';
}

// Source: quantity.go, ErrFormatWrong, ErrNumeric, ErrSuffix.
const FORMAT_WRONG =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const NUMERIC_WRONG = 'unable to parse numeric part of quantity';
const SUFFIX_WRONG = "unable to parse quantity's suffix";

const NANO = -9;
const MAX_INT64_DIGITS = 18;
const SPELT_OUT_EXPONENT_MAX = 10_000;
const MAX_ALLOWED = { unscaled: 2n ** 63n - 1n, exponent: 0 };
const ZERO = { unscaled: 0n, exponent: 0 };
const ONE = { unscaled: 1n, exponent: 0 };

interface Parts {
  readonly isNegative: boolean;
  /** Digits before the point without leading zeros, but never empty; digits after the point. */
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
}

// More permissive than the expression in the message: "+", "." and "Ki" all read as zero.
function split(text: string): Parts {
  const match = /^([-+]?)0*([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text);
  if (match === null) throw new QuantityError(FORMAT_WRONG);
  const [, sign, whole, fraction, suffix] = match;
  return { isNegative: sign === '-', whole: whole || '0', fraction: fraction ?? '', suffix: suffix! };
}

// How many decimal digits an int64 has to spare; negative when the decimal form must be taken.
function sparePrecision({ whole, fraction }: Parts, { exponent, format }: Suffix): number {
  if (format !== 'BinarySI') return MAX_INT64_DIGITS - whole.length - fraction.length;
  if (fraction !== '') return -1;
  // 2^20 takes about six decimal digits: three for every ten bits.
  return 15 - whole.length - Math.floor((exponent * 3) / 10) - 1;
}

// Upstream takes some texts for canonical by their looks and prints them unchanged ("+1", "1.500").
function looksCanonical(digits: string, exponent: number, suffix: Suffix): boolean {
  if (suffix.format === 'BinarySI') return suffix.exponent % 10 === 0 && (BigInt(digits) & 7n) !== 0n;
  return exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

function parseAsInt64(text: string, parts: Parts, suffix: Suffix): Quantity | undefined {
  const isBinary = suffix.format === 'BinarySI';
  const exponent = (isBinary ? 0 : suffix.exponent) - parts.fraction.length;
  if (sparePrecision(parts, suffix) < 0 || exponent < NANO) return undefined;
  const digits = parts.whole + parts.fraction;
  const magnitude = isBinary ? BigInt(digits) << BigInt(suffix.exponent) : BigInt(digits);
  if (!fitsInt64(magnitude)) return undefined;
  const unscaled = parts.isNegative ? -magnitude : magnitude;
  const quantity: Quantity = { unscaled, exponent, format: suffix.format, isDecimal: false };
  return looksCanonical(digits, exponent, suffix) ? { ...COPY_OF, ...quantity, text } : quantity;
}

// Rounds up to whole nanos, on the view that who asks for a little should get a little; caps binary ones at an int64.
function parseAsDecimal(parts: Parts, suffix: Suffix): Quantity {
  const digits = BigInt(parts.whole + parts.fraction);
  const isBinary = suffix.base === 2;
  let magnitude = {
    unscaled: isBinary ? digits << BigInt(suffix.exponent) : digits,
    exponent: (isBinary ? 0 : suffix.exponent) - parts.fraction.length,
  };
  // Upstream spells every decimal out to nine places, which decides how its int64 views wrap. It would take gigabytes for
  // the exponents past this bound; they stay as they are.
  if (digits !== 0n && magnitude.exponent <= SPELT_OUT_EXPONENT_MAX)
    magnitude = { unscaled: roundAway(magnitude, NANO), exponent: NANO };
  let { format } = suffix;
  if (format === 'BinarySI') {
    if (compareDecimals(magnitude, MAX_ALLOWED) > 0) magnitude = MAX_ALLOWED;
    if (compareDecimals(magnitude, ONE) < 0 && compareDecimals(magnitude, ZERO) > 0) format = 'DecimalSI';
  }
  const unscaled = parts.isNegative ? -magnitude.unscaled : magnitude.unscaled;
  return { unscaled, exponent: magnitude.exponent, format, isDecimal: true };
}

/**
 * Reads a quantity as the API does; a number stands for its JSON text.
 *
 * @param text for example `500m`, `1.5Gi`, `-12e6`; white space is not trimmed
 * @throws QuantityError  with upstream's message
 */
export function parseQuantity(text: string | number): Quantity {
  const literal = String(text);
  if (literal === '') throw new QuantityError(FORMAT_WRONG);
  if (literal === '0') return { ...ZERO, format: 'DecimalSI', isDecimal: false, text: literal };
  const parts = split(literal);
  const suffix = parseSuffix(parts.suffix);
  if (suffix === undefined) throw new QuantityError(SUFFIX_WRONG);
  const quantity = parseAsInt64(literal, parts, suffix);
  if (quantity !== undefined) return quantity;
  // A point without any digit is a number to the scanner, but not to the decimal parser.
  if (!/^[-+]?[0-9.]*[0-9]/.test(literal)) throw new QuantityError(NUMERIC_WRONG);
  return parseAsDecimal(parts, suffix);
}

/** As JSON decoding reads it: white space around a text is dropped. Source: quantity.go, UnmarshalJSON. */
export function decodeQuantity(value: string | number): Quantity {
  return parseQuantity(typeof value === 'string' ? value.trim() : value);
}

/** Source: NewQuantity. @param value a whole number that fits an int64 */
export function newQuantity(value: number | bigint, format: QuantityFormat): Quantity {
  return { unscaled: BigInt(value), exponent: 0, format, isDecimal: false };
}

/** Thousandths. Source: NewMilliQuantity. */
export function newMilliQuantity(value: number | bigint, format: QuantityFormat): Quantity {
  return { unscaled: BigInt(value), exponent: -3, format, isDecimal: false };
}
