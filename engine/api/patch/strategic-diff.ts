// Makes strategic merge patches: what must be sent so that `original` becomes `modified`.
//
// Source: kubernetes apimachinery v0.20.2 pkg/util/strategicpatch/patch.go, diffMaps, diffLists and what they call
// (the same in v0.36.0). Inputs are not changed; the patch may share values with `modified`.

import { equalPlain } from '../plain.ts';
import type { SchemaType } from '../schema/schema-table.ts';
import { DELETE, DELETE_FROM_LIST, DIRECTIVE, RETAIN_KEYS, SET_ORDER } from './directives.ts';
import { goKind, goPrint, isMap, type JSONObject } from './go-value.ts';
import { deduplicate, elementKind, type List, sortByKey, sortByOrder, sortScalars } from './list-order.ts';
import { badArgType, noMergeKey, PatchError } from './patch-error.ts';
import { type FieldMeta, listField, mapField } from './patch-meta.ts';

export interface DiffOptions {
  readonly setElementOrder: boolean;
  readonly ignoreChangesAndAdditions: boolean;
  readonly ignoreDeletions: boolean;
  readonly buildRetainKeys: boolean;
}

export function diffMaps(
  original: JSONObject,
  modified: JSONObject,
  type: SchemaType,
  options: DiffOptions,
): JSONObject {
  const patch: JSONObject = {};
  for (const key of Object.keys(modified)) diffKey(key, original, modified, { patch, type, options });
  if (!options.ignoreDeletions) {
    for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null;
  }
  const kept = options.buildRetainKeys ? Object.keys(modified).filter((key) => modified[key] !== null) : [];
  if (kept.length > 0 && (Object.keys(patch).length > 0 || hasFieldToClear(original, modified))) {
    patch[RETAIN_KEYS] = sortScalars(kept);
  }
  return patch;
}

const hasFieldToClear = (original: JSONObject, modified: JSONObject): boolean =>
  Object.keys(original).some((key) => original[key] !== null && !Object.hasOwn(modified, key));

interface Diff {
  /** Written to. */
  readonly patch: JSONObject;
  readonly type: SchemaType;
  readonly options: DiffOptions;
}

function diffKey(key: string, original: JSONObject, modified: JSONObject, diff: Diff): void {
  const { patch, options } = diff;
  const before = original[key];
  const after = modified[key];
  if (!Object.hasOwn(original, key)) {
    if (!options.ignoreChangesAndAdditions) patch[key] = after;
  } else if (key === DIRECTIVE) {
    if (typeof before !== 'string' || typeof after !== 'string')
      throw new PatchError(`invalid value for special key: ${DIRECTIVE}`);
    if (before !== after) patch[DIRECTIVE] = after;
  } else if (goKind(before) !== goKind(after)) {
    if (!options.ignoreChangesAndAdditions) patch[key] = after;
  } else if (isMap(before)) diffMapField(key, before, after as JSONObject, diff);
  else if (Array.isArray(before)) diffListField(key, before, after as List, diff);
  else replaceIfChanged(key, before, after, diff);
}

function replaceIfChanged(key: string, before: unknown, after: unknown, { patch, options }: Diff): void {
  if (!options.ignoreChangesAndAdditions && !equalPlain(before, after)) patch[key] = after;
}

// A field that the type does not have matters only if it differs.
function metaIfNeeded(find: () => FieldMeta, before: unknown, after: unknown): FieldMeta | undefined {
  try {
    return find();
  } catch (error) {
    if (equalPlain(before, after)) return undefined;
    throw error;
  }
}

function diffMapField(
  key: string,
  before: JSONObject,
  after: JSONObject,
  { patch, type, options }: Diff,
): void {
  const meta = metaIfNeeded(() => mapField(type, key), before, after);
  if (meta === undefined) return;
  if (meta.strategy === 'replace') {
    // Upstream sends such a field even if it is equal.
    if (!options.ignoreChangesAndAdditions) patch[key] = after;
    return;
  }
  const nested = diffMaps(before, after, meta.type, { ...options, buildRetainKeys: meta.retainKeys });
  if (Object.keys(nested).length > 0) patch[key] = nested;
}

function diffListField(key: string, before: List, after: List, diff: Diff): void {
  const meta = metaIfNeeded(() => listField(diff.type, key), before, after);
  if (meta === undefined) return;
  if (meta.strategy === 'merge') mergeListField(key, before, after, { ...diff, meta });
  else replaceIfChanged(key, before, after, diff);
}

