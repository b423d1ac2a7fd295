// Draws sets of disturbances from what the default run could be disturbed in. fast-check draws them and makes them smaller.
//
// A decision is drawn in two steps, whose it is and which of them, so that a component that decides rarely is disturbed as
// often as one that decides all the time. Making smaller takes whole disturbances away and shortens delays; it never moves
// a disturbance to another decision, which would be another story.

import fc from 'fast-check';
import {
  type Census,
  CRASH_DOWN_MAX_MS,
  DELAY_BOUNDS,
  DISTURBANCES_MAX,
  type Disturbance,
  PAUSE_MAX_MS,
  withinBounds,
} from '../../engine/index.ts';

/** Delays grow by so many milliseconds, or several times that. */
const GRAIN_MS = 100;
const MANY = 0x7fffffff;

export interface Drawn {
  /** Whether processes may crash. */
  readonly crashes: boolean;
}

const fixed = (count: number): fc.Arbitrary<number> =>
  fc.noShrink(fc.noBias(fc.nat(MANY))).map((n) => n % count);

const oneOf = <T>(all: readonly T[]): fc.Arbitrary<T> => fixed(all.length).map((i) => all[i] as T);

const grains = (maxMs: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: Math.max(1, Math.floor(maxMs / GRAIN_MS)) }).map((n) => n * GRAIN_MS);

/** Sets of disturbances that are legal together; undefined where nothing can be disturbed. */
export function disturbancesIn(census: Census, { crashes }: Drawn): fc.Arbitrary<Disturbance[]> | undefined {
  const delays = census.delays.filter(({ delay }) => DELAY_BOUNDS[delay] !== undefined);
  const { ties, lengthMs } = census;
  const writers = census.writes.filter(({ count }) => count > 0);
  const kinds: { weight: number; arbitrary: fc.Arbitrary<Disturbance> }[] = [];
  if (delays.length > 0)
    kinds.push({ weight: 6, arbitrary: fc.noShrink(oneOf(delays)).chain((one) => lateOf(one)) });
  if (ties > 0)
    kinds.push({ weight: 2, arbitrary: fixed(ties).map((n) => ({ kind: 'order', nth: n + 1 }) as const) });
  if (writers.length > 0 && lengthMs > 0)
    kinds.push({ weight: 1, arbitrary: oneOf(writers).chain((one) => pauseOf(one.process, lengthMs)) });
  if (writers.length > 0 && crashes)
    kinds.push({ weight: 2, arbitrary: oneOf(writers).chain((one) => crashOf(one)) });
  if (kinds.length === 0) return undefined;
  return fc
    .array(fc.oneof(...kinds), { minLength: 1, maxLength: DISTURBANCES_MAX, size: 'max' })
    .map(withinBounds);
}

function lateOf({ consumer, delay, count }: Census['delays'][number]): fc.Arbitrary<Disturbance> {
  const late = { nth: fixed(count), byMs: grains(DELAY_BOUNDS[delay]!.maxMs) };
  return fc.record(late).map(({ nth, byMs }) => ({ kind: 'late', consumer, delay, nth: nth + 1, byMs }));
}

function pauseOf(process: string, lengthMs: number): fc.Arbitrary<Disturbance> {
  const pause = { atMs: fixed(lengthMs), forMs: grains(PAUSE_MAX_MS) };
  return fc.record(pause).map(({ atMs, forMs }) => ({ kind: 'pause', process, atMs, forMs }));
}

function crashOf({ process, count }: Census['writes'][number]): fc.Arbitrary<Disturbance> {
  const crash = { write: fixed(count), downMs: grains(CRASH_DOWN_MAX_MS) };
  return fc.record(crash).map(({ write, downMs }) => ({ kind: 'crash', process, write: write + 1, downMs }));
}
