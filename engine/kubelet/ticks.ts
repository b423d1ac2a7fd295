// Periodic rounds without an event each: when the next one falls.

/** The first instant after `nowMs` that lies `phaseMs` after a whole multiple of the period. All in milliseconds. */
export function nextTickMs(nowMs: number, phaseMs: number, periodMs: number): number {
  return phaseMs + (Math.floor((nowMs - phaseMs) / periodMs) + 1) * periodMs;
}

/** The first such instant at or after `earliestMs`. */
export function tickAtOrAfterMs(earliestMs: number, phaseMs: number, periodMs: number): number {
  return phaseMs + Math.ceil((earliestMs - phaseMs) / periodMs) * periodMs;
}
