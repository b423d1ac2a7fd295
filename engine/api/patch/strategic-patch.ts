// Strategic merge patches: applied (`kubectl patch`), made from two versions (controllers) or from three (`kubectl apply`).
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, StrategicMergePatch, CreateTwoWayMergePatch,
// CreateThreeWayMergePatch. Only built-in kinds have the tags that this needs; the API server refuses it for others.
// Left out: conflict detection (`kubectl apply --overwrite=false`).

import type { VersionProfile } from '../../versions/profile.ts';
import type { SchemaType, StructType } from '../schema/schema-table.ts';
import type { JSONObject } from './go-value.ts';
import { diffMaps } from './strategic-diff.ts';
import { mergePatch } from './strategic-merge.ts';

const typeOf = (struct: StructType): SchemaType => ({ shape: 'struct', struct });

/**
 * Applies a patch to an object.
 * @param struct the type of the object, from `structOf(apiVersion, kind)`
 * @throws PatchError with upstream's message
 */
export function strategicMergePatch(
  struct: StructType,
  current: JSONObject,
  patch: JSONObject,
  version: VersionProfile,
): JSONObject {
  return mergePatch(current, patch, typeOf(struct), { toObject: true, version });
}

/**
 * The patch that turns `from` into `to`; `{}` if nothing differs.
 * @throws PatchError with upstream's message
 */
export function createTwoWayMergePatch(struct: StructType, from: JSONObject, to: JSONObject): JSONObject {
  return diffMaps(from, to, typeOf(struct), {
    setElementOrder: true,
    ignoreChangesAndAdditions: false,
    ignoreDeletions: false,
    buildRetainKeys: false,
  });
}

/**
 * The patch that brings `current` to `modified`, deleting only what `original` had: fields that others added stay.
 * @throws PatchError with upstream's message
 */
export function threeWayMergePatch(
  struct: StructType,
  versions: { readonly original: JSONObject; readonly modified: JSONObject; readonly current: JSONObject },
  version: VersionProfile,
): JSONObject {
  const { original, modified, current } = versions;
  const type = typeOf(struct);
  const common = { setElementOrder: true, buildRetainKeys: false };
  const delta = diffMaps(current, modified, type, {
    ...common,
    ignoreChangesAndAdditions: false,
    ignoreDeletions: true,
  });
  const deletions = diffMaps(original, modified, type, {
    ...common,
    ignoreChangesAndAdditions: true,
    ignoreDeletions: false,
  });
  return mergePatch(deletions, delta, type, { toObject: false, version });
}
