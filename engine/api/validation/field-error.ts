// Validation problems as upstream words them: a field path, a kind of problem, the bad value and a detail.
//
// Data first; `message` is made by one renderer. Knows no kind.
// Source: kubernetes apimachinery pkg/util/validation/field/{errors,path}.go (texts equal in 1.13 to 1.36 unless noted).

/** Upstream's ErrorType constants, which are the `reason` of a status cause. */
export type FieldErrorType =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError'
  | 'FieldValueTypeInvalid';

export interface FieldError {
  readonly type: FieldErrorType;
  /** `spec.containers[0].image`; empty for the object itself. */
  readonly field: string;
  /** The text after the field, for example `Required value: must specify a name`. */
  readonly message: string;
}

/** A Go value that is not JSON text to Go's `%v`: give its text as upstream would print it. */
export class GoValue {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A position in an object. Immutable; cheap to extend. */
export class FieldPath {
  private readonly text: string;
  private constructor(text: string) {
    this.text = text;
  }
  static readonly root: FieldPath = new FieldPath('');
  static of(...names: string[]): FieldPath {
    return new FieldPath(names.join('.'));
  }
  child(...names: string[]): FieldPath {
    const tail = names.join('.');
    return new FieldPath(this.text === '' ? tail : `${this.text}.${tail}`);
  }
  index(i: number): FieldPath {
    return new FieldPath(`${this.text}[${i}]`);
  }
  key(key: string): FieldPath {
    return new FieldPath(`${this.text}[${key}]`);
  }
  toString(): string {
    return this.text === '' ? '<nil>' : this.text;
  }
}

/** Go's `%q` for the strings that occur in manifests. */
export function quoteGo(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\x7f');
}

// errors.go, ErrorBody: strings quoted, numbers and booleans by %v, nil as "null", anything else by %#v.
function showValue(value: unknown): string {
  if (value instanceof GoValue) return value.text;
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return goSyntax(value);
}

// %#v of maps and slices of strings, the composite values that upstream prints most often.
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]string{${value.map((v) => quoteGo(String(v))).join(', ')}}`;
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]string{${entries.map(([k, v]) => `${quoteGo(k)}:${quoteGo(String(v))}`).join(', ')}}`;
}

const withDetail = (head: string, detail: string): string => (detail === '' ? head : `${head}: ${detail}`);

export function invalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueInvalid', field: String(path), message: withDetail(`Invalid value: ${showValue(value)}`, detail) };
}
export function typeInvalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueTypeInvalid', field: String(path), message: withDetail(`Invalid value: ${showValue(value)}`, detail) };
}
export function required(path: FieldPath, detail: string): FieldError {
  return { type: 'FieldValueRequired', field: String(path), message: withDetail('Required value', detail) };
}
export function forbidden(path: FieldPath, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field: String(path), message: withDetail('Forbidden', detail) };
}
export function duplicate(path: FieldPath, value: unknown): FieldError {
  return { type: 'FieldValueDuplicate', field: String(path), message: `Duplicate value: ${showValue(value)}` };
}
export function notFound(path: FieldPath, value: unknown): FieldError {
  return { type: 'FieldValueNotFound', field: String(path), message: `Not found: ${showValue(value)}` };
}
/** `supported` is printed in the order given, as upstream does since callers sort where they want it sorted. */
export function notSupported(path: FieldPath, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length > 0 ? `supported values: ${supported.map(quoteGo).join(', ')}` : '';
  return { type: 'FieldValueNotSupported', field: String(path), message: withDetail(`Unsupported value: ${showValue(value)}`, detail) };
}
/** Upstream leaves the value out of this one. */
export function tooLong(path: FieldPath, maxLength: number): FieldError {
  return { type: 'FieldValueTooLong', field: String(path), message: `Too long: must have at most ${maxLength} bytes` };
}
export function tooMany(path: FieldPath, actual: number, max: number): FieldError {
  return { type: 'FieldValueTooMany', field: String(path), message: `Too many: ${actual}: must have at most ${max} items` };
}
export function internalError(path: FieldPath, detail: string): FieldError {
  return { type: 'InternalError', field: String(path), message: withDetail('Internal error', detail) };
}
