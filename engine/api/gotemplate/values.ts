// Values as a Go template sees them. A whole number of the data is an int64, any other a float64; the template's own
// numbers say which they are.
//
// Source: Go src/text/template/exec.go, printValue, isTrue; strconv, FormatFloat 'g'; apimachinery v0.32.0
// pkg/util/json/json.go, Unmarshal.

/** A Go int: a constant without a point, a length, an index. */
export class Int {
  readonly value: number;
  /** `'a'` is an int32. */
  readonly type: 'int' | 'int32' | 'uint8';

  constructor(value: number, type: Int['type'] = 'int') {
    this.value = value;
    this.type = type;
  }
}

/** A Go float64 that the template itself has: `1.5`, `3.0`. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A number of either kind, whether it is whole by its type; undefined for what is no number. */
export function numberOf(value: unknown): { readonly value: number; readonly isInt: boolean } | undefined {
  if (value instanceof Int) return { value: value.value, isInt: true };
  if (value instanceof Float) return { value: value.value, isInt: false };
  return typeof value === 'number' ? { value, isInt: Number.isInteger(value) } : undefined;
}

/** What a map has not: prints as `<no value>`. */
export const MISSING = Symbol('no value');

type Json = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is Json =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Int) &&
  !(value instanceof Float);

export const isNothing = (value: unknown): boolean =>
  value === MISSING || value === null || value === undefined;

export function isTrue(value: unknown): boolean {
  if (isNothing(value)) return false;
  const number = numberOf(value);
  if (number !== undefined) return number.value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  return value !== '' && value !== false;
}

/** `%v` of a float64: `3`, `0.5`, `1.234567e+06`. */
export function floatText(value: number): string {
  const [digits = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  return exponent >= -4 && exponent < 6 ? String(value) : goExponent(digits, exponent);
}

export const goExponent = (digits: string, exponent: number): string =>
  `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;

/** The dynamic type: `string`, `float64`, `map[string]interface {}`. */
export function typeText(value: unknown): string {
  if (value instanceof Int) return value.type;
  if (typeof value === 'string') return 'string';
  if (value instanceof Float) return 'float64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return '[]interface {}';
  return isMap(value) ? 'map[string]interface {}' : '<nil>';
}

/** fmt's `%v`. */
export function valueText(value: unknown): string {
  if (isNothing(value)) return '<nil>';
  const number = numberOf(value);
  if (number !== undefined) return number.isInt ? String(BigInt(number.value)) : floatText(number.value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${valueText(value[key])}`).join(' ')}]`;
}
