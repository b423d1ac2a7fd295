// What client-side `kubectl apply` sends: a patch made from the last configuration it applied (kept in an annotation),
// the one to apply now, and the live object. Pure: who gets and sends is the verb's business.
//
// Source: kubectl v0.32.0 pkg/util/apply.go, GetModifiedConfiguration, CreateApplyAnnotation;
// pkg/cmd/apply/patcher.go, patchSimple, buildMergePatch.
// Left out: --overwrite=false, server-side apply.

import type { VersionProfile } from '../../versions/profile.ts';
import { structOf } from '../schema/schema-table.ts';
import { goJSON } from './go-json.ts';
import { isMap, type JSONObject } from './go-value.ts';
import { threeWayJSONMergePatch } from './json-merge-patch.ts';
import { PatchError, PreconditionFailed } from './patch-error.ts';
import { threeWayMergePatch } from './strategic-patch.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const mapOf = (value: unknown): JSONObject => (isMap(value) ? value : {});
const annotationsOf = (object: JSONObject): JSONObject => mapOf(mapOf(object.metadata).annotations);

function withAnnotations(object: JSONObject, annotations: JSONObject): JSONObject {
  return { ...object, metadata: { ...mapOf(object.metadata), annotations } };
}

/** The text in the annotation; undefined if the object was never applied. */
export function lastAppliedConfiguration(object: JSONObject): string | undefined {
  const text = annotationsOf(object)[LAST_APPLIED];
  return typeof text === 'string' ? text : undefined;
}

/**
 * The object as it is to be: with itself, less that annotation, in the annotation. The inner one always has
 * `"annotations":{}`, as kubectl writes it.
 */
export function modifiedConfiguration(object: JSONObject): JSONObject {
  const configuration = plainConfiguration(object);
  const annotations = annotationsOf(configuration);
  return withAnnotations(object, { ...annotations, [LAST_APPLIED]: goJSON(configuration) });
}

/** The object as it is to be, without that annotation: what `kubectl diff` compares with. */
export function plainConfiguration(object: JSONObject): JSONObject {
  const { [LAST_APPLIED]: _, ...annotations } = annotationsOf(object);
  return withAnnotations(object, annotations);
}

export interface ApplyPatch {
  /** Built-in kinds are patched strategically, others by a JSON merge patch. */
  readonly type: 'strategic' | 'merge';
  /** `{}`: nothing is sent, the object is unchanged. */
  readonly patch: JSONObject;
}

function parseConfiguration(text: string | undefined): JSONObject {
  if (text === undefined || text === '') return {};
  try {
    return mapOf(JSON.parse(text));
  } catch {
    throw new PatchError('invalid JSON document');
  }
}

// Source: apimachinery pkg/util/mergepatch/util.go, RequireKeyUnchanged, RequireMetadataKeyUnchanged.
function changesIdentity(patch: JSONObject): boolean {
  return 'apiVersion' in patch || 'kind' in patch || 'name' in mapOf(patch.metadata);
}

/**
 * The patch that `kubectl apply` sends.
 *
 * @param modified the object as the manifest has it (namespace filled in), with its configuration noted down or not
 * @param version the release whose rules kubectl goes by
 * @throws PatchError with upstream's message
 */
export function applyPatch(current: JSONObject, modified: JSONObject, version: VersionProfile): ApplyPatch {
  const versions = {
    original: parseConfiguration(lastAppliedConfiguration(current)),
    modified,
    current,
  };
  const struct = structOf(String(modified.apiVersion), String(modified.kind));
  if (struct !== undefined)
    return { type: 'strategic', patch: threeWayMergePatch(struct, versions, version) };
  const patch = threeWayJSONMergePatch(versions, version);
  if (changesIdentity(patch))
    throw new PreconditionFailed('At least one of apiVersion, kind and name was changed');
  return { type: 'merge', patch };
}
