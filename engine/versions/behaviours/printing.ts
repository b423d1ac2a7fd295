// What `kubectl get` and `kubectl describe` show.

import type { BehaviourRows } from './rows.ts';

export const PRINTING_BEHAVIOURS = {
  // Pods that have ended are not "Terminating". Source: kubernetes issue 120207; not in v1.28.0, in kubectl v0.32.0
  // describe. Differs: which release between them came first is taken to be 1.32.
  endedPodsAreNotTerminating: { from: 32 },
  // COUNT of an event in a series adds the event before it. Source: kubernetes v1.20.2 printers.go, printEvent; not in
  // v1.28.0. Differs: which release between them dropped it is taken to be 1.24.
  eventSeriesLeavesOutFirst: { until: 23 },
  // Columns of `kubectl get`. Source: kubernetes pulls 123226, 132832, 122231, 122804, 129419 and 126529 by the date of
  // their merge; KEP-3751 for the class of volume attributes; csr duration: KEP-2784; shares: flowcontrol v1beta3.
  jobStatusColumn: { from: 30 },
  jobStatusShowsSuccessCriteria: { from: 34 },
  cronJobTimeZoneColumn: { from: 30 },
  hpaTargetsNameResource: { from: 30 },
  resourceQuotaAgeLast: { from: 33 },
  priorityClassPreemptionColumn: { from: 32 },
  volumeAttributesClassColumn: { from: 29 },
  // CLASS of an Ingress. Source: kubernetes pull 88509.
  ingressClassColumn: { from: 18 },
  csrDuration: { from: 22 },
  nominalConcurrencyShares: { from: 26 },
  // kubectl has the command rolling-update. Source: kubernetes pull 88057, removed in kubectl 1.18.
  kubectlRollingUpdate: { until: 17 },
  // Once a pod was initialized, READY and RESTARTS heed its containers, even while an init container runs again.
  // Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printPod; not in v1.20.2, taken to have come
  // with sidecars.
  podInitializedDecidesStatus: { from: 28 },
  // RESTARTS as "3 (12s ago)". Source: kubernetes pull 100142; taken to be in from 1.22 on.
  restartsShowAge: { from: 22 },
} as const satisfies BehaviourRows;
