// Patch: the stored object with the patch applied goes the way of an update.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { jsonMergePatch } from '../../api/patch/json-merge-patch.ts';
import { jsonPatch } from '../../api/patch/json-patch.ts';
import { strategicMergePatch } from '../../api/patch/strategic-merge-patch.ts';
import { badRequest, notFound, refusal } from '../../api/status.ts';
import type { PatchType, RequestContext, Subresource } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
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
  const current = server.store.get(traits.kind, traits.namespaced ? namespace : undefined, name) as
    | AnyObject
    | undefined;
  if (current === undefined) return refusal(notFound(groupResource(traits), name));
  let patched: AnyObject;
  try {
    patched = applyPatch(traits, current, type, body);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  return update(server, traits, patched, subresource, request);
}

function applyPatch(traits: KindTraits, current: AnyObject, type: PatchType, body: unknown): AnyObject {
  if (type === 'json') return jsonPatch(current, body as Parameters<typeof jsonPatch>[1]) as AnyObject;
  if (type === 'merge') return jsonMergePatch(current, body) as AnyObject;
  return strategicMergePatch(traits.kind, current, body as Record<string, unknown>) as AnyObject;
}
