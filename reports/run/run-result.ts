// What came of a run, as every format of report tells it. Types only.

import type { Exploration } from '../model/exploration.ts';
import type { ScenarioTrace } from '../model/scenario-trace.ts';

export type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'undefined' | 'ambiguous' | 'unknown';

export interface RunResult {
  readonly features: readonly FeatureResult[];
  /** Ordered by file and line, whatever order they ran in. */
  readonly scenarios: readonly ScenarioResult[];
  /** The sentences that steps may say, by their text. */
  readonly sentences: readonly SentenceResult[];
  /** All tags of the features that were read, also of scenarios that were left out; sorted. */
  readonly tags: readonly string[];
}

export interface SentenceResult {
  /** As it is defined: `node {string} stops answering`. */
  readonly text: string;
  /** In how many steps of scenarios that ran. */
  readonly uses: number;
}

export interface FeatureResult {
  readonly uri: string;
  readonly name: string;
  /** Markdown below the feature's title, without indentation; empty where there is none. */
  readonly description: string;
  readonly tags: readonly string[];
  /** Those that say more than their name, in order of the file. */
  readonly rules: readonly { readonly name: string; readonly description: string }[];
  readonly outlines: readonly OutlineResult[];
}

/** A scenario outline as it is written: its examples are scenarios of their own. */
export interface OutlineResult {
  readonly line: number;
  readonly name: string;
  readonly steps: readonly { readonly keyword: string; readonly text: string }[];
}

export interface ScenarioResult {
  /** Unique in the run and the same in every run: `workloads/rollout:12`. */
  readonly id: string;
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  readonly rule?: string;
  readonly name: string;
  readonly description: string;
  /** Of a scenario outline: its line, and the values of this example with their headings. */
  readonly outline?: {
    readonly line: number;
    readonly example: readonly (readonly [heading: string, value: string])[];
  };
  readonly tags: readonly string[];
  readonly status: Status;
  readonly steps: readonly StepResult[];
  /** The failure as the terminal shows it. */
  readonly failure?: string;
  /** What its steps had to say, a text each: why a Service cannot be reached. */
  readonly said?: readonly string[];
  /** How often it ran, where more than once. */
  readonly attempts?: number;
  /** Simulation time that passed, in milliseconds; absent where no cluster was made or nobody asked. */
  readonly lengthMs?: number;
  readonly trace?: ScenarioTrace;
  /** Only of a scenario that was explored. */
  readonly exploration?: Exploration;
  /** Milliseconds of real time; only where they were asked for. */
  readonly wallMs?: number;
}

export interface StepResult {
  /** As the feature has it, with the blank: `Given `; empty for hooks. */
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
  readonly status: Status;
  readonly message?: string;
  /** For undefined steps: code to begin with. */
  readonly snippet?: string;
  readonly docString?: string;
  readonly table?: readonly (readonly string[])[];
  readonly isBackground?: true;
  /** A hook; listed only where it failed. */
  readonly isHook?: true;
}
