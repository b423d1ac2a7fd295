// What exploring one scenario came to, for reports: the runs that were tried, and the smallest disturbances that break it.
//
// Types, and the name under which it travels as an attachment in Cucumber's messages. A replayed run is an ordinary run:
// its disturbances are records of its trace (`decision`, topic `disturbance`).

import type { ScenarioTrace } from './scenario-trace.ts';

export const EXPLORATION_MEDIA_TYPE = 'application/x-kubespec-exploration+json';

/** How far it is, for those who look on: `{"name": …, "done": 12, "of": 200}`. */
export const PROGRESS_MEDIA_TYPE = 'application/x-kubespec-progress+json';

export interface ExplorationProgress {
  /** The scenario's. */
  readonly name: string;
  readonly done: number;
  readonly of: number;
}

export interface Exploration {
  /** How many decisions of the default run were open to disturbance. */
  readonly decisions: number;
  /** In the order in which they ran; those of kept cases first. */
  readonly runs: readonly ExploredRun[];
  /** How many further runs shrinking took; 0 where nothing failed. */
  readonly shrinkRuns: number;
  /** Kept cases that no longer say anything, each in a sentence. */
  readonly outdated: readonly string[];
  readonly failure?: ExploredFailure;
}

export interface ExploredRun {
  /** What the disturbances were drawn from; absent for a kept case. */
  readonly seed?: number;
  /** How many disturbances took effect. */
  readonly disturbances: number;
  readonly verdict: 'passed' | 'failed';
}

export interface ExploredFailure {
  /** Of the run that failed first, and fast-check's path to the smallest one; absent for a kept case. */
  readonly seed?: number;
  readonly path?: string;
  /** The smallest set: without any one of them the scenario passes. In the order in which they took effect. */
  readonly smallest: readonly ToldDisturbance[];
  /** What else was disturbed in the run that failed first, and did not matter. */
  readonly removed: readonly ToldDisturbance[];
  /** The command that plays the smallest run again. */
  readonly replay: string;
  /** The failing step of the smallest run, as the terminal shows it. */
  readonly block: string;
  /** The trace of the smallest run; absent where no report asked for traces. */
  readonly trace?: ScenarioTrace;
}

export interface ToldDisturbance {
  /** `EndpointSlice "web-abc12" reached kube-proxy on node-2 1.2 s late` */
  readonly text: string;
  /** When it took effect: milliseconds since the scenario's start, and its record in that run's trace. */
  readonly t: number;
  readonly seq: number;
  /** As data, as the replay command and the file of kept cases have it. */
  readonly data: unknown;
}
