// Values as a Go template sees them: data comes from JSON, so its numbers are floats; the template's own are integers.
//
// Source: Go src/text/template/exec.go, printValue, isTrue; encoding/json, Unmarshal; strconv, FormatFloat 'g'.

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

/** What a map has not: prints as `<no value>`. */
export const MISSING = Symbol('no value');

type Json = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Int);

export const isNothing = (value: unknown): boolean =>
  value === MISSING || value === null || value === undefined;

export function isTrue(value: unknown): boolean {
  if (isNothing(value)) return false;
  if (value instanceof Int) return value.value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  return value !== '' && value !== 0 && value !== false;
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
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return '[]interface {}';
  return isMap(value) ? 'map[string]interface {}' : '<nil>';
}

/** fmt's `%v`. */
export function valueText(value: unknown): string {
  if (isNothing(value)) return '<nil>';
  if (value instanceof Int) return String(value.value);
  if (typeof value === 'number') return floatText(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${valueText(value[key])}`).join(' ')}]`;
}
