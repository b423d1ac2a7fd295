// Scores by a strategy that the profile chose: the emptier, the fuller, or by a curve over how full a node is.
//
// Each resource is scored by itself, and the scores are averaged by the weights. A resource that the node does not have,
// or an extended one that the pod does not ask for, is left out. Divisions round down, the curve's mean rounds to nearest.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/plugins/noderesources/{resource_allocation,least_allocated,
// most_allocated,requested_to_capacity_ratio}.go; plugins/helper/shape_score.go.

import type { ScoringStrategy, ShapePoint } from '../../config/plugin-args.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import { MAX_NODE_SCORE } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';

/** Scores of the shape are 0 to 10. Source: apis/config/types.go, MaxCustomPriorityScore. */
const MAX_SHAPE_SCORE = 10;
const FULL_PERCENT = 100;

export function strategyScore(strategy: ScoringStrategy, node: NodeInfo, pod: PodInfo): number {
  const byCurve = strategy.type === 'RequestedToCapacityRatio';
  let sum = 0;
  let weights = 0;
  for (const { name, weight } of strategy.resources) {
    const taken = takenOf(name, node, pod);
    if (taken === undefined) continue;
    const score = scoreOf(strategy, taken.requested, taken.capacity);
    // The curve leaves out a resource that scores nothing.
    if (byCurve && score <= 0) continue;
    sum += score * weight;
    weights += weight;
  }
  if (weights === 0) return 0;
  return byCurve ? Math.round(sum / weights) : Math.floor(sum / weights);
}

interface Taken {
  readonly requested: number;
  readonly capacity: number;
}

function takenOf(name: string, node: NodeInfo, { requests }: PodInfo): Taken | undefined {
  const capacity = node.allocatable.get(name);
  if (capacity === 0) return undefined;
  if (name === 'cpu' || name === 'memory')
    return { requested: node.nonZeroRequested.get(name) + requests.scored.get(name), capacity };
  const wanted = requests.requested.get(name);
  if (wanted === 0 && name !== 'ephemeral-storage') return undefined;
  return { requested: node.requested.get(name) + wanted, capacity };
}

function scoreOf({ type, shape }: ScoringStrategy, requested: number, capacity: number): number {
  switch (type) {
    case 'LeastAllocated':
      return requested > capacity ? 0 : Math.floor(((capacity - requested) * MAX_NODE_SCORE) / capacity);
    case 'MostAllocated':
      return Math.floor((Math.min(requested, capacity) * MAX_NODE_SCORE) / capacity);
    case 'RequestedToCapacityRatio':
      return onCurve(
        shape,
        requested > capacity ? FULL_PERCENT : Math.floor((requested * FULL_PERCENT) / capacity),
      );
  }
}

// Straight lines between the points, level before the first and after the last.
function onCurve(shape: readonly ShapePoint[], percent: number): number {
  const scale = MAX_NODE_SCORE / MAX_SHAPE_SCORE;
  const next = shape.findIndex(({ utilization }) => percent <= utilization);
  if (next < 0) return shape.at(-1)!.score * scale;
  const to = shape[next]!;
  const from = shape[next - 1];
  if (from === undefined) return to.score * scale;
  const rise = (to.score - from.score) * scale * (percent - from.utilization);
  return from.score * scale + Math.trunc(rise / (to.utilization - from.utilization));
}
