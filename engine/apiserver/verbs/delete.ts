// Delete: gracefully where the kind has a grace period, later where finalizers hold the object, else at once.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Delete and
// updateForGracefulDeletionAndFinalizers; pkg/registry/rest/delete.go, BeforeDelete.

import { apiVersionOf } from '../../api/conversion.ts';
import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, ObjectMeta } from '../../api/objects.ts';
import { conflict, notFound, refusal, type Status, success } from '../../api/status.ts';
import { formatTime, parseTime } from '../../api/time.ts';
import { admit } from '../admission/chain.ts';
import type { DeleteOptions, PropagationPolicy, RequestContext } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { refusedVerb } from './allowed.ts';

export const FINALIZER_ORPHAN = 'orphan';
export const FINALIZER_FOREGROUND = 'foregroundDeletion';

/** @returns the object as it is after the request: marked as going, or its last state when it is gone */
export function remove(
  server: ServerCore,
  traits: KindTraits,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions,
  request: RequestContext,
): AnyResult {
  const unknown = refusedVerb(traits, 'delete');
  if (unknown !== undefined) return refusal(unknown);
  const object = server.store.get(traits.kind, namespace, name) as AnyObject | undefined;
  if (object === undefined) return refusal(notFound(groupResource(traits, request.apiVersion), name));
  const refused = checkPreconditions(traits, object, options) ?? admitDelete(server, traits, object, request);
  if (refused !== undefined) return refusal(refused);
  if (request.dryRun === true) return success(object);
  return success(carryOut(server, traits, object, options, request));
}

function carryOut(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  options: DeleteOptions,
  request: RequestContext,
): AnyObject {
  const graceful = gracefulMeta(server, traits, object, options);
  const finalizers = finalizersFor(object.metadata, policyOf(traits, object.metadata, options, request));
  const deletion = server.hooks.find((hook) => hook.kind === traits.kind)?.deletion;
  const held = finalizers.length > 0 || deletion?.isHeld(object) === true;
  if (graceful === undefined && !held) return server.erase(object, request.actor);
  // A graceful kind is marked even when nobody waits: a watch sees the mark, then the end.
  if (graceful?.deletionGracePeriodSeconds === 0 && !held) {
    return server.erase(server.write({ ...object, metadata: graceful }, request.actor), request.actor);
  }
  const metadata = { ...(graceful ?? markAsGoing(server, object.metadata)) };
  if (finalizers.length > 0) metadata.finalizers = finalizers;
  else delete metadata.finalizers;
  const marked = { ...object, metadata };
  const begun = deletion?.begin(marked) ?? marked;
  if (sameDeletion(object.metadata, begun.metadata)) return object;
  return server.write(begun, request.actor);
}

// The metadata of a graceful deletion: begun, shortened, or unchanged; undefined when nothing waits for anybody.
function gracefulMeta(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  options: DeleteOptions,
): ObjectMeta | undefined {
  if (traits.gracePeriodSeconds === undefined) return undefined;
  const { metadata } = object;
  if (metadata.deletionTimestamp !== undefined)
    return shortened(metadata, metadata.deletionTimestamp, options);
  const seconds = traits.gracePeriodSeconds(object, options.gracePeriodSeconds);
  return {
    ...metadata,
    deletionTimestamp: formatTime(server.kernel.nowEpochMs + seconds * 1000),
    deletionGracePeriodSeconds: seconds,
    ...(metadata.generation === undefined || metadata.generation === 0
      ? {}
      : { generation: metadata.generation + 1 }),
  };
}

// A second deletion may only make the grace period shorter; 0 left means at once.
function shortened(
  metadata: ObjectMeta,
  deletionTimestamp: string,
  options: DeleteOptions,
): ObjectMeta | undefined {
  const left = metadata.deletionGracePeriodSeconds ?? 0;
  if (left === 0) return undefined;
  const wanted = options.gracePeriodSeconds;
  if (wanted === undefined || wanted >= left) return metadata;
  const begunMs = parseTime(deletionTimestamp) - left * 1000;
  return {
    ...metadata,
    deletionTimestamp: formatTime(begunMs + wanted * 1000),
    deletionGracePeriodSeconds: wanted,
  };
}

function markAsGoing(server: ServerCore, metadata: ObjectMeta): ObjectMeta {
  if (metadata.deletionTimestamp !== undefined) return { ...metadata, deletionGracePeriodSeconds: 0 };
  const generation =
    metadata.generation === undefined || metadata.generation === 0
      ? {}
      : { generation: metadata.generation + 1 };
  return { ...metadata, ...generation, deletionTimestamp: server.timestamp(), deletionGracePeriodSeconds: 0 };
}

// What the request says, else what the object's finalizers say, else what the version's first clients were used to.
// Source: kubernetes v1.20.2 registry/store.go, shouldOrphanDependents; pkg/registry/*/*/strategy.go,
// DefaultGarbageCollectionPolicy.
function policyOf(
  { versions }: KindTraits,
  { finalizers = [] }: ObjectMeta,
  { propagationPolicy }: DeleteOptions,
  { apiVersion }: RequestContext,
): PropagationPolicy | undefined {
  if (propagationPolicy !== undefined) return propagationPolicy;
  if (finalizers.includes(FINALIZER_ORPHAN) || finalizers.includes(FINALIZER_FOREGROUND)) return undefined;
  const asked =
    apiVersion === undefined ? versions[0] : versions.find((one) => apiVersionOf(one) === apiVersion);
  return asked?.orphansDependents === true ? 'Orphan' : undefined;
}

function finalizersFor(metadata: ObjectMeta, policy: PropagationPolicy | undefined): string[] {
  const own = metadata.finalizers ?? [];
  if (policy === undefined) return own;
  const others = own.filter((f) => f !== FINALIZER_ORPHAN && f !== FINALIZER_FOREGROUND);
  if (policy === 'Orphan') return [...others, FINALIZER_ORPHAN];
  if (policy === 'Foreground') return [...others, FINALIZER_FOREGROUND];
  return others;
}

const sameDeletion = (a: ObjectMeta, b: ObjectMeta): boolean =>
  a.deletionTimestamp === b.deletionTimestamp &&
  a.deletionGracePeriodSeconds === b.deletionGracePeriodSeconds &&
  (a.finalizers ?? []).join() === (b.finalizers ?? []).join();

function checkPreconditions(
  traits: KindTraits,
  object: AnyObject,
  { preconditions }: DeleteOptions,
): Status | undefined {
  if (preconditions === undefined) return undefined;
  const { uid, resourceVersion, name } = object.metadata;
  const resource = { group: traits.versions[0]?.group ?? '', resource: traits.kind };
  if (preconditions.uid !== undefined && preconditions.uid !== uid) {
    const text = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
    return conflict(resource, name, text);
  }
  if (preconditions.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion) {
    const text = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`;
    return conflict(resource, name, text);
  }
  return undefined;
}

function admitDelete(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  request: RequestContext,
): Status | undefined {
  const { namespace, name } = object.metadata;
  return admit.validate(server, {
    operation: 'delete',
    traits,
    namespace,
    name,
    subresource: undefined,
    object,
    old: object,
    actor: request.actor,
  });
}
