// Nodes, namespaces, accounts, quotas, budgets and what else belongs to the cluster as a whole.

import type { BehaviourRows } from './rows.ts';

export const CLUSTER_BEHAVIOURS = {
  // Service-account tokens come from a projected volume `kube-api-access-xxxxx` instead of a Secret
  // `default-token-xxxxx`. Source: KEP-542 BoundServiceAccountTokenVolume, on by default in 1.21.
  boundServiceAccountTokenVolume: { from: 21 },
  // The API server asks the controller manager, and then the scheduler, for their health on their ports with TLS.
  // Source: kubernetes pull 96216, CHANGELOG-1.22.md; pull 96345, CHANGELOG-1.23.md.
  componentStatusAsksManagerByTLS: { from: 22 },
  componentStatusAsksSchedulerByTLS: { from: 23 },
  // It asks etcd as it asks its store, before by /health. Source: kubernetes pull 118460, CHANGELOG-1.28.md.
  componentStatusProbesEtcd: { from: 28 },
  // Node spec.configSource. Source: KEP-281, gate DynamicKubeletConfig, switched off in 1.22.
  dynamicKubeletConfig: { until: 21 },
  // etcd's /health gives a reason (etcd 3.5), and once wrote its JSON with a space (etcd 3.2). Source: kubernetes
  // cmd/kubeadm/app/constants/constants.go of v1.20.2, SupportedEtcdVersion; pull 102062, CHANGELOG-1.22.md.
  etcdHealthHasReason: { from: 22 },
  etcdHealthIsSpaced: { until: 13 },
  // An update of an Event is compared with the old one, before with itself. Source: read in the 1.28 tree; not in 1.20.
  eventUpdateComparesWithOld: { from: 24 },
  // Go's errors quote addresses (Go 1.14; releases were built with 1.13 until 1.18). Source: issue kubeadm 2222.
  goQuotesUrls: { from: 19 },
  // spec.behavior.*.tolerance. Source: KEP-4951, on by default in 1.35.
  hpaConfigurableTolerance: { from: 35 },
  // HPA metrics of single containers. Source: KEP-1610, on by default in 1.27.
  hpaContainerMetrics: { from: 27 },
  // ConfigMap and Secret `immutable`. Source: KEP-1412, on by default in 1.19.
  immutableConfigMaps: { from: 19 },
  // "must be greater than or equal to 0" for leaseTransitions. Source: read in the 1.28 tree; not in 1.20.
  leaseTransitionsText: { from: 25 },
  // Secrets with tokens are made for each ServiceAccount. Source: KEP-2799, LegacyServiceAccountTokenNoAutoGeneration, 1.24.
  legacyServiceAccountTokens: { until: 23 },
  // LimitRanger adds a pod's containers as quantities, also where one does not name the resource; before as int64 in plain
  // units, and only where all name it. Source: read in 1.28, limitranger/admission.go, podRequests; taken from 1.27 on.
  limitRangerSumsExactly: { from: 27 },
  // Namespaces carry the label kubernetes.io/metadata.name. Source: KEP-2161, on by default in 1.21.
  namespaceDefaultLabelName: { from: 21 },
  // The server publishes its schemas by OpenAPI v3 too. Source: KEP-2896, on by default in 1.24.
  openapiV3: { from: 24 },
  // Of a Namespace that is deleted the pods go first. Source: KEP-5080 OrderedNamespaceDeletion, on by default in 1.33.
  namespacePodsGoFirst: { from: 33 },
  // A node may be silent for 50 s, where it was 40 s. Source: kubernetes v1.32 pkg/controller/nodelifecycle/config/v1alpha1.
  nodeGracePeriod50s: { from: 32 },
  // The taint node.kubernetes.io/out-of-service frees pods of a node that is shut down. Source: KEP-2268, on by default in 1.26.
  nodeOutOfServiceTaint: { from: 26 },
  // Nodes: an update is compared as a whole with the old object. Source: kubernetes v1.20.2; not in the 1.28 tree.
  nodeUpdateComparedAsWhole: { until: 22 },
  // Problems of metadata.managedFields stand at the entry's index. Source: read in the 1.28 tree, apimachinery
  // pkg/apis/meta/v1/validation/validation.go, ValidateManagedFields; not in 1.20.
  managedFieldsIndexed: { from: 22 },
  // OpenAPI documents list the values of enums. Source: kubernetes pull 104898, gate OpenAPIEnums, on by default in 1.24.
  openAPIEnums: { from: 24 },
  // The API server publishes OpenAPI version 3. Source: KEP-2896, gate OpenAPIV3, on by default in 1.24.
  openAPIV3: { from: 24 },
  // PriorityClass preemptionPolicy. Source: KEP-902, gate NonPreemptingPriority, on by default in 1.19.
  nonPreemptingPriority: { from: 19 },
  // Of ended pods that are too many the evicted ones go first. Source: kubernetes pull 116167, CHANGELOG-1.27.md.
  podGCDeletesEvictedFirst: { from: 27 },
  // PodDisruptionBudget spec.unhealthyPodEvictionPolicy. Source: KEP-3017, on by default in 1.27.
  pdbUnhealthyPodEvictionPolicy: { from: 27 },
  // policy/v1 PodDisruptionBudget, whose status is validated. Source: KEP-85, kubernetes v1.21.0.
  pdbV1: { from: 21 },
  // PriorityClass: the path of a changed value is `value`, before `Value`. Source: read in the 1.28 tree; not in 1.20.
  priorityClassValuePath: { from: 24 },
  // A pod's overhead and sidecars count in quotas. Source: read in 1.28, quota/v1/evaluator/core/pods.go; taken from 1.27 on.
  quotaCountsPodOverhead: { from: 27 },
  // The quota scope CrossNamespacePodAffinity. Source: KEP-2249, on by default in 1.22.
  quotaCrossNamespaceAffinity: { from: 22 },
  // What a request does not use cannot exceed a quota. Source: read in 1.28, RemoveZeros; not in 1.20, taken from 1.28 on.
  quotaIgnoresZeroUsage: { from: 28 },
  // "must specify limits.cpu for: web", before without the containers. Source: read in 1.28,
  // quota/v1/evaluator/core/pods.go, Constraints; not in 1.20, taken from 1.24 on.
  quotaNamesContainers: { from: 24 },
  // ConfigMap kube-root-ca.crt in each namespace. Source: gate RootCAConfigMap, on by default in 1.20.
  rootCAConfigMap: { from: 20 },
  // Its annotation kubernetes.io/description. Source: read in 1.28, rootcacertpublisher/publisher.go; taken from 1.22 on.
  rootCAConfigMapDescription: { from: 22 },
  // Paths of a Secret's missing keys are `data[username]`, before `data[%s][username]`. Source: read in the 1.28 tree.
  secretKeyPaths: { from: 24 },
  // Eviction by taints is a controller of its own. Source: KEP-3902 SeparateTaintEvictionController, on by default in 1.29.
  taintEvictionController: { from: 29 },
  // Tokens may be bound to nodes. Source: KEP-4193, gate ServiceAccountTokenNodeBinding, on by default in 1.31.
  tokenBoundToNode: { from: 31 },
  // The answer to a TokenRequest has the account's name and a time; the account is looked for before the request is
  // checked. Source: kubernetes pull 107880, CHANGELOG-1.24.md.
  tokenRequestFilledIn: { from: 24 },
  // There are TokenRequests. Source: kubernetes pull 93258, CHANGELOG-1.20.md: --service-account-issuer must be given.
  tokenRequests: { from: 20 },
  // The watch cache grows with the rate of writes, before it kept the newest 100 of each kind. Source: kubernetes #91829.
  watchCacheGrows: { from: 20 },
  // What a bookmark says is the newest revision of all kinds, before of its own.
  // Source: KEP-1904 EfficientWatchResumption, on by default in 1.21.
  watchBookmarksFollowAllKinds: { from: 21 },
} as const satisfies BehaviourRows;
