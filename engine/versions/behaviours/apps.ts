// Deployments, ReplicaSets, StatefulSets and DaemonSets: their fields and what their controllers do.

import type { BehaviourRows } from './rows.ts';

export const APPS_BEHAVIOURS = {
  // maxSurge of DaemonSets. Source: KEP-1591, on by default in 1.22.
  daemonSetMaxSurge: { from: 22 },
  // Old pods that are not available count against a DaemonSet's maxUnavailable. Source: kubernetes pull 123233, CHANGELOG-1.31.md.
  daemonSetCountsOldUnavailable: { from: 31 },
  // DaemonSets pay no heed to ended pods on their way out. Source: kubernetes pull 118716, CHANGELOG-1.28.md.
  daemonSetIgnoresEndedPods: { from: 28 },
  // DaemonSets replace pods that ended with success. Source: kubernetes pull 117073, CHANGELOG-1.27.md.
  daemonSetReplacesSucceededPods: { from: 27 },
  // DaemonSets write their status after a pass that failed as well.
  // Source: kubernetes pull 112127, CHANGELOG-1.26.md.
  daemonSetStatusAfterFailure: { from: 26 },
  // A DaemonSet's rolling update looks at each node as one case, and may surge.
  // Source: KEP-1591 DaemonSetUpdateSurge; kubernetes v1.21.0 pkg/controller/daemon/update.go, rollingUpdate.
  daemonSetUpdatesNodeByNode: { from: 21 },
  // Scaling down, restarts of sidecars decide where those of other containers do not.
  // Source: kubernetes master pkg/controller/controller_utils.go, compareMaxContainerRestarts; not in v1.28.0. Differs:
  // which release between them came first is taken to be 1.29.
  deletionOrderCountsSidecarRestarts: { from: 29 },
  // A Deployment that exceeds its history limit loses the ReplicaSets of the lowest revisions, before the oldest ones.
  // Source: kubernetes v1.21.0 CHANGELOG-1.21.md, #97407.
  deploymentHistoryByRevision: { from: 21 },
  // Scaling down, ages of pods compare by the power of two that they fall in.
  // Source: kubernetes v1.22.0 pkg/features/kube_features.go, LogarithmicScaleDown (beta; alpha and off in 1.21).
  logarithmicScaleDown: { from: 22 },
  // Scaling down, a ReplicaSet spares pods with a higher `controller.kubernetes.io/pod-deletion-cost`.
  // Source: kubernetes v1.22.0 pkg/features/kube_features.go, PodDeletionCost (beta; alpha and off in 1.21).
  podDeletionCost: { from: 22 },
  // The labels apps.kubernetes.io/pod-index of StatefulSet pods and batch.kubernetes.io/job-completion-index of Indexed
  // Job pods. Source: KEP-4017 PodIndexLabel, on by default in 1.28.
  podIndexLabel: { from: 28 },
  // A ReplicaSet looks again exactly when the next of its pods has been ready for minReadySeconds.
  // Source: kubernetes master pkg/controller/replicaset/replica_set.go, syncReplicaSet; not in v1.28.0. Differs: which
  // release between them came first is taken to be 1.35.
  replicaSetChecksAvailabilityExactly: { from: 35 },
  // A Deployment's name is cut where its ReplicaSet's would become too long.
  // Source: kubernetes master pkg/controller/deployment/sync.go, generateReplicaSetName; not in v1.28.0. Differs: which
  // release between them came first is taken to be 1.32.
  replicaSetNameCut: { from: 32 },
  // ReplicaSets and Deployments count pods on their way out in status.terminatingReplicas.
  // Source: kubernetes/api release-1.35 apps/v1/types.go, TerminatingReplicas (beta, on by default).
  replicaSetTerminatingReplicas: { from: 35 },
  // ScalingReplicaSet says `from 1 to 3`, before `to 3 from 1`. Source: kubernetes #125118, May 2024; clusters of 1.31
  // still say `to 1 from 2`.
  scalingEventFromTo: { from: 32 },
  // ScalingReplicaSet says `to 3 from 1`, before `to 3`. Source: kubernetes #101142; not in v1.20.2, in v1.28.0
  // pkg/controller/deployment/sync.go. Differs: which release between them came first is taken to be 1.26.
  scalingEventToFrom: { from: 26, until: 31 },
  // StatefulSet persistentVolumeClaimRetentionPolicy. Source: KEP-1847 StatefulSetAutoDeletePVC, on by default in 1.27.
  statefulSetAutoDeletePVC: { from: 27 },
  // StatefulSet status.availableReplicas. Source: kubernetes v1.22.0 staging/src/k8s.io/api/apps/v1/types.go.
  statefulSetAvailableReplicas: { from: 22 },
  // A StatefulSet owns its claims as their controller, and leaves alone those that something else controls.
  // Source: kubernetes v1.30.0 pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod.
  statefulSetControlsClaims: { from: 30 },
  // The status of a StatefulSet is counted over after the calls and written even when one was refused; pending pods get
  // missing claims again; Parallel sets make their calls in slow-start batches. Source: kubernetes pulls 113834 (1.27)
  // and 117865. Differs: the batches came with 1.28.
  statefulSetCountsAfterCalls: { from: 27 },
  // StatefulSet rollingUpdate.maxUnavailable. Source: KEP-961 MaxUnavailableStatefulSet, on by default in 1.35.0; off again
  // from 1.36 on, because it let rollouts of Parallel sets get stuck: kubernetes pull 137904.
  statefulSetMaxUnavailable: { from: 35, until: 35 },
  // A StatefulSet looks again exactly when the next of its pods has been ready for minReadySeconds.
  // Source: kubernetes pull 135428 (1.36, and later patches of 1.35).
  statefulSetChecksAvailabilityExactly: { from: 36 },
  // StatefulSet spec.minReadySeconds. Source: KEP-2599 StatefulSetMinReadySeconds, on by default in 1.23.
  statefulSetMinReadySeconds: { from: 23 },
  // A StatefulSet makes pods anew that have ended with success as well. Source: kubernetes pull 121389 (1.29).
  statefulSetRecreatesSucceededPods: { from: 29 },
  // A StatefulSet says nothing of a pod that has ended and that it deletes, and makes it anew only once it is gone.
  // Source: kubernetes pull 123809, CHANGELOG-1.31.md.
  statefulSetAwaitsEndedPods: { from: 31 },
  // A StatefulSet's rollout goes on when a pod has been ready for minReadySeconds, before when it was ready.
  // Source: kubernetes pull 130909, CHANGELOG-1.34.md.
  statefulSetRollsWhenAvailable: { from: 34 },
  // Names of StatefulSets are DNS labels. Source: kubernetes #114172 (1.27).
  statefulSetNamesAreLabels: { from: 27 },
  // revisionHistoryLimit of a StatefulSet may change. Source: kubernetes #128459 (1.33).
  statefulSetRevisionHistoryMutable: { from: 33 },
  // StatefulSet spec.ordinals.start. Source: KEP-3335 StatefulSetStartOrdinal, on by default in 1.27.
  statefulSetStartOrdinal: { from: 27 },
  // A StatefulSet's pod waits while a claim of its name is being deleted. Source: kubernetes pull 93457, CHANGELOG-1.20.md.
  statefulSetWaitsForClaimDeletion: { from: 20 },
} as const satisfies BehaviourRows;
