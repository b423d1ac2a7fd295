// Plays `preemption`: the node that a pod is nominated for, and the pods that have to go.

import { fitErrorMessage } from '../../engine/scheduler/fit-error.ts';
import { preempt } from '../../engine/scheduler/preemption/preemption.ts';
import type { TableAdapter } from '../adapter.ts';
import { playCycle, version } from '../scheduling-scene.ts';

interface Actual {
  readonly message: string;
  readonly node?: string;
  readonly victims: readonly string[];
}

interface Expected {
  readonly message: string;
  readonly nominatedNodeOneOf: readonly string[];
  readonly victimsByNode: Readonly<Record<string, readonly string[]>>;
}

export const adapter: TableAdapter = {
  topics: ['preemption'],
  run: ({ input }): Actual => {
    const { pod, around, outcome } = playCycle(input);
    if (outcome.kind !== 'unfit') throw new Error(`the pod ${outcome.kind}`);
    const { diagnosis, filters } = outcome;
    const result = preempt({ ...around, pod, diagnosis, filters, offset: () => 0 });
    const message = fitErrorMessage(diagnosis, '', version);
    if (result.kind === 'none') return { message, victims: [] };
    const { node, pods } = result.candidate;
    return {
      message,
      node: node.name,
      victims: pods.map(({ namespace, name }) => `${namespace}/${name}`).sort(),
    };
  },
  matches: (result, wanted) => {
    const { message, node, victims } = result as Actual;
    const { message: text, nominatedNodeOneOf, victimsByNode } = wanted as Expected;
    if (message !== text) return false;
    if (node === undefined) return nominatedNodeOneOf.length === 0;
    return nominatedNodeOneOf.includes(node) && [...victimsByNode[node]!].sort().join() === victims.join();
  },
};
