// Preferred pod affinity and anti-affinity, both ways: the incoming pod's preferences for the pods there, and their
// preferences (and required affinity, with weight 1) for it.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/interpodaffinity/scoring.go.

import { termMatches, type WeightedAffinityTerm } from '../../framework/affinity-term.ts';
import type { Labels } from '../../framework/node-info.ts';
import { type Cycle, MAX_NODE_SCORE, type ScorePlugin, type Snapshot } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import { SchedulingError } from '../../framework/status.ts';
import type { HeldTerm } from '../../framework/term-counts.ts';
import { matcherOf } from './matcher.ts';
import { resolveNamespaces } from './namespaces.ts';
import { TopologyCounts } from './topology-counts.ts';

/** Weight of a required affinity term when it is turned round. Source: apis/config/v1beta1/defaults.go. */
const HARD_POD_AFFINITY_WEIGHT = 1;

export const interPodAffinityScore: ScorePlugin = {
  name: 'InterPodAffinity',
  prepareScore(cycle) {
    const { pod, snapshot, version } = cycle;
    if (!pod.hasAffinity && snapshot.termCounts.isEmpty) return 0;
    if (pod.parseError !== undefined) throw new SchedulingError(`parsing pod: ${pod.parseError}`);
    const counts = new TopologyCounts();
    const scorer = new Scorer(cycle, counts);
    scorer.countOwn(snapshot);
    scorer.countHeld(snapshot);
    if (counts.isEmpty) return 0;
    const fromZero = !version.has('podAffinityScoresFromLowest');
    return {
      score: (node) => counts.sumIn(node.labels),
      normalize: (scores) => normalize(scores, fromZero),
    };
  },
};

class Scorer {
  private readonly pod: PodInfo;
  private readonly podNamespaceLabels: Labels | undefined;
  private readonly affinity: readonly WeightedAffinityTerm[];
  private readonly antiAffinity: readonly WeightedAffinityTerm[];
  private readonly counts: TopologyCounts;
  private readonly hardWeight: number;

  constructor({ pod, view, args }: Cycle, counts: TopologyCounts) {
    const resolve = ({ term, weight }: WeightedAffinityTerm): WeightedAffinityTerm => ({
      term: resolveNamespaces(term, view),
      weight,
    });
    this.pod = pod;
    this.podNamespaceLabels = view.namespace(pod.namespace)?.metadata.labels;
    this.affinity = pod.preferredAffinity.map(resolve);
    this.antiAffinity = pod.preferredAntiAffinity.map(resolve);
    this.counts = counts;
    this.hardWeight = args.affinity?.hardPodAffinityWeight ?? HARD_POD_AFFINITY_WEIGHT;
  }

  /** The incoming pod's preferences, over all pods there are. */
  countOwn({ domainCounts }: Snapshot): void {
    const count = ({ term, weight }: WeightedAffinityTerm, sign: 1 | -1): void => {
      const { topologyKey } = term;
      this.counts.addAll(topologyKey, domainCounts.of(topologyKey, matcherOf([term])).counts, sign * weight);
    };
    for (const preference of this.affinity) count(preference, 1);
    for (const preference of this.antiAffinity) count(preference, -1);
  }

  /** What the pods that are there would like, or need, of the incoming one. */
  countHeld({ termCounts }: Snapshot): void {
    if (this.hardWeight > 0) for (const held of termCounts.of('required')) this.add(held, this.hardWeight);
    for (const held of termCounts.of('preferred')) this.add(held, held.weight);
    for (const held of termCounts.of('preferredAnti')) this.add(held, -held.weight);
  }

  private add({ term, domains }: HeldTerm, weight: number): void {
    if (termMatches(term, this.pod, this.podNamespaceLabels))
      this.counts.addAll(term.topologyKey, domains, weight);
  }
}

// The range between lowest and highest is spread over 0 to 100; older releases take zero into the range.
function normalize(scores: number[], fromZero: boolean): void {
  const start = fromZero ? 0 : scores[0]!;
  const max = scores.reduce((a, b) => Math.max(a, b), start);
  const min = scores.reduce((a, b) => Math.min(a, b), start);
  for (let i = 0; i < scores.length; i += 1) {
    scores[i] = max === min ? 0 : Math.trunc(MAX_NODE_SCORE * ((scores[i]! - min) / (max - min)));
  }
}
