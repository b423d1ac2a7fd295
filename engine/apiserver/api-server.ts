// The door of the API server: one method a verb, one to one with the REST API.
//
// Objects go in and come out in storage form. Refusals are Status objects, returned and never thrown; a kind that does
// not exist is a mistake of the calling code and is thrown.

import type { KindTraits } from '../api/kind.ts';
import type { ManagedFieldsEntry } from '../api/managed-fields/managers.ts';
import type { AnyObject, KubeObject, ObjectOf } from '../api/objects.ts';
import { COPY_OF } from '../api/plain.ts';
import type { Result } from '../api/status.ts';
import { InvariantError } from '../errors.ts';
import { managedFieldsOf } from './managed-fields/ownership.ts';
import type { DeleteOptions, ListOptions, RequestContext } from './request.ts';
import { ServerCore, type ServerOptions } from './server-core.ts';
import { bind } from './subresources/binding.ts';
import { setEphemeralContainers } from './subresources/ephemeral-containers.ts';
import { evict } from './subresources/eviction.ts';
import { finalizeNamespace } from './subresources/finalize.ts';
import { scale } from './subresources/scale.ts';
import { createToken, type TokenRequest, type TokenRequestSpec } from './subresources/token.ts';
import { type ApplyOptions, apply } from './verbs/apply.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { type PatchRequest, patch } from './verbs/patch.ts';
import { get, list, type ObjectList } from './verbs/read.ts';
import { update } from './verbs/update.ts';
import { type WatchEvent, type WatchOptions, watch } from './verbs/watch.ts';
import type { Expired, Watch, WatchFilter, WatchSink } from './watch-hub.ts';

/** An object to create: the server fills in the rest of the metadata. */
export type NewObject = { apiVersion?: string; kind: string; metadata: Partial<KubeObject['metadata']> };

type AnyResult = Result<AnyObject>;

export class ApiServer {
  readonly core: ServerCore;

  constructor(options: ServerOptions) {
    this.core = new ServerCore(options);
  }

  /** @param apiVersion  that the client speaks, where it is not the storage form's */
  get(kind: string, namespace: string | undefined, name: string, apiVersion?: string): AnyResult {
    return get(this.core, this.traits(kind), namespace, name, apiVersion);
  }

  /** Sorted by (namespace, name); `limit` and `continueToken` page through it. */
  list(kind: string, options: ListOptions = {}): Result<ObjectList> {
    return list(this.core, this.traits(kind), options);
  }

  create(object: NewObject, request: RequestContext): AnyResult {
    const traits = this.traits(object.kind);
    const stored = traits.versions[0];
    const apiVersion =
      stored === undefined || stored.group === ''
        ? (stored?.version ?? 'v1')
        : `${stored.group}/${stored.version}`;
    return create(this.core, traits, { ...COPY_OF, ...object, apiVersion } as AnyObject, request);
  }

  /** Replaces all but the status, for kinds with a status subresource; without a resourceVersion, unconditionally. */
  update(object: KubeObject, request: RequestContext): AnyResult {
    return update(this.core, this.traits(object.kind), object as AnyObject, 'spec', request);
  }

  updateStatus(object: KubeObject, request: RequestContext): AnyResult {
    return update(this.core, this.traits(object.kind), object as AnyObject, 'status', request);
  }

  patch(
    kind: string,
    namespace: string | undefined,
    name: string,
    change: PatchRequest,
    request: RequestContext,
  ): AnyResult {
    return patch(this.core, this.traits(kind), namespace, name, change, request);
  }

  /**
   * Server-side apply of what a client states of an object, in the version that it speaks. One that does not exist is
   * created. Refused with a conflict where it would change fields of others.
   */
  apply(config: AnyObject, options: ApplyOptions, request: RequestContext): AnyResult {
    return apply(this.core, this.traits(config.kind), config, options, request);
  }

  /** The entries of metadata.managedFields of a stored object, also where it does not carry them yet. */
  managedFields(object: AnyObject): readonly ManagedFieldsEntry[] | undefined {
    return managedFieldsOf(this.core, this.traits(object.kind), object);
  }

  delete(
    kind: string,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
    request: RequestContext,
  ): AnyResult {
    const traits = this.traits(kind);
    return remove(this.core, traits, traits.namespaced ? namespace : undefined, name, options, request);
  }

  scale(
    kind: string,
    namespace: string | undefined,
    name: string,
    replicas: number,
    request: RequestContext,
  ): AnyResult {
    return scale(this.core, this.traits(kind), namespace, name, replicas, request);
  }

  bind(namespace: string, name: string, nodeName: string, request: RequestContext): AnyResult {
    return bind(this.core, namespace, name, nodeName, request);
  }

  /** Adds containers to a pod that runs; `containers` are all of them. */
  setEphemeralContainers(
    namespace: string,
    name: string,
    containers: Parameters<typeof setEphemeralContainers>[3],
    request: RequestContext,
  ): AnyResult {
    return setEphemeralContainers(this.core, namespace, name, containers, request);
  }

  /** Deletes a pod unless its disruption budget forbids that. */
  evict(namespace: string, name: string, options: DeleteOptions, request: RequestContext): AnyResult {
    return evict(this.core, namespace, name, options, request);
  }

  /** A token of a service account; nothing is written. */
  createToken(namespace: string, name: string, spec: TokenRequestSpec): Result<TokenRequest> {
    return createToken(this.core, namespace, name, spec);
  }

  /** Changes what a Namespace's spec.finalizers lists. */
  finalizeNamespace(name: string, finalizers: readonly string[], request: RequestContext): AnyResult {
    return finalizeNamespace(this.core, name, finalizers, request);
  }

  /** Writes after revision `after`, as they are made; 0: all that are kept. Refused when those after it are not. */
  watch(kind: string, filter: WatchFilter, after: number, sink: WatchSink): Watch | Expired {
    return this.core.watches.watch(kind, filter, after, sink);
  }

  /** A watch as a client over the network asks for it. @param closed  told when the server has closed it */
  watchRequest(
    kind: string,
    options: WatchOptions,
    sink: (event: WatchEvent) => void,
    closed: () => void,
  ): Result<Watch> {
    return watch(this.core, this.traits(kind), options, sink, closed);
  }

  /** The stored object itself, for checks and informers' first lists. */
  peek<K extends string>(kind: K, namespace: string | undefined, name: string): ObjectOf<K> | undefined {
    return this.core.store.get(kind, namespace, name) as ObjectOf<K> | undefined;
  }

  /** All stored objects of the kind, sorted by (namespace, name). */
  peekAll<K extends string>(kind: K, namespace?: string): ObjectOf<K>[] {
    return this.core.store.list(kind, namespace) as ObjectOf<K>[];
  }

  /** The stored objects that a watch with the filter is about, sorted by (namespace, name). */
  peekWatched(kind: string, filter: WatchFilter): readonly KubeObject[] {
    return this.core.watches.present(kind, filter, this.core.store);
  }

  get revision(): number {
    return this.core.store.revision;
  }

  traits(kind: string): KindTraits {
    const traits = this.core.traits(kind);
    if (traits === undefined) throw new InvariantError(`no such kind: ${kind}`);
    return traits;
  }
}
