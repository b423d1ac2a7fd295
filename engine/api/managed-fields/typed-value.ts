// Objects seen through their type: the fields that are set, what changed between two of them, one merged into another,
// and one with fields taken out. All pure; what goes in is not changed.
//
// Source: structured-merge-diff v6 typed/{tofieldset,compare,merge,remove}.go; fieldpath/set.go, EnsureNamedFieldsAreMembers.
// Differs: two items of one key in an associative list are compared and owned as a whole, as upstream does, but their
// merging keeps the applied one alone.

import { equalPlain } from '../plain.ts';
import { FieldSet } from './field-set.ts';
import type { FieldType } from './field-type.ts';
import { mergeLists } from './merge-lists.ts';
import { fieldElement, fieldNameOf, type PathElement } from './path-element.ts';
import { entriesOf, isEmptyValue, isMap, itemsOf, type Json, shapeOf } from './shape-of.ts';

type Path = readonly PathElement[];

/** The fields that the value sets: what its applier owns. */
export function fieldSetOf(value: unknown, type: FieldType): FieldSet {
  const set = new FieldSet();
  collect(value, type, [], set);
  return set;
}

function collect(value: unknown, type: FieldType | undefined, path: Path, set: FieldSet): void {
  const shape = shapeOf(type, value);
  if (shape.form === 'leaf') {
    set.insert(path);
  } else if (shape.form === 'map') {
    for (const [key, child] of entriesOf(value)) {
      const at = [...path, fieldElement(key)];
      collect(child, shape.typeOf(key), at, set);
      const isBare = child === null || (isMap(child) && entriesOf(child).length === 0);
      if (isBare || !shape.isNamed(key)) set.insert(at);
    }
  } else {
    for (const item of itemsOf(value)) {
      const at = [...path, shape.elementOf(item)];
      collect(item, shape.item, at, set);
      set.insert(at);
    }
  }
}

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

export function compare(before: unknown, after: unknown, type: FieldType): Comparison {
  const comparison = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() };
  compareAt(before, after, type, [], comparison);
  return comparison;
}

function compareAt(
  before: unknown,
  after: unknown,
  type: FieldType | undefined,
  path: Path,
  to: Comparison,
): void {
  const shape = shapeOf(type, after ?? before);
  const isLeaf = shape.form === 'leaf' || (isEmptyValue(before) && isEmptyValue(after));
  if (isLeaf) {
    if (before !== undefined && after !== undefined && !equalPlain(before, after)) to.modified.insert(path);
  } else if (shape.form === 'map') {
    const keys = new Set([...entriesOf(before), ...entriesOf(after)].map(([key]) => key));
    for (const key of keys) {
      const at = [...path, fieldElement(key)];
      compareAt((before as Json)?.[key], (after as Json)?.[key], shape.typeOf(key), at, to);
    }
  } else {
    compareItems(
      groupItems(before, shape.elementOf),
      groupItems(after, shape.elementOf),
      shape.item,
      path,
      to,
    );
  }
  if (before === undefined) to.added.insert(path);
  else if (after === undefined) to.removed.insert(path);
}

type Items = ReadonlyMap<PathElement, readonly unknown[]>;

function groupItems(list: unknown, elementOf: (item: unknown) => PathElement): Items {
  const groups = new Map<PathElement, unknown[]>();
  for (const item of itemsOf(list)) {
    const element = elementOf(item);
    const group = groups.get(element);
    if (group === undefined) groups.set(element, [item]);
    else group.push(item);
  }
  return groups;
}

function compareItems(before: Items, after: Items, type: FieldType, path: Path, to: Comparison): void {
  for (const element of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(element) ?? [];
    const now = after.get(element) ?? [];
    const at = [...path, element];
    if (old.length <= 1 && now.length <= 1) {
      compareAt(old[0], now[0], type, at, to);
    } else if (old.length > 1 && now.length > 1) {
      if (!equalPlain(old, now)) to.modified.insert(at);
    } else if (old.length > 1) {
      if (now.length > 0) compareAt(undefined, now[0], type, at, to);
      to.removed.insert(at);
    } else {
      if (old.length > 0) compareAt(old[0], undefined, type, at, to);
      to.added.insert(at);
    }
  }
}

/** `applied` wins field by field; what it does not set stays. */
export function mergeValues(live: unknown, applied: unknown, type: FieldType | undefined): unknown {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  const shape = shapeOf(type, applied ?? live);
  if (shape.form === 'leaf' || (isEmptyValue(live) && isEmptyValue(applied))) return applied;
  if (shape.form === 'map') {
    const merged: Record<string, unknown> = isMap(live) ? { ...live } : {};
    for (const [key, child] of entriesOf(applied)) {
      merged[key] = mergeValues(merged[key], child, shape.typeOf(key));
    }
    return merged;
  }
  const { elementOf, item } = shape;
  return mergeLists(itemsOf(live), itemsOf(applied), {
    elementOf,
    merge: (one, other) => mergeValues(one, other, item),
  });
}

/** The value without the fields of the set; null if nothing is left of it, as nobody has taken the field itself. */
export function removeFields(value: unknown, set: FieldSet, type: FieldType | undefined): unknown {
  const shape = shapeOf(type, value);
  if (shape.form === 'leaf') return isMap(value) || Array.isArray(value) ? null : value;
  if (isEmptyValue(value)) return null;
  if (shape.form === 'map') {
    const left: Record<string, unknown> = {};
    for (const [key, child] of entriesOf(value)) {
      const element = fieldElement(key);
      if (set.members.has(element)) continue;
      const below = set.below(element);
      left[key] = below.isEmpty ? child : removeFields(child, below, shape.typeOf(key));
    }
    return Object.keys(left).length === 0 ? null : left;
  }
  const items = itemsOf(value).flatMap((item) => {
    const element = shape.elementOf(item);
    if (set.members.has(element)) return [];
    const below = set.below(element);
    return [below.isEmpty ? item : removeFields(item, below, shape.item)];
  });
  return items.length === 0 ? null : items;
}

/** The set with every named field that has something below it. */
export function withNamedFields(set: FieldSet, type: FieldType | undefined): FieldSet {
  const members = new Set(set.members);
  const children = new Map<PathElement, FieldSet>();
  for (const [element, child] of set.children) {
    const name = fieldNameOf(element);
    if (name !== undefined && type?.shape === 'map' && type.field(name) !== undefined) members.add(element);
    children.set(element, withNamedFields(child, childType(type, name)));
  }
  return new FieldSet(members, children);
}

function childType(type: FieldType | undefined, name: string | undefined): FieldType | undefined {
  if (name === undefined) return type?.shape === 'list' ? type.item : undefined;
  if (type?.shape === 'map') return type.field(name) ?? type.element;
  return type?.shape === 'untyped' ? type : undefined;
}
