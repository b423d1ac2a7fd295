// Update of an object or of its status: check the revision, default, admit, keep what may not change, validate, write.
//
// An update that changes nothing writes nothing and keeps the revision. One that takes the last finalizer off an
// object being deleted deletes it. Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/
// registry/store.go, Update and ShouldDeleteDuringUpdate; pkg/registry/rest/update.go, BeforeUpdate.

import type { ApiContext, KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { clonePlain, equalPlain } from '../../api/plain.ts';
import {
  conflict,
  notFound,
  OPTIMISTIC_LOCK_MESSAGE,
  refusal,
  type Status,
  success,
} from '../../api/status.ts';
import { admitStatusUpdate, admitUpdate, invalidStatus } from '../../api/strategy.ts';
import { admit } from '../admission/chain.ts';
import type { AdmissionRequest } from '../admission/plugin.ts';
import { trackUpdate } from '../managed-fields/ownership.ts';
import type { RequestContext, Subresource } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { otherObject, storageKey } from '../storage-key.ts';
import { refusedVerb } from './allowed.ts';

/** @param input  the whole object in storage form; it is copied. Without a resourceVersion the newest is meant. */
export function update(
  server: ServerCore,
  traits: KindTraits,
  input: AnyObject,
  subresource: Subresource,
  request: RequestContext,
): AnyResult {
  const unknown = refusedVerb(traits, 'update');
  if (unknown !== undefined) return refusal(unknown);
  const { namespace, name } = input.metadata;
  const old = server.store.get(traits.kind, traits.namespaced ? namespace : undefined, name) as
    | AnyObject
    | undefined;
  if (old === undefined) return refusal(notFound(groupResource(traits, request.apiVersion), name));
  const { resourceVersion, uid } = input.metadata;
  if (request.isPatch !== true && uid && uid !== old.metadata.uid) {
    const resource = groupResource(traits, request.apiVersion);
    return refusal(conflict(resource, name, otherObject(storageKey(resource, old), uid, old.metadata.uid)));
  }
  if (
    resourceVersion !== undefined &&
    resourceVersion !== '' &&
    resourceVersion !== old.metadata.resourceVersion
  ) {
    return refusal(conflict(groupResource(traits, request.apiVersion), name, OPTIMISTIC_LOCK_MESSAGE));
  }
  const context = server.contextOf(request);
  const object =
    subresource === 'status' ? withNewStatus(input, old, request.isDecoded === true) : clonePlain(input);
  if (subresource === 'spec') traits.setDefaults?.(object, context);
  if (
    (old.metadata.managedFields ?? object.metadata.managedFields) !== undefined &&
    request.isTracked !== true
  )
    trackUpdate(server, traits, { object, old }, subresource, request);
  const rules = request.isDecoded === true ? withoutDefaults(traits) : traits;
  const attributes: AdmissionRequest = {
    operation: 'update',
    traits,
    namespace,
    name,
    subresource: subresource === 'spec' ? undefined : subresource,
    object,
    old,
    actor: request.actor,
    dryRun: request.dryRun === true,
  };
  const refused =
    admit.mutate(server, attributes) ??
    prepare(rules, object, old, subresource, subresource === 'spec' ? server.decoded(context) : context) ??
    admit.validate(server, attributes);
  if (refused !== undefined) return refusal(refused);
  const clash = runHooks(server, traits, object, old, subresource);
  if (clash !== undefined) {
    admit.undo(server, attributes);
    return refusal(clash);
  }
  if (request.dryRun === true) return success(object);
  // The last state that watches see is the one before: the update itself is never stored.
  if (lostLastFinalizer(object, old) && !isHeld(server, object)) {
    server.erase(old, request.actor);
    return success(object);
  }
  if (equalPlain(object, old)) return success(old);
  return success(server.writeFor(object, request));
}

const defaultless = new WeakMap<KindTraits, KindTraits>();

function withoutDefaults(traits: KindTraits): KindTraits {
  let bare = defaultless.get(traits);
  if (bare === undefined) {
    const { setDefaults: _, ...rest } = traits;
    bare = rest;
    defaultless.set(traits, bare);
  }
  return bare;
}

// What a status update may change is copied, unless a component has made it, which keeps to the rule that no object is
// changed once it is told; the rest is the stored object's own, which strategies put back anyway.
function withNewStatus(input: AnyObject, old: AnyObject, isDecoded: boolean): AnyObject {
  if (old.spec === undefined) return clonePlain(input);
  const copy: Record<string, unknown> = {};
  const given = input as unknown as Record<string, unknown>;
  for (const field in given) {
    const value = given[field];
    if (field === 'metadata') copy[field] = copyMeta(input.metadata, old.metadata);
    else if (field !== 'spec' && value !== undefined) copy[field] = isDecoded ? value : clonePlain(value);
  }
  copy.spec = old.spec;
  return copy as unknown as AnyObject;
}

// Labels, owners and the like are replaced as a whole and never changed, so those of the stored object are kept.
function copyMeta(metadata: AnyObject['metadata'], old: AnyObject['metadata']): AnyObject['metadata'] {
  const copy: Record<string, unknown> = {};
  const stored = old as unknown as Record<string, unknown>;
  const given = metadata as unknown as Record<string, unknown>;
  for (const field in given) {
    const value = given[field];
    if (value !== undefined) copy[field] = value === stored[field] ? value : clonePlain(value);
  }
  return copy as unknown as AnyObject['metadata'];
}

function prepare(
  traits: KindTraits,
  object: AnyObject,
  old: AnyObject,
  subresource: Subresource,
  context: ApiContext,
): Status | undefined {
  object.metadata.resourceVersion = old.metadata.resourceVersion;
  const isKept = subresource === 'spec' && keepsSpec(object, old);
  const rules = isKept ? withoutDefaults(traits) : traits;
  const admitted = (subresource === 'status' ? admitStatusUpdate : admitUpdate)(rules, object, old, context);
  return 'errors' in admitted
    ? invalidStatus(traits, object.metadata.name, admitted.errors, context)
    : undefined;
}

// A spec that the update leaves as it is becomes the stored one itself: it has its defaults and was checked when it came.
function keepsSpec(object: AnyObject, old: AnyObject): boolean {
  if (old.spec === undefined || !equalPlain(object.spec, old.spec)) return false;
  object.spec = old.spec;
  return true;
}

function runHooks(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  old: AnyObject,
  subresource: Subresource,
): Status | undefined {
  if (subresource !== 'spec') return undefined;
  for (const hook of server.hooks) {
    const refused = hook.kind === traits.kind ? hook.beforeUpdate?.(object, old, server) : undefined;
    if (refused !== undefined) return refused;
  }
  return undefined;
}

const isHeld = (server: ServerCore, object: AnyObject): boolean =>
  server.hooks.some((hook) => hook.kind === object.kind && hook.deletion?.isHeld(object) === true);

function lostLastFinalizer(object: AnyObject, old: AnyObject): boolean {
  const { metadata } = object;
  if (metadata.deletionTimestamp === undefined || (metadata.finalizers?.length ?? 0) > 0) return false;
  if ((old.metadata.finalizers?.length ?? 0) === 0) return false;
  return (metadata.deletionGracePeriodSeconds ?? 0) === 0;
}
