// The scale subresource: one number of a workload, read and written without the rest of it.
// Source: kubernetes v1.20.2 pkg/registry/apps/deployment/storage/storage.go, ScaleREST.Update.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { noSuchPath, notFound, refusal } from '../../api/status.ts';
import type { RequestContext } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { update } from '../verbs/update.ts';

export function scale(
  server: ServerCore,
  traits: KindTraits,
  namespace: string | undefined,
  name: string,
  replicas: number,
  request: RequestContext,
): AnyResult {
  if (traits.scale === undefined) return refusal(noSuchPath());
  const current = server.store.get(traits.kind, namespace, name) as AnyObject | undefined;
  if (current === undefined) return refusal(notFound(groupResource(traits, request.apiVersion), name));
  const spec = { ...(current.spec as object), replicas };
  return update(server, traits, { ...current, spec }, 'spec', { ...request, isScale: true });
}
