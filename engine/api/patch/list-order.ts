// The order of merged lists: the patch's order for what the patch names, the live order for the rest, interleaved.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, normalizeElementOrder, normalizeSliceOrder,
// mergeSortedSlice, partition…ByPresentInList, sliceElementType, sortScalars, deduplicateScalars; SetElementOrder: KEP
// "preserve-order-in-strategic-merge-patch".
// Order: Go's sort is unstable from 13 elements on; this one is an insertion sort throughout, as Go's is up to 12,
// which matters only where a key occurs twice.

import { DELETE, DIRECTIVE } from './directives.ts';
import { type GoKind, goKind, goPrint, isMap, type JSONObject } from './go-value.ts';
import { badArgType, noListOfLists, noMergeKey, PatchError } from './patch-error.ts';

export type List = readonly unknown[];

/** The one kind that all elements have. Lists of lists and mixed lists are errors, empty ones too. */
export function elementKind(...lists: readonly List[]): GoKind {
  let kind: GoKind | undefined;
  for (const list of lists) {
    for (const value of list) {
      const current = goKind(value);
      if (kind === undefined) {
        if (current === 'slice') throw noListOfLists();
        kind = current;
      } else if (kind !== current) {
        throw new PatchError(`list element types are not identical: ${goPrint(lists)}`);
      }
    }
  }
  if (kind === undefined) throw new PatchError('no elements in any of the given slices');
  return kind;
}

function insertionSort<T>(list: T[], isLess: (a: T, b: T) => boolean): T[] {
  for (let i = 1; i < list.length; i++) {
    for (let j = i; j > 0 && isLess(list[j]!, list[j - 1]!); j--) {
      const swapped = list[j]!;
      list[j] = list[j - 1]!;
      list[j - 1] = swapped;
    }
  }
  return list;
}

/** By printed form; of two equal ones the later comes first, as Go's sort with `<=` has it. */
export function sortScalars(list: List): unknown[] {
  return insertionSort([...list], (a, b) => goPrint(a) <= goPrint(b));
}

export function sortByKey(list: List, mergeKey: string): JSONObject[] {
  for (const item of list) if (!isMap(item)) throw badArgType('map', item);
  return insertionSort([...list] as JSONObject[], (a, b) => goPrint(a[mergeKey]) <= goPrint(b[mergeKey]));
}

/** Each scalar once; the last element moves into the place of a duplicate. */
export function deduplicate(list: List): unknown[] {
  const kept = [...list];
  for (let i = 0; i < kept.length - 1; i++) {
    for (let j = i + 1; j < kept.length; j++) {
      if (kept[i] !== kept[j]) continue;
      const last = kept.pop();
      if (j < kept.length) kept[j] = last;
      j -= 1;
    }
  }
  return kept;
}

/** Where each key stands first. */
function ranks(order: List, keyOf: (item: unknown) => unknown): Map<unknown, number> {
  const found = new Map<unknown, number>();
  order.forEach((item, i) => {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, i);
  });
  return found;
}

const keyFunction = (kind: GoKind, mergeKey: string): ((item: unknown) => unknown) =>
  kind === 'map' ? (item) => (isMap(item) ? item[mergeKey] : null) : (item) => item;

function requireMergeKeys(mergeKey: string, ...lists: readonly List[]): void {
  for (const item of lists.flat()) {
    if (!isMap(item)) throw badArgType('map', item);
    if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
  }
}

const isDeletion = (item: unknown): boolean => isMap(item) && item[DIRECTIVE] === DELETE;

/** Items that delete stand apart from those that stay. */
export function splitDeletions(list: List): { kept: unknown[]; deletions: unknown[] } {
  for (const item of list) if (!isMap(item)) throw badArgType('map', item);
  return { kept: list.filter((item) => !isDeletion(item)), deletions: list.filter(isDeletion) };
}

/** Sorts `list` by where its keys stand in `order`; deletions go last. */
export function sortByOrder(list: List, order: List, mergeKey: string, kind: GoKind): unknown[] {
  let kept = [...list];
  let deletions: unknown[] = [];
  if (kind === 'map') {
    requireMergeKeys(mergeKey, list, order);
    ({ kept, deletions } = splitDeletions(list));
  }
  const keyOf = keyFunction(kind, mergeKey);
  const rank = ranks(order, keyOf);
  const ranked = kept.map((item) => ({ item, rank: rank.get(keyOf(item)) }));
  insertionSort(ranked, (a, b) => a.rank === undefined || b.rank === undefined || a.rank < b.rank);
  return [...ranked.map(({ item }) => item), ...deletions];
}

/** Merges what only the server has into what the patch names, keeping the order of both. */
export function interleave(
  lists: {
    readonly patch: List;
    readonly serverOnly: List;
    readonly patchOrder: List;
    readonly serverOrder: List;
  },
  mergeKey: string,
  kind: GoKind,
): unknown[] {
  const right = sortByOrder(lists.patch, lists.patchOrder, mergeKey, kind);
  const left = sortByOrder(lists.serverOnly, lists.serverOrder, mergeKey, kind);
  const keyOf = keyFunction(kind, mergeKey);
  const rank = ranks(lists.serverOrder, keyOf);
  const merged: unknown[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const ofLeft = rank.get(keyOf(left[i]));
    const ofRight = rank.get(keyOf(right[j]));
    const leftFirst = ofLeft !== undefined && ofRight !== undefined && ofLeft < ofRight;
    merged.push(leftFirst ? left[i++] : right[j++]);
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

/** Parts a merged list into what `by` names and what it does not. */
export function partition(
  list: List,
  by: List,
  mergeKey: string,
): { patch: unknown[]; serverOnly: unknown[] } {
  const isKeyed = mergeKey !== '';
  if (isKeyed) {
    for (const item of list) {
      if (!isMap(item)) throw badArgType('map', item);
      if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
    }
    by.forEach((item, i) => {
      if (list.length > 0 && !isMap(item)) throw new PatchError(`value for key ${i} is not a map`);
    });
  }
  const named = new Set(isKeyed ? by.map((item) => (item as JSONObject)[mergeKey]) : by);
  const isNamed = (item: unknown): boolean => named.has(isKeyed ? (item as JSONObject)[mergeKey] : item);
  return { patch: list.filter(isNamed), serverOnly: list.filter((item) => !isNamed(item)) };
}
