// One step of a field path, in the text form that FieldsV1 uses as a key: `f:spec`, `k:{"name":"web"}`, `v:"finalizer"`.
//
// Source: structured-merge-diff v6 fieldpath/element.go, serialize-pe.go. Left out: `i:`, which nothing writes.

import { jsonText } from '../jsonpath/go-text.ts';
import { quoteGo } from '../validation/field-error.ts';

export type PathElement = string;

export const fieldElement = (name: string): PathElement => `f:${name}`;

export const valueElement = (value: unknown): PathElement => `v:${JSON.stringify(value)}`;

/** An item of a list by the values of its keys. */
export const keyElement = (keys: Readonly<Record<string, unknown>>): PathElement => `k:${jsonText(keys)}`;

/** The name of a field's element; undefined for an item of a list. */
export const fieldNameOf = (element: PathElement): string | undefined =>
  element.startsWith('f:') ? element.slice(2) : undefined;

/** As conflicts show it: `.spec`, `[name="web"]`, `[="finalizer"]`. */
export function elementText(element: PathElement): string {
  const body = element.slice(2);
  if (element.startsWith('f:')) return `.${body}`;
  if (element.startsWith('v:')) return `[=${valueText(JSON.parse(body))}]`;
  const keys = Object.entries(JSON.parse(body) as Record<string, unknown>);
  return `[${keys.map(([name, value]) => `${name}=${valueText(value)}`).join(',')}]`;
}

const valueText = (value: unknown): string => (typeof value === 'string' ? quoteGo(value) : String(value));

const ORDER = 'fkvi';

/** Upstream's order: fields by name, items by their keys, then values. */
export function compareElements(a: PathElement, b: PathElement): number {
  const byType = ORDER.indexOf(a[0]!) - ORDER.indexOf(b[0]!);
  if (byType !== 0) return byType;
  if (a.startsWith('f:')) return compareTexts(a, b);
  if (a.startsWith('v:')) return compareValues(JSON.parse(a.slice(2)), JSON.parse(b.slice(2)));
  return compareKeys(JSON.parse(a.slice(2)), JSON.parse(b.slice(2)));
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareKeys(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = compareTexts(left[i]![0], right[i]![0]) || compareValues(left[i]![1], right[i]![1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

// Numbers come before texts. Source: structured-merge-diff v6 value/value.go, Compare.
function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
  return compareTexts(String(a), String(b));
}
