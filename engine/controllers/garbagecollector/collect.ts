// What to do with one node that may be garbage.
//
// An object goes when all of its owners are gone; an owner that waits for its dependents takes those with it that have
// no other one. Source: kubernetes v1.28.0 pkg/controller/garbagecollector/garbagecollector.go, attemptToDeleteItem,
// classifyReferences, processDeletingDependentsItem and orphanDependents.

import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { PropagationPolicy } from '../../apiserver/request.ts';
import type { AbsentOwners } from './absent-owners.ts';
import { blockingDependents, dependentsOf, type GraphNode, type Identity } from './graph.ts';
import { FOREGROUND_FINALIZER, type GraphBuilder, ORPHAN_FINALIZER } from './graph-builder.ts';
import type { ObjectAccess } from './object-access.ts';

export interface CollectMeans {
  readonly access: ObjectAccess;
  readonly graph: GraphBuilder;
  readonly absentOwners: AbsentOwners;
  readonly toDelete: (node: GraphNode) => void;
  readonly toOrphan: (node: GraphNode) => void;
  /** Once the controllers have seen what was just written. */
  readonly afterControllers: (act: () => void) => void;
}

/** `retry`: the node comes back after its back-off. */
export type Outcome = 'done' | 'retry';

const outcomeOf = (status: Status | undefined): Outcome =>
  status === undefined || status.reason === 'NotFound' ? 'done' : 'retry';

export function collect(node: GraphNode, means: CollectMeans): Outcome {
  const { access, graph } = means;
  if (node.isBeingDeleted && !node.isDeletingDependents) return 'done';
  const { identity } = node;
  const isNamespaced = access.isNamespaced(identity);
  if (isNamespaced === undefined) return 'retry';
  const isMisplaced = isNamespaced && identity.namespace === undefined;
  const live = isMisplaced ? undefined : access.get(placed(identity, isNamespaced));
  if (live?.metadata.uid !== identity.uid) {
    graph.confirmAbsent(node);
    return 'done';
  }
  if (node.isDeletingDependents) return awaitDependents(node, means);
  // Exists, but no informer has shown it yet.
  const pending: Outcome = node.isVirtual ? 'retry' : 'done';
  const owners = live.metadata.ownerReferences ?? [];
  if (owners.length === 0) return pending;
  const classes = classify(node, owners, means);
  if (classes === 'invalid') return 'done';
  if (classes === 'unknown') return 'retry';
  const outcome = decide(node, live, classes, means);
  return outcome === 'done' ? pending : outcome;
}

const placed = (identity: Identity, isNamespaced: boolean): Identity =>
  isNamespaced ? identity : { ...identity, namespace: undefined };

interface OwnerClasses {
  /** Owners that are there. */
  readonly solid: readonly OwnerReference[];
  readonly dangling: readonly OwnerReference[];
  /** Owners that wait for their dependents to go. */
  readonly waiting: readonly OwnerReference[];
}

function classify(
  node: GraphNode,
  owners: readonly OwnerReference[],
  means: CollectMeans,
): OwnerClasses | 'invalid' | 'unknown' {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  for (const reference of owners) {
    const owner = ownerOf(node, reference, means);
    if (owner === 'invalid' || owner === 'unknown') return owner;
    if (owner === undefined) dangling.push(reference);
    else if (isWaiting(owner)) waiting.push(reference);
    else solid.push(reference);
  }
  return { solid, dangling, waiting };
}

const isWaiting = ({ metadata }: KubeObject): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers?.includes(FOREGROUND_FINALIZER) ?? false);

function ownerOf(
  { identity }: GraphNode,
  reference: OwnerReference,
  { access, absentOwners }: CollectMeans,
): KubeObject | 'invalid' | 'unknown' | undefined {
  const { apiVersion, kind, name, uid } = reference;
  const isNamespaced = access.isNamespaced(reference);
  if (isNamespaced === undefined) return 'unknown';
  // What is in no namespace cannot belong to something that is in one.
  if (isNamespaced && identity.namespace === undefined) return 'invalid';
  const owner: Identity = placed(
    { apiVersion, kind, name, uid, namespace: identity.namespace },
    isNamespaced,
  );
  if (absentOwners.has(owner)) return undefined;
  const found = access.get(owner);
  if (found?.metadata.uid === uid) return found;
  absentOwners.add(owner);
  return undefined;
}

function decide(
  node: GraphNode,
  live: KubeObject,
  { solid, dangling, waiting }: OwnerClasses,
  { access }: CollectMeans,
): Outcome {
  if (solid.length > 0) {
    const surplus = [...dangling, ...waiting].map(({ uid }) => uid);
    return surplus.length === 0 ? 'done' : outcomeOf(access.removeOwners(node, surplus));
  }
  const dependents = dependentsOf(node);
  if (waiting.length > 0 && dependents.length > 0) {
    // Two that wait for each other would wait for ever.
    if (dependents.some(({ isDeletingDependents }) => isDeletingDependents)) {
      const status = access.unblockOwners(node);
      if (outcomeOf(status) === 'retry') return 'retry';
    }
    return outcomeOf(access.delete(node.identity, 'Foreground'));
  }
  return outcomeOf(access.delete(node.identity, policyOf(live)));
}

function policyOf({ metadata }: KubeObject): PropagationPolicy {
  if (metadata.finalizers?.includes(ORPHAN_FINALIZER)) return 'Orphan';
  return metadata.finalizers?.includes(FOREGROUND_FINALIZER) ? 'Foreground' : 'Background';
}

function awaitDependents(node: GraphNode, { access, toDelete }: CollectMeans): Outcome {
  const blocking = blockingDependents(node);
  if (blocking.length === 0) return outcomeOf(access.removeFinalizer(node, FOREGROUND_FINALIZER));
  for (const dependent of blocking) if (!dependent.isDeletingDependents) toDelete(dependent);
  return 'done';
}

/** Takes the owner out of its dependents' references, then lets it go. */
export function orphan(owner: GraphNode, { access, afterControllers, toOrphan }: CollectMeans): Outcome {
  const dependents = dependentsOf(owner);
  const release = (): Outcome => outcomeOf(access.removeFinalizer(owner, ORPHAN_FINALIZER));
  let hasFailed = false;
  for (const dependent of dependents) {
    const status = access.removeOwners(dependent, [owner.identity.uid]);
    // `Invalid`: another object of that name, or the reference is gone already.
    if (outcomeOf(status) === 'retry' && status?.reason !== 'Invalid') hasFailed = true;
  }
  if (hasFailed) return 'retry';
  if (dependents.length === 0) return release();
  afterControllers(() => {
    if (release() === 'retry') toOrphan(owner);
  });
  return 'done';
}
