// Plays `ranking`: deletion order of pods, taint toleration, node selector terms and their scores.

import {
  NodeSelector,
  type NodeSelectorTerm,
  PreferredNodeTerms,
} from '../../engine/api/node-selector/node-selector.ts';
import type { Pod } from '../../engine/api/objects.ts';
import { SelectorError } from '../../engine/api/selectors/requirement.ts';
import {
  findUntoleratedTaint,
  forbidsScheduling,
  matchingTolerations,
  toleratesTaint,
} from '../../engine/api/taints/tolerations.ts';
import { inDeletionOrder } from '../../engine/controllers/deletion-order.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

type Input = TableCase['input'];

const version = versionProfile(20);

function pod(row: Input): Pod {
  const ready = {
    type: 'Ready',
    status: row.ready ? 'True' : 'False',
    ...(row.readySince === null ? {} : { lastTransitionTime: row.readySince }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: row.name,
      namespace: 'default',
      uid: row.name,
      resourceVersion: '1',
      creationTimestamp: row.creationTimestamp ?? '',
    },
    spec: { containers: [], nodeName: row.nodeName },
    status: {
      phase: row.phase,
      conditions: [ready],
      containerStatuses: row.restarts.map((restartCount: number) => ({ restartCount })),
    },
  };
}

function order(rows: Input[], isRanked: boolean): unknown {
  const ranks = new Map(rows.map((row) => [row.name, row.rank]));
  const rankOf = (each: Pod): number => (isRanked ? ranks.get(each.metadata.name) : 0);
  const sorted = inDeletionOrder(rows.map(pod), {
    version,
    nowEpochMs: Date.parse('2021-01-02T00:00:00Z'),
    rankOf,
  });
  return { order: sorted.map(({ metadata }) => metadata.name) };
}

function nodeSelector({ nodeSelector, nodeName, nodeLabels }: Input): unknown {
  const selector = new NodeSelector(nodeSelector.nodeSelectorTerms as NodeSelectorTerm[], version);
  const { matches, error } = selector.explain(nodeName, nodeLabels ?? {});
  return { match: matches, error };
}

function preferredScore({ terms, nodeName, nodeLabels }: Input): unknown {
  try {
    return { score: new PreferredNodeTerms(terms, version).score(nodeName, nodeLabels ?? {}) };
  } catch (error) {
    if (error instanceof SelectorError) return { error: error.message };
    throw error;
  }
}

function podTolerations({ taints, tolerations }: Input): unknown {
  const used = matchingTolerations(taints, tolerations);
  const untolerated = findUntoleratedTaint(taints, tolerations, forbidsScheduling);
  return {
    allTaintsTolerated: used !== undefined,
    firstUntolerated: untolerated ?? null,
    schedulable: untolerated === undefined,
    usedTolerations: used ?? [],
  };
}

const FUNCTIONS: Readonly<Record<string, (input: Input) => unknown>> = {
  sortForDeletion: ({ pods }) => order(pods, false),
  sortForDeletionWithRanks: ({ pods }) => order(pods, true),
  tolerationToleratesTaint: ({ toleration, taint }) => ({ tolerated: toleratesTaint(toleration, taint) }),
  podToleratesNodeTaints: podTolerations,
  matchNodeSelectorTerms: nodeSelector,
  preferredNodeScore: preferredScore,
};

export const adapter: TableAdapter = {
  topics: ['ranking'],
  run: ({ fn = '', input }) => {
    const call = FUNCTIONS[fn];
    if (call === undefined) throw new Error(`no function ${fn}`);
    return call(input);
  },
};
