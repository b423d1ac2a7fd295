// When which revision was written, looked up in the trace: nothing is noted for it with a write.

import type { TraceLog } from '../trace/trace-log.ts';

export class RevisionTimes {
  private readonly trace: TraceLog;
  private readonly firstRevision: number;

  /** @param firstRevision  before the first write */
  constructor(trace: TraceLog, firstRevision: number) {
    this.trace = trace;
    this.firstRevision = firstRevision;
  }

  /** Simulation time at which the server began to keep its trace. */
  get beginMs(): number {
    return this.trace.at(1)?.t ?? 0;
  }

  /** The newest revision at that time. O(log n). */
  at(ms: number): number {
    return this.revisionUpTo(this.lastSeq((seq) => (this.trace.at(seq)?.t ?? 0) <= ms));
  }

  /** Simulation time at which that revision was written. O(log n). */
  timeOf(revision: number): number {
    const before = this.lastSeq((seq) => this.revisionUpTo(seq) < revision);
    return this.trace.at(before + 1)?.t ?? this.beginMs;
  }

  // The newest record that the condition, which holds of all records up to some point, still holds of.
  private lastSeq(holds: (seq: number) => boolean): number {
    let low = 0;
    let high = this.trace.lastSeq;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (holds(middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Records of writes stand among others.
  private revisionUpTo(seq: number): number {
    for (let i = seq; i > 0; i -= 1) {
      const record = this.trace.at(i);
      if (record?.type === 'change' || record?.type === 'event') return record.resourceVersion;
    }
    return this.firstRevision;
  }
}
