// `--overrides`: a patch over the object that flags have made. Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, Merge,
// StrategicMerge, JSONPatch; override_options.go.

import type { AnyObject } from '../../api/objects.ts';
import { jsonMergePatch } from '../../api/patch/json-merge-patch.ts';
import { type JSONPatchOperation, jsonPatch } from '../../api/patch/json-patch.ts';
import { PatchError } from '../../api/patch/patch-error.ts';
import { strategicMergePatch } from '../../api/patch/strategic-patch.ts';
import { structOf } from '../../api/schema/schema-table.ts';
import type { Call } from '../command/call.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';

export const OVERRIDE_FLAGS: readonly FlagSpec[] = [
  { name: 'override-type', type: 'string', value: 'merge' },
  { name: 'overrides', type: 'string' },
];

/** @throws CommandFailure  the overrides are no JSON, or do not apply */
export function overridden(call: Call, object: AnyObject): AnyObject {
  const { flags, session } = call;
  const text = flags.string('overrides');
  if (text === '') return object;
  const type = flags.string('override-type');
  if (type !== 'json' && type !== 'merge' && type !== 'strategic')
    throw textFailure(`invalid override type: ${type}`);
  const patch = parsed(text);
  try {
    if (type === 'merge') return jsonMergePatch(object, patch, session.version) as AnyObject;
    if (type === 'json')
      return jsonPatch(object, patch as JSONPatchOperation[], session.version) as AnyObject;
    const struct = structOf(object.apiVersion, object.kind)!;
    return strategicMergePatch(
      struct,
      object,
      patch as Record<string, unknown>,
      session.version,
    ) as AnyObject;
  } catch (error) {
    if (error instanceof PatchError) throw textFailure(error.message);
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw textFailure('Invalid JSON Patch');
  }
}
