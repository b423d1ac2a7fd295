// When the kubelet measures what is in a pod's volumes: first at the minute after it hears of the pod, then every one to two
// minutes. Until the next round an eviction knows nothing newer.
//
// No round is an event: what it would have found is worked out when somebody asks. Only pods with limits are followed; of
// others the newest is taken. Source: kubernetes v1.28.0 pkg/kubelet/server/stats/fs_resource_analyzer.go,
// updateCachedPodVolumeStats; volume_stat_calculator.go, StartOnce (JitterUntil with a factor of 1).

import { nextTickMs } from '../ticks.ts';

/** Source: KubeletConfiguration, volumeStatsAggPeriod. */
const PERIOD_MS = 60_000;

type Bytes = ReadonlyMap<string, number>;

interface Followed {
  /** The last round, if there was one, and the next. */
  lastMs: number | undefined;
  nextMs: number;
  /** What files hold, by volume: now, and at the last round. */
  held: Bytes;
  measured: Bytes;
}

export class VolumeRounds {
  private readonly pods = new Map<string, Followed>();
  private readonly phaseMs: number;
  private readonly fraction: () => number;

  /** @param fraction  drawn, from 0 to less than 1 */
  constructor(phaseMs: number, fraction: () => number) {
    this.phaseMs = phaseMs;
    this.fraction = fraction;
  }

  isFollowing(uid: string): boolean {
    return this.pods.has(uid);
  }

  forget(uid: string): void {
    this.pods.delete(uid);
  }

  /** The pod's files hold this now, from now on. */
  note(uid: string, held: Bytes, nowMs: number): void {
    const followed = this.pods.get(uid);
    if (followed === undefined) {
      const nextMs = nextTickMs(nowMs, this.phaseMs, PERIOD_MS);
      this.pods.set(uid, { lastMs: undefined, nextMs, held, measured: new Map() });
      return;
    }
    this.roll(followed, nowMs);
    followed.held = held;
  }

  /**
   * When the volume was measured last, and what its files held then; undefined before the first round.
   * A pod that is not followed: now, and all.
   */
  last(
    uid: string,
    volume: string,
    held: number,
    nowMs: number,
  ): { readonly atMs: number; readonly held: number } | undefined {
    const followed = this.pods.get(uid);
    if (followed === undefined) return { atMs: nowMs, held };
    this.roll(followed, nowMs);
    const { lastMs, measured } = followed;
    return lastMs === undefined ? undefined : { atMs: lastMs, held: measured.get(volume) ?? 0 };
  }

  private roll(followed: Followed, nowMs: number): void {
    while (followed.nextMs <= nowMs) {
      followed.lastMs = followed.nextMs;
      followed.nextMs += PERIOD_MS + Math.floor(this.fraction() * PERIOD_MS);
      followed.measured = followed.held;
    }
  }
}
