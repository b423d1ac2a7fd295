// Applies strategic merge patches, to an object or to another patch.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, mergeMap, mergeSlice and what they call, v0.20.2;
// what moved since is asked of the release. Path-copying: neither input is changed, the result shares what the patch
// did not touch.

import type { VersionProfile } from '../../versions/profile.ts';
import { equalPlain } from '../plain.ts';
import type { SchemaType } from '../schema/schema-table.ts';
import { DELETE, DELETE_FROM_LIST, DIRECTIVE, REPLACE, RETAIN_KEYS, SET_ORDER } from './directives.ts';
import { goKind, goPrint, isMap, type JSONObject } from './go-value.ts';
import { elementKind, interleave, type List, partition } from './list-order.ts';
import { type MergeOptions, mergeLists } from './merge-lists.ts';
import { newValue } from './new-value.ts';
import {
  badArgType,
  badPatchType,
  badPrimitiveList,
  badRetainKeys,
  badSetElementOrder,
  PatchError,
} from './patch-error.ts';
import { listField, mapField } from './patch-meta.ts';
import { checkOrder } from './set-element-order.ts';

/**
 * Merges a patch into an object, or into another patch (`toObject: false`).
 * @throws PatchError with upstream's message
 */
export function mergePatch(
  original: JSONObject,
  patch: JSONObject,
  type: SchemaType,
  { toObject, version }: { readonly toObject: boolean; readonly version: VersionProfile },
): JSONObject {
  const options: MergeOptions = {
    toObject,
    version,
    mergeMaps: (a, b, elementType) => mergeMap(a, b, elementType, options),
  };
  return mergeMap(original, patch, type, options);
}

function mergeMap(
  original: JSONObject,
  patch: JSONObject,
  type: SchemaType,
  options: MergeOptions,
): JSONObject {
  if (Object.hasOwn(patch, DIRECTIVE)) return applyDirective(patch);
  const merged = { ...original };
  const rest = { ...patch };
  applyRetainKeys(merged, rest, options);
  applySetOrders(merged, rest, type, options);
  for (const key of Object.keys(rest)) mergeKey(merged, key, rest[key], type, options);
  return merged;
}

function applyDirective(patch: JSONObject): JSONObject {
  const directive = patch[DIRECTIVE];
  if (directive === DELETE) return {};
  if (directive !== REPLACE) throw badPatchType(directive, patch);
  const { [DIRECTIVE]: _, ...rest } = patch;
  return rest;
}

/** Changes `merged` and `patch`, both private copies. */
function applyRetainKeys(merged: JSONObject, patch: JSONObject, { toObject }: MergeOptions): void {
  if (!Object.hasOwn(patch, RETAIN_KEYS)) return;
  const retained = patch[RETAIN_KEYS];
  delete patch[RETAIN_KEYS];
  if (!toObject) {
    if (!Object.hasOwn(merged, RETAIN_KEYS)) merged[RETAIN_KEYS] = retained;
    else if (!equalPlain(merged[RETAIN_KEYS], retained)) {
      const both = `${goPrint(merged[RETAIN_KEYS])} and ${goPrint(retained)}`;
      throw new PatchError(
        `${both} are not deep equal: this may happen when calculating the 3-way diff patch`,
      );
    }
    return;
  }
  if (!Array.isArray(retained)) throw badRetainKeys();
  const keys = new Set<unknown>(retained);
  for (const key of Object.keys(patch)) {
    const isData = patch[key] !== null && !key.startsWith(DELETE_FROM_LIST) && !key.startsWith(SET_ORDER);
    if (isData && !keys.has(key)) throw badRetainKeys();
  }
  for (const key of Object.keys(merged)) if (!keys.has(key)) delete merged[key];
}

/** `$setElementOrder/containers` to `containers`. */
function fieldOf(key: string, prefix: string, error: () => PatchError): string {
  const slash = key.indexOf('/');
  if (slash < 0 || key.slice(0, slash) !== prefix) throw error();
  return key.slice(slash + 1);
}

// Lists with an order are merged here and taken out of the patch. Changes both arguments, private copies.
function applySetOrders(
  merged: JSONObject,
  patch: JSONObject,
  type: SchemaType,
  options: MergeOptions,
): void {
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(SET_ORDER)) continue;
    const order = patch[key];
    delete patch[key];
    if (!options.toObject) {
      if (Object.hasOwn(merged, key) && !equalPlain(merged[key], order)) throw badSetElementOrder();
      merged[key] = order;
    }
    if (!Array.isArray(order)) throw badArgType('slice', order);
    const field = fieldOf(key, SET_ORDER, badSetElementOrder);
    const list = mergeInOrder(merged, patch, field, { order, type, options });
    if (list === undefined) continue;
    merged[field] = list;
    delete patch[field];
  }
}

interface Ordering {
  readonly order: List;
  readonly type: SchemaType;
  readonly options: MergeOptions;
}

function listAt(object: JSONObject, field: string): List | undefined {
  if (!Object.hasOwn(object, field)) return undefined;
  const value = object[field];
  if (!Array.isArray(value)) throw badArgType('slice', value);
  return value;
}

function mergeInOrder(
  merged: JSONObject,
  patch: JSONObject,
  field: string,
  { order, type, options }: Ordering,
): List | undefined {
  const live = listAt(merged, field);
  const patched = listAt(patch, field);
  const meta = listField(type, field);
  checkOrder(patched ?? [], order, meta.mergeKey);
  let list: List;
  let serverOrder = live ?? [];
  if (live !== undefined && patched !== undefined)
    ({ list, serverOrder } = mergeLists(live, patched, meta, false, options));
  else if (live !== undefined) list = live;
  else if (patched !== undefined) list = newValue(patched, options) as List;
  else return undefined;
  const parts = partition(list, order, meta.mergeKey);
  const kind = elementKind(live ?? [], patched ?? []);
  return interleave({ ...parts, patchOrder: order, serverOrder }, meta.mergeKey, kind);
}

/** Merges one key of a patch into `merged`, a private copy. */
function mergeKey(
  merged: JSONObject,
  patchKey: string,
  value: unknown,
  type: SchemaType,
  options: MergeOptions,
): void {
  const isDeletion = patchKey.startsWith(DELETE_FROM_LIST);
  if (isDeletion && !options.toObject) {
    merged[patchKey] = value;
    return;
  }
  const key = isDeletion ? fieldOf(patchKey, DELETE_FROM_LIST, badPrimitiveList) : patchKey;
  if (value === null) {
    delete merged[key];
    if (options.toObject) return;
  }
  const current = merged[key];
  if (!Object.hasOwn(merged, key) || goKind(current) !== goKind(value)) {
    if (isDeletion && options.version.has('patchDirectivesStayOutOfObjects')) return;
    setNew(merged, key, value, options);
  } else if (isMap(current)) {
    const meta = mapField(type, key);
    merged[key] =
      meta.strategy === REPLACE ? value : mergeMap(current, value as JSONObject, meta.type, options);
  } else if (Array.isArray(current)) {
    merged[key] = mergeLists(current, value as List, listField(type, key), isDeletion, options).list;
  } else setNew(merged, key, value, options);
}

// A value that meets nothing to merge with. Up to 1.27 it is taken as it is, with the directives in it.
function setNew(merged: JSONObject, key: string, value: unknown, options: MergeOptions): void {
  const clean = newValue(value, options);
  if (clean === undefined) delete merged[key];
  else merged[key] = clean;
}
