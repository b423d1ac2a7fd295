// The key-value store behind the API: objects by kind, namespace and name, one revision counter for all writes, and
// the watches that are told of each write. It checks no rules; that is the API server's work.
//
// Objects are shared by reference and replaced on write. Lookup and write O(1); a list is sorted by (namespace, name),
// as etcd's key order has it. Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go.

import type { KubeObject } from '../api/objects.ts';
import { COPY_OF } from '../api/plain.ts';

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The object after the write; for DELETED its last state with the revision of the deletion. */
  readonly object: KubeObject;
  /** The object before the write; absent for ADDED. */
  readonly before: KubeObject | undefined;
  readonly revision: number;
}

export type StoreListener = (kind: string, event: StoreEvent) => void;

type NamespaceTable = Map<string, KubeObject>;

export class Store {
  private readonly kinds = new Map<string, Map<string, NamespaceTable>>();
  private readonly listeners: StoreListener[] = [];
  private lastRevision: number;

  /** @param firstRevision  the revision before the first write; a real cluster has written hundreds before a user comes */
  constructor(firstRevision = 0) {
    this.lastRevision = firstRevision;
  }

  /** Revision of the newest write. */
  get revision(): number {
    return this.lastRevision;
  }

  get(kind: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.kinds
      .get(kind)
      ?.get(namespace ?? '')
      ?.get(name);
  }

  /** All objects of the kind, of one namespace or of all, sorted by (namespace, name). O(n log n). */
  list(kind: string, namespace?: string): KubeObject[] {
    const byNamespace = this.kinds.get(kind);
    if (byNamespace === undefined) return [];
    if (namespace !== undefined) return sortByName(byNamespace.get(namespace));
    const namespaces = [...byNamespace.keys()].sort(inKeyOrder);
    return namespaces.flatMap((ns) => sortByName(byNamespace.get(ns)));
  }

  /** The objects of a list that are taken, sorted alike; an object that is not is never sorted. O(n). */
  select(kind: string, namespace: string | undefined, takes: (object: KubeObject) => boolean): KubeObject[] {
    const byNamespace = this.kinds.get(kind);
    if (byNamespace === undefined) return [];
    const namespaces = namespace === undefined ? [...byNamespace.keys()].sort(inKeyOrder) : [namespace];
    return namespaces.flatMap((ns) => {
      const taken = new Map<string, KubeObject>();
      for (const [name, object] of byNamespace.get(ns) ?? NO_OBJECTS)
        if (takes(object)) taken.set(name, object);
      return sortByName(taken);
    });
  }

  /** How many objects of the kind there are. */
  count(kind: string): number {
    let total = 0;
    for (const table of this.kinds.get(kind)?.values() ?? []) total += table.size;
    return total;
  }

  /**
   * Writes the object under its namespace and name with the next revision.
   *
   * @param object  handed over: nobody else holds it or its metadata, which gets the revision
   */
  put(object: KubeObject): KubeObject {
    const { kind, metadata } = object;
    const table = this.table(kind, metadata.namespace ?? '');
    const before = table.get(metadata.name);
    this.lastRevision += 1;
    metadata.resourceVersion = String(this.lastRevision);
    table.set(metadata.name, object);
    this.tell(kind, {
      type: before === undefined ? 'ADDED' : 'MODIFIED',
      object,
      before,
      revision: this.lastRevision,
    });
    return object;
  }

  /** Takes the object out; returns its last state, or undefined if there is none. */
  remove(kind: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const table = this.kinds.get(kind)?.get(namespace ?? '');
    const before = table?.get(name);
    if (table === undefined || before === undefined) return undefined;
    table.delete(name);
    this.lastRevision += 1;
    const object = {
      ...COPY_OF,
      ...before,
      metadata: { ...COPY_OF, ...before.metadata, resourceVersion: String(this.lastRevision) },
    };
    this.tell(kind, { type: 'DELETED', object, before, revision: this.lastRevision });
    return object;
  }

  /** Called at each write, in order of revision. */
  subscribe(listener: StoreListener): void {
    this.listeners.push(listener);
  }

  private tell(kind: string, event: StoreEvent): void {
    for (const listener of this.listeners) listener(kind, event);
  }

  private table(kind: string, namespace: string): NamespaceTable {
    let byNamespace = this.kinds.get(kind);
    if (byNamespace === undefined) {
      byNamespace = new Map();
      this.kinds.set(kind, byNamespace);
    }
    let table = byNamespace.get(namespace);
    if (table === undefined) {
      table = new Map();
      byNamespace.set(namespace, table);
    }
    return table;
  }
}

// etcd's keys go on with a slash, which comes after a dash: `a-b` before `a`.
const inKeyOrder = (a: string, b: string): number => (`${a}/` < `${b}/` ? -1 : 1);

const NO_OBJECTS: NamespaceTable = new Map();

function sortByName(table: NamespaceTable | undefined): KubeObject[] {
  if (table === undefined) return [];
  return [...table.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
