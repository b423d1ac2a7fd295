// How long requests took, counted by milliseconds of three digits: 1 to 999, then by tens to 9990, and so on.
//
// Rounded up, so that a bound said with three digits is kept exactly.

import type { RequestLatency } from '../../trace/records.ts';

export class Latencies {
  private readonly counts = new Map<number, number>();
  private minMs = Number.POSITIVE_INFINITY;
  private maxMs = 0;

  add(ms: number): void {
    if (ms < this.minMs) this.minMs = ms;
    if (ms > this.maxMs) this.maxMs = ms;
    const rounded = ms < 1000 ? ms : threeDigits(ms);
    this.counts.set(rounded, (this.counts.get(rounded) ?? 0) + 1);
  }

  /** At least one was added. */
  summary(): RequestLatency {
    const { minMs, maxMs } = this;
    return { minMs, maxMs, histogram: [...this.counts].sort(([a], [b]) => a - b) };
  }
}

function threeDigits(ms: number): number {
  let unit = 10;
  while (ms > 999 * unit) unit *= 10;
  return Math.ceil(ms / unit) * unit;
}
