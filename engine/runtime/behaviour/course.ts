// How much of something is in use as time goes on: an amount, a steady growth, and steps to other amounts. Everything
// about it can be worked out, so that nobody has to look again and again.

/** From `atMs` on the amount before growth is another one. */
export interface Step {
  /** Simulation time, in whole milliseconds. */
  readonly atMs: number;
  readonly bytes: number;
}

/** Bytes in use from `sinceMs` on. */
export interface Course {
  readonly sinceMs: number;
  readonly bytes: number;
  readonly bytesPerHour: number;
  /** In order of time. */
  readonly steps: readonly Step[];
}

export const NOTHING: Course = { sinceMs: 0, bytes: 0, bytesPerHour: 0, steps: [] };

/** The amount at an instant, and how it goes on until `untilMs`. */
export interface Growth {
  readonly bytes: number;
  readonly bytesPerMs: number;
  readonly untilMs: number;
}

const HOUR_MS = 3_600_000;

export const constant = (bytes: number): Growth => ({
  bytes,
  bytesPerMs: 0,
  untilMs: Number.POSITIVE_INFINITY,
});

/** @param ms  simulation time, not before the course begins */
export function growthAt({ sinceMs, bytes, bytesPerHour, steps }: Course, ms: number): Growth {
  let base = bytes;
  let untilMs = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    if (step.atMs > ms) {
      untilMs = step.atMs;
      break;
    }
    base = step.bytes;
  }
  const grown = (bytesPerHour * (ms - sinceMs)) / HOUR_MS;
  return { bytes: base + grown, bytesPerMs: bytesPerHour / HOUR_MS, untilMs };
}

/** The amount, whole bytes rounded down. */
export const amountAt = (course: Course, ms: number): number => Math.floor(growthAt(course, ms).bytes);

/** Whether the amount stays as it is for ever. */
export const isSteady = ({ bytesPerHour, steps }: Course): boolean =>
  bytesPerHour === 0 && steps.length === 0;

export const sum = (a: Growth, b: Growth): Growth => ({
  bytes: a.bytes + b.bytes,
  bytesPerMs: a.bytesPerMs + b.bytesPerMs,
  untilMs: Math.min(a.untilMs, b.untilMs),
});

/** Grows to a bound and stays there. */
export function bounded({ bytes, bytesPerMs, untilMs }: Growth, atMs: number, maxBytes: number): Growth {
  if (bytes >= maxBytes) return constant(maxBytes);
  if (bytesPerMs <= 0) return { bytes, bytesPerMs, untilMs };
  return { bytes, bytesPerMs, untilMs: Math.min(untilMs, atMs + Math.ceil((maxBytes - bytes) / bytesPerMs)) };
}

/** Bounds the work: no behaviour in words has as many steps. */
const STEPS_MAX = 10_000;

/**
 * The first instant, from `fromMs` on, at which there is more in use than a limit; undefined where there never is.
 * Whole milliseconds, rounded up.
 */
export function exceedsAtMs(
  growth: (ms: number) => Growth,
  fromMs: number,
  limitBytes: number,
): number | undefined {
  let ms = fromMs;
  for (let i = 0; i < STEPS_MAX; i++) {
    const { bytes, bytesPerMs, untilMs } = growth(ms);
    if (bytes > limitBytes) return ms;
    if (bytesPerMs > 0) {
      const crossesMs = ms + Math.floor((limitBytes - bytes) / bytesPerMs) + 1;
      if (crossesMs < untilMs) return crossesMs;
    }
    if (untilMs === Number.POSITIVE_INFINITY) return undefined;
    ms = untilMs;
  }
  return undefined;
}

/** Of times of which some never come; undefined where none does. */
export function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