function mergeListField(
  key: string,
  before: List,
  after: List,
  diff: Diff & { readonly meta: FieldMeta },
): void {
  const { patch, options, meta } = diff;
  const lists = diffLists(before, after, meta, { ...options, buildRetainKeys: meta.retainKeys });
  if (lists.patch.length > 0) patch[key] = lists.patch;
  if (lists.deletions.length > 0) patch[`${DELETE_FROM_LIST}/${key}`] = lists.deletions;
  if (lists.order.length > 0) patch[`${SET_ORDER}/${key}`] = lists.order;
}

interface ListDiff {
  readonly patch: List;
  /** Scalars to delete; deleted maps are in `patch`. */
  readonly deletions: List;
  readonly order: List;
}

const NO_CHANGE: ListDiff = { patch: [], deletions: [], order: [] };

function diffLists(original: List, modified: List, meta: FieldMeta, options: DiffOptions): ListDiff {
  if (original.length === 0) {
    return modified.length === 0 || options.ignoreChangesAndAdditions
      ? NO_CHANGE
      : { ...NO_CHANGE, patch: modified };
  }
  const kind = elementKind(original, modified);
  return kind === 'map'
    ? diffListsOfMaps(original, modified, meta, options)
    : diffListsOfScalars(original, modified, options);
}

function diffListsOfMaps(original: List, modified: List, meta: FieldMeta, options: DiffOptions): ListDiff {
  const { mergeKey } = meta;
  const { changes, deletions } = compareByKey(original, modified, meta, options);
  const patch = [...sortByOrder(changes, modified, mergeKey, 'map'), ...deletions];
  const isOrderSame =
    original.length === modified.length &&
    modified.every((item, i) => keyOf(original[i], mergeKey) === keyOf(item, mergeKey));
  const needsOrder =
    options.setElementOrder &&
    ((!options.ignoreChangesAndAdditions && (patch.length > 0 || !isOrderSame)) ||
      (!options.ignoreDeletions && patch.length > 0));
  const order = needsOrder ? modified.map((item) => ({ [mergeKey]: (item as JSONObject)[mergeKey] })) : [];
  return { patch, deletions: [], order };
}

function keyOf(item: unknown, mergeKey: string): unknown {
  if (!isMap(item)) throw badArgType('map', item);
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
  return item[mergeKey];
}

// Both lists sorted by key, walked together.
function compareByKey(
  original: List,
  modified: List,
  meta: FieldMeta,
  options: DiffOptions,
): { changes: unknown[]; deletions: unknown[] } {
  const { mergeKey, type } = meta;
  const left = sortByKey(original, mergeKey);
  const right = sortByKey(modified, mergeKey);
  const changes: unknown[] = [];
  const deletions: unknown[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const leftKey = i < left.length ? keyOf(left[i], mergeKey) : undefined;
    const rightKey = j < right.length ? keyOf(right[j], mergeKey) : undefined;
    const order = compareKeys(leftKey, rightKey, i < left.length, j < right.length);
    if (order === 0) {
      const nested = diffMaps(left[i]!, right[j]!, type, options);
      if (Object.keys(nested).length > 0) changes.push({ ...nested, [mergeKey]: rightKey });
    } else if (order > 0) {
      if (!options.ignoreChangesAndAdditions) changes.push(right[j]);
    } else if (!options.ignoreDeletions) deletions.push({ [mergeKey]: leftKey, [DIRECTIVE]: DELETE });
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { changes, deletions };
}

// Below 0: only the original has it; above 0: only the modified one.
function compareKeys(left: unknown, right: unknown, hasLeft: boolean, hasRight: boolean): number {
  if (!hasLeft) return 1;
  if (!hasRight) return -1;
  const a = goPrint(left);
  const b = goPrint(right);
  if (a === b) return 0;
  return a > b ? 1 : -1;
}

function diffListsOfScalars(original: List, modified: List, options: DiffOptions): ListDiff {
  // Upstream sorts `original` in place here, so the question whether the order changed is asked of the sorted list.
  const left = sortScalars(original);
  const right = sortScalars(modified);
  const additions: unknown[] = [];
  const deletions: unknown[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const order = compareKeys(left[i], right[j], i < left.length, j < right.length);
    if (order > 0 && !options.ignoreChangesAndAdditions) additions.push(right[j]);
    if (order < 0 && !options.ignoreDeletions) deletions.push(left[i]);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  const needsOrder =
    options.setElementOrder &&
    ((!options.ignoreDeletions && deletions.length > 0) ||
      (!options.ignoreChangesAndAdditions && !equalPlain(left, modified)));
  return {
    patch: sortByOrder(additions, modified, '', 'string'),
    deletions: deduplicate(deletions),
    order: needsOrder ? modified : [],
  };
}
