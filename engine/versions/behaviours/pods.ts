// The pod in the API: which fields there are and how they are checked.

import type { BehaviourRows } from './rows.ts';

export const PODS_BEHAVIOURS = {
  // A budget that cannot be reckoned says so in one Event, where it first told the cause in another. Source: kubernetes
  // #98128 (1.21).
  budgetFailsWithOneEvent: { from: 21 },
  // The disruption controller looks at every budget again each 30 s. Source: read in 1.20, disruption.go,
  // NewDisruptionController; taken out by kubernetes #92827.
  budgetsAreResynced: { until: 20 },
  // Budgets count the pods of any owner that has the scale subresource. Source: kubernetes #76294 (1.15).
  budgetsFollowScaleSubresource: { from: 15 },
  // status.conditions of PodDisruptionBudgets. Source: kubernetes #98127 (1.21).
  budgetsHaveConditions: { from: 21 },
  // A new status keeps the time since when a budget's condition has been so. Source: read in master, disruption.go,
  // updatePdbStatus; not in 1.28; taken from 1.33 on.
  budgetsKeepTheirConditions: { from: 33 },
  // A budget over pods whose owner cannot be scaled names the owner's kind. Source: kubernetes #98346 (1.21).
  budgetsNameKindsWithoutScale: { from: 21 },
  // Restart rules and restart policies of single containers. Source: KEP-5307, beta and on by default in 1.35.
  containerRestartRules: { from: 35 },
  // Containers are checked for what all share first, then for what their role allows. Source: read in the 1.28 tree,
  // pkg/apis/core/validation/validation.go, validateContainerCommon; not in 1.20.
  containersValidatedByRole: { from: 26 },
  // 32 search paths of 2048 characters instead of 6 of 256. Source: KEP-2595 (ExpandedDNSConfig), on by default in 1.26.
  dnsSearchListExpanded: { from: 26 },
  // Underscores and a lone dot in search paths. Source: KEP-4427 (RelaxedDNSSearchValidation), on by default in 1.33.
  dnsSearchRelaxed: { from: 33 },
  // Huge pages in resourceFieldRef. Source: KEP-2053 (DownwardAPIHugePages), on by default in 1.22.
  downwardAPIHugePages: { from: 22 },
  // Dynamic resource allocation. Source: KEP-4381, on by default in 1.34.
  dynamicResourceAllocation: { from: 34 },
  // fileKeyRef of environment variables. Source: KEP-3721 (EnvFiles), on by default in 1.35.
  envFiles: { from: 35 },
  // Ephemeral containers. Source: KEP-277, on by default in 1.23.
  ephemeralContainers: { from: 23 },
  // Generic ephemeral volumes. Source: KEP-1698, on by default in 1.21.
  genericEphemeralVolumes: { from: 21 },
  // The gRPC probe. Source: KEP-2727, on by default in 1.24.
  grpcProbes: { from: 24 },
  // Under hostNetwork the problem of unequal ports stands at hostPort, and templates may leave it out. Source: read in
  // the 1.28 tree, validatePodHostNetworkDeps and the gate DefaultHostNetworkHostPortsInPodTemplates (off from 1.28).
  hostNetworkBlamesHostPort: { from: 28 },
  // hostnameOverride of pods. Source: KEP-4762, on by default in 1.35.
  hostnameOverride: { from: 35 },
  // Huge pages are asked for in whole pages. Source: read in the 1.28 tree, validateResourceQuantityHugePageValue; not in 1.20.
  hugePagesMustDivide: { from: 25 },
  // Image volumes. Source: KEP-4639, on by default in 1.35.
  imageVolumes: { from: 35 },
  // Resources of a running container may be resized. Source: KEP-1287, on by default in 1.33.
  inPlacePodVerticalScaling: { from: 33 },
  // Probes of init containers are "Forbidden: may not be set for init containers without restartPolicy=Always" instead
  // of "Invalid value: must not be set for init containers". Source: read in the 1.28 tree, not in 1.20.
  initContainerHandlersForbidden: { from: 28 },
  // A negative terminationGracePeriodSeconds may be corrected to 1. Source: kubernetes #98866 (1.22).
  negativeGracePeriodMayBecomeOne: { from: 22 },
  // matchLabelKeys and mismatchLabelKeys of pod affinity terms. Source: KEP-3633, on by default in 1.31.
  podAffinityLabelKeys: { from: 31 },
  // namespaceSelector of pod affinity terms; labelSelector is called so in paths. Source: KEP-2249, on by default in 1.22.
  podAffinityNamespaceSelector: { from: 22 },
  // Victims of preemption carry the condition DisruptionTarget. Source: KEP-3329, on by default in 1.26.
  podDisruptionConditions: { from: 26 },
  // A pod's metadata.generation, and which one its status and conditions are about. Source: KEP-5067, on by default in 1.34.
  podGeneration: { from: 34 },
  // status.hostIPs. Source: KEP-2681, on by default in 1.29.
  podHostIPs: { from: 29 },
  // Requests and limits of a whole pod. Source: KEP-2837, on by default in 1.34.
  podLevelResources: { from: 34 },
  // spec.os. Source: KEP-2802, on by default in 1.24.
  podOS: { from: 24 },
  // terminationGracePeriodSeconds of a probe. Source: KEP-2238, on by default in 1.25.
  probeTerminationGracePeriod: { from: 25 },
  // procMount: Unmasked. Source: KEP-4265 (ProcMountType), on by default in 1.33.
  procMountType: { from: 33 },
  // Names of environment variables: any printable ASCII without "=". Source: KEP-4369, on by default in 1.32.
  relaxedEnvVarNames: { from: 32 },
  // "must be less than or equal to cpu limit of 100m" instead of "... cpu limit". Source: read in the 1.28 tree, not in 1.20.
  resourceLimitNamedInText: { from: 27 },
  // schedulingGates. Source: KEP-3521, on by default in 1.27.
  schedulingGates: { from: 27 },
  // Creating a pod copies seccomp annotations into fields and back. Source: KEP-135, until 1.26; 1.27 reads no annotation.
  seccompAnnotationsSynced: { from: 19, until: 26 },
  // Init containers that stay. Source: KEP-753, on by default in 1.29.
  sidecarContainers: { from: 29 },
  // The sleep action of hooks, and with zero seconds. Source: KEP-3960, on by default in 1.30; KEP-4818, in 1.33.
  sleepAction: { from: 30 },
  sleepActionAllowsZero: { from: 33 },
  // nodeAffinityPolicy and nodeTaintsPolicy of spread constraints. Source: KEP-3094, on by default in 1.26.
  spreadInclusionPolicies: { from: 26 },
  // matchLabelKeys of spread constraints. Source: KEP-3243, on by default in 1.27.
  spreadMatchLabelKeys: { from: 27 },
  // minDomains of spread constraints. Source: KEP-3022, on by default in 1.27 (beta without default in 1.25 and 1.26).
  spreadMinDomains: { from: 27 },
  // Selectors of spread constraints are checked. Source: read in the 1.28 tree, not in 1.20.
  spreadSelectorValidated: { from: 27 },
  // Startup probes. Source: KEP-950, on by default in 1.18.
  startupProbe: { from: 18 },
  // Sysctl names may have slashes. Source: kubernetes #102393 (1.23).
  sysctlNamesWithSlash: { from: 23 },
  // hostUsers. Source: KEP-127, on by default in 1.33.
  userNamespaces: { from: 33 },
  // spec.unhealthyPodEvictionPolicy of PodDisruptionBudgets. Source: KEP-3017, on by default in 1.27.
  unhealthyPodEvictionPolicy: { from: 27 },
  // A pod that is not ready may be evicted while its budget is met. Source: kubernetes #94381 (1.20).
  unhealthyPodsLeaveHealthyBudgets: { from: 20 },
  // A budget leaves pods without a controller out, where it could not be reckoned with them. Source: kubernetes #103414 (1.22).
  unmanagedPodsDoNotFailBudgets: { from: 22 },
  // The Event UnmanagedPods of a budget over such pods. Source: kubernetes #115861 (1.27).
  unmanagedPodsOfBudgetsAreTold: { from: 27 },
} as const satisfies BehaviourRows;
