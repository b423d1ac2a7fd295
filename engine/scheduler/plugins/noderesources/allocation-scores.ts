// Scores by how full a node would be: least allocated first, and cpu and memory in balance.
//
// Worked example, node of 2 cpu and 4Gi with 500m and 1Gi requested, pod of 500m and 1Gi:
// least allocated (100*(2000-1000)/2000 + 100*(4-2)/4) / 2 = 50; balanced 100 * (1 - |0.5 - 0.5|) = 100.
// Divisions round down at each step, as int64 does.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/noderesources/least_allocated.go,
// balanced_allocation.go, resource_allocation.go; kubernetes pulls 102925 (by deviation), 135573 (by change).

import type { NodeInfo } from '../../framework/node-info.ts';
import { MAX_NODE_SCORE, type ScorePlugin } from '../../framework/plugin.ts';
import type { Resource } from '../../framework/resource.ts';
import { strategyScore } from './scoring-strategy.ts';

function leastAllocatedScore(requested: number, capacity: number): number {
  if (capacity === 0 || requested > capacity) return 0;
  return Math.floor(((capacity - requested) * MAX_NODE_SCORE) / capacity);
}

/** The mean of both resources' scores; newer releases leave out a resource that the node does not have. */
function leastAllocated(node: NodeInfo, pod: Resource, skipsAbsent: boolean): number {
  const { allocatable, nonZeroRequested } = node;
  const cpu = leastAllocatedScore(nonZeroRequested.milliCpu + pod.milliCpu, allocatable.milliCpu);
  const memory = leastAllocatedScore(nonZeroRequested.memory + pod.memory, allocatable.memory);
  if (!skipsAbsent) return Math.floor((cpu + memory) / 2);
  const count = (allocatable.milliCpu === 0 ? 0 : 1) + (allocatable.memory === 0 ? 0 : 1);
  return count === 0 ? 0 : Math.floor((cpu + memory) / count);
}

function leastAllocatedPlugin(name: string): ScorePlugin {
  return {
    name,
    prepareScore({ pod, version, args }) {
      const { scored } = pod.requests;
      const strategy = args.fit?.scoringStrategy;
      if (strategy !== undefined) return { score: (node) => strategyScore(strategy, node, pod) };
      const skipsAbsent = version.has('leastAllocatedSkipsAbsentResources');
      return { score: (node) => leastAllocated(node, scored, skipsAbsent), key: () => scored.key };
    },
  };
}

/** Under its own name until it became the scoring strategy of NodeResourcesFit. */
export const nodeResourcesLeastAllocated = leastAllocatedPlugin('NodeResourcesLeastAllocated');
export const nodeResourcesFitScore = leastAllocatedPlugin('NodeResourcesFit');

const fraction = (requested: number, capacity: number): number => (capacity === 0 ? 1 : requested / capacity);

/** One minus the difference of the two fractions; a node that would be full in one gets nothing. */
function balancedByDifference({ allocatable, nonZeroRequested }: NodeInfo, pod: Resource): number {
  const cpu = fraction(nonZeroRequested.milliCpu + pod.milliCpu, allocatable.milliCpu);
  const memory = fraction(nonZeroRequested.memory + pod.memory, allocatable.memory);
  if (cpu >= 1 || memory >= 1) return 0;
  return Math.trunc((1 - Math.abs(cpu - memory)) * MAX_NODE_SCORE);
}

/** One minus the standard deviation, which for two fractions is half their difference; 50 to 100. */
function balance(milliCpu: number, memory: number, { allocatable }: NodeInfo): number {
  if (allocatable.milliCpu === 0 || allocatable.memory === 0) return MAX_NODE_SCORE;
  const cpuFraction = Math.min(milliCpu / allocatable.milliCpu, 1);
  const memoryFraction = Math.min(memory / allocatable.memory, 1);
  return Math.trunc((1 - Math.abs((cpuFraction - memoryFraction) / 2)) * MAX_NODE_SCORE);
}

// Real requests, without defaults for containers that name none.
function balancedWith(node: NodeInfo, pod: Resource): number {
  return balance(node.requested.milliCpu + pod.milliCpu, node.requested.memory + pod.memory, node);
}

/** What the pod changes: 75 where it keeps the balance, more where it mends it, less where it breaks it. */
function balancedByChange(node: NodeInfo, pod: Resource): number {
  const change = balancedWith(node, pod) - balance(node.requested.milliCpu, node.requested.memory, node);
  return MAX_NODE_SCORE / 2 + Math.trunc((MAX_NODE_SCORE / 2 + change) / 2);
}

export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  prepareScore({ pod, version }) {
    const { requested, scored } = pod.requests;
    if (!version.has('balancedAllocationByDeviation'))
      return { score: (node) => balancedByDifference(node, scored), key: () => scored.key };
    // A pod that asks for nothing changes no balance.
    if (
      requested.milliCpu === 0 &&
      requested.memory === 0 &&
      version.has('balancedAllocationSkipsBestEffort')
    )
      return 0;
    const key = (): string => requested.key;
    if (version.has('balancedAllocationByChange'))
      return { score: (node) => balancedByChange(node, requested), key };
    return { score: (node) => balancedWith(node, requested), key };
  },
};
