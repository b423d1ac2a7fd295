// A pod affinity term with its selectors parsed once, and whether another pod matches it.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, AffinityTerm; v1.28.0
// pkg/scheduler/framework/types.go, AffinityTerm.Matches, for namespace selectors.

import type { LabelSelector, Pod } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Labels } from './node-info.ts';

export interface AffinityTerm {
  readonly namespaces: ReadonlySet<string>;
  /** Absent where the term names no namespaces by label. */
  readonly namespaceSelector: Selector | undefined;
  readonly selector: Selector;
  readonly topologyKey: string;
  /** Equal for terms that say the same. */
  readonly key: string;
}

export interface WeightedAffinityTerm {
  readonly term: AffinityTerm;
  readonly weight: number;
}

export interface ApiAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly topologyKey: string;
}

export interface ApiWeightedTerm {
  readonly weight: number;
  readonly podAffinityTerm: ApiAffinityTerm;
}

/** What of another pod a term looks at. */
export interface TermSubject {
  readonly namespace: string;
  readonly labels: Labels;
}

/** @throws Error  with upstream's text, when a selector cannot be parsed */
export function parseTerm(pod: Pod, term: ApiAffinityTerm, version: VersionProfile): AffinityTerm {
  const selector = labelSelectorAsSelector(term.labelSelector, version);
  const byLabel = version.has('podAffinityNamespaceSelector') ? term.namespaceSelector : undefined;
  const named = term.namespaces ?? [];
  const namespaces = named.length === 0 && byLabel === undefined ? [pod.metadata.namespace] : named;
  const namespaceSelector = byLabel === undefined ? undefined : labelSelectorAsSelector(byLabel, version);
  const { topologyKey } = term;
  const where = namespaceSelector === undefined ? '' : `{${namespaceSelector}}`;
  return {
    namespaces: new Set(namespaces),
    namespaceSelector,
    selector,
    topologyKey,
    key: `${topologyKey} ${[...namespaces].sort()}${where} ${selector}`,
  };
}

/** `namespaceLabels`: the labels of the subject's namespace. */
export function termMatches(
  term: AffinityTerm,
  subject: TermSubject,
  namespaceLabels: Labels | undefined,
): boolean {
  const inNamespace =
    term.namespaces.has(subject.namespace) || term.namespaceSelector?.matches(namespaceLabels ?? {}) === true;
  return inNamespace && term.selector.matches(subject.labels);
}
