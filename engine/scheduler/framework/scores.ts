// All score plugins of one cycle over the nodes that fit.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/runtime/framework.go, RunScorePlugins; pkg/scheduler/core/
// generic_scheduler.go, prioritizeNodes and selectHost.

import type { NodeInfo } from './node-info.ts';
import type { Cycle } from './plugin.ts';
import { type ExtensionPoint, named } from './plugin-errors.ts';
import type { Profile } from './profile.ts';

export interface Scores {
  /** By node, in the order of the nodes given. */
  readonly totals: readonly number[];
  /** Normalized and weighted, by plugin and node. A plugin that gives every node the same has one entry. */
  readonly byPlugin: ReadonlyMap<string, readonly number[]>;
}

export function scoreNodes(profile: Profile, cycle: Cycle, nodes: readonly NodeInfo[]): Scores {
  const totals = new Array<number>(nodes.length).fill(0);
  const byPlugin = new Map<string, readonly number[]>();
  for (const { plugin, weight } of profile.scores) {
    const run = named(pointOf(plugin.name, cycle), plugin.name, cycle, () =>
      plugin.prepareScore(cycle, nodes),
    );
    if (typeof run === 'number') {
      byPlugin.set(plugin.name, [run * weight]);
      for (let i = 0; i < totals.length; i += 1) totals[i]! += run * weight;
      continue;
    }
    const scores = new Array<number>(nodes.length);
    for (let i = 0; i < scores.length; i += 1) scores[i] = run.score(nodes[i]!);
    run.normalize?.(scores, nodes);
    for (let i = 0; i < scores.length; i += 1) {
      scores[i]! *= weight;
      totals[i]! += scores[i]!;
    }
    byPlugin.set(plugin.name, scores);
  }
  return { totals, byPlugin };
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
