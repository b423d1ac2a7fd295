// Checks a patch list against the order list that came with it.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, validatePatchWithSetOrderList, mergeKeyValueEqual.

import { SET_ORDER } from './directives.ts';
import { goPrint, isMap, type JSONObject } from './go-value.ts';
import { type List, splitDeletions } from './list-order.ts';
import { hasDirective } from './new-value.ts';
import { badArgType, noMergeKey, PatchError } from './patch-error.ts';

/** What the patch lists must stand in the order list, in the same order; deletions need not. */
export function checkOrder(patched: List, order: List, mergeKey: string): void {
  if (patched.length === 0 || order.length === 0) return;
  const kept = mergeKey === '' ? patched : splitDeletions(patched).kept;
  let i = 0;
  let j = 0;
  while (i < kept.length && j < order.length) {
    if (hasDirective(kept[i])) {
      i += 1;
      continue;
    }
    if (sameKey(kept[i], order[j], mergeKey)) i += 1;
    j += 1;
  }
  if (i < kept.length && j >= order.length) {
    throw new PatchError(
      `The order in patch list:\n${goPrint(patched)}\n doesn't match ${SET_ORDER} list:\n${goPrint(order)}\n`,
    );
  }
}

function sameKey(left: unknown, right: unknown, mergeKey: string): boolean {
  if (mergeKey === '') return left === right;
  for (const item of [left, right]) {
    if (!isMap(item)) throw badArgType('map', item);
    if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
  }
  return (left as JSONObject)[mergeKey] === (right as JSONObject)[mergeKey];
}
