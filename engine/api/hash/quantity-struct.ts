// A quantity's text as the fields of Go's `resource.Quantity`, which is what a template hash covers.
//
// Two texts of one value hash differently (`1` and `1000m`): the struct keeps the scale it was written in, and the
// text itself when it was canonical. The store holds canonical texts, as upstream's does.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go, ParseQuantity, and
// suffix.go, quantitySuffixer.

export interface QuantityStruct {
  readonly value: bigint;
  readonly scale: number;
  /** Set for what does not fit the int64 form: unscaled value and count of decimals; then value and scale are 0. */
  readonly decimal?: { readonly unscaled: bigint; readonly scale: number };
  /** The canonical text, or empty where the text was not canonical. */
  readonly text: string;
  readonly format: '' | 'DecimalSI' | 'DecimalExponent' | 'BinarySI';
}

/** What an absent quantity decodes to. */
export const ZERO_QUANTITY: QuantityStruct = { value: 0n, scale: 0, text: '', format: '' };

// maxInt64Factors of scale_int.go: decimal digits that surely fit an int64.
const SAFE_DIGITS = 18;
const NANO_SCALE = -9;
const INT64_MAX = (1n << 63n) - 1n;

const DECIMAL_SUFFIXES: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_SUFFIXES: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

type Suffix = { readonly exponent: number; readonly format: 'DecimalSI' | 'DecimalExponent' | 'BinarySI' };

function interpretSuffix(suffix: string): Suffix | undefined {
  const decimal = DECIMAL_SUFFIXES[suffix];
  if (decimal !== undefined) return { exponent: decimal, format: 'DecimalSI' };
  const binary = BINARY_SUFFIXES[suffix];
  if (binary !== undefined) return { exponent: binary, format: 'BinarySI' };
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  return exponent === undefined ? undefined : { exponent: Number(exponent), format: 'DecimalExponent' };
}

/**
 * @param text a valid quantity
 * @throws RangeError for anything else
 */
export function quantityStruct(text: string): QuantityStruct {
  if (text === '0') return { value: 0n, scale: 0, text, format: 'DecimalSI' };
  const [, sign, rawWhole, decimals = '', rawSuffix] = /^([+-]?)0*(\d*)(?:\.(\d*))?(.*)$/.exec(text) ?? [];
  const suffix = interpretSuffix(rawSuffix ?? '');
  if (rawWhole === undefined || suffix === undefined)
    throw new RangeError(`not a quantity: ${JSON.stringify(text)}`);
  const whole = rawWhole === '' ? '0' : rawWhole;
  return (
    shortForm(text, sign === '-', whole, decimals, suffix) ?? longForm(sign === '-', whole, decimals, suffix)
  );
}

function shortForm(
  text: string,
  isNegative: boolean,
  whole: string,
  decimals: string,
  { exponent, format }: Suffix,
): QuantityStruct | undefined {
  const isBinary = format === 'BinarySI';
  if (isBinary && decimals !== '') return undefined;
  const precision = isBinary
    ? 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1
    : SAFE_DIGITS - whole.length - decimals.length;
  const scale = (isBinary ? 0 : exponent) - decimals.length;
  if (precision < 0 || scale < NANO_SCALE) return undefined;
  const digits = whole + decimals;
  const unsigned = BigInt(digits) * (isBinary ? 1n << BigInt(exponent) : 1n);
  if (unsigned > INT64_MAX) return undefined;
  const isCanonical = isBinary
    ? exponent % 10 === 0 && (BigInt(digits) & 7n) !== 0n
    : scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
  return { value: isNegative ? -unsigned : unsigned, scale, text: isCanonical ? text : '', format };
}

function longForm(
  isNegative: boolean,
  whole: string,
  decimals: string,
  { exponent, format }: Suffix,
): QuantityStruct {
  const isBinary = format === 'BinarySI';
  let unscaled = BigInt(whole + decimals) * (isBinary ? 1n << BigInt(exponent) : 1n);
  let scale = decimals.length - (isBinary ? 0 : exponent);
  if (unscaled !== 0n) ({ unscaled, scale } = atNanoScale(unscaled, scale));
  const one = 10n ** BigInt(scale < 0 ? 0 : scale);
  if (isBinary && unscaled > INT64_MAX * one) ({ unscaled, scale } = { unscaled: INT64_MAX, scale: 0 });
  const isFraction = isBinary && unscaled > 0n && unscaled < one;
  return {
    value: 0n,
    scale: 0,
    decimal: { unscaled: isNegative ? -unscaled : unscaled, scale },
    text: '',
    format: isFraction ? 'DecimalSI' : format,
  };
}

/** Nine decimals, rounded away from zero. */
function atNanoScale(unscaled: bigint, scale: number): { unscaled: bigint; scale: number } {
  const shift = -NANO_SCALE - scale;
  if (shift >= 0) return { unscaled: unscaled * 10n ** BigInt(shift), scale: -NANO_SCALE };
  const divisor = 10n ** BigInt(-shift);
  return { unscaled: (unscaled + divisor - 1n) / divisor, scale: -NANO_SCALE };
}
