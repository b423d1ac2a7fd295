// What components let be disturbed: how long something takes, and whether they survive a write. Types alone; who disturbs,
// and when, is none of their business (engine/disturbances).

import type { KubeObject } from '../api/objects.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Latency } from '../versions/timing.ts';

/** `probeStart`: from the start of a container to its first probe, at most one period. */
export type Delay = Latency | 'probeStart';

/** What a delay is about: an object, or whatever of Services and endpoints was written at an instant. */
export type About = KubeObject | { readonly changedAtMs: number };

/** Draws one delay, in milliseconds. */
export type Draw = (about?: About) => number;

export interface Disturber {
  /**
   * Asked once for each delay.
   *
   * @param consumer  whose it is: `kube-proxy node-2`
   * @returns how many milliseconds are added to it
   */
  lateMs(consumer: string, delay: Delay, about: About | undefined): number;
  /** The newest record that is none of its own. */
  writeSeq(): number;
  /** As much as all delays of the run together may grow. */
  readonly lateMaxMs: number;
  /** A process has written. It may be gone afterwards. */
  wrote(process: Kernel): void;
}
