// How a scenario is explored: what its tag, its sentences and whoever runs it say. The runner's word counts most.

import { type Disturbance, readDisturbances, UserError } from '../../engine/index.ts';

/** `--world-parameters '{"explore": {"runs": 500}}'`, all of it optional. */
export interface ExploreParameters {
  /** In place of what the scenario says; 0: nothing is explored. */
  readonly runs?: number;
  /** The first and the last seed, both included; in place of a number of runs. */
  readonly seeds?: readonly [first: number, last: number];
  /** Of so many machines, this is the one of that number, from 1: it takes every so many-th seed. */
  readonly shard?: readonly [number: number, of: number];
  /** Real time after which no further run begins. Which runs were made then depends on the machine. */
  readonly seconds?: number;
  /** Scenarios without the tag are explored too. */
  readonly everything?: boolean;
  readonly crashes?: boolean;
}

export interface ExplorationParameters {
  readonly explore?: ExploreParameters;
  /** The scenario is played with these, and not explored. */
  readonly disturbances?: unknown;
}

export const EXPLORE_TAG = '@explore';
const RUNS_DEFAULT = 50;

export class ExplorationSettings {
  private readonly parameters: ExplorationParameters;
  private ownRuns: number | undefined;
  private ownCrashes = false;
  private isTagged = false;

  constructor(parameters: ExplorationParameters) {
    this.parameters = parameters;
  }

  /** The scenario has these tags. */
  readTags(tags: readonly string[]): void {
    this.isTagged = tags.includes(EXPLORE_TAG);
  }

  /** @throws UserError  for a scenario that is not explored at all */
  setRuns(runs: number): void {
    this.refuseUntagged();
    this.ownRuns = runs;
  }

  /** @throws UserError  for a scenario that is not explored at all */
  crash(): void {
    this.refuseUntagged();
    this.ownCrashes = true;
  }

  private refuseUntagged(): void {
    if (this.isTagged || this.parameters.explore?.everything === true) return;
    throw new UserError({ message: 'the scenario is not explored', hint: `tag it ${EXPLORE_TAG}` });
  }

  /** Whether components may crash. */
  get crashes(): boolean {
    return this.parameters.explore?.crashes ?? this.ownCrashes;
  }

  /** Real time after which no further run begins, in milliseconds. */
  get budgetMs(): number {
    const { seconds } = this.parameters.explore ?? {};
    return seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1000;
  }

  /** What the scenario is played with; undefined: it is an ordinary run. @throws UserError  for what is no list of them */
  get replayed(): readonly Disturbance[] | undefined {
    const { disturbances } = this.parameters;
    return disturbances === undefined ? undefined : readDisturbances(disturbances);
  }

  /** What is drawn from: one run a seed; none where nothing is explored. */
  get seeds(): readonly number[] {
    const { runs, seeds, shard = [1, 1], everything = false } = this.parameters.explore ?? {};
    if (!(this.isTagged || everything) || this.parameters.disturbances !== undefined || runs === 0) return [];
    const [first, last] = seeds ?? [0, (runs ?? this.ownRuns ?? RUNS_DEFAULT) - 1];
    const [number, of] = shard;
    const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    return all.filter((_, i) => i % of === number - 1);
  }
}
