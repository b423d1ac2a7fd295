// Behaviours that differ between Kubernetes releases: from and until which minor (both included) each holds.
// One row a behaviour, with its source. Rows are sorted by name; code asks for them with `version.has(name)`.

export const BEHAVIOURS = {
  // CronJob controller v2 (informers and a delaying queue instead of a 10 s poll).
  // Source: KEP-19; beta and on by default in 1.21. Differs: taken from 1.20 on, because the facts that the
  // engine is held against were recorded on 1.20.2 with the gate CronJobControllerV2 switched on.
  cronJobControllerV2: { from: 20 },
  // The CronJob controller speaks batch/v1, where 1.20 and before spoke batch/v1beta1: the owner reference of its Jobs.
  // Source: KEP-19, batch/v1 CronJob from 1.21.
  cronJobV1: { from: 21 },
  // CronJob status.lastSuccessfulTime. Source: kubernetes v1.21.0 pkg/controller/cronjob/cronjob_controllerv2.go.
  cronJobLastSuccessfulTime: { from: 21 },
  // The last missed time is computed instead of listing all that were missed. Source: kubernetes pull 97098.
  cronJobMostRecentRun: { from: 21 },
  // The status is written only when the pass changed it. Source: kubernetes v1.22.0 cronjob_controllerv2.go, updateStatus.
  cronJobWritesChangedStatusOnly: { from: 22 },
  // spec.timeZone. Source: KEP-3140, on by default in 1.25.
  cronJobTimeZone: { from: 25 },
  // The requeue counts from the last scheduled time, for `@every`. Source: kubernetes pull 109250.
  cronJobRequeueFromLastRun: { from: 25 },
  // Schedules with uneven gaps get their exact last time, and TooManyMissedTimes no longer names a count.
  // Source: kubernetes pull 118724, v1.28.0 pkg/controller/cronjob/utils.go.
  cronJobExactMostRecentRun: { from: 28 },
  // Jobs carry the scheduled time as annotation. Source: CronJobsScheduledAnnotation, on by default in 1.28.
  cronJobScheduledAnnotation: { from: 28 },
  // A Job's back-off limit is held against its failed pods, not against the retries of the work queue.
  // Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, exceedsBackoffLimit.
  jobBackoffLimitCountsPods: { from: 20 },
  // Job spec.suspend. Source: KEP-2232, on by default in 1.22.
  jobSuspend: { from: 22 },
  // The labels apps.kubernetes.io/pod-index of StatefulSet pods and batch.kubernetes.io/job-completion-index of Indexed
  // Job pods. Source: KEP-4017 PodIndexLabel, on by default in 1.28.
  podIndexLabel: { from: 28 },
  // StatefulSet persistentVolumeClaimRetentionPolicy. Source: KEP-1847 StatefulSetAutoDeletePVC, on by default in 1.27.
  statefulSetAutoDeletePVC: { from: 27 },
  // StatefulSet status.availableReplicas. Source: kubernetes v1.22.0 staging/src/k8s.io/api/apps/v1/types.go.
  statefulSetAvailableReplicas: { from: 22 },
  // Parallel StatefulSets make their calls in slow-start batches, pending pods get missing claims again, and the status
  // is counted over after the calls. Source: kubernetes pull 117865 (1.28, picked to 1.27 and 1.26).
  statefulSetCountsAfterCalls: { from: 26 },
  // StatefulSet rollingUpdate.maxUnavailable. Source: KEP-961 MaxUnavailableStatefulSet, on by default in 1.35.
  statefulSetMaxUnavailable: { from: 35 },
  // StatefulSet spec.minReadySeconds. Source: KEP-2599 StatefulSetMinReadySeconds, on by default in 1.23.
  statefulSetMinReadySeconds: { from: 23 },
  // StatefulSet spec.ordinals.start. Source: KEP-3335 StatefulSetStartOrdinal, on by default in 1.27.
  statefulSetStartOrdinal: { from: 27 },
  // A Job waits by its failures since the last success, not by its work queue, and its limit is the failed count alone.
  // Source: kubernetes pull 114768, v1.27.0 pkg/controller/job/backoff_utils.go.
  jobBackoffByPodFailures: { from: 27 },
  // Job spec.backoffLimitPerIndex and maxFailedIndexes. Source: KEP-3850, on by default in 1.29.
  jobBackoffLimitPerIndex: { from: 29 },
  // A Job ends with an interim condition (FailureTarget, SuccessCriteriaMet), and Failed or Complete follow when all pods
  // have ended. Source: kubernetes v1.31.0 pkg/controller/job/job_controller.go, delayTerminalCondition.
  jobDelaysTerminalCondition: { from: 31 },
  // Job spec.managedBy. Source: KEP-4368, on by default in 1.32.
  jobManagedBy: { from: 32 },
  // Job spec.podFailurePolicy. Source: KEP-3329, on by default in 1.26.
  jobPodFailurePolicy: { from: 26 },
  // Job spec.podReplacementPolicy and status.terminating. Source: KEP-3939, on by default in 1.29.
  jobPodReplacementPolicy: { from: 29 },
  // Job status.ready. Source: KEP-2879 JobReadyPods, on by default in 1.24.
  jobReadyPods: { from: 24 },
  // Job spec.successPolicy. Source: KEP-3998, on by default in 1.31.
  jobSuccessPolicy: { from: 31 },
  // Pod changes reach a Job's pass in batches: half a second, since 1.26 one. Source: kubernetes v1.24.0
  // podUpdateBatchPeriod, v1.26.0 and v1.28.0 syncJobBatchPeriod in pkg/controller/job/job_controller.go.
  jobSyncBatches: { from: 24 },
  jobSyncBatchesOneSecond: { from: 26 },
  // A Job's results are counted in its status, and pods keep a finalizer until they are. Source: KEP-2307
  // JobTrackingWithFinalizers, on by default in 1.23.
  jobTracksWithFinalizers: { from: 23 },
  // A StatefulSet's pod waits while a claim of its name is being deleted. Source: kubernetes v1.23.0
  // pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims.
  statefulSetWaitsForClaimDeletion: { from: 23 },
  // Finished Jobs go after ttlSecondsAfterFinished. Source: KEP-592; on by default in 1.21. Differs: taken from 1.20 on,
  // because the facts that the engine is held against were recorded on 1.20.2 with the gate switched on.
  ttlAfterFinished: { from: 20 },
  // A StatefulSet owns its claims as their controller, and leaves alone those that something else controls.
  // Source: kubernetes v1.30.0 pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod.
  statefulSetControlsClaims: { from: 30 },
  // The event of a completed Job names how it ended. Source: kubernetes pull 75712.
  cronJobEventNamesStatus: { from: 15 },
  // A Job that is done records the event Completed. Source: kubernetes pull 86142, in the tree of 1.20.
  jobCompletedEvent: { from: 20 },
  // Service-account tokens come from a projected volume `kube-api-access-xxxxx` instead of a Secret
  // `default-token-xxxxx`. Source: KEP-542 BoundServiceAccountTokenVolume, on by default in 1.21.
  boundServiceAccountTokenVolume: { from: 21 },
  // "Too long: may not be more than 1 byte" instead of "must have at most 1 bytes"; "1 item" in the singular.
  // Source: kubernetes #128553, merged before the freeze of 1.32.
  fieldErrorsCountSingular: { from: 32 },
  // Composite values in validation messages are printed as JSON instead of Go syntax.
  // Source: kubernetes v1.33 staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go, ErrorBody.
  fieldErrorsShowJSON: { from: 33 },
  // Label values in the matchExpressions of selectors are checked on create.
  // Source: kubernetes #113699 (1.27), LabelSelectorValidationOptions.
  labelSelectorValuesValidated: { from: 27 },
  // "Only one reference can have Controller set to true" names owners as Kind/name; before, by name alone.
  // Source: read in the 1.28 tree, apimachinery pkg/api/validation/objectmeta.go; not in 1.20.
  ownerControllersNamedByKind: { from: 28 },
  // An empty owner reference field is "Required value: must not be empty", with the reference's index in the path.
  // Source: apimachinery v0.36 pkg/api/validation/objectmeta.go, validateOwnerReference.
  ownerReferenceFieldsRequired: { from: 36 },
  // Messages of IsDNS1123Label and IsDNS1123Subdomain begin with "a lowercase RFC 1123", before with "a DNS-1123".
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, dns1123LabelErrMsg.
  dnsTextSaysLowercaseRfc1123: { from: 20 },
  // A subdomain where a DNS label is asked for is answered "must not contain dots".
  // Source: apimachinery v0.27.0 pkg/util/validation/validation.go, IsDNS1123Label.
  dnsLabelTextNamesDots: { from: 27 },
  // API fields older than 1.33 take `010.0.0.1` as 10.0.0.1. Source: apimachinery v0.23.0
  // pkg/util/validation/validation.go, ParseIPSloppy. Before that Go's net.ParseIP decided, which refuses it from
  // Go 1.17 on; the 1.20.2 that the facts were recorded on was built so.
  ipSkipsLeadingZeros: { from: 23 },
  // The message of a bad IP address shows an IPv6 address too.
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, IsValidIP.
  ipTextShowsIpv6: { from: 20 },
  // Label keys and values are limited in "bytes", before in "characters"; "a valid label key" was "a qualified name".
  // Source: apimachinery v0.35.0 pkg/api/validate/content/{errors,kube}.go, MaxLenError and IsLabelKey.
  labelTextSaysBytes: { from: 35 },
  // "must contain at least one letter (a-z)", before "letter or number (a-z, 0-9)".
  // Source: apimachinery v0.25.0 pkg/util/validation/validation.go, IsValidPortName.
  portNameTextSaysLetterOnly: { from: 25 },
  // `creationTimestamp: null` is no longer written where a template has none.
  // Source: kubernetes/apimachinery release-1.34 pkg/apis/meta/v1/types.go, ObjectMeta (omitzero).
  zeroCreationTimestampOmitted: { from: 34 },
  // Services: the fields clusterIPs, ipFamilies and ipFamilyPolicy exist. Source: KEP-563, kubernetes v1.20.0.
  serviceClusterIPs: { from: 20 },
  // Services may have two IP families: gate IPv6DualStack, on by default in 1.21. Source: KEP-563.
  dualStackServices: { from: 21 },
  // The words of problems with clusterIPs and ipFamilyPolicy. Source: read in the 1.28 tree; not in 1.20.
  serviceDualStackTexts: { from: 23 },
  // Changing a Service's type wipes the fields of the old type. Source: kubernetes pull 95196 (1.20).
  serviceTypeChangeWipesFields: { from: 20 },
  // spec.internalTrafficPolicy. Source: KEP-2086, on by default in 1.22.
  serviceInternalTrafficPolicy: { from: 22 },
  // spec.allocateLoadBalancerNodePorts and spec.loadBalancerClass. Source: KEP-1864, KEP-1959, on by default in 1.22.
  serviceLoadBalancerFields: { from: 22 },
  // spec.trafficDistribution, and its later values. Source: KEP-4444, on by default in 1.31; KEP-3015, in 1.34.
  serviceTrafficDistribution: { from: 31 },
  serviceTrafficDistributionSameNode: { from: 34 },
  // status.loadBalancer.ingress[*].ipMode. Source: KEP-1860, on by default in 1.30.
  loadBalancerIPMode: { from: 30 },
  // The annotation service.kubernetes.io/topology-mode. Source: KEP-2433, kubernetes v1.27.0.
  serviceTopologyMode: { from: 27 },
  // One load balancer cannot serve TCP and UDP. Source: KEP-1435, allowed by default in 1.24; the earlier words: v1.19.0.
  serviceMixedProtocolsRefused: { from: 20, until: 23 },
  serviceLoadBalancerProtocols: { until: 19 },
  // externalTrafficPolicy and healthCheckNodePort are required or refused by type, after allocation.
  // Source: read in the 1.28 tree, validateServiceExternalTrafficPolicy; not in 1.20.
  serviceTrafficPolicyByType: { from: 26 },
  // "may not be in the loopback range (127.0.0.0/8, ::1/128)". Source: read in the 1.28 tree; not in 1.20.
  specialIpTextNamesIPv6: { from: 22 },
  // EndpointSlices refuse loopback and link-local addresses. Source: CVE-2021-25737, kubernetes v1.22.0.
  endpointSliceRefusesSpecialIPs: { from: 22 },
  // NetworkPolicy endPort. Source: KEP-2079, on by default in 1.22.
  networkPolicyEndPort: { from: 22 },
  // An Ingress may name the same class by annotation and by field. Source: read in the 1.28 tree; not in 1.20.
  ingressClassAnnotationMayMatch: { from: 22 },
  // IngressClass parameters have a scope. Source: KEP-2365, on by default in 1.22.
  ingressClassNamespacedParameters: { from: 22 },
  // HPA metrics of single containers. Source: KEP-1610, on by default in 1.27.
  hpaContainerMetrics: { from: 27 },
  // spec.behavior.*.tolerance. Source: KEP-4951, on by default in 1.35.
  hpaConfigurableTolerance: { from: 35 },
  // PodDisruptionBudget spec.unhealthyPodEvictionPolicy. Source: KEP-3017, on by default in 1.27.
  pdbUnhealthyPodEvictionPolicy: { from: 27 },
  // The access mode ReadWriteOncePod. Source: KEP-2485, on by default in 1.27.
  readWriteOncePod: { from: 27 },
  // PersistentVolumeClaim spec.dataSourceRef. Source: KEP-1495, on by default in 1.24.
  pvcDataSourceRef: { from: 24 },
  // A claim without a class gets one later. Source: KEP-3333, on by default in 1.26.
  pvcRetroactiveStorageClass: { from: 26 },
  // A claim's request may shrink down to its capacity. Source: KEP-1790, on by default in 1.32.
  pvcRecoverFromExpansionFailure: { from: 32 },
  // spec.volumeAttributesClassName. Source: KEP-3751, on by default in 1.34.
  volumeAttributesClass: { from: 34 },
  // A new volume is Pending from the start. Source: KEP-3762, PersistentVolumeLastPhaseTransitionTime, beta in 1.29.
  pvPendingOnCreate: { from: 29 },
  // A volume's node affinity may go from a beta label to its GA name. Source: read in the 1.28 tree; not in 1.20.
  pvNodeAffinityLabelUpgrade: { from: 24 },
  // Secrets of CSI volumes are named by subdomains, and errors name the reference. Source: read in the 1.28 tree; not in 1.20.
  csiSecretReferenceChecked: { from: 24 },
  // A dataSource without group other than a claim is explained. Source: read in the 1.28 tree; not in 1.20.
  pvcDataSourceTextNamesKind: { from: 24 },
  // Nodes: an update is compared as a whole with the old object. Source: kubernetes v1.20.2; not in the 1.28 tree.
  nodeUpdateComparedAsWhole: { until: 22 },
  // Node spec.configSource. Source: KEP-281, gate DynamicKubeletConfig, switched off in 1.22.
  dynamicKubeletConfig: { until: 21 },
  // Namespaces carry the label kubernetes.io/metadata.name. Source: KEP-2161, on by default in 1.21.
  namespaceDefaultLabelName: { from: 21 },
  // ConfigMap and Secret `immutable`. Source: KEP-1412, on by default in 1.19.
  immutableConfigMaps: { from: 19 },
  // Paths of a Secret's missing keys are `data[username]`, before `data[%s][username]`. Source: read in the 1.28 tree.
  secretKeyPaths: { from: 24 },
  // The quota scope CrossNamespacePodAffinity. Source: KEP-2249, on by default in 1.22.
  quotaCrossNamespaceAffinity: { from: 22 },
  // PriorityClass: the path of a changed value is `value`, before `Value`. Source: read in the 1.28 tree; not in 1.20.
  priorityClassValuePath: { from: 24 },
  // "must be greater than or equal to 0" for leaseTransitions. Source: read in the 1.28 tree; not in 1.20.
  leaseTransitionsText: { from: 25 },
  // CSIDriver: metadata is checked, and of the spec only some fields are immutable. Source: read in the 1.28 tree; not in 1.20.
  csiDriverSpecMutable: { from: 23 },
  // A Deployment that exceeds its history limit loses the ReplicaSets of the lowest revisions, before the oldest ones.
  // Source: kubernetes v1.21.0 CHANGELOG-1.21.md, #97407.
  deploymentHistoryByRevision: { from: 21 },
  // Scaling down, a ReplicaSet spares pods with a higher `controller.kubernetes.io/pod-deletion-cost`.
  // Source: kubernetes v1.22.0 pkg/features/kube_features.go, PodDeletionCost (beta; alpha and off in 1.21).
  podDeletionCost: { from: 22 },
  // Scaling down, ages of pods compare by the power of two that they fall in.
  // Source: kubernetes v1.22.0 pkg/features/kube_features.go, LogarithmicScaleDown (beta; alpha and off in 1.21).
  logarithmicScaleDown: { from: 22 },
  // ScalingReplicaSet says `from 1 to 3`, before `to 3 from 1`. Source: kubernetes #125118, May 2024; clusters of 1.31
  // still say `to 1 from 2`.
  scalingEventFromTo: { from: 32 },
  // ScalingReplicaSet says `to 3 from 1`, before `to 3`. Source: kubernetes #101142; not in v1.20.2, in v1.28.0
  // pkg/controller/deployment/sync.go. Differs: which release between them came first is taken to be 1.26.
  scalingEventToFrom: { from: 26, until: 31 },
  // Huge pages are asked for in whole pages. Source: read in the 1.28 tree, validateResourceQuantityHugePageValue; not in 1.20.
  hugePagesMustDivide: { from: 25 },
  // "must be less than or equal to cpu limit of 100m" instead of "... cpu limit". Source: read in the 1.28 tree, not in 1.20.
  resourceLimitNamedInText: { from: 27 },
  // Field labels: pods can be selected by spec.hostNetwork. Source: kubernetes v1.28.0 pkg/apis/core/v1/conversion.go.
  fieldLabelHostNetwork: { from: 28 },
  // An unsupported field label of a Job is answered "for Job", before "for batchv1.Job".
  // Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/batch/v1/conversion.go; the releases between were not read.
  fieldLabelTextSaysJob: { from: 21 },
  // Label selector text: "(,,)" is two empty values, before an error.
  // Source: apimachinery v0.35.0 pkg/labels/selector.go, parseIdentifiersList.
  labelSelectorTakesTwoCommas: { from: 35 },
  // A bad requirement is answered with all its problems as field errors, before with the first in words of its own.
  // Source: apimachinery v0.21.0 pkg/labels/selector.go, NewRequirement.
  labelSelectorTextIsFieldErrors: { from: 21 },
  // "expected: in, notin, =, ==, !=, gt, lt" where a selector lacks its operator.
  // Source: apimachinery v0.22.0 pkg/labels/selector.go, parseOperator.
  labelSelectorTextListsOperators: { from: 22 },
  // A bad operator in matchExpressions is no "label selector operator", before no "pod selector operator".
  // Source: apimachinery v0.26.0 pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector.
  labelSelectorTextSaysLabelSelector: { from: 26 },
  // discovery.k8s.io/v1 EndpointSlice: nodeName, zone and hints. Source: KEP-752, kubernetes v1.21.0.
  endpointSliceV1: { from: 21 },
  // An EndpointSlice may have 20,000 ports, before 100. Source: kubernetes pull 99795 (1.21).
  endpointSliceManyPorts: { from: 21 },
  // A patch value that meets nothing to merge with is stored without the directives and nulls in it.
  // Source: kubernetes #117568, v1.28.0 apimachinery pkg/util/strategicpatch/patch.go, removeDirectives.
  patchDirectivesStayOutOfObjects: { from: 28 },
  // $deleteFromPrimitiveList works on lists that are replaced as a whole, too; before, the list became what was to go.
  // Source: kubernetes #110472, v1.28.0 apimachinery pkg/util/strategicpatch/patch.go, mergeSliceHandler.
  patchDeletesFromAnyPrimitiveList: { from: 28 },
  // A JSON merge patch keeps nulls inside lists. Source: kubernetes #102467, evanphx/json-patch v4.11.0 merge.go.
  jsonPatchKeepsNullsInLists: { from: 22 },
  // JSON patch: `replace` and `test` take the path '' for the whole document, and negative indices everywhere.
  // Source: evanphx/json-patch v4.12.0 patch.go (kubernetes 1.23); v4.9.0 (1.20) does not. Versions between not read.
  jsonPatchWholeDocument: { from: 22 },
  // Schedules follow robfig/cron v3: other words for errors, a TZ= prefix, `*/2` is no star, midnight is found again
  // behind a skipped one; before that v1.1.0. Source: go.mod of kubernetes v1.20.2 and v1.28.0;
  // kubernetes website pull 29455 names 1.22 as the first release that takes TZ=.
  cronLibraryV3: { from: 22 },
  // Ready and ContainersReady say PodFailed once the phase is Failed. Source: kubernetes v1.22
  // pkg/kubelet/status/generate.go, generateContainersReadyConditionForTerminalPhase.
  podFailedConditions: { from: 22 },
  // Restart rules and restart policies of single containers. Source: KEP-5307, beta and on by default in 1.35.
  containerRestartRules: { from: 35 },
  // Containers are checked for what all share first, then for what their role allows. Source: read in the 1.28 tree,
  // pkg/apis/core/validation/validation.go, validateContainerCommon; not in 1.20.
  containersValidatedByRole: { from: 26 },
  // `nodePublishSecretRef` in the path of its problem, without a space behind. Source: read in the 1.28 tree, not in 1.20.
  csiSecretPathWithoutSpace: { from: 27 },
  // 32 search paths of 2048 characters instead of 6 of 256. Source: KEP-2595 (ExpandedDNSConfig), on by default in 1.26.
  dnsSearchListExpanded: { from: 26 },
  // Underscores and a lone dot in search paths. Source: KEP-4427 (RelaxedDNSSearchValidation), on by default in 1.33.
  dnsSearchRelaxed: { from: 33 },
  // Huge pages in resourceFieldRef. Source: KEP-2053 (DownwardAPIHugePages), on by default in 1.22.
  downwardAPIHugePages: { from: 22 },
  // Ephemeral containers. Source: KEP-277, on by default in 1.23.
  ephemeralContainers: { from: 23 },
  // Generic ephemeral volumes. Source: KEP-1698, on by default in 1.21.
  genericEphemeralVolumes: { from: 21 },
  // The gRPC probe. Source: KEP-2727, on by default in 1.24.
  grpcProbes: { from: 24 },
  // Under hostNetwork the problem of unequal ports stands at hostPort, and templates may leave it out. Source: read in
  // the 1.28 tree, validatePodHostNetworkDeps and the gate DefaultHostNetworkHostPortsInPodTemplates (off from 1.28).
  hostNetworkBlamesHostPort: { from: 28 },
  // Image volumes. Source: KEP-4639, on by default in 1.35.
  imageVolumes: { from: 35 },
  // Resources of a running container may be resized. Source: KEP-1287, on by default in 1.33.
  inPlacePodVerticalScaling: { from: 33 },
  // Probes of init containers are "Forbidden: may not be set for init containers without restartPolicy=Always" instead
  // of "Invalid value: must not be set for init containers". Source: read in the 1.28 tree, not in 1.20.
  initContainerHandlersForbidden: { from: 28 },
  // namespaceSelector of pod affinity terms; labelSelector is called so in paths. Source: KEP-2249, on by default in 1.22.
  podAffinityNamespaceSelector: { from: 22 },
  // matchLabelKeys and mismatchLabelKeys of pod affinity terms. Source: KEP-3633, on by default in 1.31.
  podAffinityLabelKeys: { from: 31 },
  // The pod-deletion-cost annotation. Source: KEP-2255, on by default in 1.22.
  podDeletionCostValidated: { from: 22 },
  // status.hostIPs. Source: KEP-2681, on by default in 1.29.
  podHostIPs: { from: 29 },
  // spec.os. Source: KEP-2802, on by default in 1.24.
  podOS: { from: 24 },
  // Requests and limits of a whole pod. Source: KEP-2837, on by default in 1.34.
  podLevelResources: { from: 34 },
  // terminationGracePeriodSeconds of a probe. Source: KEP-2238, on by default in 1.25.
  probeTerminationGracePeriod: { from: 25 },
  // Names of environment variables: any printable ASCII without "=". Source: KEP-4369, on by default in 1.32.
  relaxedEnvVarNames: { from: 32 },
  // schedulingGates. Source: KEP-3521, on by default in 1.27.
  schedulingGates: { from: 27 },
  // Creating a pod copies seccomp annotations into fields and back. Source: KEP-135, until 1.26; 1.27 reads no annotation.
  seccompAnnotationsSynced: { from: 19, until: 26 },
  // Init containers that stay. Source: KEP-753, on by default in 1.29.
  sidecarContainers: { from: 29 },
  // The sleep action of hooks, and with zero seconds. Source: KEP-3960, on by default in 1.30; KEP-4818, in 1.33.
  sleepAction: { from: 30 },
  sleepActionAllowsZero: { from: 33 },
  // Selectors of spread constraints are checked. Source: read in the 1.28 tree, not in 1.20.
  spreadSelectorValidated: { from: 27 },
  // Sysctl names may have slashes. Source: kubernetes #102393 (1.23).
  sysctlNamesWithSlash: { from: 23 },
  // A negative terminationGracePeriodSeconds may be corrected to 1. Source: kubernetes #98866 (1.22).
  negativeGracePeriodMayBecomeOne: { from: 22 },
  // The scheduler refuses all nodes for a missing or vanishing claim; before, the cycle ended in an error.
  // Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go, podHasPVCs.
  badClaimRefusesNodes: { from: 20 },
  // NodeResourcesBalancedAllocation scores what the pod changes, not what results. Source: kubernetes pull 135573.
  balancedAllocationByChange: { from: 36 },
  // NodeResourcesBalancedAllocation by standard deviation of real requests. Source: kubernetes pulls 101946, 102925 (1.22).
  balancedAllocationByDeviation: { from: 22 },
  // A pod without requests is not scored for balance. Source: kubernetes issue 129138 (1.33).
  balancedAllocationSkipsBestEffort: { from: 33 },
  // Room reported by CSI drivers is looked at. Source: KEP-1472, on by default in 1.21.
  csiStorageCapacity: { from: 21 },
  // Default spreading looks at the owner only, not at every controller whose selector matches the pod.
  // Source: v1.28.0 pkg/scheduler/framework/plugins/helper/spread.go; not in 1.20, taken from 1.22 on.
  defaultSelectorOfOwnerOnly: { from: 22 },
  // The DynamicResources plugin has its say after the filters: "no new claims to deallocate". Source: KEP-4381 (1.34).
  dynamicResourcesPlugin: { from: 34 },
  // A spread constraint with an empty selector counts no pods. Source: read in 1.28, podtopologyspread/common.go,
  // countPodsMatchSelector; not in 1.20, taken from 1.26 on.
  emptySpreadSelectorCountsNothing: { from: 26 },
  // "waiting for ephemeral volume controller to create the persistentvolumeclaim". Source: read in 1.28,
  // volumebinding/volume_binding.go; not in 1.20, taken from 1.22 on.
  ephemeralClaimMessageSaysWaiting: { from: 22 },
  // Errors of filters name the plugin and the pod. Source: v1.18 pkg/scheduler/framework/v1alpha1/framework.go.
  filterErrorsNamePlugin: { from: 17 },
  // The preemption part of a FailedScheduling message ends in two dots. Source: kubernetes pulls 110894, 117588, 123302.
  fitErrorDoublesDot: { from: 25, until: 29 },
  // FailedScheduling says what preemption found. Source: kubernetes pull 107775 (1.24).
  fitErrorTellsPreemption: { from: 24 },
  // A refusal of all nodes at once stands in FailedScheduling without a count. Source: kubernetes pull 110894 (1.25).
  fitErrorTellsPreFilter: { from: 25 },
  // A resource that the pod does not ask for is not compared. Source: read in 1.28, noderesources/fit.go, fitsRequest;
  // not in 1.20, taken from 1.24 on.
  fitIgnoresZeroRequests: { from: 24 },
  // Nodes too small even when empty are beyond the help of preemption. Source: kubernetes pull 131345 (1.34).
  fitUnresolvableOnSmallNodes: { from: 34 },
  // Images of init containers count in ImageLocality. Source: kubernetes pull 123366 (1.30).
  imageLocalityCountsInitContainers: { from: 30 },
  // A resource that a node does not have is left out of the mean. Source: read in 1.28,
  // noderesources/least_allocated.go; not in 1.20, taken from 1.22 on.
  leastAllocatedSkipsAbsentResources: { from: 22 },
  // A claim in phase Lost refuses all nodes. Source: read in 1.28, volumebinding/volume_binding.go; taken from 1.22 on.
  lostClaimRefusesNodes: { from: 22 },
  // A claim bound to a volume that is not there refuses the node; before, the cycle ended in an error.
  // Source: read in 1.28, volumebinding/binder.go, ErrReasonPVNotExist; taken from 1.22 on.
  missingVolumeRefusesNode: { from: 22 },
  // Nodes that a plugin left out before filtering have a reason of their own: "node(s) didn't satisfy plugin(s) [...]".
  // Source: not in 1.28, pkg/scheduler/schedule_one.go; from 1.29.
  narrowedNodesHaveStatus: { from: 29 },
  // "node(s) didn't match Pod's node affinity", before "node(s) didn't match node selector".
  // Source: the recorded facts (1.20.2).
  nodeAffinityMessageSaysAffinity: { from: 20 },
  // "node(s) didn't match Pod's node affinity/selector". Source: v1.22 nodeaffinity/node_affinity.go, ErrReasonPod.
  nodeAffinityMessageSaysSelectorToo: { from: 22 },
  // Required affinity to metadata.name leaves only the named nodes to look at. Source: PreFilterResult, 1.24.
  nodeAffinityNarrowsNodes: { from: 24 },
  // "the requested node name", before "the requested hostname". Source: read in 1.28, nodename/node_name.go; from 1.22.
  nodeNameMessageSaysNodeName: { from: 22 },
  // A node that fails pod affinity counts a general reason beside the particular one.
  // Source: kubernetes v1.20.2 interpodaffinity/filtering.go, ErrReasonAffinityNotMatch; gone in 1.22.
  podAffinityMessageHasGeneralReason: { until: 21 },
  // The general reason ends in "rules". Source: v1.21 interpodaffinity/filtering.go.
  podAffinityMessageSaysRules: { from: 21 },
  // Pod affinity scores are spread from the lowest to the highest, before from or to zero.
  // Source: read in 1.28, interpodaffinity/scoring.go, NormalizeScore; not in 1.20, taken from 1.23 on.
  podAffinityScoresFromLowest: { from: 23 },
  // Victims of preemption carry the condition DisruptionTarget. Source: KEP-3329, on by default in 1.26.
  podDisruptionConditions: { from: 26 },
  // A pod's cpu overhead is scored in whole cores, as if they were millicores, on the pod's side.
  // Source: kubernetes v1.20.2 noderesources/resource_allocation.go, calculatePodResourceRequest; gone with
  // resourcehelper.PodRequests, 1.27.
  podOverheadScoredInCores: { until: 26 },
  // Topology spread has system defaults, which took the place of SelectorSpread. Source: KEP-1258, on by default in 1.20.
  podTopologySpreadDefaults: { from: 20 },
  // A pod that preemption cannot help loses its nomination. Source: v1.22 framework.NominatingInfo.
  preemptionClearsNomination: { from: 22 },
  // The event of a victim: until 1.26 it names the pod that preempts, in 1.27 and 1.28 nobody, then the pod's uid.
  // Source: kubernetes pulls 114923 and 114980; v1.29 pkg/scheduler/framework/preemption/preemption.go.
  preemptedEventHidesPreemptor: { from: 27 },
  preemptedEventNamesUid: { from: 29 },
  // Preemption tries some nodes only, from a random one on. Source: kubernetes pull 94814 (1.21).
  preemptionSamplesNodes: { from: 21 },
  // The nominated node is tried before all others. Source: KEP-1923, on by default in 1.22.
  preferNominatedNode: { from: 22 },
  // The default profile of kubescheduler.config.k8s.io/v1beta3: other weights, NodePreferAvoidPods gone.
  // Source: kubernetes v1.23 pkg/scheduler/apis/config/v1beta3/default_plugins.go.
  schedulerConfigV1beta3: { from: 23 },
  // Taints and node affinity are looked at before resources, so that their reasons stand where several apply.
  // Source: the recorded facts (1.20.2); resources first in the tree before it.
  schedulerFiltersTaintsEarly: { from: 20 },
  // Plugins that do not concern a pod are skipped in its cycle. Source: kubernetes v1.27 framework.Skip.
  schedulerSkipsIdlePlugins: { from: 27 },
  // Spreading by system defaults scores nodes without a zone label too. Source: kubernetes pull 105046 (1.23).
  spreadDefaultsNeedNoLabels: { from: 23 },
  // Spread scores are rounded, before cut. Source: read in 1.28, podtopologyspread/scoring.go, Score; taken from 1.22 on.
  spreadScoresRounded: { from: 22 },
  // "node(s) had untolerated taint(s)", without saying which. Source: kubernetes pull 134740 (1.35).
  taintMessageNamesNoTaint: { from: 35 },
  // "node(s) had taint {k: v}, that the pod didn't tolerate". Source: kubernetes pull 87250 (1.18).
  taintMessageNamesTaint: { from: 18 },
  // "node(s) had untolerated taint {k: v}". Source: v1.24 tainttoleration/taint_toleration.go.
  taintMessageSaysUntolerated: { from: 24 },
  // Unbound claims of immediate binding refuse all nodes; before, the cycle ended in an error. Source: kubernetes
  // pull 92797 (1.19).
  unboundClaimRefusesNodes: { from: 19 },
  // VolumeZone refuses nodes where before the cycle ended in an error. Source: read in 1.28, volumezone/volume_zone.go;
  // taken from 1.24 on.
  volumeZoneRefusesEarly: { from: 24 },
  // A volume's old zone labels match a node's new ones. Source: read in 1.28, volumezone/volume_zone.go; from 1.27.
  volumeZoneTranslatesBetaLabels: { from: 27 },
  // ReplicaSets and Deployments count pods on their way out in status.terminatingReplicas.
  // Source: kubernetes/api release-1.35 apps/v1/types.go, TerminatingReplicas (beta, on by default).
  replicaSetTerminatingReplicas: { from: 35 },
  // The BackOff event names container and pod: `Back-off restarting failed container c in pod web_default(uid)`.
  // Source: kubernetes v1.28 pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff; not in 1.20 (added with 1.26).
  backOffEventNamesContainer: { from: 26 },
  // Created says `Created container: c`, then neither event names the container any more. Source: kubernetes
  // pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer (1.32; 1.35).
  createdEventHasColon: { from: 32, until: 34 },
  containerEventsNameNobody: { from: 35 },
  // Pods that end are taken down and removed by their worker, not by the status manager's rounds alone.
  // Source: kubernetes v1.22.0 pkg/kubelet/pod_workers.go, syncTerminatedPod (pull 102344).
  podWorkerTerminates: { from: 22 },
  // A pod that the kubelet itself ends (active deadline) keeps its conditions and its containers' readiness by the probes.
  // Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet_pods.go, generateAPIPodStatus; the release between the
  // two in which it changed is not known.
  endedPodsHaveConditions: { from: 22 },
  // The Pulled event cuts its times to milliseconds. Source: kubernetes v1.28.0 pkg/kubelet/images/image_manager.go; v1.20.2
  // does not.
  pulledEventInMilliseconds: { from: 28 },
  // The Pulled event says how long the pull waited. Source: kubernetes v1.24 pkg/kubelet/images/image_manager.go.
  pulledEventIncludesWaiting: { from: 24 },
  // status.hostIPs. Source: KEP-2681, on by default in 1.29.
  hostIPs: { from: 29 },
  // The condition PodReadyToStartContainers. Source: KEP-3085, on by default in 1.29.
  podReadyToStartContainers: { from: 29 },
  // Statuses of init containers say `started`. Source: kubernetes v1.28 pkg/kubelet/prober/prober_manager.go.
  initContainersHaveStarted: { from: 28 },
  // Liveness and startup probes of a pod that is being deleted end with Success. Source: kubernetes v1.21.0
  // pkg/kubelet/prober/worker.go, doProbe (pull 98571).
  probesEndWithDeletion: { from: 21 },
  // A startup probe's failure makes the kubelet look at the pod at once; before, the next resync found it.
  // Source: kubernetes v1.21.0 pkg/kubelet/kubelet.go, syncLoopIteration (startupManager.Updates).
  startupFailureSyncsAtOnce: { from: 21 },
  // A probe waits for a random part of its period only when the kubelet itself has just begun. Source: kubernetes v1.21
  // pkg/kubelet/prober/worker.go, run.
  probesBeginAtOnce: { from: 21 },
  // A change of a container's started state makes its other probes run at once. Source: kubernetes v1.22
  // pkg/kubelet/prober/worker.go, manualTriggerCh.
  probesTriggeredByStart: { from: 22 },
  // Dynamic resource allocation. Source: KEP-4381, on by default in 1.34.
  dynamicResourceAllocation: { from: 34 },
  // A pod's metadata.generation. Source: KEP-5067, on by default in 1.34.
  podGeneration: { from: 34 },
  // procMount: Unmasked. Source: KEP-4265 (ProcMountType), on by default in 1.33.
  procMountType: { from: 33 },
  // nodeAffinityPolicy and nodeTaintsPolicy of spread constraints. Source: KEP-3094, on by default in 1.26.
  spreadInclusionPolicies: { from: 26 },
  // matchLabelKeys of spread constraints. Source: KEP-3243, on by default in 1.27.
  spreadMatchLabelKeys: { from: 27 },
  // minDomains of spread constraints. Source: KEP-3022, on by default in 1.27 (beta without default in 1.25 and 1.26).
  spreadMinDomains: { from: 27 },
  // Startup probes. Source: KEP-950, on by default in 1.18.
  startupProbe: { from: 18 },
  // hostUsers. Source: KEP-127, on by default in 1.33.
  userNamespaces: { from: 33 },
  // Errors of binding name the plugin. Source: v1.22 pkg/scheduler/framework/runtime/framework.go, RunPreBindPlugins.
  bindErrorsNamePlugin: { from: 22 },
  // NodeAffinity parses the preferred terms once a cycle. Read in 1.28 and not in 1.20, taken from 1.21 on.
  nodeAffinityPreparesScore: { from: 21 },
  // Errors inside plugins name the plugin but no longer the pod. Source: v1.28 pkg/scheduler/framework/runtime/
  // framework.go; 1.20 names both. Taken from 1.22 on, as bindErrorsNamePlugin.
  pluginErrorsOmitPod: { from: 22 },
  // Wording of errors while preparing filters. Source: v1.18 and v1.20 framework.go, RunPreFilterPlugins; 1.19 unread.
  preFilterErrorsSayFailed: { from: 20 },
  // A series of events counts its first event too. Source: client-go v0.27 tools/events/event_broadcaster.go; 1.20: not.
  eventSeriesCountsFirst: { from: 27 },
  // An error while scheduling shows as SchedulerError in PodScheduled, before as Unschedulable.
  // Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, scheduleOne; read in 1.28, taken from 1.26 on.
  schedulerErrorHasReason: { from: 26 },
  // Events wake only pods that a plugin refused which registered for them. Source: kubernetes v1.22 EnqueueExtensions.
  schedulerMovesByPlugin: { from: 22 },
  // While nothing else waits, pods are taken out of their back-off. Source: KEP-5142, on by default in 1.33.
  schedulerPopsFromBackoff: { from: 33 },
  // Plugins look at the object of an event before it wakes a pod. Source: KEP-4247, on by default in 1.32.
  schedulerQueueingHints: { from: 32 },
  // A pod's own status patch wakes it, because managedFields are compared. Source: kubernetes v1.20.2
  // pkg/scheduler/internal/queue/scheduling_queue.go, isPodUpdated; managedFields on every object from 1.18, fixed in 1.21.
  schedulerRetriesOnOwnUpdate: { from: 18, until: 20 },
  // An update of a pod that backs off leaves it backing off. Source: kubernetes v1.22 scheduling_queue.go, Update.
  schedulerUpdateKeepsBackoff: { from: 22 },
  // Unschedulable pods that nothing wakes are tried again after 5 minutes, before after 60 seconds.
  // Source: kubernetes v1.20.2 and v1.28.0 scheduling_queue.go; changed in 1.22.
  schedulerWaitsFiveMinutes: { from: 22 },
  // An update of an Event is compared with the old one, before with itself. Source: read in the 1.28 tree; not in 1.20.
  eventUpdateComparesWithOld: { from: 24 },
  // PriorityClass preemptionPolicy. Source: KEP-902, gate NonPreemptingPriority, on by default in 1.19.
  nonPreemptingPriority: { from: 19 },
  // policy/v1 PodDisruptionBudget, whose status is validated. Source: KEP-85, kubernetes v1.21.0.
  pdbV1: { from: 21 },
  // A StorageClass's bad provisioner is shown in lower case. Source: read in the 1.28 tree; not in 1.20.
  provisionerShownInLowerCase: { from: 24 },
  // CSIDriver fsGroupPolicy. Source: KEP-1682, on by default in 1.20.
  csiVolumeFSGroupPolicy: { from: 20 },
  // CSIDriver tokenRequests and requiresRepublish. Source: KEP-1855, on by default in 1.21.
  csiServiceAccountToken: { from: 21 },
  // CSIDriver seLinuxMount. Source: KEP-1710, gate SELinuxMountReadWriteOncePod, on by default in 1.27.
  seLinuxMountReadWriteOncePod: { from: 27 },
  // A CSINode's node id may have 192 bytes, before 128. Source: read in the 1.28 tree; not in 1.20.
  csiLongNodeID: { from: 22 },
  // Jobs and CronJobs count the changes of their spec. Source: read in the 1.28 tree, pkg/registry/batch/{job,cronjob}/
  // strategy.go; not in 1.20.
  batchGenerations: { from: 22 },
  // maxSurge of DaemonSets. Source: KEP-1591, on by default in 1.22.
  daemonSetMaxSurge: { from: 22 },
  // Indexed Jobs may change completions together with parallelism. Source: KEP-3715, on by default in 1.27.
  elasticIndexedJob: { from: 27 },
  // completionMode of Jobs. Source: KEP-2214, on by default in 1.22.
  indexedJob: { from: 22 },
  // Labels batch.kubernetes.io/job-name and .../controller-uid. Source: kubernetes #114930 (1.27).
  jobLabelsWithDomain: { from: 27 },
  // A suspended Job that never ran may be scheduled elsewhere. Source: KEP-2926, on by default in 1.23.
  jobMutableSchedulingDirectives: { from: 23 },
  // restartPolicy Always of a Job is "Required value: valid values: ..." instead of "Unsupported value". Source:
  // kubernetes v1.20.2 pkg/apis/batch/validation/validation.go, validateJobSpec.
  jobRestartPolicyRequired: { from: 20 },
  // Names of StatefulSets are DNS labels. Source: kubernetes #114172 (1.27).
  statefulSetNamesAreLabels: { from: 27 },
  // Ordinals of StatefulSets that do not start at 0. Source: KEP-3335, on by default in 1.27.
  statefulSetOrdinals: { from: 27 },
  // revisionHistoryLimit of a StatefulSet may change. Source: kubernetes #128459 (1.33).
  statefulSetRevisionHistoryMutable: { from: 33 },
  // suspend of Jobs. Source: KEP-2232, on by default in 1.22.
  suspendJob: { from: 22 },
  // EndpointSlice hints. Source: KEP-2433, on by default in 1.23.
  topologyAwareHints: { from: 23 },
  // EndpointSlice conditions serving and terminating. Source: KEP-1672, on by default in 1.22.
  endpointSliceTerminatingCondition: { from: 22 },
  // DaemonSets replace pods that ended with success, and pay no heed to ended pods on their way out.
  // Source: kubernetes v1.28.0 pkg/controller/daemon/daemon_controller.go, podsShouldBeOnNode; not in v1.20.2.
  // Differs: which release between them came first is taken to be 1.28.
  daemonSetReplacesSucceededPods: { from: 28 },
  // DaemonSets write their status after a pass that failed as well.
  // Source: kubernetes v1.28.0 pkg/controller/daemon/daemon_controller.go, syncDaemonSet; not in v1.20.2.
  // Differs: which release between them came first is taken to be 1.26.
  daemonSetStatusAfterFailure: { from: 26 },
  // A DaemonSet's rolling update looks at each node as one case, and may surge.
  // Source: KEP-1591 DaemonSetUpdateSurge; kubernetes v1.21.0 pkg/controller/daemon/update.go, rollingUpdate.
  daemonSetUpdatesNodeByNode: { from: 21 },
  // Node ports and cluster IPs are drawn from the upper part of their range first. Source: KEP-3668, on by default in
  // 1.28; KEP-3070, in 1.25.
  nodePortStaticSubrange: { from: 28 },
  clusterIPStaticSubrange: { from: 25 },
  // "the provided IP (10.0.0.1) is not in the valid range". Source: read in the 1.28 tree, ipallocator ErrNotInRange.
  clusterIPRangeText: { from: 22 },
  // Of several default StorageClasses the newest is taken; before, admission fails. Source: KEP-3333, kubernetes v1.26.0.
  defaultStorageClassIsNewest: { from: 26 },
  // Secrets with tokens are made for each ServiceAccount. Source: KEP-2799, LegacyServiceAccountTokenNoAutoGeneration, 1.24.
  legacyServiceAccountTokens: { until: 23 },
  // LimitRanger adds a pod's containers as quantities, also where one does not name the resource; before as int64 in plain
  // units, and only where all name it. Source: read in 1.28, limitranger/admission.go, podRequests; taken from 1.27 on.
  limitRangerSumsExactly: { from: 27 },
  // A pod's overhead and sidecars count in quotas. Source: read in 1.28, quota/v1/evaluator/core/pods.go; taken from 1.27 on.
  quotaCountsPodOverhead: { from: 27 },
  // What a request does not use cannot exceed a quota. Source: read in 1.28, RemoveZeros; not in 1.20, taken from 1.28 on.
  quotaIgnoresZeroUsage: { from: 28 },
  // "must specify limits.cpu for: web", before without the containers. Source: read in 1.28,
  // quota/v1/evaluator/core/pods.go, Constraints; not in 1.20, taken from 1.24 on.
  quotaNamesContainers: { from: 24 },
  // ConfigMap kube-root-ca.crt in each namespace. Source: gate RootCAConfigMap, on by default in 1.20.
  rootCAConfigMap: { from: 20 },
  // Its annotation kubernetes.io/description. Source: read in 1.28, rootcacertpublisher/publisher.go; taken from 1.22 on.
  rootCAConfigMapDescription: { from: 22 },
  // Slices with the address type IP may be updated. Source: kubernetes v1.19.0 pkg/apis/discovery/validation; gone in 1.20.2.
  endpointSliceTypeIP: { until: 19 },
  // A ReplicaSet looks again exactly when the next of its pods has been ready for minReadySeconds.
  // Source: kubernetes master pkg/controller/replicaset/replica_set.go, syncReplicaSet; not in v1.28.0. Differs: which
  // release between them came first is taken to be 1.35.
  replicaSetChecksAvailabilityExactly: { from: 35 },
  // A Deployment's name is cut where its ReplicaSet's would become too long.
  // Source: kubernetes master pkg/controller/deployment/sync.go, generateReplicaSetName; not in v1.28.0. Differs: which
  // release between them came first is taken to be 1.32.
  replicaSetNameCut: { from: 32 },
  // Scaling down, restarts of sidecars decide where those of other containers do not.
  // Source: kubernetes master pkg/controller/controller_utils.go, compareMaxContainerRestarts; not in v1.28.0. Differs:
  // which release between them came first is taken to be 1.29.
  deletionOrderCountsSidecarRestarts: { from: 29 },
  // An update of a Service that leaves out its cluster IP or node ports keeps them.
  // Source: pkg/registry/core/service/strategy.go, patchAllocatedValues: kubernetes pull request 103532, in 1.22.0 and,
  // picked by 104673, in the last patches of 1.21. The 1.20 profile is a patch before 104674 picked it.
  servicePatchesAllocated: { from: 21 },
  // fileKeyRef of environment variables. Source: KEP-3721 (EnvFiles), on by default in 1.35.
  envFiles: { from: 35 },
  // hostnameOverride of pods. Source: KEP-4762, on by default in 1.35.
  hostnameOverride: { from: 35 },
  // Pods that have finished are in no endpoints, whatever their restart policy. Source: kubernetes pull 110255 (1.25).
  endpointsLeaveFinishedPods: { from: 25 },
  // Endpoints and EndpointSlices name no revision of the pod. Source: kubernetes pull 108450 (1.24).
  endpointsNameNoRevision: { from: 24 },
  // ExternalName Services get no endpoints even with a selector. Source: kubernetes issue 105986 (1.23).
  endpointsIgnoreExternalName: { from: 23 },
  // The annotation tolerate-unready-endpoints counts no more. Source: kubernetes pull 108020 (1.24).
  endpointsIgnoreUnreadyAnnotation: { from: 24 },
  // Endpoints of more than 1,000 addresses are marked (1.21) and cut (1.22). Source: kubernetes pulls 99975 and 102520.
  endpointsOverCapacity: { from: 21 },
  endpointsTruncated: { from: 22 },
  // kube-proxy reads EndpointSlices: the gate EndpointSliceProxying is on by default. Source: KEP-752 (1.19).
  proxyReadsEndpointSlices: { from: 19 },
  // Where no endpoint is ready, kube-proxy uses those that serve while they end. Source: KEP-1669, on by default in 1.26.
  proxyUsesTerminatingEndpoints: { from: 26 },
  // The DNS server's cache holds names of the cluster, found or not; since then its Corefile leaves them out.
  // Source: kubernetes pull 128359 (1.32), cmd/kubeadm/app/phases/addons/dns/manifests.go.
  dnsServerCachesClusterNames: { until: 31 },
  // The controller keeps EndpointSlices: the gate EndpointSlice is on by default. Source: KEP-752 (1.18).
  endpointSliceController: { from: 18 },
  // A pod on a node that is not known stands in no slice. Source: kubernetes pull 110639 (1.25).
  endpointSliceSkipsLostNodes: { from: 25 },
  // A pod that is deleted ends the wait for its volumes. Source: read in 1.28, volume_manager.go, WaitForAttachAndMount
  // with a context; taken from 1.27 on.
  mountWaitEndsWithPod: { from: 27 },
  // "failed to process volumes=[...]" and only attachable volumes as unattached. Source: read in 1.28, volume_manager.go;
  // not in 1.20, taken from 1.26 on.
  mountErrorListsUnprocessed: { from: 26 },
  // A pass that waited in vain for volumes has no event of its own. Source: v1.28.0 pkg/kubelet/kubelet.go, SyncPod.
  mountTimeoutIsQuiet: { from: 28 },
  // A probe that could not be run is told of as `errored and resulted in unknown state`, before `errored`.
  // Source: kubernetes v1.30 pkg/kubelet/prober/prober.go, probe; not in the 1.28 tree.
  probeErrorsAreUnknown: { from: 30 },
  // RESTARTS as "3 (12s ago)". Source: kubernetes pull 100142; taken to be in from 1.22 on.
  restartsShowAge: { from: 22 },
  // Once a pod was initialized, READY and RESTARTS heed its containers, even while an init container runs again.
  // Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printPod; not in v1.20.2, taken to have come
  // with sidecars.
  podInitializedDecidesStatus: { from: 28 },
  // Pods that have ended are not "Terminating". Source: kubernetes issue 120207; not in v1.28.0, in kubectl v0.32.0
  // describe. Differs: which release between them came first is taken to be 1.32.
  endedPodsAreNotTerminating: { from: 32 },
  // Columns of `kubectl get`. Source: kubernetes pulls 123226, 132832, 122231, 122804, 129419 and 126529 by the date of
  // their merge; KEP-3751 for the class of volume attributes; csr duration: KEP-2784; shares: flowcontrol v1beta3.
  jobStatusColumn: { from: 30 },
  jobStatusShowsSuccessCriteria: { from: 34 },
  cronJobTimeZoneColumn: { from: 30 },
  hpaTargetsNameResource: { from: 30 },
  resourceQuotaAgeLast: { from: 33 },
  priorityClassPreemptionColumn: { from: 32 },
  volumeAttributesClassColumn: { from: 29 },
  csrDuration: { from: 22 },
  nominalConcurrencyShares: { from: 26 },
  // COUNT of an event in a series adds the event before it. Source: kubernetes v1.20.2 printers.go, printEvent; not in
  // v1.28.0. Differs: which release between them dropped it is taken to be 1.24.
  eventSeriesLeavesOutFirst: { until: 23 },
  // A node may be silent for 50 s, where it was 40 s. Source: kubernetes v1.32 pkg/controller/nodelifecycle/config/v1alpha1.
  nodeGracePeriod50s: { from: 32 },
  // Eviction by taints is a controller of its own. Source: KEP-3902 SeparateTaintEvictionController, on by default in 1.29.
  taintEvictionController: { from: 29 },
  // The taint node.kubernetes.io/out-of-service frees pods of a node that is shut down. Source: KEP-2268, on by default in 1.26.
  nodeOutOfServiceTaint: { from: 26 },
  // The metadata of templates is written out with `creationTimestamp: null`. Source: apimachinery
  // pkg/apis/meta/v1/types.go, ObjectMeta: omitempty in 1.28, omitzero in the newest; taken to have changed with 1.34.
  templatesHaveNullCreationTimestamp: { until: 33 },
  // Claims name their provisioner under volume.kubernetes.io/storage-provisioner too. Source: kubernetes pull 104590 (1.23).
  storageProvisionerAnnotation: { from: 23 },
  // The event ExternalProvisioning says what to look at. Source: kubernetes v1.28.0 pv_controller.go; pull 119113 (1.28).
  externalProvisioningNamesRemedy: { from: 28 },
  // Of a Namespace that is deleted the pods go first. Source: KEP-5080 OrderedNamespaceDeletion, on by default in 1.33.
  namespacePodsGoFirst: { from: 33 },
  // Endpoints kept by hand are mirrored as slices. Source: KEP-752, kubernetes v1.19 pkg/controller/endpointslicemirroring.
  endpointSliceMirroring: { from: 19 },
} as const satisfies Readonly<Record<string, { from?: number; until?: number }>>;

export type Behaviour = keyof typeof BEHAVIOURS;
