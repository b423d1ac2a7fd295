// Tells watches of writes: each sees the objects that its filter takes, from a revision on.
//
// An object that begins or ceases to match a filter is ADDED to or DELETED from that watch. Watches on one field value
// (a kubelet's `spec.nodeName=node-1`) are found by that value, so a write costs what it concerns and not one call a
// node. Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go.

import type { KubeObject } from '../api/objects.ts';
import { COPY_OF } from '../api/plain.ts';
import type { Store, StoreEvent } from './store.ts';
import type { WatchWindow } from './watch-window.ts';

export interface WatchFilter {
  readonly namespace?: string;
  /** An exact field value, by field label, `metadata.name` included; served from an index. */
  readonly field?: { readonly label: string; readonly value: string };
  /** Any further condition, for example of a label selector. */
  readonly matches?: (object: KubeObject) => boolean;
}

export type WatchSink = (event: StoreEvent) => void;

/** What a watch wants to begin with is no longer kept. */
export interface Expired {
  /** The refusal's words. */
  readonly expired: string;
}

export interface Watch {
  stop(): void;
}

interface Watcher {
  readonly filter: WatchFilter;
  readonly sink: WatchSink;
  readonly after: number;
}

type Fields = Readonly<Record<string, string>>;
type FieldsOf = (object: KubeObject) => Fields;

/** A write, and the selectable fields around it, once for all watches on fields. */
interface Write {
  readonly event: StoreEvent;
  readonly now: Fields;
  readonly before: Fields;
}

interface Channel {
  readonly general: Set<Watcher>;
  readonly byField: Map<string, Map<string, Set<Watcher>>>;
  readonly history: StoreEvent[];
  /** The newest revision that the history has lost; 0 when it is whole. */
  forgotten: number;
}

// How many past events are kept of each kind; twice as many are there before the older half goes.
const HISTORY_MAX = 10_000;
/** Every kind has this field; names never change. */
const NAME_LABEL = 'metadata.name';

export class WatchHub {
  private readonly channels = new Map<string, Channel>();
  private readonly fieldsOf: (kind: string) => FieldsOf;
  private readonly window: WatchWindow;

  /** @param fieldsOf  the selectable fields of a kind's objects, but for the name, which all have */
  constructor(fieldsOf: (kind: string) => FieldsOf, window: WatchWindow) {
    this.fieldsOf = fieldsOf;
    this.window = window;
  }

  /**
   * Starts a watch of events with a revision above `after`; those already past are delivered at once.
   *
   * @param after  0: all that is kept
   */
  watch(kind: string, filter: WatchFilter, after: number, sink: WatchSink): Watch | Expired {
    const channel = this.channel(kind);
    const expired = this.expiry(kind, after);
    if (expired !== undefined) return { expired };
    const watcher: Watcher = { filter, sink, after };
    const past = missed(channel.history, after);
    if (past.length > 0) {
      const fields = this.fieldsOf(kind);
      for (const event of past) offer(watcher, writeOf(event, fields));
    }
    const set = filter.field === undefined ? channel.general : indexed(channel, filter.field);
    set.add(watcher);
    return { stop: () => void set.delete(watcher) };
  }

  /** Of the newest event of the kind; 0 without one. */
  newestRevision(kind: string): number {
    return this.channel(kind).history.at(-1)?.revision ?? 0;
  }

  /** Why a watch cannot begin behind that revision; undefined when it can. */
  expiry(kind: string, after: number): string | undefined {
    const { history, forgotten } = this.channel(kind);
    const newest = history.at(-1)?.revision ?? 0;
    // Watches mostly begin with what was listed just now.
    if (after === 0 || after >= newest) return undefined;
    return this.window.refusal(kind, history, after, forgotten);
  }

  /** What a watch with the filter would show of the store now, sorted by (namespace, name). */
  present(kind: string, filter: WatchFilter, store: Store): KubeObject[] {
    const { namespace, field, matches } = filter;
    // A watch on one object, of which there are many, costs one look.
    if (field?.label === NAME_LABEL && namespace !== undefined) {
      const object = store.get(kind, namespace, field.value);
      return object !== undefined && (matches?.(object) ?? true) ? [object] : [];
    }
    if (field === undefined && matches === undefined) return store.list(kind, namespace);
    const fields = this.fieldsOf(kind);
    return store.select(kind, namespace, (object) => takes(filter, object, fields(object)));
  }

