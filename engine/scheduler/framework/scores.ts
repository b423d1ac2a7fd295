// All score plugins of one cycle over the nodes that fit.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/runtime/framework.go, RunScorePlugins; pkg/scheduler/core/
// generic_scheduler.go, prioritizeNodes and selectHost.

import type { NodeInfo } from './node-info.ts';
import type { Cycle, ScoreRun } from './plugin.ts';
import { type ExtensionPoint, named } from './plugin-errors.ts';
import type { Profile } from './profile.ts';

export interface Scores {
  /** By node, in the order of the nodes given. */
  readonly totals: readonly number[];
  /** Normalized and weighted, by plugin and node. A plugin that gives every node the same has one entry. */
  readonly byPlugin: ReadonlyMap<string, readonly number[]>;
}

export function scoreNodes(profile: Profile, cycle: Cycle, nodes: readonly NodeInfo[]): Scores {
  const runs = profile.scores.map(({ plugin }) =>
    named(pointOf(plugin.name, cycle), plugin.name, cycle, () => plugin.prepareScore(cycle, nodes)),
  );
  const ofEvery = profile.scores.reduce((sum, { weight }, i) => sum + constantOf(runs[i]!) * weight, 0);
  const totals = new Array<number>(nodes.length).fill(ofEvery);
  const byPlugin = new Map<string, readonly number[]>();
  for (const [p, { plugin, weight }] of profile.scores.entries()) {
    const run = runs[p]!;
    if (typeof run === 'number') {
      byPlugin.set(plugin.name, [run * weight]);
      continue;
    }
    const scores = scoresOf(plugin.name, run, nodes, cycle);
    run.normalize?.(scores, nodes);
    for (let i = 0; i < scores.length; i += 1) {
      scores[i]! *= weight;
      totals[i]! += scores[i]!;
    }
    byPlugin.set(plugin.name, scores);
  }
  return { totals, byPlugin };
}

const constantOf = (run: ScoreRun | number): number => (typeof run === 'number' ? run : 0);

// A run with a key is asked only where a node changed.
function scoresOf(plugin: string, run: ScoreRun, nodes: readonly NodeInfo[], { snapshot }: Cycle): number[] {
  const score =
    run.key === undefined
      ? undefined
      : snapshot.facts.about(() => `score ${plugin} ${run.key!()}`, { workOut: (node) => run.score(node) });
  const scores = new Array<number>(nodes.length);
  for (let i = 0; i < scores.length; i += 1)
    scores[i] = score === undefined ? run.score(nodes[i]!) : score.of(nodes[i]!);
  return scores;
}

// Before it had a preparation, the plugin parsed its terms at every node.
function pointOf(plugin: string, { version }: Cycle): ExtensionPoint {
  return plugin === 'NodeAffinity' && !version.has('nodeAffinityPreparesScore') ? 'Score' : 'PreScore';
}

/** Indexes of the highest totals, ascending. */
export function bestIndexes(totals: readonly number[]): number[] {
  let best: number[] = [];
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < totals.length; i += 1) {
    if (totals[i]! > max) {
      max = totals[i]!;
      best = [];
    }
    if (totals[i] === max) best.push(i);
  }
  return best;
}
