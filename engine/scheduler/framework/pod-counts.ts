// How many pods of a namespace a selector matches on a node; terminating pods are left out.

import type { NodeFact, NodeFacts } from './node-facts.ts';
import type { Labels } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';

export interface LabelMatcher {
  /** Without a requirement, so that it matches everything. */
  readonly isEmpty: boolean;
  matches(labels: Labels): boolean;
  /** Equal for selectors that match the same. */
  toString(): string;
}

export function podCounts(facts: NodeFacts, selector: LabelMatcher, namespace: string): NodeFact<number> {
  const counts = (pod: PodInfo): boolean =>
    !pod.isTerminating && pod.namespace === namespace && selector.matches(pod.labels);
  return facts.about(() => `pods ${namespace}\n${selector}`, {
    workOut: ({ pods }) => {
      let count = 0;
      for (const pod of pods) if (counts(pod)) count += 1;
      return count;
    },
    carryOn: (before, added) => (counts(added) ? before + 1 : before),
  });
}
