import { jsonMergePatch, threeWayJSONMergePatch } from '../../engine/api/patch/json-merge-patch.ts';
import { jsonPatch } from '../../engine/api/patch/json-patch.ts';
import { PatchError } from '../../engine/api/patch/patch-error.ts';
import {
  createTwoWayMergePatch,
  strategicMergePatch,
  threeWayMergePatch,
} from '../../engine/api/patch/strategic-patch.ts';
import { apiVersionsOf, type StructType, structOf } from '../../engine/api/schema/schema-table.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

// The release that the facts were recorded on.
const version = versionProfile(20);

function structFor(kind: string, object: { apiVersion?: string }): StructType {
  return (structOf(object.apiVersion ?? '', kind) ?? structOf(apiVersionsOf(kind)[0] ?? '', kind))!;
}

const FUNCTIONS: Readonly<Record<string, (input: TableCase['input']) => unknown>> = {
  strategicMergePatch: ({ kind, current, patch }) => ({
    result: strategicMergePatch(structFor(kind, current), current, patch, version),
  }),
  createTwoWayMergePatch: ({ kind, from, to, other }) => {
    const struct = structFor(kind, from);
    const patch = createTwoWayMergePatch(struct, from, to);
    return other === undefined
      ? { patch }
      : { patch, appliedToOther: strategicMergePatch(struct, other, patch, version) };
  },
  threeWayMergePatch: ({ kind, original, modified, current }) => {
    const struct = structFor(kind, current);
    const patch = threeWayMergePatch(struct, { original, modified, current }, version);
    return { patch, result: strategicMergePatch(struct, current, patch, version) };
  },
  jsonMergePatch: ({ current, patch }) => ({ result: jsonMergePatch(current, patch, version) }),
  threeWayJSONMergePatch: ({ original, modified, current }) => {
    const patch = threeWayJSONMergePatch({ original, modified, current }, version);
    return { patch, result: jsonMergePatch(current, patch, version) };
  },
  jsonPatch: ({ current, patch }) => ({ result: jsonPatch(current, patch, version) }),
};

export const adapter: TableAdapter = {
  topics: ['patch'],
  run: ({ fn, input }) => {
    try {
      return FUNCTIONS[fn!]!(input);
    } catch (error) {
      if (error instanceof PatchError) return { error: error.message };
      throw error;
    }
  },
};
