// The default profile: which plugins run, in which order, and what their scores weigh, by release.
//
// A plugin is added by one line here and its folder under plugins/.
// Source: kubernetes v1.20.2 pkg/scheduler/algorithmprovider/registry.go; v1.28.0
// pkg/scheduler/apis/config/v1/default_plugins.go.

import type { VersionProfile } from '../../versions/profile.ts';
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

/** The name of the only profile; spec.schedulerName of the pods that it places. */
export const DEFAULT_SCHEDULER_NAME = 'default-scheduler';

export interface WeightedScore {
  readonly plugin: ScorePlugin;
  readonly weight: number;
}

export interface Profile {
  /** In the order in which they are asked; of a node's refusals only the first plugin's counts. */
  readonly filters: readonly FilterPlugin[];
  /** The same, in the order in which they are prepared: the first that refuses all nodes at once decides. */
  readonly preparations: readonly FilterPlugin[];
  readonly scores: readonly WeightedScore[];
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

// Source: kubernetes v1.20.2 pkg/scheduler/algorithmprovider/registry.go, the order of PreFilter.
const OLD_PREPARED_FIRST = ['PodTopologySpread', 'InterPodAffinity', 'VolumeBinding'];

function inOldPrepareOrder(filters: readonly FilterPlugin[]): readonly FilterPlugin[] {
  const first = OLD_PREPARED_FIRST.flatMap((name) => filters.filter((plugin) => plugin.name === name));
  return [...first, ...filters.filter((plugin) => !first.includes(plugin))];
}

export function defaultProfile(version: VersionProfile): Profile {
  const hasSpreadPlugin = version.has('podTopologySpreadDefaults');
  const oldScores = hasSpreadPlugin ? OLD_SCORES : [...OLD_SCORES, { plugin: selectorSpread, weight: 1 }];
  const filters = version.has('schedulerFiltersTaintsEarly') ? FILTERS : OLD_FILTERS;
  return {
    filters,
    preparations: version.has('schedulerConfigV1beta3') ? filters : inOldPrepareOrder(filters),
    scores: version.has('schedulerConfigV1beta3') ? SCORES : oldScores,
  };
}
