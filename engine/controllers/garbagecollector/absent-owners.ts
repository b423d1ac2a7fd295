// Owners that were found to be absent, so that each of a thousand dependents need not ask again.
// Source: kubernetes v1.28.0 pkg/controller/garbagecollector/uid_cache.go; garbagecollector.go, NewReferenceCache(500).

import type { Identity } from './graph.ts';

const SIZE_MAX = 500;

export class AbsentOwners {
  private readonly keys = new Set<string>();

  has(owner: Identity): boolean {
    return this.keys.has(keyOf(owner));
  }

  /** The oldest one makes room. */
  add(owner: Identity): void {
    const key = keyOf(owner);
    this.keys.delete(key);
    this.keys.add(key);
    const [oldest] = this.keys;
    if (this.keys.size > SIZE_MAX && oldest !== undefined) this.keys.delete(oldest);
  }
}

const keyOf = ({ apiVersion, kind, namespace = '', name, uid }: Identity): string =>
  [apiVersion, kind, namespace, name, uid].join(' ');
