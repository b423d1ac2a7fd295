// What the verbs share: store, watches, kinds, clock, randomness and the trace. Holds state, decides nothing.

import type { ApiContext, KindTraits } from '../api/kind.ts';
import type { AnyObject, KubeObject } from '../api/objects.ts';
import type { GroupResource, Result } from '../api/status.ts';
import { formatTime } from '../api/time.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Streams } from '../kernel/streams.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { AdmissionPlugin } from './admission/plugin.ts';
import { noteOf, type WriteNote } from './managed-fields/write-note.ts';
import type { ComputedSource } from './registry/computed-source.ts';
import { Heartbeats } from './registry/heartbeats.ts';
import type { RegistryHook } from './registry/hook.ts';
import { NameGenerator } from './registry/names.ts';
import { traceWrite } from './registry/trace-write.ts';
import type { RequestContext } from './request.ts';
import { RevisionTimes } from './revision-times.ts';
import { Store, type StoreEvent } from './store.ts';
import { WatchHub } from './watch-hub.ts';
import { WatchWindow } from './watch-window.ts';

export interface ServerOptions {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly streams: Streams;
  readonly version: VersionProfile;
  readonly kinds: ReadonlyMap<string, KindTraits>;
  readonly admission: readonly AdmissionPlugin[];
  readonly hooks: readonly RegistryHook[];
  /** Default 0. */
  readonly firstRevision?: number;
  /** API versions that --runtime-config switches on: `batch/v2alpha1`. Default none. */
  readonly switchedOn?: readonly string[];
  /** By kind: objects that are not stored. Default none. */
  readonly computed?: ReadonlyMap<string, ComputedSource>;
}

export class ServerCore {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly streams: Streams;
  readonly version: VersionProfile;
  readonly context: ApiContext;
  private readonly decodedContext: ApiContext;
  readonly kinds: Map<string, KindTraits>;
  readonly admission: readonly AdmissionPlugin[];
  readonly hooks: readonly RegistryHook[];
  readonly store: Store;
  readonly watches: WatchHub;
  readonly names: NameGenerator;
  readonly switchedOn: ReadonlySet<string>;
  readonly computed: ReadonlyMap<string, ComputedSource>;
  readonly heartbeats = new Heartbeats();
  /** By stored object: what the actor does not say of who wrote it. */
  readonly writeNotes = new WeakMap<AnyObject, WriteNote>();
  /** The actor of the write at hand, for the trace. */
  private actor = '';

  constructor(options: ServerOptions) {
    this.kernel = options.kernel;
    this.trace = options.trace;
    this.streams = options.streams;
    this.version = options.version;
    this.context = { version: options.version };
    this.decodedContext = { ...this.context, isDecoded: true };
    this.kinds = new Map(options.kinds);
    this.admission = options.admission;
    this.switchedOn = new Set(options.switchedOn);
    this.computed = options.computed ?? new Map();
    this.hooks = options.hooks;
    this.store = new Store(options.firstRevision);
    const { firstRevision = 0 } = options;
    const window = new WatchWindow({
      times: new RevisionTimes(options.trace, firstRevision),
      nowMs: () => options.kernel.nowMs,
      firstRevision,
      grows: options.version.has('watchCacheGrows'),
      isCached: (kind) => this.kinds.get(kind)?.isUncached !== true,
    });
    this.watches = new WatchHub((kind) => this.fieldsOf(kind), window);
    this.names = new NameGenerator(options.streams);
    this.store.subscribe((kind, event) => this.onWrite(kind, event));
  }

  /** The traits of a kind, or undefined for a kind that does not exist. */
  traits(kind: string): KindTraits | undefined {
    return this.kinds.get(kind);
  }

  /** What validation of this request may depend on. */
  contextOf({ apiVersion }: RequestContext): ApiContext {
    return apiVersion === undefined ? this.context : { ...this.context, requestApiVersion: apiVersion };
  }

  /** The same once the object of the request has its defaults. */
  decoded(context: ApiContext): ApiContext {
    return context === this.context ? this.decodedContext : { ...context, isDecoded: true };
  }

  /** The present moment as metadata has it. */
  timestamp(): string {
    return formatTime(this.kernel.nowEpochMs);
  }

  /** Writes the object on behalf of the actor. */
  write(object: KubeObject, actor: string): AnyObject {
    this.actor = actor;
    return this.store.put(object) as AnyObject;
  }

  /** Writes the object of a client's request. */
  writeFor(object: KubeObject, request: RequestContext, sent?: AnyObject): AnyObject {
    const stored = this.write(object, request.actor);
    if (request.fieldManager !== undefined)
      this.writeNotes.set(stored, noteOf(request.fieldManager, request, sent));
    return stored;
  }

  erase(object: KubeObject, actor: string): AnyObject {
    this.actor = actor;
    const { kind, metadata } = object;
    const erased = this.store.remove(kind, metadata.namespace, metadata.name) as AnyObject;
    for (const hook of this.hooks) if (hook.kind === kind) hook.afterDelete?.(erased, this);
    return erased;
  }

  private onWrite(kind: string, event: StoreEvent): void {
    traceWrite(this.trace, event, this.actor);
    this.watches.publish(kind, event);
  }

  private fieldsOf(kind: string): (object: KubeObject) => Readonly<Record<string, string>> {
    const own = this.kinds.get(kind)?.selectableFields;
    return own === undefined ? noFields : (own as (object: KubeObject) => Readonly<Record<string, string>>);
  }
}

const noFields = (): Readonly<Record<string, string>> => ({});

/**
 * How the resource of a kind is named in statuses: with the group that the request named.
 * Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go,
 * qualifiedResourceFromContext.
 *
 * @param apiVersion  of the request, where it is not the storage form's
 */
export function groupResource(traits: KindTraits, apiVersion?: string): GroupResource {
  const slash = apiVersion?.indexOf('/') ?? -1;
  const group =
    apiVersion === undefined ? (traits.versions[0]?.group ?? '') : apiVersion.slice(0, Math.max(slash, 0));
  return { group, resource: traits.plural };
}

export type AnyResult = Result<AnyObject>;
