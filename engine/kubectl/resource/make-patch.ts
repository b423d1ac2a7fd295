// The patch that `apply` sends and `diff` shows, and kubectl's words where none can be made.
//
// kubectl tries with what the server publishes of its schemas, by OpenAPI v3, then v2, before it goes by the types it was
// built with; each try that fails is a warning, the last one the error, with all that went in.
// Source: kubectl v0.32.0 pkg/cmd/apply/patcher.go, patchSimple, createPatchErrFormat, Patch.

import { goJSON } from '../../api/patch/go-json.ts';
import type { JSONObject } from '../../api/patch/go-value.ts';
import { PatchError } from '../../api/patch/patch-error.ts';
import { type ApplyPatch, applyPatch, lastAppliedConfiguration } from '../../api/patch/three-way-apply.ts';
import { structOf } from '../../api/schema/schema-table.ts';
import type { Call } from '../command/call.ts';
import { textFailure, withSource } from '../failure.ts';
import type { Info } from './info.ts';

/**
 * The patch from the live object to the modified configuration.
 *
 * @throws CommandFailure  the patch cannot be made, for example as an element of a list lacks its merge key
 */
export function makePatch(
  call: Call,
  { source }: Info,
  current: JSONObject,
  modified: JSONObject,
): ApplyPatch {
  const { version } = call.session;
  try {
    return applyPatch(current, modified, version);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    if (structOf(String(modified.apiVersion), String(modified.kind)) !== undefined) {
      const specs = version.has('openapiV3') ? ['openapi v3 spec', 'openapi spec'] : ['openapi spec'];
      for (const spec of specs) call.err(`warning: error calculating patch from ${spec}: ${error.message}\n`);
    }
    const parts = [
      ...['creating patch with:', 'original:', lastAppliedConfiguration(current) ?? ''],
      ...['modified:', goJSON(modified), 'current:', goJSON(current), 'for:'],
    ];
    throw withSource('patching', source, textFailure(`${parts.join('\n')}: ${error.message}`));
  }
}
