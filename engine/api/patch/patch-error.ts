// The errors of making and applying patches, worded as upstream words them.
//
// Source: kubernetes apimachinery pkg/util/mergepatch/errors.go; pkg/util/strategicpatch/patch.go.

import { goPrint, goText, goTypeName, type JSONObject } from './go-value.ts';

/** A patch that cannot be made or applied; the message is upstream's. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/** The patch would change what must not change (`kubectl apply` of another kind, for instance). */
export class PreconditionFailed extends PatchError {}

/** Someone else changed the same fields in another way, and overwriting was not asked for. */
export class PatchConflict extends PatchError {}

export const noMergeKey = (map: JSONObject, key: string): PatchError =>
  new PatchError(`map: ${goPrint(map)} does not contain declared merge key: ${key}`);

export const badArgType = (expected: 'map' | 'slice', actual: unknown): PatchError =>
  new PatchError(
    `expected a ${goTypeName(expected === 'map' ? {} : [])}, but received a ${goTypeName(actual)}`,
  );

export const badPatchType = (directive: unknown, map: JSONObject): PatchError =>
  new PatchError(`unknown patch type: ${goText(directive)} in map: ${goPrint(map)}`);

export const noListOfLists = (): PatchError => new PatchError('lists of lists are not supported');
export const badPrimitiveList = (): PatchError => new PatchError('invalid patch format of primitive list');
export const badRetainKeys = (): PatchError => new PatchError('invalid patch format of retainKeys');
export const badSetElementOrder = (): PatchError =>
  new PatchError('invalid patch format of setElementOrder list');
