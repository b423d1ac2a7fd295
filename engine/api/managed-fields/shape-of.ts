// What a value is for its type: a map with fields, a list with items, or a leaf that is owned as a whole.
//
// Source: structured-merge-diff v6 typed/helpers.go, deduceAtom, listItemToPathElement.

import type { FieldType } from './field-type.ts';
import { keyElement, type PathElement, valueElement } from './path-element.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type Shape =
  | { readonly form: 'leaf' }
  | {
      readonly form: 'map';
      readonly typeOf: (key: string) => FieldType | undefined;
      /** Whether the key is a field of the type, which nobody owns apart from what is in it. */
      readonly isNamed: (key: string) => boolean;
    }
  | { readonly form: 'list'; readonly item: FieldType; readonly elementOf: (item: unknown) => PathElement };

const LEAF: Shape = { form: 'leaf' };

/** The shape of values of the type; for untyped ones `sample` decides. */
export function shapeOf(type: FieldType | undefined, sample: unknown): Shape {
  if (type === undefined || type.shape === 'scalar') return LEAF;
  if (type.shape === 'untyped') {
    if (!type.deduced || !isMap(sample)) return LEAF;
    return { form: 'map', typeOf: () => type, isNamed: () => false };
  }
  if (type.shape === 'map') {
    if (type.atomic) return LEAF;
    return {
      form: 'map',
      typeOf: (key) => type.field(key) ?? type.element,
      isNamed: (key) => type.field(key) !== undefined,
    };
  }
  if (type.keys === undefined) return LEAF;
  return { form: 'list', item: type.item, elementOf: (item) => itemElement(type, item) };
}

type ListType = Extract<FieldType, { shape: 'list' }>;

export function itemElement({ keys = [], keyDefaults }: ListType, item: unknown): PathElement {
  if (keys.length === 0) return valueElement(item);
  const found: Record<string, unknown> = {};
  for (const key of [...keys].sort()) {
    const value = (isMap(item) ? item[key] : undefined) ?? keyDefaults[key];
    if (value !== undefined) found[key] = value;
  }
  return keyElement(found);
}

/** Null counts as an empty map or list. */
export const entriesOf = (value: unknown): [string, unknown][] =>
  isMap(value) ? Object.entries(value).filter(([, child]) => child !== undefined) : [];
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isEmptyValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : isMap(value) && entriesOf(value).length === 0);
