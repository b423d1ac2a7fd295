// What the API server warns of, though it takes it: see engine/api/warnings.

import type { BehaviourRows } from './rows.ts';

export const WARNINGS_BEHAVIOURS = {
  // CRON_TZ or TZ in a schedule. Source: kubernetes v1.23 CHANGELOG.
  cronJobZoneWarnings: { from: 23 },
  // EndpointSlices of names. Source: read in the 1.28 tree, pkg/registry/discovery/endpointslice/strategy.go; not in 1.20.
  fqdnSliceWarning: { from: 28 },
  // Huge Indexed Jobs. Source: read in the 1.28 tree, pkg/api/job/warnings.go; not in 1.20.
  indexedJobSizeWarning: { from: 28 },
  // The annotation kubernetes.io/ingress.class. Source: read in the 1.28 tree, pkg/registry/networking/ingress/strategy.go.
  ingressClassAnnotationWarning: { from: 28 },
  // Null selectors of affinities and spread constraints. Source: kubernetes v1.28 CHANGELOG.
  nullSelectorWarnings: { from: 28 },
  // Ports that two containers declare. Source: kubernetes #113245 (1.28).
  podPortWarnings: { from: 28 },
  // Deprecated and known-bad values in pod specs. Source: kubernetes #101688 (1.22).
  podSpecWarnings: { from: 22 },
  // Seccomp annotations, in these words. Source: read in the 1.28 tree, pkg/api/pod/warnings.go.
  seccompAnnotationWarnings: { from: 27 },
  // Services. Source: kubernetes v1.27 CHANGELOG, "Added warnings to the Services API".
  serviceWarnings: { from: 27 },
  // Volumes, claims and storage classes. Source: kubernetes #108554 (1.25).
  storageWarnings: { from: 25 },
  // Names of workloads that are no DNS labels. Source: kubernetes #114412 (1.27).
  workloadNameWarnings: { from: 27 },
} as const satisfies BehaviourRows;
