// Pods that match every one of an incoming pod's terms, as a question that can be remembered.

import { type AffinityTerm, termMatches } from '../../framework/affinity-term.ts';
import type { PodMatcher } from '../../framework/domain-counts.ts';

/** `terms`: with their namespaces resolved, at least one. */
export function matcherOf(terms: readonly AffinityTerm[]): PodMatcher {
  return {
    key: `affinity ${terms.map(keyOf).join('\n')}`,
    matches: (pod) => terms.every((term) => termMatches(term, pod, undefined)),
  };
}

function keyOf({ namespaces, namespaceSelector, selector }: AffinityTerm): string {
  return `${[...namespaces].sort()};${namespaceSelector === undefined ? '' : '*'};${selector}`;
}
