// What the server says of a patch after which the object cannot be decoded.
//
// A strategic patch is turned into an object by a converter with words of its own, the others by the JSON decoder.
// Source: kubernetes v1.28 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyPatchToCurrentObject,
// applyPatchToObject; apimachinery pkg/runtime/converter.go, fromUnstructured.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { AnyObject } from '../../api/objects.ts';
import { goPrint } from '../../api/patch/go-value.ts';
import type { SchemaProblem } from '../../api/schema/check-schema.ts';
import { invalid, type Status } from '../../api/status.ts';
import { FieldPath, invalid as invalidField } from '../../api/validation/field-error.ts';
import type { PatchType } from '../../apiserver/request.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export interface RefusedPatch {
  readonly type: PatchType;
  readonly patch: unknown;
  /** The object with the patch applied. */
  readonly patched: AnyObject;
}

/** @param problems  at least one; wrong types come before unknown fields */
export function patchRefusal(
  { type, patch, patched }: RefusedPatch,
  problems: readonly SchemaProblem[],
  version: VersionProfile,
): Status {
  const wrong = problems.find(({ reason }) => reason !== 'unknownField');
  const fields = problems.map(({ decodeError }) => decodeError).join(', ');
  const isStrategic = type === 'strategic';
  const detail =
    wrong === undefined
      ? `strict decoding error: ${fields}`
      : isStrategic
        ? converterError(wrong)
        : wrong.decodeError;
  const shown = isStrategic ? goPrint(leftOf(patch)) : jsonText(patched);
  return invalid('', '', '', [invalidField(FieldPath.of('patch'), shown, detail)], version);
}

// Applying a strategic patch takes the lists that were merged out of it, with the directives of their order.
// Source: apimachinery v0.20.2 pkg/util/strategicpatch/patch.go, mergePatchIntoOriginal and applyRetainKeysDirective.
function leftOf(patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const ordered = Object.keys(patch)
    .filter((key) => key.startsWith(SET_ELEMENT_ORDER))
    .map((key) => key.slice(SET_ELEMENT_ORDER.length));
  const taken = new Set([
    '$retainKeys',
    ...ordered.flatMap((key) => [key, `${SET_ELEMENT_ORDER}${key}`, `$deleteFromPrimitiveList/${key}`]),
  ]);
  const left = Object.entries(patch).filter(([key]) => !taken.has(key));
  return Object.fromEntries(left.map(([key, value]) => [key, leftOf(value)]));
}

const SET_ELEMENT_ORDER = '$setElementOrder/';

const goKindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
};

function converterError({ reason, expected, found, decodeError }: SchemaProblem): string {
  if (reason !== 'wrongType') return decodeError;
  const kind = goKindOf(found);
  if (expected === 'a list') return `cannot restore slice from ${kind}`;
  const isNumber = kind === 'int64' || kind === 'float64';
  if (expected === 'text') return isNumber ? `cannot convert ${kind} to string` : 'unrecognized type: string';
  if (expected.startsWith('a whole number'))
    return `unrecognized type: ${expected === 'a whole number' ? 'int64' : 'int32'}`;
  if (expected === 'true or false') return 'unrecognized type: bool';
  return expected.includes('object') || expected.includes('map')
    ? `cannot restore struct from: ${kind}`
    : decodeError;
}