  /**
   * What a list showed at an earlier revision, worked out backwards from the present one; `expired` when the writes
   * since then are no longer all kept. Sorted by (namespace, name).
   */
  listAt(
    kind: string,
    present: readonly KubeObject[],
    revision: number,
    namespace: string | undefined,
  ): readonly KubeObject[] | 'expired' {
    const { history, forgotten } = this.channel(kind);
    if (revision < forgotten || revision < this.window.compacted) return 'expired';
    const since = missed(history, revision).filter(
      ({ object }) => namespace === undefined || object.metadata.namespace === namespace,
    );
    if (since.length === 0) return present;
    const then = new Map(present.map((object) => [orderOf(object), object]));
    for (const { object, before } of since.reverse()) {
      if (before === undefined) then.delete(orderOf(object));
      else then.set(orderOf(before), before);
    }
    return [...then].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /** Passes a write on to every watch that it concerns. */
  publish(kind: string, event: StoreEvent): void {
    const channel = this.channel(kind);
    channel.history.push(event);
    if (channel.history.length > 2 * HISTORY_MAX)
      channel.forgotten = channel.history.splice(0, HISTORY_MAX).at(-1)?.revision ?? 0;
    if (channel.byField.size === 0) {
      const write = { event, now: NO_FIELDS, before: NO_FIELDS };
      for (const watcher of channel.general) offer(watcher, write);
      return;
    }
    const write = writeOf(event, this.fieldsOf(kind));
    for (const watcher of channel.general) offer(watcher, write);
    for (const [label, byValue] of channel.byField) {
      const value = fieldOf(event.object, write.now, label);
      const old = event.before === undefined ? undefined : fieldOf(event.before, write.before, label);
      if (value !== undefined) for (const watcher of byValue.get(value) ?? NOBODY) offer(watcher, write);
      if (old !== undefined && old !== value)
        for (const watcher of byValue.get(old) ?? NOBODY) offer(watcher, write);
    }
  }

  private channel(kind: string): Channel {
    let channel = this.channels.get(kind);
    if (channel === undefined) {
      channel = { general: new Set(), byField: new Map(), history: [], forgotten: 0 };
      this.channels.set(kind, channel);
    }
    return channel;
  }
}

const NO_FIELDS: Fields = {};
const NOBODY: readonly Watcher[] = [];

const writeOf = (event: StoreEvent, fields: FieldsOf): Write => ({
  event,
  now: fields(event.object),
  before: event.before === undefined ? NO_FIELDS : fields(event.before),
});

function offer({ filter, sink }: Watcher, { event, now, before }: Write): void {
  if (filter.namespace === undefined && filter.field === undefined && filter.matches === undefined)
    return sink(event);
  const isIn = event.type !== 'DELETED' && takes(filter, event.object, now);
  const wasIn = event.before !== undefined && takes(filter, event.before, before);
  if (isIn && wasIn) sink(event);
  else if (isIn)
    sink(event.type === 'ADDED' ? event : { ...COPY_OF, ...event, type: 'ADDED', before: undefined });
  else if (wasIn) sink(event.type === 'DELETED' ? event : { ...event, type: 'DELETED' });
}

function takes({ namespace, field, matches }: WatchFilter, object: KubeObject, fields: Fields): boolean {
  if (namespace !== undefined && object.metadata.namespace !== namespace) return false;
  if (field !== undefined && fieldOf(object, fields, field.label) !== field.value) return false;
  return matches?.(object) ?? true;
}

const fieldOf = (object: KubeObject, fields: Fields, label: string): string | undefined =>
  label === NAME_LABEL ? object.metadata.name : fields[label];

const orderOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

function missed(history: readonly StoreEvent[], after: number): StoreEvent[] {
  const newest = history.at(-1);
  return newest === undefined || newest.revision <= after
    ? []
    : history.filter((event) => event.revision > after);
}

function indexed(channel: Channel, field: { label: string; value: string }): Set<Watcher> {
  let byValue = channel.byField.get(field.label);
  if (byValue === undefined) {
    byValue = new Map();
    channel.byField.set(field.label, byValue);
  }
  let set = byValue.get(field.value);
  if (set === undefined) {
    set = new Set();
    byValue.set(field.value, set);
  }
  return set;
}
