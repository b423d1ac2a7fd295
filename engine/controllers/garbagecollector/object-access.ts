// Reads and writes of any object by its identity, as the garbage collector needs them.
//
// Source: kubernetes v1.28.0 pkg/controller/garbagecollector/operations.go and patch.go.

import type { AnyObject, KubeObject } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import type { PropagationPolicy } from '../../apiserver/request.ts';
import type { Client } from '../../client/client.ts';
import { type GraphNode, groupOf, type Identity } from './graph.ts';

/** How often a finalizer's removal is tried again after a conflict. Source: operations.go, removeFinalizer. */
const CONFLICT_RETRIES = 5;

export class ObjectAccess {
  private readonly client: Client;
  private readonly server: ApiServer;

  constructor(client: Client, server: ApiServer) {
    this.client = client;
    this.server = server;
  }

  /** Undefined for a kind that does not exist. */
  isNamespaced({ apiVersion, kind }: Pick<Identity, 'apiVersion' | 'kind'>): boolean | undefined {
    const traits = this.server.core.traits(kind);
    const isServed = traits?.versions.some(({ group }) => group === groupOf(apiVersion)) ?? false;
    return isServed ? traits?.namespaced : undefined;
  }

  /** The object of that name, whatever its uid; undefined when there is none. */
  get({ kind, namespace, name }: Identity): KubeObject | undefined {
    const found = this.client.get(kind, namespace, name);
    return found.ok ? (found.object as KubeObject) : undefined;
  }

  delete(identity: Identity, propagationPolicy: PropagationPolicy): Status | undefined {
    const { kind, namespace, name, uid } = identity;
    const options = { preconditions: { uid }, propagationPolicy };
    return refused(this.client.delete(kind, namespace, name, options));
  }

  removeOwners(node: GraphNode, uids: readonly string[]): Status | undefined {
    const ownerReferences = uids.map((uid) => ({ $patch: 'delete', uid }));
    return this.patchOwners(node, ownerReferences, (owners) =>
      owners.filter(({ uid }) => !uids.includes(uid)),
    );
  }

  /** The owners need not wait for the node any more. */
  unblockOwners(node: GraphNode): Status | undefined {
    const blocking = node.owners.filter(({ blockOwnerDeletion }) => blockOwnerDeletion === true);
    const ownerReferences = blocking.map(({ uid }) => ({ uid, blockOwnerDeletion: false }));
    return this.patchOwners(node, ownerReferences, (owners) =>
      owners.map((owner) =>
        owner.blockOwnerDeletion === true ? { ...owner, blockOwnerDeletion: false } : owner,
      ),
    );
  }

  /** @returns why not; undefined when it is off, or the object gone */
  removeFinalizer({ identity }: GraphNode, finalizer: string): Status | undefined {
    const { kind, namespace, name } = identity;
    let status: Status | undefined;
    for (let attempt = 0; attempt < CONFLICT_RETRIES; attempt += 1) {
      const object = this.get(identity);
      if (object?.metadata.uid !== identity.uid) return undefined;
      const { finalizers = [], resourceVersion } = object.metadata;
      if (!finalizers.includes(finalizer)) return undefined;
      const kept = finalizers.filter((other) => other !== finalizer);
      const patch = { metadata: { resourceVersion, finalizers: kept.length === 0 ? null : kept } };
      status = refused(this.client.patch(kind, namespace, name, { type: 'merge', patch }));
      if (status?.reason !== 'Conflict') return status?.reason === 'NotFound' ? undefined : status;
    }
    return status;
  }

  // Lists of custom resources cannot be merged by key: they are replaced as a whole.
  private patchOwners(
    { identity }: GraphNode,
    ownerReferences: readonly object[],
    change: (owners: NonNullable<KubeObject['metadata']['ownerReferences']>) => unknown[],
  ): Status | undefined {
    const { kind, namespace, name, uid } = identity;
    const patch = { metadata: { ownerReferences, uid } };
    const status = refused(this.client.patch(kind, namespace, name, { type: 'strategic', patch }));
    if (status?.reason !== 'UnsupportedMediaType') return status;
    const object = this.get(identity);
    if (object === undefined) return undefined;
    const { resourceVersion, ownerReferences: owners = [] } = object.metadata;
    const whole = { metadata: { resourceVersion, ownerReferences: change(owners) } };
    return refused(this.client.patch(kind, namespace, name, { type: 'merge', patch: whole }));
  }
}

const refused = (
  result: { ok: true; object: AnyObject } | { ok: false; status: Status },
): Status | undefined => (result.ok ? undefined : result.status);
