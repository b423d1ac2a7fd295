// Keeps the graph by what the informers tell, and says which nodes have to be looked at: those whose owner may be gone,
// owners that wait for their dependents, and owners whose dependents are to be let go.
//
// Source: kubernetes v1.28.0 pkg/controller/garbagecollector/graph_builder.go. Upstream queues the changes for one
// worker; here a handler makes them at once, and what follows is put off instead.

import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import {
  addDependent,
  dependentsOf,
  type GraphNode,
  type Identity,
  identityOf,
  isSameIdentity,
  matchesCoordinates,
  newNode,
  ownerChanges,
  renamed,
} from './graph.ts';

export const ORPHAN_FINALIZER = 'orphan';
export const FOREGROUND_FINALIZER = 'foregroundDeletion';

export interface GraphListener {
  /** The node's owners may be gone, or it waits for its dependents. */
  readonly toDelete: (node: GraphNode) => void;
  /** The node's dependents are to be let go. */
  readonly toOrphan: (node: GraphNode) => void;
  readonly absent: (owner: Identity) => void;
  readonly invalidNamespace: (dependent: GraphNode, owner: OwnerReference) => void;
}

const isGoing = ({ metadata }: KubeObject): boolean => metadata.deletionTimestamp !== undefined;
const hasFinalizer = ({ metadata }: KubeObject, finalizer: string): boolean =>
  metadata.finalizers?.includes(finalizer) ?? false;

/** The object has begun to wait for what the finalizer stands for. */
const begins = (object: KubeObject, before: KubeObject | undefined, finalizer: string): boolean =>
  isGoing(object) &&
  hasFinalizer(object, finalizer) &&
  (before === undefined || !isGoing(before) || !hasFinalizer(before, finalizer));

const disagrees = (dependent: GraphNode, identity: Identity): boolean =>
  (identity.namespace !== undefined && dependent.identity.namespace !== identity.namespace) ||
  dependent.owners.some(
    (reference) => reference.uid === identity.uid && !matchesCoordinates(reference, identity),
  );

