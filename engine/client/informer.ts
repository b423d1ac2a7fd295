// A component's cache of one kind, filled by a list and kept by a watch that lags behind the store.
//
// Watch events wait in order until the delivery's latency is over; then the cache changes and the handlers run, as
// consequences of the writes they hear of. What a handler or a lister sees may thus be older than the store.
// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/cache/shared_informer.go.
// Left out: periodic resyncs of unchanged objects, which no controller here needs.

import type { KubeObject, ObjectOf } from '../api/objects.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import type { StoreEvent } from '../apiserver/store.ts';
import type { Watch, WatchFilter } from '../apiserver/watch-hub.ts';
import { InvariantError } from '../errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../kernel/sim-event.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { Draw } from './disturber.ts';

export interface InformerHandler<T> {
  readonly add?: (object: T) => void;
  readonly update?: (object: T, before: T) => void;
  readonly delete?: (object: T) => void;
}

/** The values under which an index finds an object. */
export type IndexFunction<T> = (object: T) => readonly string[];

/** What an index keeps of an object, worked out once for each of its versions. */
export type Extract<T> = (object: T) => unknown;

export interface InformerHost {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly server: ApiServer;
  /** Draws how long the delivery of this object, and of what follows it until then, takes. */
  readonly deliveryMs: Draw;
  /** The record of the newest write. */
  readonly writeSeq: () => number;
}

/** `namespace/name`, or the name alone for cluster-scoped objects. */
export const keyOf = ({ metadata }: KubeObject): string =>
  metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;

