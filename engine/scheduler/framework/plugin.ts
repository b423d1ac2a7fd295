// What a scheduler plugin is: a name and, for each extension point that it serves, one function.
//
// A plugin is prepared once a cycle (upstream's PreFilter and PreScore) and answers with a run that is then asked node
// by node. A plugin that has nothing to say about this pod answers nothing and is not asked again: that is what keeps
// a cycle cheap. Runs hold what upstream keeps in CycleState.
// Left out: extenders, permit plugins (nothing in the default profile waits), the PreBind and PostBind points, whose
// only default user, volume binding, is called by name.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/interface.go.

import type { VersionProfile } from '../../versions/profile.ts';
import type { PluginArgs } from '../config/plugin-args.ts';
import type { ClusterView } from './cluster-view.ts';
import type { DomainCounts } from './domain-counts.ts';
import type { NodeFacts } from './node-facts.ts';
import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';
import type { Status } from './status.ts';
import type { TermCounts } from './term-counts.ts';

/** The highest score of a plugin before its weight. Source: interface.go, MaxNodeScore. */
export const MAX_NODE_SCORE = 100;

/** Pods and nodes as of the start of a cycle. Nothing changes while a cycle runs. */
export interface Snapshot {
  /** Every node, in the order in which they are tried. */
  readonly nodes: readonly NodeInfo[];
  node(name: string): NodeInfo | undefined;
  /** Pods on nodes that use the claim. */
  claimUsers(namespace: string, name: string): number;
  readonly facts: NodeFacts;
  /** Whether any node has the image. */
  hasImage(name: string): boolean;
  /** Whether any node has a taint. */
  readonly hasTaints: boolean;
  readonly domainCounts: DomainCounts;
  readonly termCounts: TermCounts;
}

/** One attempt to place one pod. */
export interface Cycle {
  readonly pod: PodInfo;
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
  readonly version: VersionProfile;
  /** What the profile says to its plugins. */
  readonly args: PluginArgs;
  /** Whether any pod waits for room made by preemption: filters are then also asked with it in place. */
  readonly hasNominatedPods: boolean;
}

/** What a run may say of itself so that its answers are remembered from pod to pod. */
interface Remembered {
  /**
   * Equal for runs of the plugin that answer the same for a node as long as nothing about that node and its pods changes.
   * A run whose answers depend on more than its pod and the node has none; every node is asked anew then.
   */
  key?(): string;
}

export interface FilterRun extends Remembered {
  /** `undefined`: the pod fits. Must not allocate for a node that fits. */
  check(node: NodeInfo): Status | undefined;
  /** Only these nodes can fit; the others are not even asked. */
  readonly onlyNodes?: ReadonlySet<string>;
  /** The same run as if the pod were on the node too, or no longer. Called on forks only. */
  addPod?(pod: PodInfo, node: NodeInfo): void;
  removePod?(pod: PodInfo, node: NodeInfo): void;
  /** An independent copy; required together with `addPod`. */
  fork?(): FilterRun;
}

export interface FilterPlugin {
  readonly name: string;
  /** A run, a refusal of every node at once, or nothing when the plugin does not concern this pod. */
  prepareFilter(cycle: Cycle): FilterRun | Status | undefined;
}

export interface ScoreRun extends Remembered {
  /** A whole number; 0 to 100 unless `normalize` brings it there. */
  score(node: NodeInfo): number;
  normalize?(scores: number[], nodes: readonly NodeInfo[]): void;
}

export interface ScorePlugin {
  readonly name: string;
  /** A run, or the one score that every node gets. */
  prepareScore(cycle: Cycle, feasible: readonly NodeInfo[]): ScoreRun | number;
}

export function isStatus(result: FilterRun | Status | undefined): result is Status {
  return result !== undefined && 'code' in result;
}

/**
 * Scales scores so that the highest becomes 100; `reverse` turns them round, so that none becomes 100.
 * Rounds down. Source: pkg/scheduler/framework/plugins/helper/normalize_score.go, DefaultNormalizeScore.
 */
export function normalizeScores(scores: number[], reverse: boolean): void {
  const max = scores.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < scores.length; i += 1) {
    const scaled = max === 0 ? 0 : Math.trunc((MAX_NODE_SCORE * scores[i]!) / max);
    scores[i] = reverse ? MAX_NODE_SCORE - scaled : scaled;
  }
}