export class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly listener: GraphListener;

  constructor(listener: GraphListener) {
    this.listener = listener;
  }

  get(uid: string): GraphNode | undefined {
    return this.nodes.get(uid);
  }

  get size(): number {
    return this.nodes.size;
  }

  /** An informer saw the object, for the first time or changed. */
  seen(object: KubeObject, before: KubeObject | undefined): void {
    const owners = object.metadata.ownerReferences ?? [];
    const known = this.observed(object);
    if (known === undefined) {
      const node = newNode(identityOf(object), owners);
      node.isBeingDeleted = isGoing(object);
      node.isDeletingDependents = isGoing(object) && hasFinalizer(object, FOREGROUND_FINALIZER);
      this.nodes.set(node.identity.uid, node);
      this.addToOwners(node, owners);
      this.transitions(object, before, node);
      return;
    }
    if (known.owners !== owners && !equalPlain(known.owners, owners)) this.changeOwners(known, owners);
    if (!isGoing(object)) return;
    known.isBeingDeleted = true;
    this.transitions(object, before, known);
  }

  /** An informer saw that the object is gone. */
  gone(object: KubeObject): void {
    const node = this.observed(object);
    if (node !== undefined) this.remove(node);
  }

  /** The API server does not know the node: it never was there, or has just gone. */
  confirmAbsent(node: GraphNode): void {
    const { identity } = node;
    const current = this.nodes.get(identity.uid);
    if (current === undefined) return;
    if (!current.isVirtual) {
      if (isSameIdentity(current.identity, identity)) this.remove(current);
      else this.recheckDependents(current, identity);
      return;
    }
    const strangers = dependentsOf(current).filter((dependent) => disagrees(dependent, identity));
    if (strangers.length === 0) {
      this.remove(current);
      return;
    }
    this.recheckDependents(current, identity);
    this.tryOtherIdentity(current, strangers);
  }

  /** Dependents that call the owner by another name than the one looked for: look for that one. */
  private tryOtherIdentity(node: GraphNode, strangers: readonly GraphNode[]): void {
    for (const { identity, owners } of strangers) {
      const reference = owners.find(({ uid }) => uid === node.identity.uid);
      if (reference === undefined) continue;
      const { apiVersion, kind, name, uid } = reference;
      const other: Identity = { apiVersion, kind, name, uid, namespace: identity.namespace };
      if (isSameIdentity(other, node.identity)) continue;
      const replacement = renamed(node, other);
      this.nodes.set(uid, replacement);
      this.listener.toDelete(replacement);
      return;
    }
  }

  private recheckDependents(node: GraphNode, absent: Identity): void {
    const concerned = dependentsOf(node).filter((dependent) => !disagrees(dependent, absent));
    if (concerned.length > 0) this.listener.absent(absent);
    for (const dependent of concerned) this.listener.toDelete(dependent);
  }

  /** The node of an object that an informer saw: no more virtual, and called as the object is. */
  private observed(object: KubeObject): GraphNode | undefined {
    const { uid } = object.metadata;
    const node = this.nodes.get(uid);
    if (node === undefined || !node.isVirtual) return node;
    const identity = identityOf(object);
    let current = node;
    if (!isSameIdentity(node.identity, identity)) {
      for (const dependent of dependentsOf(node).filter((each) => disagrees(each, identity))) {
        const isElsewhere =
          identity.namespace !== undefined && dependent.identity.namespace !== identity.namespace;
        if (isElsewhere) this.reportNamespace(dependent, uid);
        this.listener.toDelete(dependent);
      }
      current = renamed(node, identity);
      this.nodes.set(uid, current);
    }
    current.isVirtual = false;
    return current;
  }

  private reportNamespace(dependent: GraphNode, ownerUid: string): void {
    const reference = dependent.owners.find(({ uid }) => uid === ownerUid);
    if (reference !== undefined) this.listener.invalidNamespace(dependent, reference);
  }

  private changeOwners(node: GraphNode, owners: readonly OwnerReference[]): void {
    const { added, removed, unblocked } = ownerChanges(node.owners, owners);
    node.owners = owners;
    this.addToOwners(node, added);
    for (const { uid } of removed) this.nodes.get(uid)?.dependents?.delete(node);
    for (const { uid } of unblocked) {
      const owner = this.nodes.get(uid);
      if (owner !== undefined) this.listener.toDelete(owner);
    }
  }

  private addToOwners(node: GraphNode, owners: readonly OwnerReference[]): void {
    let isDoubtful = false;
    for (const reference of owners) {
      let owner = this.nodes.get(reference.uid);
      if (owner === undefined) {
        const { apiVersion, kind, name, uid } = reference;
        owner = newNode({ apiVersion, kind, name, uid, namespace: node.identity.namespace });
        owner.isVirtual = true;
        this.nodes.set(uid, owner);
        addDependent(owner, node);
        this.listener.toDelete(owner);
        continue;
      }
      addDependent(owner, node);
      const { namespace } = owner.identity;
      const isElsewhere = namespace !== node.identity.namespace;
      if (namespace !== undefined && isElsewhere && !owner.isVirtual)
        this.reportNamespace(node, reference.uid);
      // A virtual owner without a namespace may be meant to be in one.
      const isWrong = isElsewhere && (namespace !== undefined || owner.isVirtual);
      if (isWrong || !matchesCoordinates(reference, owner.identity)) isDoubtful = true;
    }
    if (isDoubtful) this.listener.toDelete(node);
  }

  private transitions(object: KubeObject, before: KubeObject | undefined, node: GraphNode): void {
    if (begins(object, before, ORPHAN_FINALIZER)) {
      this.listener.toOrphan(node);
      return;
    }
    if (!begins(object, before, FOREGROUND_FINALIZER)) return;
    node.isDeletingDependents = true;
    for (const dependent of dependentsOf(node)) this.listener.toDelete(dependent);
    this.listener.toDelete(node);
  }

  private remove(node: GraphNode): void {
    const { identity, owners } = node;
    this.nodes.delete(identity.uid);
    for (const { uid } of owners) this.nodes.get(uid)?.dependents?.delete(node);
    const dependents = dependentsOf(node);
    if (dependents.length > 0) this.listener.absent(identity);
    for (const dependent of dependents) this.listener.toDelete(dependent);
    for (const { uid } of owners) {
      const owner = this.nodes.get(uid);
      if (owner?.isDeletingDependents === true) this.listener.toDelete(owner);
    }
  }
}
