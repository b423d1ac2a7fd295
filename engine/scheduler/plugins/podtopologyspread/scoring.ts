// Soft spread constraints, own ones or the system's defaults: fewer matching pods in a node's domains score higher.
//
// A count is weighted with ln(domains + 2), so that few large domains are not drowned by many small ones.
// Example: zone constraint, two zones with 2 and 0 pods, maxSkew 1: 2 * ln 4 = 2.77, 0; rounded 3 and 0; scores
// 100 * (3 + 0 - 3) / 3 = 0 and 100.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/podtopologyspread/scoring.go.

import type { NodeInfo } from '../../framework/node-info.ts';
import { type Cycle, MAX_NODE_SCORE, type ScorePlugin, type ScoreRun } from '../../framework/plugin.ts';
import type { CountOnNode } from '../../framework/pod-counts.ts';
import {
  type Constraints,
  constraintsOf,
  counterOf,
  domainsOf,
  HOSTNAME_LABEL,
  hasAllKeys,
  haveAllKeys,
  NodeInclusion,
  type SpreadConstraint,
} from './constraints.ts';

export const podTopologySpreadScore: ScorePlugin = {
  name: 'PodTopologySpread',
  prepareScore(cycle, feasible) {
    const constraints = constraintsOf(cycle, 'ScheduleAnyway');
    // Without constraints every node counts 0 pods, and a highest count of 0 scores 100; later releases skip the plugin.
    if (constraints.list.length === 0)
      return cycle.version.has('schedulerSkipsIdlePlugins') ? 0 : MAX_NODE_SCORE;
    return run(cycle, constraints, feasible);
  },
};

interface Weighted extends SpreadConstraint {
  readonly counter: CountOnNode;
  readonly weight: number;
  /** Matching pods by domain; absent for the hostname, where each node is its own domain. */
  readonly counts: Map<string | undefined, number> | undefined;
}

function run(
  cycle: Cycle,
  { list, areSystemDefaults }: Constraints,
  feasible: readonly NodeInfo[],
): ScoreRun {
  const { version } = cycle;
  const requiresAll = !areSystemDefaults || !version.has('spreadDefaultsNeedNoLabels');
  const isIgnored = (node: NodeInfo): boolean => requiresAll && !hasAllKeys(node.labels, list);
  const scored = requiresAll ? feasible.filter((node) => !isIgnored(node)) : feasible;
  const weighted = list.map((constraint) => weigh(constraint, scored, cycle));
  countPods(cycle, weighted, requiresAll);
  const rounds = version.has('spreadScoresRounded');
  return {
    score: (node) => {
      if (isIgnored(node)) return 0;
      let sum = 0;
      for (const { topologyKey, maxSkew, weight, counts, counter } of weighted) {
        const domain = node.labels[topologyKey];
        if (domain === undefined) continue;
        const count = counts === undefined ? counter(node) : counts.get(domain)!;
        sum += count * weight + (maxSkew - 1);
      }
      return rounds ? Math.round(sum) : Math.trunc(sum);
    },
    normalize: (scores, nodes) => normalize(scores, requiresAll ? nodes.map(isIgnored) : undefined),
  };
}

function weigh(constraint: SpreadConstraint, scored: readonly NodeInfo[], cycle: Cycle): Weighted {
  const counter = counterOf(constraint, cycle);
  if (constraint.topologyKey === HOSTNAME_LABEL) {
    return { ...constraint, counter, weight: Math.log(scored.length + 2), counts: undefined };
  }
  const counts = new Map<string | undefined, number>();
  // A node without the label has a domain of its own here (the empty one), as upstream's zero value does.
  for (const node of scored) counts.set(node.labels[constraint.topologyKey], 0);
  return { ...constraint, counter, weight: Math.log(counts.size + 2), counts };
}

function countPods(cycle: Cycle, weighted: readonly Weighted[], requiresAll: boolean): void {
  const { pod, snapshot, version } = cycle;
  const zonal = weighted.filter(({ counts }) => counts !== undefined);
  if (zonal.length === 0) return;
  const inclusion = new NodeInclusion(pod, version);
  if (zonal.every((constraint) => inclusion.includesAll(constraint))) {
    const domains = zonal.map((constraint) => domainsOf(constraint, cycle));
    if (!requiresAll || haveAllKeys(weighted, cycle)) {
      for (const [i, { counts }] of zonal.entries())
        for (const domain of counts!.keys())
          if (domain !== undefined) counts!.set(domain, domains[i]!.counts.get(domain) ?? 0);
      return;
    }
  }
  for (const node of snapshot.nodes) {
    if (requiresAll && !hasAllKeys(node.labels, weighted)) continue;
    for (const constraint of zonal) {
      const domain = node.labels[constraint.topologyKey];
      // The empty domain scores nothing, so nobody asks for its count.
      if (domain === undefined) continue;
      const counted = constraint.counts!.get(domain);
      if (counted === undefined || !inclusion.includes(constraint, node)) continue;
      constraint.counts!.set(domain, counted + constraint.counter(node));
    }
  }
}

// Nodes that lack a label of the constraints get nothing.
function normalize(scores: number[], ignored: readonly boolean[] | undefined): void {
  let min = Number.MAX_SAFE_INTEGER;
  let max = 0;
  for (let i = 0; i < scores.length; i += 1) {
    if (ignored?.[i]) continue;
    min = Math.min(min, scores[i]!);
    max = Math.max(max, scores[i]!);
  }
  for (let i = 0; i < scores.length; i += 1) {
    if (ignored?.[i]) scores[i] = 0;
    else
      scores[i] = max === 0 ? MAX_NODE_SCORE : Math.trunc((MAX_NODE_SCORE * (max + min - scores[i]!)) / max);
  }
}
