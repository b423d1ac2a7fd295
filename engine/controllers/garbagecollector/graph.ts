// The graph of owners and their dependents, by uid. An owner that is only known from references to it is virtual until
// it is seen.
//
// Source: kubernetes v1.28.0 pkg/controller/garbagecollector/graph.go.

import type { KubeObject, OwnerReference } from '../../api/objects.ts';

/** What an object is called; a reference may be wrong about all of it but the uid. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
}

export interface GraphNode {
  readonly identity: Identity;
  owners: readonly OwnerReference[];
  /** Undefined as long as there was none: most objects own nothing. */
  dependents: Set<GraphNode> | undefined;
  isBeingDeleted: boolean;
  /** Waits for its dependents to go first. */
  isDeletingDependents: boolean;
  /** Known from references alone. */
  isVirtual: boolean;
}

const NO_OWNERS: readonly OwnerReference[] = [];

export function identityOf({ apiVersion, kind, metadata }: KubeObject): Identity {
  const { namespace, name, uid } = metadata;
  return { apiVersion, kind, namespace, name, uid };
}

export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.uid === b.uid && a.name === b.name && a.namespace === b.namespace && matchesCoordinates(a, b);

/** One kind may be served in several versions, of which references and storage may name different ones. */
export function matchesCoordinates(
  reference: Omit<OwnerReference, 'controller'>,
  identity: Omit<Identity, 'namespace'>,
): boolean {
  return (
    reference.uid === identity.uid &&
    reference.name === identity.name &&
    reference.kind === identity.kind &&
    groupOf(reference.apiVersion) === groupOf(identity.apiVersion)
  );
}

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** `[apps/v1/Deployment, namespace: default, name: web, uid: …]` */
export const describeIdentity = ({ apiVersion, kind, namespace = '', name, uid }: Identity): string =>
  `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`;

export function newNode(identity: Identity, owners: readonly OwnerReference[] = NO_OWNERS): GraphNode {
  return {
    identity,
    owners,
    dependents: undefined,
    isBeingDeleted: false,
    isDeletingDependents: false,
    isVirtual: false,
  };
}

/** The node under another identity; its dependents stay its own. */
export const renamed = (node: GraphNode, identity: Identity): GraphNode => ({ ...node, identity });

export function addDependent(owner: GraphNode, dependent: GraphNode): void {
  owner.dependents ??= new Set();
  owner.dependents.add(dependent);
}

export const dependentsOf = ({ dependents }: GraphNode): GraphNode[] =>
  dependents === undefined ? [] : [...dependents];

/** Dependents that the node has to wait for. */
export const blockingDependents = (node: GraphNode): GraphNode[] =>
  dependentsOf(node).filter((dependent) =>
    dependent.owners.some(
      ({ uid, blockOwnerDeletion }) => uid === node.identity.uid && blockOwnerDeletion === true,
    ),
  );

/** How the owners of a node have changed. */
export function ownerChanges(before: readonly OwnerReference[], now: readonly OwnerReference[]) {
  const find = (list: readonly OwnerReference[], { uid }: OwnerReference): OwnerReference | undefined =>
    list.find((reference) => reference.uid === uid);
  return {
    added: now.filter((reference) => find(before, reference) === undefined),
    removed: before.filter((reference) => find(now, reference) === undefined),
    /** References that held their owner back and do so no more, removed ones included. */
    unblocked: before.filter(
      (reference) =>
        reference.blockOwnerDeletion === true && find(now, reference)?.blockOwnerDeletion !== true,
    ),
  };
}
