// What changed from one version of an object to the next, so that the later one can be made from the earlier.
//
// Lossless, unlike the changed paths that a reader is shown: lists are told apart by position alone. The order of keys
// within a map is not kept; nothing of Kubernetes depends on it.

import { equalPlain } from '../../engine/api/plain.ts';

export type Path = readonly (string | number)[];

/** A path and what stands there now; undefined where it was removed. */
export type PatchEntry = readonly [path: Path, value: unknown];

type Json = Record<string, unknown>;
const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In an order that `applyPatch` can follow; empty for equal values. Branches shared by both cost nothing. */
export function diffPlain(before: unknown, after: unknown): PatchEntry[] {
  const entries: PatchEntry[] = [];
  collect(before, after, [], entries);
  return entries;
}

function collect(before: unknown, after: unknown, path: Path, entries: PatchEntry[]): void {
  if (before === after) return;
  if (isMap(before) && isMap(after)) {
    for (const key of Object.keys(before)) {
      if (before[key] === undefined) continue;
      if (after[key] === undefined) entries.push([[...path, key], undefined]);
      else collect(before[key], after[key], [...path, key], entries);
    }
    for (const key of Object.keys(after)) {
      if (after[key] !== undefined && before[key] === undefined) entries.push([[...path, key], after[key]]);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    collectList(before, after, path, entries);
  } else if (!equalPlain(before, after)) {
    entries.push([path, after]);
  }
}

// Elements put in front or taken out of the middle move all others: such a list is cheaper whole.
function collectList(
  before: readonly unknown[],
  after: readonly unknown[],
  path: Path,
  entries: PatchEntry[],
): void {
  const shared = Math.min(before.length, after.length);
  const isExtended =
    before.length === after.length || equalPlain(before.slice(0, shared), after.slice(0, shared));
  if (!isExtended || shared === 0) {
    if (!equalPlain(before, after)) entries.push([path, after]);
    return;
  }
  for (let i = 0; i < shared; i += 1) collect(before[i], after[i], [...path, i], entries);
  for (let i = shared; i < after.length; i += 1) entries.push([[...path, i], after[i]]);
  for (let i = before.length - 1; i >= shared; i -= 1) entries.push([[...path, i], undefined]);
}

/** The later version; shares with the earlier one whatever did not change. */
export function applyPatch(before: unknown, entries: readonly PatchEntry[]): unknown {
  let value = before;
  for (const [path, put] of entries) value = putAt(value, path, 0, put);
  return value;
}

function putAt(value: unknown, path: Path, depth: number, put: unknown): unknown {
  const segment = path[depth];
  if (segment === undefined) return put;
  const isLast = depth === path.length - 1;
  if (typeof segment === 'number') {
    const list = [...(value as unknown[])];
    if (isLast && put === undefined) list.splice(segment, 1);
    else list[segment] = putAt(list[segment], path, depth + 1, put);
    return list;
  }
  const map = { ...(value as Json) };
  if (isLast && put === undefined) delete map[segment];
  else map[segment] = putAt(map[segment], path, depth + 1, put);
  return map;
}
