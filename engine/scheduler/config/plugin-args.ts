// What a profile may say to its plugins (pluginConfig), as far as the plugins here listen.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go.

/** A resource by which nodes are scored. */
export interface ResourceWeight {
  readonly name: string;
  /** At least 1. */
  readonly weight: number;
}

export interface ShapePoint {
  /** Percent of the node that is taken. */
  readonly utilization: number;
  /** 0 to 10. */
  readonly score: number;
}

export interface ScoringStrategy {
  readonly type: 'LeastAllocated' | 'MostAllocated' | 'RequestedToCapacityRatio';
  readonly resources: readonly ResourceWeight[];
  /** For RequestedToCapacityRatio; ascending by utilization, at least one point. */
  readonly shape: readonly ShapePoint[];
}

export interface FitArgs {
  readonly ignoredResources: readonly string[];
  readonly ignoredResourceGroups: readonly string[];
  readonly scoringStrategy: ScoringStrategy | undefined;
}

export interface DefaultConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
}

export interface SpreadArgs {
  /** `System`: the release's own defaults; `List`: the given ones. */
  readonly defaultingType: 'System' | 'List';
  readonly defaultConstraints: readonly DefaultConstraint[];
}

export interface AffinityArgs {
  /** Weight of a required affinity term when it is turned round. */
  readonly hardPodAffinityWeight: number;
}

/** Absent where the profile says nothing: then the plugin's defaults hold. */
export interface PluginArgs {
  readonly fit?: FitArgs;
  readonly spread?: SpreadArgs;
  readonly affinity?: AffinityArgs;
}
