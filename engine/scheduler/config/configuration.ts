// How a scheduler is configured: its profiles, how many nodes it scores, how long pods back off.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/kube-scheduler/config/v1/types.go, KubeSchedulerConfiguration.

import type { PluginArgs } from './plugin-args.ts';

/** The name of the profile of a scheduler that is not configured; spec.schedulerName of a pod that names none. */
export const DEFAULT_SCHEDULER_NAME = 'default-scheduler';

export interface EnabledPlugin {
  readonly name: string;
  /** 0: the plugin's own. */
  readonly weight: number;
}

/** Changes to a list of plugins. `*` among the disabled stands for all of them. */
export interface PluginSet {
  readonly enabled: readonly EnabledPlugin[];
  readonly disabled: readonly string[];
}

/** Where plugins can be exchanged; `multiPoint` stands for all points at once. */
export const POINTS = ['multiPoint', 'preFilter', 'filter', 'postFilter', 'preScore', 'score'] as const;
export type Point = (typeof POINTS)[number];

export interface ProfileConfiguration {
  readonly schedulerName: string;
  readonly plugins: Readonly<Partial<Record<Point, PluginSet>>>;
  readonly args: PluginArgs;
  /** Percent of the nodes that are enough when they fit; 0: as many as the size of the cluster suggests. */
  readonly percentageOfNodesToScore: number;
}

export interface SchedulerConfiguration {
  /** At least one; no two of a name. */
  readonly profiles: readonly ProfileConfiguration[];
  readonly podInitialBackoffMs: number;
  readonly podMaxBackoffMs: number;
}

// Source: kubernetes v1.20.2 pkg/scheduler/internal/queue/scheduling_queue.go, DefaultPodInitialBackoffDuration and
// DefaultPodMaxBackoffDuration.
export const BACKOFF_INITIAL_MS = 1_000;
export const BACKOFF_MAX_MS = 10_000;

/** A scheduler with one profile of that name, and nothing changed. */
export function plainConfiguration(schedulerName = DEFAULT_SCHEDULER_NAME): SchedulerConfiguration {
  return {
    profiles: [{ schedulerName, plugins: {}, args: {}, percentageOfNodesToScore: 0 }],
    podInitialBackoffMs: BACKOFF_INITIAL_MS,
    podMaxBackoffMs: BACKOFF_MAX_MS,
  };
}