export function splitKey(key: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { namespace: undefined, name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

interface Pending {
  readonly event: StoreEvent;
  /** The trace record of the write. */
  readonly cause: number;
}

interface Index<T> {
  readonly of: IndexFunction<T>;
  readonly extract: Extract<T>;
  readonly entries: Map<string, Map<string, unknown>>;
}

export class Informer<K extends string, T extends KubeObject = ObjectOf<K> & KubeObject> {
  readonly kind: K;
  private readonly host: InformerHost;
  private readonly filter: WatchFilter;
  private readonly cache = new Map<string, T>();
  private readonly indexes = new Map<string, Index<T>>();
  private readonly handlers: InformerHandler<T>[] = [];
  private pending: Pending[] = [];
  private isDelivering = false;
  private delivery: SimEvent | undefined;
  private heldBackUntilMs = Number.NEGATIVE_INFINITY;
  private watch: Watch | undefined;

  private readonly onDelivery = (): void => this.deliver();

  constructor(host: InformerHost, kind: K, filter: WatchFilter = {}) {
    this.host = host;
    this.kind = kind;
    this.filter = filter;
  }

  /**
   * Lists and begins to watch. Objects already there come through the handlers, like new ones; what a stopped informer
   * has missed comes as its outcome, deletions included. Source: client-go tools/cache/reflector.go, ListAndWatch;
   * delta_fifo.go, Replace.
   */
  start(): void {
    if (this.watch !== undefined) return;
    const { listed, revision } = this.listAndWatch();
    if (this.cache.size > 0) this.dropMissing(new Set(listed.map(keyOf)), revision);
    for (const object of listed) {
      if (this.cache.get(keyOf(object)) !== object)
        this.receive({ type: 'ADDED', object, before: undefined, revision });
    }
  }

  /**
   * As `start`, with an empty cache that is full at once: what runs in a process works on nothing before all of its caches
   * are. Source: client-go tools/cache/shared_informer.go, WaitForCacheSync.
   *
   * @returns tells the handlers of what is there
   */
  startFull(): () => void {
    const { listed } = this.listAndWatch();
    for (const object of listed) this.store(keyOf(object), undefined, object);
    return () => {
      for (const object of listed) for (const handler of this.handlers) handler.add?.(object);
    };
  }

  private listAndWatch(): { readonly listed: readonly T[]; readonly revision: number } {
    const { server } = this.host;
    const { revision } = server;
    const listed = server.peekWatched(this.kind, this.filter) as readonly T[];
    const watch = server.watch(this.kind, this.filter, revision, (event) => this.receive(event));
    if ('expired' in watch) throw new InvariantError(`the newest revision of ${this.kind} is no longer kept`);
    this.watch = watch;
    return { listed, revision };
  }

  private dropMissing(listed: ReadonlySet<string>, revision: number): void {
    for (const [key, object] of this.cache) {
      if (!listed.has(key)) this.receive({ type: 'DELETED', object, before: object, revision });
    }
  }

  /** Stops the watch; the cache stays as it is. */
  stop(): void {
    this.watch?.stop();
    this.watch = undefined;
    this.pending = [];
  }

  /** No delivery before that instant: a slow or cut watch. */
  holdBackUntil(timeMs: number): void {
    this.heldBackUntilMs = Math.max(this.heldBackUntilMs, timeMs);
  }

  /**
   * Ends `holdBackUntil`; what waited comes at once: each write that was missed, or only their outcome where the server
   * has let go of the first of them meanwhile, so that the informer has to list anew.
   */
  release(): void {
    this.heldBackUntilMs = Number.NEGATIVE_INFINITY;
    const [first] = this.pending;
    if (first === undefined) return;
    const { watches } = this.host.server.core;
    if (watches.expiry(this.kind, first.event.revision - 1) !== undefined)
      this.pending = outcomeOf(this.pending).filter(
        ({ event }) => event.type !== 'DELETED' || this.cache.has(keyOf(event.object)),
      );
    this.host.kernel.cancel(this.delivery);
    this.isDelivering = false;
    this.scheduleDelivery();
  }

  /** Handlers added later hear of what is in the cache at once. */
  addHandler(handler: InformerHandler<T>): void {
    this.handlers.push(handler);
    if (handler.add !== undefined) for (const object of this.cache.values()) handler.add(object);
  }

  /**
   * Adds an index; adding one of the same name again changes nothing.
   *
   * @param extract  what `byIndex` answers in place of the objects
   */
  addIndex(name: string, of: IndexFunction<T>, extract: Extract<T> = itself): void {
    if (this.indexes.has(name)) return;
    const index: Index<T> = { of, extract, entries: new Map() };
    this.indexes.set(name, index);
    for (const [key, object] of this.cache) insert(index, key, object);
  }

  get(namespace: string | undefined, name: string): T | undefined {
    return this.cache.get(namespace === undefined ? name : `${namespace}/${name}`);
  }

  getByKey(key: string): T | undefined {
    return this.cache.get(key);
  }

  /** All cached objects, or those of one namespace, in order of arrival. O(n). */
  list(namespace?: string): T[] {
    const all = [...this.cache.values()];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  /** The cached objects that the index files under the value, or its extracts of them, in order of arrival. */
  byIndex<E = T>(name: string, value: string): E[] {
    const found = this.indexes.get(name)?.entries.get(value);
    return found === undefined ? [] : ([...found.values()] as E[]);
  }

  get size(): number {
    return this.cache.size;
  }

  /** Whether every write up to now has been delivered. */
  get isCurrent(): boolean {
    return this.pending.length === 0;
  }

  private receive(event: StoreEvent): void {
    this.pending.push({ event, cause: this.host.writeSeq() });
    if (!this.isDelivering) this.scheduleDelivery();
  }

  private scheduleDelivery(): void {
    this.isDelivering = true;
    const { kernel, trace, deliveryMs } = this.host;
    const before = trace.lastSeq;
    const drawnMs = deliveryMs(this.pending[0]?.event.object);
    // Somebody has disturbed it: what it brings follows from that too.
    if (trace.lastSeq > before)
      this.pending = this.pending.map(({ event }) => ({ event, cause: trace.lastSeq }));
    const delayMs = Math.max(drawnMs, this.heldBackUntilMs - kernel.nowMs, 0);
    // Held back for good: `release` will schedule it.
    if (!Number.isSafeInteger(kernel.nowMs + delayMs)) return;
    const options = { delayMs, kind: 'watch delivery', priority: PRIORITY.delivery };
    this.delivery = kernel.schedule(options, this.onDelivery);
  }

  // What was written while the delivery was on its way comes with the next one.
  private deliver(): void {
    const batch = this.pending;
    this.pending = [];
    this.isDelivering = false;
    for (const { event, cause } of batch) this.host.kernel.withCause(cause, () => this.apply(event));
    if (this.pending.length > 0 && !this.isDelivering) this.scheduleDelivery();
  }

  private apply(event: StoreEvent): void {
    const object = event.object as T;
    const key = keyOf(object);
    const before = this.cache.get(key);
    this.store(key, before, event.type === 'DELETED' ? undefined : object);
    for (const handler of this.handlers) {
      if (event.type === 'DELETED') handler.delete?.(object);
      else if (before === undefined) handler.add?.(object);
      else handler.update?.(object, before);
    }
  }

  private store(key: string, before: T | undefined, after: T | undefined): void {
    if (after === undefined) this.cache.delete(key);
    else this.cache.set(key, after);
    for (const index of this.indexes.values()) {
      if (before !== undefined && after !== undefined) move(index, key, before, after);
      else if (before !== undefined) takeOut(index, key, before);
      else if (after !== undefined) insert(index, key, after);
    }
  }
}

// What is there comes in the order of a list, then what is gone. Source: client-go tools/cache/delta_fifo.go, Replace.
function outcomeOf(pending: readonly Pending[]): Pending[] {
  const last = new Map(pending.map((one) => [keyOf(one.event.object), one]));
  const isGone = ({ event }: Pending): boolean => event.type === 'DELETED';
  const all = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return [...all.filter((one) => !isGone(one)), ...all.filter(isGone)];
}

const itself = <T>(object: T): T => object;

function insert<T>(index: Index<T>, key: string, object: T): void {
  for (const value of index.of(object)) {
    let entry = index.entries.get(value);
    if (entry === undefined) {
      entry = new Map();
      index.entries.set(value, entry);
    }
    entry.set(key, index.extract(object));
  }
}

// An object that stays under its values keeps its place among them.
function move<T>(index: Index<T>, key: string, before: T, after: T): void {
  const from = index.of(before);
  const to = index.of(after);
  if (sameValues(from, to)) {
    const extract = index.extract(after);
    for (const value of to) index.entries.get(value)?.set(key, extract);
    return;
  }
  takeOut(index, key, before);
  insert(index, key, after);
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

function takeOut<T>(index: Index<T>, key: string, object: T): void {
  for (const value of index.of(object)) {
    const entry = index.entries.get(value);
    entry?.delete(key);
    if (entry?.size === 0) index.entries.delete(value);
  }
}
