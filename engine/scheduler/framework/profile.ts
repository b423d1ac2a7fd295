// The plugins, and which of them the default profile runs, in which order and with what weights, by release.
//
// A plugin is added by one line here and its folder under plugins/.
// Source: kubernetes v1.20.2 pkg/scheduler/algorithmprovider/registry.go; v1.28.0
// pkg/scheduler/apis/config/v1/default_plugins.go.

import type { VersionProfile } from '../../versions/profile.ts';
import type { PluginArgs } from '../config/plugin-args.ts';
import { imageLocality } from '../plugins/imagelocality/image-locality.ts';
import { interPodAffinityFilter } from '../plugins/interpodaffinity/filtering.ts';
import { interPodAffinityScore } from '../plugins/interpodaffinity/scoring.ts';
import { nodeAffinity } from '../plugins/nodeaffinity/node-affinity.ts';
import { nodeName } from '../plugins/nodename/node-name.ts';
import { nodePorts } from '../plugins/nodeports/node-ports.ts';
import { nodePreferAvoidPods } from '../plugins/nodepreferavoidpods/node-prefer-avoid-pods.ts';
import {
  nodeResourcesBalancedAllocation,
  nodeResourcesFitScore,
  nodeResourcesLeastAllocated,
} from '../plugins/noderesources/allocation-scores.ts';
import { nodeResourcesFit } from '../plugins/noderesources/fit.ts';
import { nodeUnschedulable } from '../plugins/nodeunschedulable/node-unschedulable.ts';
import {
  azureDiskLimits,
  ebsLimits,
  gcePdLimits,
  nodeVolumeLimits,
} from '../plugins/nodevolumelimits/volume-limits.ts';
import { podTopologySpreadFilter } from '../plugins/podtopologyspread/filtering.ts';
import { podTopologySpreadScore } from '../plugins/podtopologyspread/scoring.ts';
import { selectorSpread } from '../plugins/selectorspread/selector-spread.ts';
import { taintToleration } from '../plugins/tainttoleration/taint-toleration.ts';
import { volumeBinding } from '../plugins/volumebinding/volume-binding.ts';
import { volumeRestrictions } from '../plugins/volumerestrictions/volume-restrictions.ts';
import { volumeZone } from '../plugins/volumezone/volume-zone.ts';
import type { FilterPlugin, ScorePlugin } from './plugin.ts';

export interface WeightedScore {
  readonly plugin: ScorePlugin;
  readonly weight: number;
}

export interface Profile {
  /** spec.schedulerName of the pods that it places. */
  readonly schedulerName: string;
  /** In the order in which they are asked; of a node's refusals only the first plugin's counts. */
  readonly filters: readonly FilterPlugin[];
  /** The same, in the order in which they are prepared: the first that refuses all nodes at once decides. */
  readonly preparations: readonly FilterPlugin[];
  readonly scores: readonly WeightedScore[];
  /** Whether pods that fit nowhere may send others away. */
  readonly preempts: boolean;
  /** 0: as many as the size of the cluster suggests. */
  readonly percentageOfNodesToScore: number;
  readonly args: PluginArgs;
}

const FILTERS: readonly FilterPlugin[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  volumeRestrictions,
  ebsLimits,
  gcePdLimits,
  nodeVolumeLimits,
  azureDiskLimits,
  volumeBinding,
  volumeZone,
  podTopologySpreadFilter,
  interPodAffinityFilter,
];

const OLD_FILTERS: readonly FilterPlugin[] = [
  nodeUnschedulable,
  nodeResourcesFit,
  nodeName,
  nodePorts,
  nodeAffinity,
  volumeRestrictions,
  taintToleration,
  ...FILTERS.slice(7),
];

const SCORES: readonly WeightedScore[] = [
  { plugin: taintToleration, weight: 3 },
  { plugin: nodeAffinity, weight: 2 },
  { plugin: nodeResourcesFitScore, weight: 1 },
  { plugin: podTopologySpreadScore, weight: 2 },
  { plugin: interPodAffinityScore, weight: 2 },
  { plugin: nodeResourcesBalancedAllocation, weight: 1 },
  { plugin: imageLocality, weight: 1 },
];

const OLD_SCORES: readonly WeightedScore[] = [
  { plugin: nodeResourcesBalancedAllocation, weight: 1 },
  { plugin: imageLocality, weight: 1 },
  { plugin: interPodAffinityScore, weight: 1 },
  { plugin: nodeResourcesLeastAllocated, weight: 1 },
  { plugin: nodeAffinity, weight: 1 },
  { plugin: nodePreferAvoidPods, weight: 10_000 },
  { plugin: podTopologySpreadScore, weight: 2 },
  { plugin: taintToleration, weight: 1 },
];

/** Every filter and every score by name, of whatever release. */
export const ALL_FILTERS: readonly FilterPlugin[] = FILTERS;
export const ALL_SCORES: readonly ScorePlugin[] = [
  ...[...SCORES, ...OLD_SCORES].map(({ plugin }) => plugin),
  selectorSpread,
];

const IN_TREE_LIMITS: ReadonlySet<FilterPlugin> = new Set([ebsLimits, gcePdLimits, azureDiskLimits]);

export function defaultFilters(version: VersionProfile): readonly FilterPlugin[] {
  if (!version.has('schedulerFiltersTaintsEarly')) return OLD_FILTERS;
  return version.has('inTreeDiskLimits') ? FILTERS : FILTERS.filter((plugin) => !IN_TREE_LIMITS.has(plugin));
}

// As before, but for the node that NodeResourcesFit scores and NodePreferAvoidPods, which is gone.
// Source: kubernetes v1.22.3 pkg/scheduler/apis/config/v1beta2/default_plugins.go.
const V1BETA2_SCORES = SCORES.map(({ plugin }) => ({
  plugin,
  weight: plugin === podTopologySpreadScore ? 2 : 1,
}));

export function defaultScores(version: VersionProfile): readonly WeightedScore[] {
  if (version.has('schedulerConfigV1beta3')) return SCORES;
  if (version.has('schedulerConfigV1beta2')) return V1BETA2_SCORES;
  return version.has('podTopologySpreadDefaults')
    ? OLD_SCORES
    : [...OLD_SCORES, { plugin: selectorSpread, weight: 1 }];
}

// Source: kubernetes v1.20.2 pkg/scheduler/algorithmprovider/registry.go, the order of PreFilter.
const OLD_PREPARED_FIRST = ['PodTopologySpread', 'InterPodAffinity', 'VolumeBinding'];

/** The order in which filters are prepared. */
export function inPrepareOrder(
  filters: readonly FilterPlugin[],
  version: VersionProfile,
): readonly FilterPlugin[] {
  if (version.has('schedulerConfigV1beta3')) return filters;
  const first = OLD_PREPARED_FIRST.flatMap((name) => filters.filter((plugin) => plugin.name === name));
  return [...first, ...filters.filter((plugin) => !first.includes(plugin))];
}
