// Where an instant lies on the page. Linear, or compressed: every instant at which something happened gets the same
// width, so that a wait of five minutes does not flatten everything else.

import { instantText } from './time-text.ts';

export interface Tick {
  readonly t: number;
  readonly x: number;
  readonly label: string;
}

export interface TimeAxis {
  readonly width: number;
  /** The last instant on it. */
  readonly endMs: number;
  /** Pixels from the left edge; instants before the first one lie on it. */
  readonly x: (t: number) => number;
  /** The instant at that place; the inverse of `x`, to the millisecond. */
  readonly t: (x: number) => number;
  readonly ticks: readonly Tick[];
}

const TICK_GAP_PX = 90;
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000,
  604_800_000,
];

export function linearAxis(fromMs: number, toMs: number, width: number): TimeAxis {
  const span = Math.max(1, toMs - fromMs);
  const x = (t: number): number => (Math.max(0, t - fromMs) / span) * width;
  const step = STEPS_MS.find((ms) => (ms / span) * width >= TICK_GAP_PX) ?? span;
  const ticks: Tick[] = [];
  for (let t = Math.ceil(fromMs / step) * step; t <= toMs; t += step)
    ticks.push({ t, x: x(t), label: instantText(t) });
  return { width, endMs: toMs, x, t: (px) => Math.round(fromMs + (clamp(px, width) / width) * span), ticks };
}

/** @param instants rising, without repetition */
export function compressedAxis(instants: readonly number[], width: number): TimeAxis {
  if (instants.length < 2) return linearAxis(instants[0] ?? 0, (instants[0] ?? 0) + 1, width);
  const cell = width / (instants.length - 1);
  const at = (i: number): number => instants[i] as number;
  const x = (t: number): number => {
    const i = placeOf(instants, t);
    const span = at(i + 1) - at(i);
    return (i + Math.min(1, Math.max(0, (t - at(i)) / span))) * cell;
  };
  const t = (px: number): number => {
    const place = clamp(px, width) / cell;
    const i = Math.min(instants.length - 2, Math.floor(place));
    return Math.round(at(i) + (place - i) * (at(i + 1) - at(i)));
  };
  const every = Math.max(1, Math.ceil(TICK_GAP_PX / cell));
  const ticks = instants
    .map((instant, i) => ({ t: instant, x: i * cell, label: instantText(instant) }))
    .filter((_, i) => i % every === 0);
  return { width, endMs: at(instants.length - 1), x, t, ticks };
}

const clamp = (px: number, width: number): number => Math.min(width, Math.max(0, px));

// The index of the last instant not after `t`, but never the last of all.
function placeOf(instants: readonly number[], t: number): number {
  let [low, high] = [0, instants.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((instants[middle] as number) <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}
