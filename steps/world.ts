// What one scenario keeps: the cluster it asked for, made when it is first needed, and what its last command printed.

import { dirname, join } from 'node:path';
import { type IWorldOptions, setWorldConstructor, World } from '@cucumber/cucumber';
import {
  type CommandResult,
  type NodeSpec,
  Simulation,
  TIMING_PROFILES,
  UserError,
} from '../engine/index.ts';

/** `--world-parameters '{"seed": 42}'` */
export interface Parameters {
  /** Replaces the scenario's own seed. */
  readonly seed?: number;
}

interface Wanted {
  minor?: number;
  nodes?: readonly NodeSpec[];
  timing?: string;
  seed?: number;
  startEpochMs?: number;
}

export class KubespecWorld extends World<Parameters> {
  private readonly wanted: Wanted = {};
  private hasCluster = false;
  private made: Simulation | undefined;
  /** The feature file, as given on the command line; set by the hook before the scenario. */
  featureFile = '';
  /** Result of the newest command. */
  lastCommand: { readonly line: string; readonly result: CommandResult } | undefined;
  /** When the scenario's own part began, behind its background: `throughout` counts from here. */
  ownPartFromMs: number | undefined;

  constructor(options: IWorldOptions<Parameters>) {
    super(options);
  }

  /** Asks for a cluster. @throws UserError when there is one already */
  wantCluster(cluster: Pick<Wanted, 'minor' | 'nodes'>): void {
    if (this.hasCluster)
      throw new UserError({
        message: 'the scenario has a cluster already',
        hint: 'say "Given a cluster …" once',
      });
    this.hasCluster = true;
    Object.assign(this.wanted, cluster);
  }

  /** Settles how the cluster will be made. @throws UserError when it is there already */
  want(setting: Pick<Wanted, 'timing' | 'seed' | 'startEpochMs'>, sentence: string): void {
    if (this.made !== undefined) {
      throw new UserError({
        message: `${sentence} comes too late: the cluster is running`,
        hint: 'put it before the first step that uses the cluster',
      });
    }
    Object.assign(this.wanted, setting);
  }

  /** The simulation, made now if it is not there yet. @throws UserError without `Given a cluster` */
  get simulation(): Simulation {
    if (this.made !== undefined) return this.made;
    if (!this.hasCluster) {
      throw new UserError({
        message: 'there is no cluster yet',
        hint: 'begin with "Given a cluster" or "Given a cluster with 3 nodes"',
      });
    }
    const { timing = 'typical', seed, ...rest } = this.wanted;
    const chosen = this.parameters.seed ?? seed;
    this.made = new Simulation({
      ...rest,
      timing: TIMING_PROFILES[timing]!,
      ...(chosen === undefined ? {} : { seed: chosen }),
    });
    return this.made;
  }

  /** The simulation if a step has made it. */
  get running(): Simulation | undefined {
    return this.made;
  }

  /** A path that stands in the feature, from the feature file's folder. */
  resolve(path: string): string {
    return join(dirname(this.featureFile), path);
  }
}

setWorldConstructor(KubespecWorld);
