// The functions of Go templates, and the two that kubectl adds.
//
// Source: Go src/text/template/funcs.go; cli-runtime v0.32 pkg/printers/template.go, exists, base64decode.

import { compare, isEqualToAny } from './comparison.ts';
import { sprint, sprintf, sprintln } from './printf.ts';
import { Int, isMap, isNothing, isTrue, MISSING, numberOf, typeText } from './values.ts';

export interface TemplateFunction {
  readonly min: number;
  /** Absent: any number. */
  readonly max?: number;
  /** The first argument has to be a string. */
  readonly takesText?: boolean;
  readonly call: (values: readonly unknown[]) => unknown;
}

/** Why a function could not answer; the template's error goes round it. */
export class CallError extends Error {}

const fail = (why: string): never => {
  throw new CallError(why);
};

const textOf = (values: readonly unknown[]): string =>
  values.length === 1 && typeof values[0] === 'string' ? values[0] : sprint(values);

/** Those that stop at the first argument that decides: arguments after it are not looked at. */
export const SHORT_CIRCUIT: ReadonlySet<string> = new Set(['and', 'or']);

const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  and: { min: 1, call: (values) => values.find((value) => !isTrue(value)) ?? values.at(-1) },
  or: { min: 1, call: (values) => values.find(isTrue) ?? values.at(-1) },
  not: { min: 1, max: 1, call: ([value]) => !isTrue(value) },
  len: { min: 1, max: 1, call: ([value]) => new Int(lengthOf(value)) },
  index: { min: 1, call: ([item, ...keys]) => indexed(item, keys) },
  slice: { min: 1, call: ([item, ...bounds]) => sliced(item, bounds) },
  print: { min: 0, call: sprint },
  printf: { min: 1, takesText: true, call: ([format, ...values]) => sprintf(format as string, values) },
  println: { min: 0, call: sprintln },
  html: { min: 0, call: (values) => textOf(values).replace(/[\0"'&<>]/g, (char) => HTML[char]!) },
  js: { min: 0, call: (values) => jsEscape(textOf(values)) },
  urlquery: { min: 0, call: (values) => queryEscape(textOf(values)) },
  call: {
    min: 1,
    call: ([value]) => fail(isNothing(value) ? 'call of nil' : `non-function of type ${typeText(value)}`),
  },
  eq: { min: 1, call: ([first, ...others]) => isEqualToAny(first, others, fail) },
  ne: { min: 2, max: 2, call: ([a, b]) => !isEqualToAny(a, [b], fail) },
  lt: { min: 2, max: 2, call: ([a, b]) => compare(a, b, fail) < 0 },
  le: { min: 2, max: 2, call: ([a, b]) => compare(a, b, fail) <= 0 },
  gt: { min: 2, max: 2, call: ([a, b]) => compare(a, b, fail) > 0 },
  ge: { min: 2, max: 2, call: ([a, b]) => compare(a, b, fail) >= 0 },
  exists: { min: 1, call: ([item, ...keys]) => exists(item, keys) },
  base64decode: { min: 1, max: 1, takesText: true, call: ([text]) => decodeBase64(text as string) },
};

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS));

export const functionNamed = (name: string): TemplateFunction => FUNCTIONS[name]!;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return bytesOf(value).length;
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  return fail(
    isNothing(value) ? 'reflect: call of reflect.Value.Type on zero Value' : `len of type ${typeText(value)}`,
  );
}

function indexed(item: unknown, keys: readonly unknown[]): unknown {
  let value = item;
  if (isNothing(value)) fail('index of untyped nil');
  for (const key of keys) value = at(value, key);
  return value;
}

function at(value: unknown, key: unknown): unknown {
  if (isMap(value)) {
    if (typeof key !== 'string')
      fail(
        isNothing(key)
          ? 'value is nil; should be of type string'
          : `value has type ${typeText(key)}; should be string`,
      );
    return Object.hasOwn(value, key as string) ? value[key as string] : MISSING;
  }
  if (!Array.isArray(value) && typeof value !== 'string')
    return fail(isNothing(value) ? 'index of nil pointer' : `can't index item of type ${typeText(value)}`);
  const list = typeof value === 'string' ? [...bytesOf(value)].map((byte) => new Int(byte, 'uint8')) : value;
  return list[position(key, list.length - 1)];
}

function position(key: unknown, last: number): number {
  const number = numberOf(key);
  if (number === undefined || !number.isInt)
    return fail(`cannot index slice/array with ${isNothing(key) ? 'nil' : `type ${typeText(key)}`}`);
  const { value } = number;
  return value < 0 || value > last ? fail(`index out of range: ${value}`) : value;
}

function sliced(item: unknown, bounds: readonly unknown[]): unknown {
  if (isNothing(item)) fail('slice of untyped nil');
  if (bounds.length > 3) fail(`too many slice indexes: ${bounds.length}`);
  if (typeof item !== 'string' && !Array.isArray(item))
    return fail(`can't slice item of type ${typeText(item)}`);
  if (typeof item === 'string' && bounds.length === 3) fail('cannot 3-index slice a string');
  const whole = typeof item === 'string' ? bytesOf(item) : item;
  const [from = 0, to = whole.length] = bounds.map((bound) => position(bound, whole.length));
  if (from > to) fail(`invalid slice index: ${from} > ${to}`);
  return typeof item === 'string'
    ? new TextDecoder().decode(bytesOf(item).slice(from, to))
    : item.slice(from, to);
}

function exists(item: unknown, keys: readonly unknown[]): boolean {
  try {
    return !isNothing(indexed(item, keys));
  } catch (error) {
    if (error instanceof CallError) return false;
    throw error;
  }
}

const HTML: Readonly<Record<string, string>> = {
  '\0': '\uFFFD',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const JS: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };

const jsEscape = (text: string): string =>
  text.replace(
    /[\\'"<>&=\p{Cc}]/gu,
    (char) => JS[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );

const queryEscape = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function decodeBase64(text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/=]/.exec(plain);
  if (wrong !== null || plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
    const place = wrong?.index ?? plain.length - (plain.length % 4);
    fail(`base64 decode failed: illegal base64 data at input byte ${place}`);
  }
  return new TextDecoder().decode(Uint8Array.from(atob(plain), (char) => char.charCodeAt(0)));
}
