// namespaces/finalize: the only way to change spec.finalizers of a Namespace; with the last one gone, and the Namespace
// deleted, it is no more. Source: kubernetes v1.20.2 pkg/registry/core/namespace/storage/storage.go, FinalizeREST.Update.

import type { AnyObject, Namespace } from '../../api/objects.ts';
import { notFound, refusal, success } from '../../api/status.ts';
import type { RequestContext } from '../request.ts';
import type { AnyResult, ServerCore } from '../server-core.ts';

/** @param finalizers what the Namespace's spec shall list from now on */
export function finalizeNamespace(
  server: ServerCore,
  name: string,
  finalizers: readonly string[],
  request: RequestContext,
): AnyResult {
  const old = server.store.get('Namespace', undefined, name) as Namespace | undefined;
  if (old === undefined) return refusal(notFound({ group: '', resource: 'namespaces' }, name));
  const { finalizers: _, ...spec } = old.spec;
  const namespace = {
    ...old,
    spec: finalizers.length === 0 ? spec : { ...spec, finalizers: [...finalizers] },
  };
  const { deletionTimestamp, finalizers: held = [] } = namespace.metadata;
  if (request.dryRun === true) return success(namespace as unknown as AnyObject);
  if (deletionTimestamp !== undefined && finalizers.length === 0 && held.length === 0)
    return success(server.erase(old, request.actor));
  return success(server.write(namespace as Namespace, request.actor));
}
