// The cluster that a scenario asks for, piece by piece, until it is made.

import {
  type KubeletConfig,
  type KubeProxyConfig,
  type NodeSpec,
  type SchedulerConfiguration,
  Simulation,
  TIMING_PROFILES,
  UserError,
} from '../engine/index.ts';
import { apiDocumentation } from './api-documentation.ts';

interface NetworkChoice {
  readonly plugin?: string;
  readonly withoutHairpin?: boolean;
  readonly awaitsPlugin?: boolean;
  readonly nodeLocalDns?: boolean;
  readonly kubeProxy?: KubeProxyConfig;
  readonly cloud?: { readonly balancersMax?: number };
}

interface Wanted {
  minor?: number;
  nodes?: readonly NodeSpec[];
  timing?: string;
  seed?: number;
  startEpochMs?: number;
  switchedOn?: readonly string[];
  scheduler?: SchedulerConfiguration;
  schedulers?: readonly string[];
  network?: NetworkChoice;
  kubelets?: Readonly<Record<string, KubeletConfig>>;
}

export class ClusterOrder {
  private readonly wanted: Wanted = {};
  private hasCluster = false;

  /** Whether the scenario has said `Given a cluster`. */
  get isPlaced(): boolean {
    return this.hasCluster;
  }

  /** @throws UserError  for a second cluster */
  place(cluster: Pick<Wanted, 'minor' | 'nodes'>): void {
    if (this.hasCluster) {
      throw new UserError({
        message: 'the scenario has a cluster already',
        hint: 'say "Given a cluster …" once',
      });
    }
    this.hasCluster = true;
    Object.assign(this.wanted, cluster);
  }

  settle(setting: Pick<Wanted, 'timing' | 'seed' | 'startEpochMs'>): void {
    Object.assign(this.wanted, setting);
  }

  /** What is said later adds to what was said before. */
  configureNetwork(choice: NetworkChoice): void {
    this.wanted.network = { ...this.wanted.network, ...choice };
  }

  /** @param node  `*` for every one */
  configure(node: string, config: KubeletConfig): void {
    this.wanted.kubelets = { ...this.wanted.kubelets, [node]: config };
  }

  configureScheduler(configuration: SchedulerConfiguration): void {
    this.wanted.scheduler = configuration;
  }

  /** @throws UserError  for a name that another scheduler has */
  addScheduler(name: string): void {
    const { scheduler, schedulers = [] } = this.wanted;
    const profiles = scheduler?.profiles.map(({ schedulerName }) => schedulerName) ?? ['default-scheduler'];
    if ([...profiles, ...schedulers, 'kube-scheduler'].includes(name))
      throw new UserError({
        message: `there is a scheduler "${name}" already`,
        hint: 'give it another name',
      });
    this.wanted.schedulers = [...schedulers, name];
  }

  /** One more API version that is served. */
  switchOn(api: string): void {
    this.wanted.switchedOn = [...(this.wanted.switchedOn ?? []), api];
  }

  /**
   * @param seed  replaces the scenario's own
   * @throws UserError  without `Given a cluster`; for a seed that is none
   */
  make(seed: number | undefined): Simulation {
    if (!this.hasCluster) {
      throw new UserError({
        message: 'there is no cluster yet',
        hint: 'begin with "Given a cluster" or "Given a cluster with 3 nodes"',
      });
    }
    const { timing = 'typical', seed: own, ...rest } = this.wanted;
    const chosen = seed ?? own;
    if (chosen !== undefined && !Number.isInteger(chosen)) {
      throw new UserError({
        message: `the seed ${JSON.stringify(chosen)} is no whole number`,
        hint: `write --world-parameters '{"seed": 42}'`,
      });
    }
    return new Simulation({
      ...rest,
      timing: TIMING_PROFILES[timing]!,
      documentation: apiDocumentation,
      ...(chosen === undefined ? {} : { seed: chosen }),
    });
  }
}
