// Merges a list of a patch into a list: by key, as a set, or by replacing it.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, mergeSliceHandler, mergeSlice,
// mergeSliceWithSpecialElements, mergeSliceWithoutSpecialElements. Inputs are not changed.

import type { VersionProfile } from '../../versions/profile.ts';
import type { SchemaType } from '../schema/schema-table.ts';
import { DELETE, DIRECTIVE, MERGE, REPLACE } from './directives.ts';
import type { JSONObject } from './go-value.ts';
import { deduplicate, elementKind, interleave, type List, partition } from './list-order.ts';
import { hasDirective } from './new-value.ts';
import { badPatchType, noMergeKey, PatchError } from './patch-error.ts';
import { type FieldMeta, goKindOf } from './patch-meta.ts';

export interface MergeOptions {
  /** Applying to an object; false where `original` is itself a patch, whose directives are kept. */
  readonly toObject: boolean;
  readonly version: VersionProfile;
  /** How two elements with the same key become one. */
  readonly mergeMaps: (original: JSONObject, patch: JSONObject, type: SchemaType) => JSONObject;
}

export interface MergedList {
  readonly list: List;
  /** The live list as upstream sees it afterwards, for the order of what only the server has. */
  readonly serverOrder: List;
}

/** @param isDeletion the patch list names scalars to take out */
export function mergeLists(
  original: List,
  patch: List,
  meta: FieldMeta,
  isDeletion: boolean,
  options: MergeOptions,
): MergedList {
  const merges =
    meta.strategy === MERGE || (isDeletion && options.version.has('patchDeletesFromAnyPrimitiveList'));
  if (!merges) return { list: patch, serverOrder: original };
  if (original.length === 0 && patch.length === 0) return { list: original, serverOrder: original };
  const kind = elementKind(original, patch);
  if (kind !== 'map') {
    const list = mergeScalars(original, patch, {
      isDeletion: isDeletion && options.toObject,
      mergeKey: meta.mergeKey,
    });
    return { list, serverOrder: original };
  }
  if (meta.mergeKey === '')
    throw new PatchError(`cannot merge lists without merge key for ${goKindOf(meta.type)}`);
  const special = applySpecialElements(original, patch, meta.mergeKey);
  const merged = mergeListsOfMaps(special.original, special.patch, meta, options);
  const parts = partition(merged, special.patch, meta.mergeKey);
  const list = interleave(
    { ...parts, patchOrder: special.patch, serverOrder: special.original },
    meta.mergeKey,
    kind,
  );
  return {
    list,
    serverOrder: overwritten(special.live, special.original.length, merged.slice(special.original.length)),
  };
}

// Upstream appends new elements to the live list in place, so that they stand where deleted ones left room.
function overwritten(live: List, kept: number, added: List): List {
  return live.map((item, i) => (i >= kept && i - kept < added.length ? added[i - kept] : item));
}

function mergeScalars(
  original: List,
  patch: List,
  { isDeletion, mergeKey }: { isDeletion: boolean; mergeKey: string },
): List {
  if (isDeletion) {
    const deleted = new Set(patch);
    return original.filter((value) => !deleted.has(value));
  }
  const parts = partition(deduplicate([...original, ...patch]), patch, mergeKey);
  return interleave({ ...parts, patchOrder: patch, serverOrder: original }, mergeKey, 'string');
}

interface WithoutSpecials {
  readonly original: List;
  readonly patch: List;
  /** The live list after deletions in place: as long as before, its last elements standing twice. */
  readonly live: List;
}

// Elements with `$patch` delete one element or replace the whole list; the others are left to be merged.
function applySpecialElements(original: List, patch: List, mergeKey: string): WithoutSpecials {
  let kept = original;
  let live = original;
  let replaces = false;
  for (const item of patch as readonly JSONObject[]) {
    if (!hasDirective(item)) continue;
    const directive = item[DIRECTIVE];
    if (directive === DELETE) {
      if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
      for (
        let at = indexOfKey(kept, item[mergeKey], mergeKey);
        at >= 0;
        at = indexOfKey(kept, item[mergeKey], mergeKey)
      ) {
        kept = kept.toSpliced(at, 1);
        live = [...kept, ...live.slice(kept.length)];
      }
    } else if (directive === REPLACE) replaces = true;
    else if (directive === MERGE) throw new PatchError('merging lists cannot yet be specified in the patch');
    else throw badPatchType(directive, item);
  }
  const plain = patch.filter((item) => !hasDirective(item));
  return replaces ? { original: plain, patch: [], live } : { original: kept, patch: plain, live };
}

const indexOfKey = (list: List, key: unknown, mergeKey: string): number =>
  list.findIndex((item) => keyMatches(item, key, mergeKey));

const keyMatches = (item: unknown, key: unknown, mergeKey: string): boolean =>
  Object.hasOwn(item as JSONObject, mergeKey) && (item as JSONObject)[mergeKey] === key;

function mergeListsOfMaps(original: List, patch: List, meta: FieldMeta, options: MergeOptions): List {
  const merged = [...original];
  for (const item of patch as readonly JSONObject[]) {
    if (!Object.hasOwn(item, meta.mergeKey)) throw noMergeKey(item, meta.mergeKey);
    const at = indexOfKey(merged, item[meta.mergeKey], meta.mergeKey);
    if (at < 0) merged.push(item);
    else merged[at] = options.mergeMaps(merged[at] as JSONObject, item, meta.type);
  }
  return merged;
}
