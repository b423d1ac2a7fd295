// JSON data as Go prints it: `%v`, `%#v`, the name of a type, and encoding/json's Marshal.
//
// Source: Go src/fmt/print.go; src/strconv/ftoa.go, shortest 'g'; src/encoding/json/encode.go (keys sorted, HTML escaped).

import { quoteGo } from '../validation/field-error.ts';
import { NO_VALUE } from './nodes.ts';

type JsonObject = Readonly<Record<string, unknown>>;

function entriesOf(value: unknown): [string, unknown][] {
  const object = value as JsonObject;
  return Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => [key, object[key]]);
}

/** `%v` of a number: an int64 in full, a float64 in the shorter of two forms, such as `0.5` and `1.2345675e+06`. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return String(BigInt(value));
  const [digits, exponentText] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%v`: `map[a:1 b:[x y]]`, `<nil>`. */
export function valueText(value: unknown): string {
  if (value === NO_VALUE) return '<invalid reflect.Value>';
  if (value === null) return '<nil>';
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  return `map[${entriesOf(value)
    .map(([key, each]) => `${key}:${valueText(each)}`)
    .join(' ')}]`;
}

/** `%T`. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return 'map[string]interface {}';
}

/** `%#v`: `map[string]interface {}{"a":1}`. */
export function syntaxText(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteGo(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(syntaxText).join(', ')}}`;
  if (typeof value !== 'object') return typeof value === 'number' ? numberText(value) : String(value);
  const entries = entriesOf(value).map(([key, each]) => `${quoteGo(key)}:${syntaxText(each)}`);
  return `map[string]interface {}{${entries.join(', ')}}`;
}

const HTML: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function scalarJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(/[<>&\u2028\u2029]/g, (char) => HTML[char]!);
}

/** json.Marshal, or MarshalIndent when an indent is given. */
export function jsonText(value: unknown, indent = '', outer = '\n'): string {
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || value === null) return scalarJson(value);
  const inner = outer + indent;
  const items = isList
    ? value.map((each) => jsonText(each, indent, inner))
    : entriesOf(value).map(
        ([key, each]) => `${scalarJson(key)}:${indent === '' ? '' : ' '}${jsonText(each, indent, inner)}`,
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (items.length === 0 || indent === '') return `${open}${items.join(',')}${close}`;
  return `${open}${inner}${items.join(`,${inner}`)}${outer}${close}`;
}
