// The arguments of plugins in a KubeSchedulerConfiguration.
//
// Source: kubernetes v1.28.0 pkg/scheduler/apis/config/v1/defaults.go; pkg/scheduler/apis/config/validation/
// validation_pluginargs.go.

import type { Fields } from './fields.ts';
import type {
  AffinityArgs,
  DefaultConstraint,
  FitArgs,
  PluginArgs,
  ResourceWeight,
  ScoringStrategy,
  ShapePoint,
  SpreadArgs,
} from './plugin-args.ts';

/** Source: defaults.go, defaultResourceSpec. */
const CPU_AND_MEMORY: readonly ResourceWeight[] = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
];

export function readArgs(pluginConfig: readonly Fields[]): PluginArgs {
  let found: PluginArgs = {};
  for (const entry of pluginConfig) {
    const name = entry.text('name', '');
    const args = entry.object('args');
    args.ignore('apiVersion', 'kind');
    if (name === 'NodeResourcesFit') found = { ...found, fit: fitArgs(args) };
    else if (name === 'PodTopologySpread') found = { ...found, spread: spreadArgs(args) };
    else if (name === 'InterPodAffinity') found = { ...found, affinity: affinityArgs(args) };
    else entry.problem('name', `no arguments of "${name}" are simulated`);
    args.done();
    entry.done();
  }
  return found;
}

function fitArgs(args: Fields): FitArgs {
  const strategy = args.object('scoringStrategy');
  return {
    ignoredResources: args.texts('ignoredResources'),
    ignoredResourceGroups: args.texts('ignoredResourceGroups'),
    scoringStrategy: strategy.isThere ? scoringStrategy(strategy) : undefined,
  };
}

function scoringStrategy(fields: Fields): ScoringStrategy {
  const type = fields.word('type', ['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio']);
  const resources = fields.list('resources').map((resource): ResourceWeight => {
    const read = {
      name: resource.text('name', ''),
      weight: resource.number('weight', 1, { min: 1, max: 100 }),
    };
    resource.done();
    return read;
  });
  const ratio = fields.object('requestedToCapacityRatio');
  const shape = ratio.list('shape').map((point): ShapePoint => {
    const read = {
      utilization: point.number('utilization', 0, { min: 0, max: 100 }),
      score: point.number('score', 0, { min: 0, max: 10 }),
    };
    point.done();
    return read;
  });
  ratio.done();
  if (type === 'RequestedToCapacityRatio' && !isAscending(shape))
    ratio.problem('shape', 'must name at least one point, by ascending utilization');
  fields.done();
  return { type, resources: resources.length === 0 ? CPU_AND_MEMORY : resources, shape };
}

function isAscending(shape: readonly ShapePoint[]): boolean {
  return (
    shape.length > 0 && shape.every((point, i) => i === 0 || point.utilization > shape[i - 1]!.utilization)
  );
}

function spreadArgs(args: Fields): SpreadArgs {
  const defaultConstraints = args.list('defaultConstraints').map((constraint): DefaultConstraint => {
    const read = {
      maxSkew: constraint.number('maxSkew', 1, { min: 1 }),
      topologyKey: constraint.text('topologyKey', ''),
      whenUnsatisfiable: constraint.word('whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway']),
    };
    constraint.done();
    return read;
  });
  const defaultingType = args.word('defaultingType', ['System', 'List']);
  if (defaultingType === 'System' && defaultConstraints.length > 0)
    args.problem('defaultConstraints', 'cannot be given when .defaultingType is System');
  return { defaultingType, defaultConstraints };
}

function affinityArgs(args: Fields): AffinityArgs {
  return { hardPodAffinityWeight: args.number('hardPodAffinityWeight', 1, { min: 0, max: 100 }) };
}
