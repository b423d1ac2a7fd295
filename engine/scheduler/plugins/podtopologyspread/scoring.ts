// Soft spread constraints, own ones or the system's defaults: fewer matching pods in a node's domains score higher.
//
// A count is weighted with ln(domains + 2), so that few large domains are not drowned by many small ones.
// Example: zone constraint, two zones with 2 and 0 pods, maxSkew 1: 2 * ln 4 = 2.77, 0; rounded 3 and 0; scores
// 100 * (3 + 0 - 3) / 3 = 0 and 100.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/podtopologyspread/scoring.go.

import { COPY_OF } from '../../../api/plain.ts';
import type { NodeFact } from '../../framework/node-facts.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import { type Cycle, MAX_NODE_SCORE, type ScorePlugin, type ScoreRun } from '../../framework/plugin.ts';
import { type Constraints, constraintsOf, HOSTNAME_LABEL, type SpreadConstraint } from './constraints.ts';
import { countsOf, domainOf, domainsOf, haveAllKeys, havingAllKeys, NodeInclusion } from './counts.ts';

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
  readonly domain: NodeFact<string | undefined>;
  readonly pods: NodeFact<number>;
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
  const haveKeys = requiresAll ? havingAllKeys(list, cycle) : undefined;
  const isIgnored = (node: NodeInfo): boolean => haveKeys?.of(node) === false;
  const scored = requiresAll ? feasible.filter((node) => !isIgnored(node)) : feasible;
  const weighted = list.map((constraint) => weigh(constraint, scored, cycle));
  countPods(cycle, weighted, haveKeys);
  const rounds = version.has('spreadScoresRounded');
  const telling = weighted.filter(({ counts }) => counts === undefined || hasDomains(counts));
  return {
    score: (node) => {
      if (isIgnored(node)) return 0;
      let sum = 0;
      for (const { maxSkew, weight, domain, counts, pods } of telling) {
        const at = domain.of(node);
        if (at === undefined) continue;
        const count = counts === undefined ? pods.of(node) : counts.get(at)!;
        sum += count * weight + (maxSkew - 1);
      }
      return rounds ? Math.round(sum) : Math.trunc(sum);
    },
    normalize: (scores, nodes) => normalize(scores, requiresAll ? nodes.map(isIgnored) : undefined),
  };
}

function weigh(constraint: SpreadConstraint, scored: readonly NodeInfo[], cycle: Cycle): Weighted {
  const { topologyKey } = constraint;
  const asked = { domain: domainOf(topologyKey, cycle), pods: countsOf(constraint, cycle) };
  if (topologyKey === HOSTNAME_LABEL) {
    const weight = Math.log(scored.length + 2);
    return { ...COPY_OF, ...constraint, ...asked, weight, counts: undefined };
  }
  const all = domainsOf(constraint, cycle);
  const hasOthers = all.nodeCount < cycle.snapshot.nodes.length;
  const counts = domainsAmong(scored, asked.domain, all.counts.size + (hasOthers ? 1 : 0));
  return { ...COPY_OF, ...constraint, ...asked, weight: Math.log(counts.size + 2), counts };
}

// Where no node has the label, the constraint adds nothing anywhere.
function hasDomains(counts: ReadonlyMap<string | undefined, number>): boolean {
  return counts.size > 1 || !counts.has(undefined);
}

// Each with 0 pods. A node without the label has a domain of its own here (the empty one), as upstream's zero value does.
// Mostly few nodes show all the domains that there are.
function domainsAmong(
  nodes: readonly NodeInfo[],
  domain: NodeFact<string | undefined>,
  domainsMax: number,
): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const node of nodes) {
    counts.set(domain.of(node), 0);
    if (counts.size === domainsMax) break;
  }
  return counts;
}

/** @param haveKeys  which nodes count; absent: all */
function countPods(
  cycle: Cycle,
  weighted: readonly Weighted[],
  haveKeys: NodeFact<boolean> | undefined,
): void {
  const { pod, snapshot, version } = cycle;
  const zonal = weighted.filter(({ counts }) => counts !== undefined);
  if (zonal.length === 0) return;
  const inclusion = new NodeInclusion(pod, version);
  if (zonal.every((constraint) => inclusion.includesAll(constraint))) {
    const domains = zonal.map((constraint) => domainsOf(constraint, cycle));
    if (haveKeys === undefined || haveAllKeys(weighted, cycle)) {
      for (const [i, { counts }] of zonal.entries())
        for (const domain of counts!.keys())
          if (domain !== undefined) counts!.set(domain, domains[i]!.counts.get(domain) ?? 0);
      return;
    }
  }
  for (const node of snapshot.nodes) {
    if (haveKeys?.of(node) === false) continue;
    for (const constraint of zonal) {
      const domain = constraint.domain.of(node);
      // The empty domain scores nothing, so nobody asks for its count.
      if (domain === undefined) continue;
      const counted = constraint.counts!.get(domain);
      if (counted === undefined || !inclusion.includes(constraint, node)) continue;
      constraint.counts!.set(domain, counted + constraint.pods.of(node));
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
