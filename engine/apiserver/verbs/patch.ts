// Patch: the stored object with the patch applied goes the way of an update.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { jsonMergePatch } from '../../api/patch/json-merge-patch.ts';
import { type JSONPatchOperation, jsonPatch } from '../../api/patch/json-patch.ts';
import { PatchError } from '../../api/patch/patch-error.ts';
import { strategicMergePatch } from '../../api/patch/strategic-patch.ts';
import { type StructType, structOf } from '../../api/schema/schema-table.ts';
import {
  badRequest,
  notFound,
  refusal,
  type Status,
  unprocessable,
  unsupportedMediaType,
} from '../../api/status.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { PatchType, RequestContext, Subresource } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { refusedVerb } from './allowed.ts';
import { update } from './update.ts';

export interface PatchRequest {
  readonly type: PatchType;
  /** The patch as data: an object, or for `json` a list of operations. */
  readonly patch: unknown;
  readonly subresource?: Subresource;
}

export function patch(
  server: ServerCore,
  traits: KindTraits,
  namespace: string | undefined,
  name: string,
  { type, patch: body, subresource = 'spec' }: PatchRequest,
  request: RequestContext,
): AnyResult {
  const unknown = refusedVerb(traits, 'patch');
  if (unknown !== undefined) return refusal(unknown);
  const current = server.store.get(traits.kind, traits.namespaced ? namespace : undefined, name) as
    | AnyObject
    | undefined;
  if (current === undefined) return refusal(notFound(groupResource(traits, request.apiVersion), name));
  const struct = structOf(current.apiVersion, traits.kind);
  if (type === 'strategic' && struct === undefined) return refusal(unsupportedMediaType(STRATEGIC_REFUSED));
  let patched: AnyObject;
  try {
    patched = applyPatch(struct, current, type, body, server.version);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    // Of a JSON patch that does not apply the caller learns no more than that. Source: kubernetes v1.20.2
    // staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, jsonPatcher.applyJSPatch.
    return refusal(type === 'json' ? unprocessable() : badRequest(error.message));
  }
  const misnamed = misnamedBy(patched, name, traits.namespaced ? namespace : undefined);
  if (misnamed !== undefined) return refusal(misnamed);
  return update(server, traits, patched, subresource, { ...request, isPatch: true });
}

/** A patch may not make another object of it. Source: handlers/rest.go, checkName. */
export function misnamedBy(
  { metadata }: AnyObject,
  name: string,
  namespace: string | undefined,
): Status | undefined {
  if (!metadata.name)
    return badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  if (metadata.name !== name)
    return badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  if (namespace && metadata.namespace && metadata.namespace !== namespace)
    return badRequest(
      `the namespace of the object (${metadata.namespace}) does not match the namespace on the request (${namespace})`,
    );
  return undefined;
}

// Custom resources have no tags to merge lists by. Source: apiserver pkg/endpoints/handlers/negotiation/errors.go.
const STRATEGIC_REFUSED =
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';

function applyPatch(
  struct: StructType | undefined,
  current: AnyObject,
  type: PatchType,
  body: unknown,
  version: VersionProfile,
): AnyObject {
  if (type === 'json') return jsonPatch(current, body as JSONPatchOperation[], version) as AnyObject;
  if (type === 'merge' || struct === undefined) return jsonMergePatch(current, body, version) as AnyObject;
  return strategicMergePatch(struct, current, body as Record<string, unknown>, version) as AnyObject;
}
