// Plays `scheduling-score`: the nodes that fit, their scores by plugin, and which are the best.

import { bestIndexes, scoreNodes } from '../../engine/scheduler/framework/scores.ts';
import type { TableAdapter } from '../adapter.ts';
import { playCycle } from '../scheduling-scene.ts';

export const adapter: TableAdapter = {
  topics: ['scheduling-score'],
  run: ({ input }) => {
    const { pod, around, outcome } = playCycle(input);
    if (outcome.kind !== 'fits') throw new Error('the pod fits nowhere');
    const { feasible } = outcome.found;
    const names = feasible.map(({ name }) => name);
    // A cycle does not score the only node that fits; the table has its scores all the same.
    const cycle = { ...around, pod, args: {}, hasNominatedPods: false };
    const scores = outcome.found.scores ?? scoreNodes(around.profile, cycle, feasible);
    const byNode = (values: readonly number[]): Record<string, number> =>
      Object.fromEntries(names.map((name, i) => [name, values.length === 1 ? values[0]! : values[i]!]));
    return {
      best: bestIndexes(scores.totals)
        .map((i) => names[i]!)
        .sort(),
      byPluginWeighted: Object.fromEntries(
        [...scores.byPlugin].map(([plugin, values]) => [plugin, byNode(values)]),
      ),
      feasible: [...names].sort(),
      scores: byNode(scores.totals),
    };
  },
};
