// How far back a watch or a list may go: the watch cache keeps the newest events of a kind, etcd what was not compacted.
//
// The cache is a ring that grows while it overflows within 75 seconds and shrinks when the writes get rarer. Nothing is
// counted as events come: the ring is worked out from their times when somebody asks for the past. Source: kubernetes
// v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go, updateCache, resizeCacheLocked,
// getAllEventsSinceLocked; pkg/storage/etcd3/compact.go. Left out: --watch-cache-sizes.

import type { RevisionTimes } from './revision-times.ts';

/** Source: watch_cache.go, defaultLowerBoundCapacity, defaultUpperBoundCapacity, eventFreshDuration. */
const CAPACITY_MIN = 100;
const CAPACITY_MAX = 100 * 1024;
const FRESH_MS = 75_000;
/** Source: kube-apiserver --etcd-compaction-interval. */
const COMPACTION_INTERVAL_MS = 5 * 60_000;

/**
 * Where the ring begins.
 *
 * @param times  of the events, oldest first, in milliseconds
 * @param grows  whether its capacity follows the rate of the events
 * @returns the index of the oldest event in it, and whether it is full
 */
export function ringOf(
  times: readonly number[],
  grows: boolean,
): { readonly start: number; readonly isFull: boolean } {
  let capacity = CAPACITY_MIN;
  let start = 0;
  times.forEach((time, end) => {
    if (end - start < capacity) return;
    if (grows && time - times[start]! < FRESH_MS) capacity = Math.min(capacity * 2, CAPACITY_MAX);
    else if (grows && capacity > CAPACITY_MIN && time - times[end - capacity / 4]! > FRESH_MS) {
      capacity /= 2;
      start = end - capacity;
    }
    if (end - start === capacity) start += 1;
  });
  return { start, isFull: times.length - start === capacity };
}

/**
 * The oldest revision that etcd still has: every five minutes it forgets what was older than five minutes.
 *
 * @returns 0 when nothing was compacted yet
 */
export function compactedRevision(times: RevisionTimes, nowMs: number): number {
  const round = Math.floor((nowMs - times.beginMs) / COMPACTION_INTERVAL_MS);
  return round < 2 ? 0 : times.at(times.beginMs + (round - 1) * COMPACTION_INTERVAL_MS);
}

export interface WindowOptions {
  readonly times: RevisionTimes;
  readonly nowMs: () => number;
  /** The revision when the server began. */
  readonly firstRevision: number;
  readonly grows: boolean;
  /** Whether the API server keeps a watch cache of the kind; else a watch is etcd's own. */
  readonly isCached: (kind: string) => boolean;
}

export class WatchWindow {
  private readonly options: WindowOptions;

  constructor(options: WindowOptions) {
    this.options = options;
  }

  /**
   * Why a watch of the kind cannot begin behind that revision; undefined when it can.
   *
   * @param events  of the kind that are kept, oldest first
   * @param forgotten  the newest revision of an event that is not; 0 without one
   */
  refusal(
    kind: string,
    events: readonly { readonly revision: number }[],
    after: number,
    forgotten: number,
  ): string | undefined {
    const { times, firstRevision, grows, isCached } = this.options;
    if (!isCached(kind)) return after + 1 < this.compacted ? WATCH_COMPACTED : undefined;
    const { start, isFull } = ringOf(
      events.map(({ revision }) => times.timeOf(revision)),
      grows,
    );
    const oldest = Math.max(isFull ? events[start]!.revision - 1 : firstRevision, forgotten);
    return after < oldest ? `too old resource version: ${after} (${oldest})` : undefined;
  }

  /** Lists may go back to this revision. */
  get compacted(): number {
    return compactedRevision(this.options.times, this.options.nowMs());
  }
}

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/errors.go, interpretWatchError.
const WATCH_COMPACTED = 'The resourceVersion for the provided watch is too old.';
