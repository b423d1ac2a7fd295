// The suffixes of quantities and the three ways of writing them.
//
// Source: kubernetes apimachinery v0.20.2 pkg/api/resource/suffix.go (unchanged to v0.36.0).

/** How a quantity was written, and is written again: 12e6, 12Mi or 12M. */
export type QuantityFormat = 'DecimalExponent' | 'BinarySI' | 'DecimalSI';

export interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const DECIMAL: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY: ReadonlyMap<string, number> = new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);
const reversed = (map: ReadonlyMap<string, number>): ReadonlyMap<number, string> =>
  new Map([...map].map(([text, exponent]) => [exponent, text]));
const DECIMAL_TEXT = reversed(DECIMAL);
const BINARY_TEXT = reversed(BINARY);

/** Undefined when the text is no suffix. A decimal exponent wraps at 32 bits, as upstream's conversion does. */
export function parseSuffix(text: string): Suffix | undefined {
  const decimal = DECIMAL.get(text);
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: 'DecimalSI' };
  const binary = BINARY.get(text);
  if (binary !== undefined) return { base: 2, exponent: binary, format: 'BinarySI' };
  if (!/^[eE][-+]?[0-9]+$/.test(text)) return undefined;
  const exponent = BigInt(text.slice(1).replace('+', ''));
  if (exponent !== BigInt.asIntN(64, exponent)) return undefined;
  return { base: 10, exponent: Number(BigInt.asIntN(32, exponent)), format: 'DecimalExponent' };
}

/** Empty for an exponent that has no suffix: upstream then prints the bare number (1000E + 1000E gives "2"). */
export function suffixText(exponent: number, format: QuantityFormat): string {
  if (format === 'DecimalExponent') return exponent === 0 ? '' : `e${exponent}`;
  return (format === 'DecimalSI' ? DECIMAL_TEXT : BINARY_TEXT).get(exponent) ?? '';
}
