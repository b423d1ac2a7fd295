// Node selectors and node affinity: required terms filter, preferred terms add their weights to the score.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go.

import {
  type NodeSelectorTerm,
  PreferredNodeTerms,
  RequiredNodeAffinity,
} from '../../../api/node-selector/node-selector.ts';
import type { Pod } from '../../../api/objects.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import { type FilterPlugin, normalizeScores, type ScorePlugin } from '../../framework/plugin.ts';
import { SchedulingError, type Status, unresolvable } from '../../framework/status.ts';

const NAME = 'NodeAffinity';
const TEXTS = {
  selector: unresolvable(NAME, "node(s) didn't match node selector"),
  affinity: unresolvable(NAME, "node(s) didn't match Pod's node affinity"),
  both: unresolvable(NAME, "node(s) didn't match Pod's node affinity/selector"),
} satisfies Record<string, Status>;
const CONFLICT = unresolvable(NAME, 'pod affinity terms conflict');

export const nodeAffinity: FilterPlugin & ScorePlugin = {
  name: NAME,

  prepareFilter({ pod, version }) {
    const affinity = new RequiredNodeAffinity(pod.pod, version);
    if (affinity.isEmpty) return undefined;
    const refused = refusal(version);
    const { nodeSelector, affinity: wanted } = pod.pod.spec;
    const key = (): string => JSON.stringify([nodeSelector, wanted?.nodeAffinity]);
    const check = (node: { name: string; labels: Readonly<Record<string, string>> }): Status | undefined =>
      affinity.matches(node.name, node.labels) ? undefined : refused;
    if (!version.has('nodeAffinityNarrowsNodes')) return { check, key };
    const onlyNodes = namedNodes(pod.pod);
    if (onlyNodes === undefined) return { check, key };
    return onlyNodes.size === 0 ? CONFLICT : { check, onlyNodes };
  },

  prepareScore({ pod, version }) {
    const terms = pod.pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    if (terms === undefined || terms.length === 0) return 0;
    const preferred = preferredTerms(terms, version);
    return {
      score: (node) => preferred.score(node.name, node.labels),
      normalize: (scores) => normalizeScores(scores, false),
      key: () => JSON.stringify(terms),
    };
  },
};

function refusal(version: VersionProfile): Status {
  if (version.has('nodeAffinityMessageSaysSelectorToo')) return TEXTS.both;
  return version.has('nodeAffinityMessageSaysAffinity') ? TEXTS.affinity : TEXTS.selector;
}

function preferredTerms(
  terms: ConstructorParameters<typeof PreferredNodeTerms>[0],
  version: VersionProfile,
): PreferredNodeTerms {
  try {
    return new PreferredNodeTerms(terms, version);
  } catch (error) {
    throw new SchedulingError((error as Error).message, { cause: error });
  }
}

// Nodes that every alternative names by metadata.name; none where one alternative names no node.
function namedNodes(pod: Pod): Set<string> | undefined {
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms: readonly NodeSelectorTerm[] = required?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return undefined;
  const all = new Set<string>();
  for (const term of terms) {
    const names = namedByTerm(term);
    if (names === undefined) return undefined;
    for (const name of names) all.add(name);
  }
  return all;
}

function namedByTerm(term: NodeSelectorTerm): readonly string[] | undefined {
  let names: readonly string[] | undefined;
  for (const { key, operator, values } of term.matchFields ?? []) {
    if (key !== 'metadata.name' || operator !== 'In') continue;
    names = names === undefined ? (values ?? []) : names.filter((name) => values?.includes(name));
  }
  return names;
}
