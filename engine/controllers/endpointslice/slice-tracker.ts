// The slices as this controller last wrote them, to tell a cache that lags behind from one that somebody else changed.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/endpointslice/util/endpointslice_tracker.go.

import type { EndpointSlice } from '../../api/objects.ts';

const DELETION_EXPECTED = -1;

export class SliceTracker {
  /** Generations by service key and slice name. */
  private readonly generations = new Map<string, Map<string, number>>();

  wrote(serviceKey: string, slice: EndpointSlice): void {
    this.of(serviceKey).set(slice.metadata.name, slice.metadata.generation ?? 0);
  }

  expectDeletion(serviceKey: string, slice: EndpointSlice): void {
    this.of(serviceKey).set(slice.metadata.name, DELETION_EXPECTED);
  }

  forget(serviceKey: string): void {
    this.generations.delete(serviceKey);
  }

  /** Whether the cached slices of the Service are older than what was written. */
  isStale(serviceKey: string, cached: readonly EndpointSlice[]): boolean {
    const tracked = this.generations.get(serviceKey);
    if (tracked === undefined) return false;
    const names = new Set(cached.map(({ metadata }) => metadata.name));
    for (const { metadata } of cached) {
      const generation = tracked.get(metadata.name);
      if (generation === DELETION_EXPECTED || (generation ?? 0) > (metadata.generation ?? 0)) return true;
    }
    for (const [name, generation] of tracked)
      if (generation !== DELETION_EXPECTED && !names.has(name)) return true;
    return false;
  }

  /** Whether somebody else must have written it. */
  isForeign(serviceKey: string, { metadata }: EndpointSlice): boolean {
    return this.generations.get(serviceKey)?.get(metadata.name) !== (metadata.generation ?? 0);
  }

  /** A slice is gone; `true` if that was not our doing. */
  sawDeletion(serviceKey: string, { metadata }: EndpointSlice): boolean {
    const tracked = this.generations.get(serviceKey);
    const generation = tracked?.get(metadata.name);
    tracked?.delete(metadata.name);
    return generation !== undefined && generation !== DELETION_EXPECTED;
  }

  private of(serviceKey: string): Map<string, number> {
    const tracked = this.generations.get(serviceKey) ?? new Map<string, number>();
    this.generations.set(serviceKey, tracked);
    return tracked;
  }
}
