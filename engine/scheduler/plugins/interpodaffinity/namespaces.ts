// Namespaces of an incoming pod's terms: those that a namespace selector matches now are written out by name.
//
// An empty namespace selector stands for all namespaces and is kept as it is.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/plugins/interpodaffinity/plugin.go,
// mergeAffinityTermNamespacesIfNotEmpty.

import type { AffinityTerm } from '../../framework/affinity-term.ts';
import type { ClusterView } from '../../framework/cluster-view.ts';

export function resolveNamespaces(term: AffinityTerm, view: ClusterView): AffinityTerm {
  const { namespaceSelector } = term;
  if (namespaceSelector === undefined || namespaceSelector.isEmpty) return term;
  const namespaces = new Set(term.namespaces);
  for (const { metadata } of view.namespaces()) {
    if (namespaceSelector.matches(metadata.labels ?? {})) namespaces.add(metadata.name);
  }
  return { ...term, namespaces, namespaceSelector: undefined };
}
