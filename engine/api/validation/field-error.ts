// Validation problems as upstream words them: a field path, a kind of problem, the bad value and a detail.
//
// Data first; one renderer, `fieldErrorBody`, makes the text, which differs between releases. Knows no kind.
// Source: kubernetes apimachinery pkg/util/validation/field/{errors,path}.go.

import type { VersionProfile } from '../../versions/profile.ts';

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
  /** `spec.containers[0].image`; `<nil>` for the object itself. */
  readonly field: string;
  /** The value found; not printed for every type. */
  readonly value: unknown;
  /** What follows the value; may be empty. */
  readonly detail: string;
  /** The bound of TooLong (bytes) and TooMany (items), from which their detail is worded. */
  readonly limit?: number;
  /** The text after the field as 1.20 words it, for example `Required value: must specify a name`. */
  readonly message: string;
}

/**
 * A value that upstream holds in another form than JSON has it: a struct, printed by Go's `%#v`, or something with
 * a String method. `text` is that print; `data` is what releases that print JSON show instead.
 */
export class GoValue {
  readonly text: string;
  readonly data: unknown;
  constructor(text: string, data?: unknown) {
    this.text = text;
    this.data = data;
  }
}

/** Stands for a value that is not printed. */
export const OMITTED_VALUE: GoValue = new GoValue('');

/** A position in an object. Immutable; costs one small object to extend, its text is made when somebody asks for it. */
export class FieldPath {
  private readonly parent: FieldPath | undefined;
  private readonly part: string | number;
  private readonly isKey: boolean;
  private constructor(parent: FieldPath | undefined, part: string | number, isKey: boolean) {
    this.parent = parent;
    this.part = part;
    this.isKey = isKey;
  }
  static readonly root: FieldPath = new FieldPath(undefined, '', false);
  static of(...names: string[]): FieldPath {
    return new FieldPath(FieldPath.root, names.join('.'), false);
  }
  child(first: string, ...more: string[]): FieldPath {
    return new FieldPath(this, more.length === 0 ? first : `${first}.${more.join('.')}`, false);
  }
  index(i: number): FieldPath {
    return new FieldPath(this, i, true);
  }
  key(key: string): FieldPath {
    return new FieldPath(this, key, true);
  }
  toString(): string {
    const text = this.text();
    return text === '' ? '<nil>' : text;
  }
  private text(): string {
    if (this.parent === undefined) return '';
    const before = this.parent.text();
    if (this.isKey) return `${before}[${this.part}]`;
    return before === '' ? String(this.part) : `${before}.${this.part}`;
  }
}

// What Go escapes: quotes, backslashes, and whatever its unicode.IsPrint refuses.
const ESCAPED = /["\\]|(?! )[\p{C}\p{Z}]/gu;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function escapeGo(char: string): string {
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0)!;
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Go's `%q`. */
export function quoteGo(text: string): string {
  return `"${text.replace(ESCAPED, escapeGo)}"`;
}

const HEADS: Readonly<Record<FieldErrorType, string>> = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  InternalError: 'Internal error',
  FieldValueTypeInvalid: 'Invalid value',
};

const WITHOUT_VALUE: readonly FieldErrorType[] = [
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
];

/**
 * The text of a problem after its field. Source: errors.go, (*Error).ErrorBody.
 *
 * @param version absent: the wording of 1.20
 */
export function fieldErrorBody(error: FieldError, version?: VersionProfile): string {
  const head = HEADS[error.type];
  const detail = detailOf(error, version);
  const shown =
    WITHOUT_VALUE.includes(error.type) || error.value === OMITTED_VALUE
      ? head
      : `${head}: ${showValue(error.value, version)}`;
  return detail === '' ? shown : `${shown}: ${detail}`;
}

function detailOf(error: FieldError, version: VersionProfile | undefined): string {
  if (error.limit === undefined) return error.detail;
  const recent = version?.has('fieldErrorsCountSingular') ?? false;
  const one = recent && error.limit === 1;
  if (error.type === 'FieldValueTooMany') return `must have at most ${error.limit} ${one ? 'item' : 'items'}`;
  return `${recent ? 'may not be more than' : 'must have at most'} ${error.limit} ${one ? 'byte' : 'bytes'}`;
}

// Strings quoted, numbers and booleans by %v, anything else by %#v and, later, as JSON. Nil is "null", in quotes until
// it is JSON, since upstream replaced it by that string first.
function showValue(value: unknown, version: VersionProfile | undefined): string {
  if (value === null || value === undefined) return version?.has('fieldErrorsShowJSON') ? 'null' : '"null"';
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (version?.has('fieldErrorsShowJSON')) {
    const data = value instanceof GoValue ? value.data : value;
    if (data !== undefined) return JSON.stringify(data);
  }
  return value instanceof GoValue ? value.text : goSyntax(value);
}

// %#v of maps and slices of strings, the composite values that upstream prints most often.
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]string{${value.map((v) => quoteGo(String(v))).join(', ')}}`;
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]string{${entries.map(([k, v]) => `${quoteGo(k)}:${quoteGo(String(v))}`).join(', ')}}`;
}

class Problem implements FieldError {
  readonly type: FieldErrorType;
  readonly field: string;
  readonly value: unknown;
  readonly detail: string;
  readonly limit?: number;
  constructor(type: FieldErrorType, path: FieldPath, value: unknown, detail: string, limit?: number) {
    this.type = type;
    this.field = String(path);
    this.value = value;
    this.detail = detail;
    if (limit !== undefined) this.limit = limit;
  }
  get message(): string {
    return fieldErrorBody(this);
  }
}

export function invalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return new Problem('FieldValueInvalid', path, value, detail);
}
export function typeInvalid(path: FieldPath, value: unknown, detail: string): FieldError {
  return new Problem('FieldValueTypeInvalid', path, value, detail);
}
export function required(path: FieldPath, detail: string): FieldError {
  return new Problem('FieldValueRequired', path, '', detail);
}
export function forbidden(path: FieldPath, detail: string): FieldError {
  return new Problem('FieldValueForbidden', path, '', detail);
}
export function duplicate(path: FieldPath, value: unknown, detail = ''): FieldError {
  return new Problem('FieldValueDuplicate', path, value, detail);
}
export function notFound(path: FieldPath, value: unknown): FieldError {
  return new Problem('FieldValueNotFound', path, value, '');
}
/** `supported` is printed in the order given, as upstream does since callers sort where they want it sorted. */
export function notSupported(path: FieldPath, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length > 0 ? `supported values: ${supported.map(quoteGo).join(', ')}` : '';
  return new Problem('FieldValueNotSupported', path, value, detail);
}
/** Upstream leaves the value out of this one. `maxLength` in bytes. */
export function tooLong(path: FieldPath, maxLength: number): FieldError {
  return new Problem('FieldValueTooLong', path, '', '', maxLength);
}
export function tooMany(path: FieldPath, actual: number, max: number): FieldError {
  return new Problem('FieldValueTooMany', path, actual, '', max);
}
export function internalError(path: FieldPath, detail: string): FieldError {
  return new Problem('InternalError', path, null, detail);
}
