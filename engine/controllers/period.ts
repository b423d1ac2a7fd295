// The next moment of something that upstream does at regular intervals, counted from the beginning of simulation time.

/** Milliseconds until then: more than 0, at most the period. */
export function msToNextPeriod(nowMs: number, periodMs: number): number {
  const intoPeriod = ((nowMs % periodMs) + periodMs) % periodMs;
  return periodMs - intoPeriod;
}
