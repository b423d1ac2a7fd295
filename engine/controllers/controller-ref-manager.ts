// Which objects belong to a controller: its own as long as they match, and orphans that match, which it adopts. Its own
// that no longer match are let go.
//
// Before it adopts anything, the owner is read live: one deleted and made anew under its name must not inherit.
// Source: kubernetes v1.20.2 pkg/controller/controller_ref_manager.go.

import type { KubeObject, ObjectOf, OwnerReference } from '../api/objects.ts';
import type { Client } from '../client/client.ts';
import type { Informer } from '../client/informer.ts';
import { controllerReference } from './pod-from-template.ts';
import { type Refusal, refusedBy } from './refusal.ts';

/** The reference to the controller among the owners. */
export function controllerOf({ metadata: { ownerReferences } }: KubeObject): OwnerReference | undefined {
  if (ownerReferences === undefined) return undefined;
  for (const reference of ownerReferences) if (reference.controller === true) return reference;
  return undefined;
}

/**
 * The object of the kind that the controller reference means, as the cache has it: not another one of its name.
 * Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set.go, resolveControllerRef, as in each controller.
 */
export function controllerIn<K extends string, T extends KubeObject>(
  informer: Informer<K, T>,
  kind: string,
  object: KubeObject,
): T | undefined {
  const owner = controllerOf(object);
  if (owner?.kind !== kind) return undefined;
  const found = informer.get(object.metadata.namespace, owner.name);
  return found?.metadata.uid === owner.uid ? found : undefined;
}

interface Claimer {
  readonly client: Client;
  readonly owner: KubeObject;
  readonly kind: string;
  /** Put on what is adopted. */
  readonly finalizers?: readonly string[];
}

export interface ClaimOptions<K extends string> extends Claimer {
  readonly kind: K;
  readonly matches: (object: ObjectOf<K> & KubeObject) => boolean;
}

export interface Claimed<T> {
  readonly claimed: readonly T[];
  /** All refusals of one pass in one. */
  readonly refusal?: Refusal;
}

/** Sorts out the candidates; writes what has to change. An object adopted comes back as the cache had it. */
export function claimObjects<K extends string, T extends ObjectOf<K> & KubeObject>(
  candidates: readonly T[],
  options: ClaimOptions<K>,
): Claimed<T> {
  const { owner, matches } = options;
  const claimed: T[] = [];
  const refusals: Refusal[] = [];
  let canAdopt: { refusal: Refusal | undefined } | undefined;
  const isOwnerGoing = owner.metadata.deletionTimestamp !== undefined;
  for (const object of candidates) {
    const controller = controllerOf(object);
    if (controller !== undefined) {
      if (controller.uid !== owner.metadata.uid) continue;
      if (matches(object)) claimed.push(object);
      else if (!isOwnerGoing) collect(release(object, options), refusals);
      continue;
    }
    if (isOwnerGoing || object.metadata.deletionTimestamp !== undefined || !matches(object)) continue;
    canAdopt ??= { refusal: recheckOwner(options) };
    const outcome =
      canAdopt.refusal === undefined ? adopt(object, options) : cannotAdopt(object, canAdopt.refusal);
    if (outcome === 'gone') continue;
    if (outcome === undefined) claimed.push(object);
    else refusals.push(outcome);
  }
  return refusals.length === 0 ? { claimed } : { claimed, refusal: aggregate(refusals) };
}

function collect(refusal: Refusal | undefined, refusals: Refusal[]): void {
  if (refusal !== undefined) refusals.push(refusal);
}

function aggregate(refusals: readonly Refusal[]): Refusal {
  const texts = [...new Set(refusals.map(({ message }) => message))];
  const message = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
  const status = refusals[0]?.status;
  return status === undefined ? { message } : { message, status };
}

// Source: controller_ref_manager.go, RecheckDeletionTimestamp and its callers.
function recheckOwner({ client, owner }: Claimer): Refusal | undefined {
  const { namespace, name, uid } = owner.metadata;
  const fresh = client.get(owner.kind, namespace, name);
  const live = fresh.ok ? (fresh.object as KubeObject).metadata : undefined;
  if (!fresh.ok)
    return { message: `can't recheck DeletionTimestamp: ${fresh.status.message}`, status: fresh.status };
  if (live?.uid !== uid) {
    const text = `original ${owner.kind} ${namespace}/${name} is gone: got uid ${live?.uid}, wanted ${uid}`;
    return { message: `can't recheck DeletionTimestamp: ${text}` };
  }
  if (live.deletionTimestamp === undefined) return undefined;
  return { message: `${namespace}/${name} has just been deleted at ${live.deletionTimestamp}` };
}

function cannotAdopt(object: KubeObject, { message }: Refusal): Refusal {
  const { namespace, name, uid } = object.metadata;
  return { message: `can't adopt ${object.kind} ${namespace}/${name} (${uid}): ${message}` };
}

function adopt(
  object: KubeObject,
  { client, owner, kind, finalizers }: Claimer,
): Refusal | 'gone' | undefined {
  const { namespace, name, uid } = object.metadata;
  const added = finalizers === undefined ? {} : { finalizers };
  const patch = { metadata: { ownerReferences: [controllerReference(owner)], uid, ...added } };
  const patched = client.patch(kind, namespace, name, { type: 'strategic', patch });
  if (patched.ok) return undefined;
  return patched.status.reason === 'NotFound' ? 'gone' : refusedBy(patched.status);
}

// `Invalid` means that the object lost the reference already, or is another one of the same name.
function release(object: KubeObject, { client, owner, kind }: Claimer): Refusal | undefined {
  const { namespace, name, uid } = object.metadata;
  const patch = { metadata: { ownerReferences: [{ $patch: 'delete', uid: owner.metadata.uid }], uid } };
  const patched = client.patch(kind, namespace, name, { type: 'strategic', patch });
  if (patched.ok || patched.status.reason === 'NotFound' || patched.status.reason === 'Invalid')
    return undefined;
  return refusedBy(patched.status);
}
