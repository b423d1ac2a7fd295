// Samples of a condition: one wherever its finding changed, while the clock moves.

import type { Condition } from './condition.ts';
import type { Observed, Sample } from './verdict.ts';

/** Keeps the samples of a condition while the clock moves. */
export class Watcher {
  readonly samples: Sample[] = [];
  /** How often it happened, of what happens. */
  happened = 0;
  private readonly condition: Condition;
  private readonly observed: Observed;
  private readonly stopListening: () => void;

  constructor(observed: Observed, condition: Condition) {
    this.condition = condition.since?.(observed.view) ?? condition;
    this.observed = observed;
    this.look();
    this.stopListening = observed.onRecord((record) => {
      if (!condition.concerns(record)) return;
      this.look();
      this.happened += condition.happens?.(record, observed.view) ?? 0;
    });
  }

  look(): void {
    const { view, nowMs } = this.observed;
    addSample(this.samples, { t: nowMs(), seq: view.seq, finding: this.condition.look(view) });
  }

  /** Whether the condition holds now; asked after every event. */
  get holds(): boolean {
    if (this.condition.isLive === true) this.look();
    return this.last.finding.holds;
  }

  /** When it may turn without an event; `Infinity`: as far as is known, never. */
  get nextTurnMs(): number {
    return this.condition.nextTurnMs?.() ?? Number.POSITIVE_INFINITY;
  }

  /** Whether it came to hold or ceased to, or happened, since the watch began. */
  get hasTurned(): boolean {
    return this.happened > 0 || this.samples.some((s) => s.finding.holds !== this.samples[0]?.finding.holds);
  }

  get last(): Sample {
    return this.samples[this.samples.length - 1] as Sample;
  }

  stop(): void {
    this.stopListening();
  }
}

/** Keeps the sample if it tells anything new. */
export function addSample(samples: Sample[], sample: Sample): void {
  const last = samples[samples.length - 1]?.finding;
  const { holds, found, isMet } = sample.finding;
  if (last === undefined || last.holds !== holds || last.found !== found || last.isMet !== isMet)
    samples.push(sample);
}
