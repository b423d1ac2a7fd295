// One look of the eviction manager at its node: which conditions it reports from now on and whom it evicts.
//
// Pods beyond their own limits go first, all of them; else, where a threshold is met, at most one pod, after dead containers
// and unused images. Pure but for `free`; who looks how often, and how a pod is ended, is not known here.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/eviction/eviction_manager.go, synchronize,
// reclaimNodeLevelResources; helpers.go, byEvictionPriority, getReclaimableThreshold.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isCriticalPod } from './critical-pod.ts';
import {
  type Eviction,
  evictionOf,
  evictionUnderPressure,
  immediateGraceSeconds,
  type Shortage,
} from './eviction.ts';
import { localExcess } from './local-limits.ts';
import { type PodUsage, podUsageOf } from './pod-usage.ts';
import { observePressure, type PressureSettings, type PressureState } from './pressure.ts';
import { rankByProcesses, rankForEviction } from './ranking.ts';
import {
  freesNodeFirst,
  type Observations,
  rankedFilesystems,
  SIGNALS,
  type StarvedResource,
} from './signals.ts';
import { metThresholds, type Threshold } from './thresholds.ts';

export interface EvictionSettings extends PressureSettings {
  /** Given to pods that go for a soft threshold. Source: KubeletConfiguration, evictionMaxPodGracePeriod. */
  readonly maxPodGracePeriodSeconds: number;
  readonly hasImageFs: boolean;
  readonly version: VersionProfile;
}

/** The node as it is found. */
export interface NodeView {
  readonly nowMs: number;
  readonly observations: Observations;
  /** Those with something running. */
  readonly pods: readonly Pod[];
  /** Undefined: the pod was not measured. */
  readonly usageOf: (pod: Pod) => PodUsage | undefined;
  /** Removes dead containers and unused images, and says what is available after that. */
  readonly free: () => Observations;
}

export interface Synchronized {
  readonly state: PressureState;
  /** The Event `EvictionThresholdMet` of the node: `Attempting to reclaim memory`. */
  readonly reclaiming?: StarvedResource;
  readonly evictions: readonly Eviction[];
}

export function synchronize(before: PressureState, node: NodeView, settings: EvictionSettings): Synchronized {
  const { state, starved } = observePressure(before, node.observations, settings, node.nowMs);
  const beyondLimits = evictBeyondLimits(node, settings);
  if (beyondLimits.length > 0) return { state, evictions: beyondLimits };
  const threshold = thresholdToReclaim(starved);
  if (threshold === undefined) return { state, evictions: [] };
  const { resource } = SIGNALS[threshold.signal];
  const isFreed = freesNodeFirst(threshold.signal, settings.hasImageFs) && hasFreedEnough(node, settings);
  if (isFreed) return { state, reclaiming: resource, evictions: [] };
  const shortage = { resource, starved, observations: node.observations };
  const eviction = evictOne(threshold, shortage, node, settings);
  return { state, reclaiming: resource, evictions: eviction === undefined ? [] : [eviction] };
}

// Those of memory come before all others. Order: among themselves upstream leaves them to chance. It takes them out of a Go
// map, which for two of them gives the order of insertion in seven of eight runs, and then by a comparison that puts each of
// memory before whatever stood before it: so the last of memory, else the first.
function thresholdToReclaim(starved: readonly Threshold[]): Threshold | undefined {
  return starved.filter(isOfMemory).at(-1) ?? starved[0];
}

const isOfMemory = ({ signal }: Threshold): boolean => SIGNALS[signal].resource === 'memory';

function evictBeyondLimits(
  { pods, usageOf }: NodeView,
  { hasImageFs, version }: EvictionSettings,
): Eviction[] {
  return pods.flatMap((pod) => {
    const usage = usageOf(pod);
    if (usage === undefined || isCriticalPod(pod)) return [];
    const excess = localExcess(pod, usage, hasImageFs);
    return excess === undefined ? [] : [evictionOf(pod, immediateGraceSeconds(version), excess)];
  });
}

function hasFreedEnough({ free }: NodeView, { thresholds, version }: EvictionSettings): boolean {
  return metThresholds(thresholds, free(), version.has('freeingMeetsMinimumReclaim')).length === 0;
}

function evictOne(
  threshold: Threshold,
  shortage: Shortage,
  node: NodeView,
  { maxPodGracePeriodSeconds, hasImageFs, version }: EvictionSettings,
): Eviction | undefined {
  const pod = ranked(threshold, node, hasImageFs).find((one) => !isCriticalPod(one));
  if (pod === undefined) return undefined;
  const graceSeconds = threshold.graceMs === 0 ? immediateGraceSeconds(version) : maxPodGracePeriodSeconds;
  return evictionUnderPressure(pod, node.usageOf(pod), graceSeconds, shortage, version);
}

function ranked({ signal }: Threshold, { pods, usageOf }: NodeView, hasImageFs: boolean): Pod[] {
  const { resource } = SIGNALS[signal];
  const filesystems = rankedFilesystems(signal, hasImageFs);
  const usedBy = (pod: Pod): number | undefined => {
    const usage = usageOf(pod);
    return usage === undefined ? undefined : podUsageOf(pod, usage, resource, filesystems);
  };
  return resource === 'pids' ? rankByProcesses(pods, usedBy) : rankForEviction(pods, resource, usedBy);
}
