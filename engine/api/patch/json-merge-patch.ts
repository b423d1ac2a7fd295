// JSON merge patches (RFC 7396): applied, made, and made from three versions, as `kubectl apply` does for custom resources.
//
// Source: github.com/evanphx/json-patch v4.9.0 and v4.12.0 merge.go, MergePatch, CreateMergePatch; kubernetes
// apimachinery pkg/util/jsonmergepatch/patch.go, CreateThreeWayJSONMergePatch. Inputs are not changed.

import type { VersionProfile } from '../../versions/profile.ts';
import { equalPlain } from '../plain.ts';
import { goKind, isMap, type JSONObject } from './go-value.ts';
import { PatchConflict, PatchError } from './patch-error.ts';

/** Nulls in lists are dropped by 1.21 and older. */
function withoutNulls(value: unknown, version: VersionProfile): unknown {
  if (Array.isArray(value)) {
    const items = version.has('jsonPatchKeepsNullsInLists') ? value : value.filter((item) => item !== null);
    return items.map((item) => withoutNulls(item, version));
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutNulls(child, version)]));
}

/**
 * The document with the patch applied: objects merge, null deletes, all else replaces.
 * @throws PatchError `Invalid JSON Patch` unless the patch is an object or a list
 */
export function jsonMergePatch(current: unknown, patch: unknown, version: VersionProfile): unknown {
  if (current === null) throw new PatchError('Invalid JSON Document');
  if (!isMap(patch) && !Array.isArray(patch)) throw new PatchError('Invalid JSON Patch');
  return isMap(current) && isMap(patch) ? mergeMaps(current, patch, version) : withoutNulls(patch, version);
}

function mergeMaps(current: JSONObject, patch: JSONObject, version: VersionProfile): JSONObject {
  const merged = { ...current };
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null) delete merged[key];
    else merged[key] = mergeValue(merged[key], value, version);
  }
  return merged;
}

function mergeValue(current: unknown, value: unknown, version: VersionProfile): unknown {
  if (current === undefined || current === null || !isMap(current)) return withoutNulls(value, version);
  // Upstream takes anything that is not an object as it is here, nulls in lists included.
  return isMap(value) ? mergeMaps(current, value, version) : value;
}

/** The patch that turns `from` into `to`; `{}` if nothing differs. */
export function createJSONMergePatch(from: JSONObject, to: JSONObject): JSONObject {
  const patch: JSONObject = {};
  for (const key of Object.keys(to)) {
    const before = from[key];
    const after = to[key];
    if (!Object.hasOwn(from, key)) patch[key] = after;
    else if (isMap(before) && isMap(after)) {
      const nested = createJSONMergePatch(before, after);
      if (Object.keys(nested).length > 0) patch[key] = nested;
    } else if (!equalPlain(before, after)) patch[key] = after;
  }
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  return patch;
}

// Additions and changes, without the nulls that delete. Empty objects are values here.
function withoutDeletions(patch: JSONObject): JSONObject {
  const kept: JSONObject = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) continue;
    if (!isMap(value) || Object.keys(value).length === 0) {
      kept[key] = value;
      continue;
    }
    const nested = withoutDeletions(value);
    if (Object.keys(nested).length > 0) kept[key] = nested;
  }
  return kept;
}

function onlyDeletions(patch: JSONObject): JSONObject {
  const kept: JSONObject = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) kept[key] = null;
    else if (isMap(value)) {
      const nested = onlyDeletions(value);
      if (Object.keys(nested).length > 0) kept[key] = nested;
    }
  }
  return kept;
}

// Source: apimachinery pkg/util/mergepatch/util.go, HasConflicts.
function hasConflicts(left: unknown, right: unknown): boolean {
  if (isMap(left)) {
    return (
      !isMap(right) ||
      Object.keys(left).some((key) => Object.hasOwn(right, key) && hasConflicts(left[key], right[key]))
    );
  }
  if (!Array.isArray(left)) return goKind(left) !== goKind(right) || left !== right;
  if (!Array.isArray(right) || left.length !== right.length) return true;
  return left.some((item, i) => hasConflicts(item, right[i]));
}

/**
 * The merge patch that brings `current` to `modified`, deleting only what `original` had.
 * @throws PatchConflict where an addition meets a deletion; upstream's message quotes both as YAML, this one as JSON
 */
export function threeWayJSONMergePatch(
  versions: { readonly original: JSONObject; readonly modified: JSONObject; readonly current: JSONObject },
  version: VersionProfile,
): JSONObject {
  const { original, modified, current } = versions;
  const changes = withoutDeletions(createJSONMergePatch(current, modified));
  const deletions = onlyDeletions(createJSONMergePatch(original, modified));
  if (hasConflicts(changes, deletions)) {
    const quote = (patch: JSONObject): string => JSON.stringify(patch);
    throw new PatchConflict(
      `patch:\n${quote(changes)}\nconflicts with changes made from original to current:\n${quote(deletions)}\n`,
    );
  }
  // The deletions are the document here, so their nulls stay.
  return mergeMaps(deletions, changes, version);
}
