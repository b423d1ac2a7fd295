// Amounts of bytes that are no whole number: `100m` of memory, where 100Mi was meant.
//
// Source: kubernetes v1.28.0 pkg/api/pod/warnings.go (fractional byte value).

import { formatQuantity } from '../quantity/format.ts';
import { parseQuantity, QuantityError } from '../quantity/quantity.ts';
import type { FieldPath } from '../validation/field-error.ts';

type Amounts = Readonly<Record<string, string | number>>;

export function fractionalWarnings(
  amounts: Amounts | undefined,
  path: FieldPath,
  names: readonly string[] = ['memory', 'ephemeral-storage'],
): string[] {
  return names.flatMap((name) => {
    const text = amounts?.[name];
    if (text === undefined || !isFractional(text)) return [];
    const value = formatQuantity(parseQuantity(text));
    return [
      `${path.key(name)}: fractional byte value ${JSON.stringify(value)} is invalid, must be an integer`,
    ];
  });
}

// Only with the suffixes m, u, n or a point can an amount be no whole number.
function isFractional(text: string | number): boolean {
  try {
    const { unscaled, exponent } = parseQuantity(text);
    return exponent < 0 && BigInt(unscaled) % 10n ** BigInt(-exponent) !== 0n;
  } catch (error) {
    if (error instanceof QuantityError) return false;
    throw error;
  }
}
