// A component's client: the API's verbs bound to one actor, typed by kind, counting calls so that whoever works through
// a queue can be kept busy as long as its requests would have taken.
//
// Calls take effect at once; the time that they take is spent afterwards by the worker (see work-queue.ts).
// Differs: upstream's requests of one sync land a few milliseconds apart, here they land on one instant.

import type { AnyObject, KubeObject, ObjectOf } from '../api/objects.ts';
import { COPY_OF } from '../api/plain.ts';
import { type Result, refusal, type Status, serverUnavailable } from '../api/status.ts';
import type { ApiServer, NewObject } from '../apiserver/api-server.ts';
import type { DeleteOptions, ListOptions, RequestContext } from '../apiserver/request.ts';
import type { PatchRequest } from '../apiserver/verbs/patch.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Disturber } from './disturber.ts';

/** The process that a client belongs to. */
interface Owner {
  readonly kernel: Kernel;
  readonly disturber?: Disturber | undefined;
}

export class Client {
  readonly actor: string;
  private readonly server: ApiServer;
  private readonly request: RequestContext;
  private readonly statusRequest: RequestContext;
  private readonly owner: Owner | undefined;
  /** How many requests were made so far. */
  calls = 0;

  /** @param owner  who may die between two writes */
  constructor(server: ApiServer, actor: string, owner?: Owner) {
    this.server = server;
    this.actor = actor;
    this.owner = owner;
    this.request = { actor };
    this.statusRequest = { actor, isDecoded: true };
  }

  /** A live read, past the informers' caches. */
  get<K extends string>(kind: K, namespace: string | undefined, name: string): Result<ObjectOf<K>> {
    this.calls += 1;
    return this.server.get(kind, namespace, name) as Result<ObjectOf<K>>;
  }

  list<K extends string>(kind: K, options: ListOptions = {}): Result<readonly ObjectOf<K>[]> {
    this.calls += 1;
    const result = this.server.list(kind, options);
    return result.ok
      ? { ok: true, object: result.object.items as readonly AnyObject[] as readonly ObjectOf<K>[] }
      : result;
  }

  create<K extends string>(kind: K, object: NewObject & { kind: K }): Result<ObjectOf<K>> {
    this.calls += 1;
    return (this.gone ??
      this.sent(this.server.create({ ...COPY_OF, ...object, kind }, this.request))) as Result<ObjectOf<K>>;
  }

  /** With the resourceVersion that the object carries: a stale one is refused with a conflict. */
  update<T extends KubeObject>(object: T): Result<T> {
    this.calls += 1;
    return (this.gone ??
      this.sent(this.server.update(object, this.request))) as Result<KubeObject> as Result<T>;
  }

  updateStatus<T extends KubeObject>(object: T): Result<T> {
    this.calls += 1;
    return (this.gone ??
      this.sent(this.server.updateStatus(object, this.statusRequest))) as Result<KubeObject> as Result<T>;
  }

  patch<K extends string>(
    kind: K,
    namespace: string | undefined,
    name: string,
    change: PatchRequest,
  ): Result<ObjectOf<K>> {
    this.calls += 1;
    return (this.gone ?? this.sent(this.server.patch(kind, namespace, name, change, this.request))) as Result<
      ObjectOf<K>
    >;
  }

  delete<K extends string>(
    kind: K,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): Result<ObjectOf<K>> {
    this.calls += 1;
    return (this.gone ??
      this.sent(this.server.delete(kind, namespace, name, options, this.request))) as Result<ObjectOf<K>>;
  }

  bind(namespace: string, name: string, nodeName: string): Result<AnyObject> {
    this.calls += 1;
    return this.gone ?? this.sent(this.server.bind(namespace, name, nodeName, this.request));
  }

  finalizeNamespace(name: string, finalizers: readonly string[]): Result<AnyObject> {
    this.calls += 1;
    return this.gone ?? this.sent(this.server.finalizeNamespace(name, finalizers, this.request));
  }

  /** The answer to a process that is over: what it still has in its hands never reaches the API server. */
  private get gone(): { readonly ok: false; readonly status: Status } | undefined {
    if (this.owner?.kernel.isOver !== true) return undefined;
    return refusal(serverUnavailable(`${this.actor} is gone`));
  }

  /** It has been sent, and its process may be gone from now on. */
  private sent<T>(result: T): T {
    const { owner } = this;
    owner?.disturber?.wrote(owner.kernel);
    return result;
  }
}
