// What the API server warns of, though it takes it: see engine/api/warnings.

import type { BehaviourRows } from './rows.ts';

export const WARNINGS_BEHAVIOURS = {
  // The AppArmor annotation of a template. Source: KEP-24 (AppArmorFields), on by default in 1.30.
  appArmorAnnotationWarnings: { from: 30 },
  // CRON_TZ or TZ in a schedule. Source: kubernetes v1.23 CHANGELOG.
  cronJobZoneWarnings: { from: 23 },
  // "which may be dropped when using apply". Source: read in a tree of 1.30, pkg/api/pod/warnings.go; not in 1.28.
  envWarningNamesApply: { from: 29 },
  // EndpointSlices of names. Source: read in the 1.28 tree, pkg/registry/discovery/endpointslice/strategy.go; not in 1.20.
  fqdnSliceWarning: { from: 28 },
  // Fields that a headless Service ignores. Source: kubernetes #132214 (1.34).
  headlessServiceWarnings: { from: 34 },
  // So it was warned of the affinity of every headless Service. Source: kubernetes #134040, fixed by #134054.
  headlessAffinityWarnedAlways: { from: 34, until: 34 },
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
  // externalIPs of Services. Source: KEP-5707 (1.36); pkg/api/service/warnings.go.
  serviceExternalIPsWarning: { from: 36 },
  // PreferClose for PreferSameZone. Source: KEP-3015, stable in 1.35; pkg/api/service/warnings.go.
  servicePreferCloseWarning: { from: 35 },
  // Services. Source: kubernetes v1.27 CHANGELOG, "Added warnings to the Services API".
  serviceWarnings: { from: 27 },
  // Volumes, claims and storage classes. Source: kubernetes #108554 (1.25).
  storageWarnings: { from: 25 },
  // The annotation kubernetes.io/enforce-mountable-secrets. Source: kubernetes v1.32, test/integration/serviceaccount.
  mountableSecretsWarning: { from: 32 },
  // Files of a volume that clash. Source: read in a tree after 1.30, pkg/api/pod/warnings.go; taken from 1.33 on.
  volumePathWarnings: { from: 33 },
  // Names of workloads that are no DNS labels. Source: kubernetes #114412 (1.27).
  workloadNameWarnings: { from: 27 },
} as const satisfies BehaviourRows;
