// When clients send: at a constant rate, at one that grows or falls, or at random with a mean rate.
//
// Source: the exponential gaps of a Poisson process are drawn by comparisons alone (J. von Neumann, Various techniques
// used in connection with random digits, 1951), since logarithms differ between machines in their last digits.

import type { Stream } from '../../kernel/streams.ts';

export type Rate =
  | { readonly kind: 'constant' | 'random'; readonly perSecond: number }
  /** Changes evenly, and stays at the last value. */
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly overMs: number };

export class Arrivals {
  private readonly rate: Rate;
  private readonly startMs: number;
  private readonly stream: () => Stream;
  private count = 0;
  private randomMs = 0;
  /** The instant of the next request, in whole milliseconds; infinite where there is none. */
  nextMs: number;

  constructor(rate: Rate, startMs: number, stream: () => Stream) {
    this.rate = rate;
    this.startMs = startMs;
    this.stream = stream;
    this.nextMs = this.due();
  }

  /** The next request is on its way: on to the one after it. */
  step(): void {
    this.count += 1;
    this.nextMs = this.due();
  }

  private due(): number {
    const { rate, count, startMs } = this;
    switch (rate.kind) {
      case 'constant':
        return startMs + Math.floor((count * 1000) / rate.perSecond);
      case 'ramp':
        return startMs + Math.floor(rampMs(rate, count));
      case 'random':
        this.randomMs += (1000 * exponential(this.stream())) / rate.perSecond;
        return startMs + Math.floor(this.randomMs);
      default:
        return rate satisfies never;
    }
  }
}

/** When request number `n`, from 0, is due: N(t) = from·t + (to - from)·t²/2T, solved for t in the form that never cancels. */
function rampMs({ from, to, overMs }: Extract<Rate, { kind: 'ramp' }>, n: number): number {
  const seconds = overMs / 1000;
  const during = ((from + to) / 2) * seconds;
  if (n >= during) return to === 0 ? Number.POSITIVE_INFINITY : overMs + ((n - during) * 1000) / to;
  if (n === 0 && from === 0) return 0;
  const slope = (to - from) / seconds;
  return (2000 * n) / (from + Math.sqrt(from * from + 2 * slope * n));
}

/** A draw from the exponential distribution of mean 1. */
function exponential(stream: Stream): number {
  for (let whole = 0; ; whole += 1) {
    const first = stream.fraction();
    let [last, next, falls] = [first, stream.fraction(), 1];
    while (next < last) {
      last = next;
      next = stream.fraction();
      falls += 1;
    }
    if (falls % 2 === 1) return whole + first;
  }
}
