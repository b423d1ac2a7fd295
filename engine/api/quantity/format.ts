// The canonical text of a quantity: no fraction, no digit lost, the largest suffix that divides it.
//
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/quantity.go, CanonicalizeBytes and String;
// amount.go, AsCanonicalBytes and AsCanonicalBase1024Bytes.

import { compareDecimals, isExactAt, isInt64Min, removeFactors, roundAway } from './decimal.ts';
import type { Quantity } from './quantity.ts';
import { suffixText } from './suffix.ts';

const MINUS_1024 = { unscaled: -1024n, exponent: 0 };
const PLUS_1024 = { unscaled: 1024n, exponent: 0 };

function formatDecimal(quantity: Quantity): string {
  const { rest, times } = removeFactors(quantity.unscaled, 10n);
  const exponent = quantity.exponent + times;
  // The next lower multiple of three, since only those have suffixes.
  const surplus = ((exponent % 3) + 3) % 3;
  const format = quantity.format === 'BinarySI' ? 'DecimalSI' : quantity.format;
  return `${rest * 10n ** BigInt(surplus)}${suffixText(exponent - surplus, format)}`;
}

function formatBinary(quantity: Quantity): string {
  const value = roundAway(quantity, 0);
  // The smallest int64 cannot be negated, so upstream finds no factors in it.
  if (!quantity.isDecimal && isInt64Min(value)) return String(value);
  const { rest, times } = removeFactors(value, 1024n);
  return `${rest}${suffixText(times * 10, 'BinarySI')}`;
}

/** What the API prints, for example `1536Mi` for 1.5Gi. A few texts it takes for canonical are printed as written. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  if (quantity.unscaled === 0n) return '0';
  const isSmall = (): boolean =>
    compareDecimals(quantity, MINUS_1024) > 0 && compareDecimals(quantity, PLUS_1024) < 0;
  const isBinary = quantity.format === 'BinarySI' && !isSmall() && isExactAt(quantity, 0);
  return isBinary ? formatBinary(quantity) : formatDecimal(quantity);
}
