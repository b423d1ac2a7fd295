// What the page reads: the names of its data blocks and the form of the run's summary. Types and constants only; the
// page and the writer share them.

import type { Exploration, ExploredFailure } from '../model/exploration.ts';
import type { ScenarioDigest } from '../model/scenario-trace.ts';
import type { Detail } from '../model/trace-block.ts';
import type { RunResult, ScenarioResult } from '../run/run-result.ts';

/** Gzip, base64. The page finds each by its element id. */
export const BLOCK_TYPE = 'application/x-kubespec-block';
export const RUN_BLOCK = 'kubespec-run';
export const SHARED_BLOCK = 'kubespec-shared';
export const traceBlockId = (place: number): string => `kubespec-trace-${place}`;

export interface RunSummary extends Omit<RunResult, 'scenarios'> {
  readonly scenarios: readonly ScenarioSummary[];
  readonly size: SizeNote;
}

export interface ScenarioSummary extends Omit<ScenarioResult, 'trace' | 'exploration'>, Placed {
  readonly exploration?: ExplorationSummary;
}

/** What is known of a trace without opening it; absent where the report has none. */
export interface Placed {
  /** Its steps are in the trace and in the results. */
  readonly digest?: Omit<ScenarioDigest, 'steps'>;
  readonly trace?: TracePlace;
}

/** Where a trace is among the blocks, and how much of it. */
export interface TracePlace {
  readonly place: number;
  readonly detail: Detail;
}

export interface ExplorationSummary extends Omit<Exploration, 'failure'> {
  readonly failure?: Omit<ExploredFailure, 'trace'> & Placed;
}

/** What the footer says of the report's size. */
export interface SizeNote {
  readonly budgetBytes: number;
  /** Scenarios with less than the whole trace. */
  readonly reduced: number;
  /** Scenarios with a trace. */
  readonly traced: number;
}
