// Samples of a condition: one wherever its finding changed, while the clock moves or back through the trace.

import type { TraceRecord } from '../trace/records.ts';
import { viewAt } from './cluster-view.ts';
import type { Condition } from './condition.ts';
import type { Moment, Observed, Sample } from './verdict.ts';

/** Keeps the samples of a condition while the clock moves. */
export class Watcher {
  readonly samples: Sample[] = [];
  private readonly condition: Condition;
  private readonly observed: Observed;
  private readonly stopListening: () => void;

  constructor(observed: Observed, condition: Condition) {
    this.condition = condition;
    this.observed = observed;
    this.look();
    this.stopListening = observed.onRecord((record) => {
      if (condition.concerns(record)) this.look();
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

  get last(): Sample {
    return this.samples[this.samples.length - 1] as Sample;
  }

  stop(): void {
    this.stopListening();
  }
}

function addSample(samples: Sample[], sample: Sample): void {
  const last = samples[samples.length - 1]?.finding;
  const { holds, found, isMet } = sample.finding;
  if (last === undefined || last.holds !== holds || last.found !== found || last.isMet !== isMet)
    samples.push(sample);
}

/** The samples from a moment until now, from the trace. */
export function samplesSince(observed: Observed, condition: Condition, from: Moment): Sample[] {
  const records = observed.records();
  const view = viewAt(records, from.seq, observed.startEpochMs);
  const samples: Sample[] = [];
  const look = (t: number): void => addSample(samples, { t, seq: view.seq, finding: condition.look(view) });
  look(from.ms);
  for (let i = from.seq; i < records.length; i += 1) {
    const record = records[i] as TraceRecord;
    view.apply(record);
    if (condition.concerns(record)) look(record.t);
  }
  return samples;
}
