// Counts by topology pair: label key, then value.
//
// A pair whose count falls to zero is gone, so that `isEmpty` tells whether anything matched anywhere.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/interpodaffinity/filtering.go, topologyToMatchedTermCount.

import type { Labels } from '../../framework/node-info.ts';

export class TopologyCounts {
  private readonly byKey = new Map<string, Map<string, number>>();

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  /** Adds to the pair that a node with these labels has for the key; a node without the label has none. */
  add(key: string, labels: Labels, value: number): void {
    const domain = labels[key];
    if (domain !== undefined) this.addDomain(key, domain, value);
  }

  /** Adds to each domain of the key so many times what it counts. */
  addAll(key: string, counts: ReadonlyMap<string, number>, times: number): void {
    for (const [domain, count] of counts) if (count !== 0) this.addDomain(key, domain, times * count);
  }

  private addDomain(key: string, domain: string, value: number): void {
    let counts = this.byKey.get(key);
    if (counts === undefined) {
      counts = new Map();
      this.byKey.set(key, counts);
    }
    const sum = (counts.get(domain) ?? 0) + value;
    if (sum !== 0) counts.set(domain, sum);
    else counts.delete(domain);
    if (counts.size === 0) this.byKey.delete(key);
  }

  of(key: string, domain: string): number {
    return this.byKey.get(key)?.get(domain) ?? 0;
  }

  /** Whether any pair that the labels belong to counts more than zero. */
  hasAnyIn(labels: Labels): boolean {
    for (const [key, counts] of this.byKey) {
      const domain = labels[key];
      if (domain !== undefined && (counts.get(domain) ?? 0) > 0) return true;
    }
    return false;
  }

  /** The sum over the pairs that the labels belong to. */
  sumIn(labels: Labels): number {
    let sum = 0;
    for (const [key, counts] of this.byKey) {
      const domain = labels[key];
      if (domain !== undefined) sum += counts.get(domain) ?? 0;
    }
    return sum;
  }

  clone(): TopologyCounts {
    const copy = new TopologyCounts();
    for (const [key, counts] of this.byKey) copy.byKey.set(key, new Map(counts));
    return copy;
  }
}
