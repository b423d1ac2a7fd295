// Holds a run against all checkers, from its first record on, and keeps the first thing that cannot be.

import type { ChangeRecord, TraceRecord } from '../trace/records.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { Checker, Look } from './checker.ts';
import { evictionBudget } from './eviction-budget.ts';
import { gracePeriod } from './grace-period.ts';
import { jobCounts } from './job-counts.ts';
import { nodeCapacity } from './node-capacity.ts';
import { podAddresses } from './pod-addresses.ts';
import { podBinding } from './pod-binding.ts';
import { podEnds } from './pod-ends.ts';
import { replicaCounts } from './replica-counts.ts';
import { revisions } from './revisions.ts';
import { serviceAddresses } from './service-addresses.ts';
import { surge } from './surge.ts';

/** All of them, by name. */
export const CHECKERS: readonly Checker[] = [
  evictionBudget,
  gracePeriod,
  jobCounts,
  nodeCapacity,
  podAddresses,
  podBinding,
  podEnds,
  replicaCounts,
  revisions,
  serviceAddresses,
  surge,
];

/** Something that cannot be. */
export interface Violation {
  readonly checker: Checker;
  readonly text: string;
  readonly t: number;
  /** The write that shows it. */
  readonly seq: number;
}

interface Running {
  readonly checker: Checker;
  readonly look: Look;
}

export class Invariants {
  violation: Violation | undefined;
  private readonly byKind = new Map<string, Running[]>();
  private readonly ofAll: Running[] = [];

  constructor(trace: TraceLog, checkers: readonly Checker[] = CHECKERS) {
    for (const checker of checkers) {
      const running = { checker, look: checker.begin() };
      if (checker.kinds === undefined) this.ofAll.push(running);
      for (const kind of checker.kinds ?? []) {
        const known = this.byKind.get(kind);
        if (known === undefined) this.byKind.set(kind, [running]);
        else known.push(running);
      }
    }
    for (const record of trace.records) this.see(record);
    trace.subscribe((record) => this.see(record));
  }

  private see(record: TraceRecord): void {
    if (record.type !== 'change' || this.violation !== undefined) return;
    for (const running of this.ofAll) this.show(running, record);
    for (const running of this.byKind.get(record.ref.kind) ?? []) this.show(running, record);
  }

  private show({ checker, look }: Running, record: ChangeRecord): void {
    const text = look(record);
    if (text !== undefined) this.violation ??= { checker, text, t: record.t, seq: record.seq };
  }
}
