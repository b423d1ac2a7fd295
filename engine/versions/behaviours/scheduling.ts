// The scheduler: its queue, its plugins and its words.

import type { BehaviourRows } from './rows.ts';

export const SCHEDULING_BEHAVIOURS = {
  // Any change of a node wakes pods that these refused: NodeName, TaintToleration, NodeAffinity, NodePorts,
  // NodeResourcesFit. Source: their EventsToRegister, read in 1.22.3, 1.23.9, 1.31.8 and 1.32.5; kubernetes issue 109437.
  anyNodeChangeWakes: { from: 23, until: 31 },
  // The scheduler refuses all nodes for a missing or vanishing claim; before, the cycle ended in an error.
  // Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go, podHasPVCs.
  badClaimRefusesNodes: { from: 20 },
  // A pod's back-off grows by the errors in a row, or else by the refusals, and no longer by every try.
  // Source: pkg/scheduler/backend/queue/backoff_queue.go, getBackoffTime, read in 1.33.5 and 1.34.7.
  backoffCountsErrorsApart: { from: 34 },
  // NodeResourcesBalancedAllocation scores what the pod changes, not what results. Source: kubernetes pull 135573.
  balancedAllocationByChange: { from: 36 },
  // NodeResourcesBalancedAllocation by standard deviation of real requests. Source: kubernetes pulls 101946, 102925 (1.22).
  balancedAllocationByDeviation: { from: 22 },
  // A pod without requests is not scored for balance. Source: kubernetes issue 129138 (1.33).
  balancedAllocationSkipsBestEffort: { from: 33 },
  // Errors of binding name the plugin. Source: v1.22 pkg/scheduler/framework/runtime/framework.go, RunPreBindPlugins.
  bindErrorsNamePlugin: { from: 22 },
  // Changes of a claim wake pods that VolumeRestrictions refused, until, and VolumeZone, from 1.31 on; a new claim wakes
  // those past a volume limit. Source: EventsToRegister, read in 1.29.7, 1.30.6 and 1.31.8.
  claimUpdateWakesVolumeRestrictions: { until: 30 },
  claimUpdateWakesVolumeZone: { from: 31 },
  claimWakesVolumeLimits: { from: 30 },
  // A change of a CSINode wakes pods past a volume limit. Source: nodevolumelimits/csi.go, read in 1.32.5 and 1.33.5.
  csiNodeUpdateWakes: { from: 33 },
  // Default spreading looks at the owner only, not at every controller whose selector matches the pod.
  // Source: v1.28.0 pkg/scheduler/framework/plugins/helper/spread.go; not in 1.20, taken from 1.22 on.
  defaultSelectorOfOwnerOnly: { from: 22 },
  // The DynamicResources plugin has its say after the filters: "no new claims to deallocate". Source: KEP-4381 (1.34).
  dynamicResourcesPlugin: { from: 34 },
  // A spread constraint with an empty selector counts no pods. Source: read in 1.27.8, podtopologyspread/common.go,
  // countPodsMatchSelector; not in 1.26.7.
  emptySpreadSelectorCountsNothing: { from: 27 },
  // "waiting for ephemeral volume controller to create the persistentvolumeclaim". Source: read in 1.23.9,
  // volumebinding/volume_binding.go; not in 1.22.3.
  ephemeralClaimMessageSaysWaiting: { from: 23 },
  // A series of events counts its first event too. Source: client-go v0.27 tools/events/event_broadcaster.go; 1.20: not.
  eventSeriesCountsFirst: { from: 27 },
  // Errors of filters name the plugin and the pod. Source: v1.18 pkg/scheduler/framework/v1alpha1/framework.go.
  filterErrorsNamePlugin: { from: 17 },
  // The preemption part of a FailedScheduling message ends in two dots. Source: read in 1.26.7 to 1.28.8,
  // pkg/scheduler/framework/types.go, SeparatorFormat; not in 1.25.7 nor 1.29.7.
  fitErrorDoublesDot: { from: 26, until: 28 },
  // A refusal of all nodes at once stands in FailedScheduling twice, alone and with the count of nodes.
  // Source: read in 1.26.7, framework/types.go, FitError; not in 1.25.7 nor 1.27.8.
  fitErrorRepeatsPreFilter: { from: 26, until: 26 },
  // A refusal of all nodes at once stands in FailedScheduling without a count. Source: read in 1.26.7, framework/types.go,
  // Diagnosis.PreFilterMsg; not in 1.25.7.
  fitErrorTellsPreFilter: { from: 26 },
  // FailedScheduling says what preemption found. Source: kubernetes pull 107775 (1.24).
  fitErrorTellsPreemption: { from: 24 },
  // A resource that the pod does not ask for is not compared. Source: read in 1.28.8, noderesources/fit.go, fitsRequest;
  // not in 1.27.8.
  fitIgnoresZeroRequests: { from: 28 },
  // Nodes too small even when empty are beyond the help of preemption. Source: kubernetes pull 131345 (1.34).
  fitUnresolvableOnSmallNodes: { from: 34 },
  // Images of init containers count in ImageLocality. Source: kubernetes pull 123366 (1.30).
  imageLocalityCountsInitContainers: { from: 30 },
  // A resource that a node does not have is left out of the mean. Source: read in 1.28,
  // noderesources/least_allocated.go; not in 1.20, taken from 1.22 on.
  leastAllocatedSkipsAbsentResources: { from: 22 },
  // The in-tree disks have plugins of their own that count them: EBSLimits, GCEPDLimits, AzureDiskLimits.
  // Source: pkg/scheduler/apis/config/v1/default_plugins.go, read in 1.30.6 and 1.31.8.
  inTreeDiskLimits: { until: 30 },
  // A claim in phase Lost refuses all nodes. Source: read in 1.23.9, volumebinding/volume_binding.go; not in 1.22.3.
  lostClaimRefusesNodes: { from: 23 },
  // A claim bound to a volume that is not there refuses the node; before, the cycle ended in an error.
  // Source: read in 1.23.9, volumebinding/binder.go, ErrReasonPVNotExist; not in 1.22.3.
  missingVolumeRefusesNode: { from: 23 },
  // A node that a plugin names before filtering and that does not exist ends the cycle in an error.
  // Source: read in 1.24.9 to 1.29.7, pkg/scheduler/schedule_one.go, findNodesThatFitPod; not in 1.30.6.
  namedNodeMustExist: { from: 24, until: 29 },
  // Nodes that a plugin left out before filtering have a reason of their own: "node(s) didn't satisfy plugin(s) [...]".
  // Source: read in 1.32.5, pkg/scheduler/schedule_one.go, findNodesThatFitPod; not in 1.31.8.
  narrowedNodesHaveStatus: { from: 32 },
  // "node(s) didn't match Pod's node affinity", before "node(s) didn't match node selector".
  // Source: the recorded facts (1.20.2).
  nodeAffinityMessageSaysAffinity: { from: 20 },
  // "node(s) didn't match Pod's node affinity/selector". Source: read in 1.21, nodeaffinity/node_affinity.go, ErrReasonPod.
  nodeAffinityMessageSaysSelectorToo: { from: 21 },
  // Required affinity to metadata.name leaves only the named nodes to look at. Source: PreFilterResult, 1.24.
  nodeAffinityNarrowsNodes: { from: 24 },
  // NodeAffinity parses the preferred terms once a cycle. Read in 1.28 and not in 1.20, taken from 1.21 on.
  nodeAffinityPreparesScore: { from: 21 },
  // "the requested node name", before "the requested hostname". Source: read in 1.21, nodename/node_name.go.
  nodeNameMessageSaysNodeName: { from: 21 },
  // Errors inside plugins name the plugin but no longer the pod. Source: pkg/scheduler/framework/runtime/framework.go, read
  // in 1.21; 1.20 names both.
  pluginErrorsOmitPod: { from: 21 },
  // A node that fails pod affinity counts a general reason beside the particular one.
  // Source: kubernetes v1.20.2 interpodaffinity/filtering.go, ErrReasonAffinityNotMatch; gone in 1.22.
  podAffinityMessageHasGeneralReason: { until: 21 },
  // The general reason ends in "rules". Source: v1.21 interpodaffinity/filtering.go.
  podAffinityMessageSaysRules: { from: 21 },
  // Pod affinity scores are spread from the lowest to the highest, before from or to zero.
  // Source: read in 1.21, interpodaffinity/scoring.go, NormalizeScore; not in 1.20.
  podAffinityScoresFromLowest: { from: 21 },
  // A pod's cpu overhead is scored in whole cores, as if they were millicores, on the pod's side.
  // Source: kubernetes v1.20.2 noderesources/resource_allocation.go, calculatePodResourceRequest; gone with
  // resourcehelper.PodRequests, 1.27.
  podOverheadScoredInCores: { until: 26 },
  // Topology spread has system defaults, which took the place of SelectorSpread. Source: KEP-1258, on by default in 1.20.
  podTopologySpreadDefaults: { from: 20 },
  // Wording of errors while preparing filters. Source: v1.18 and v1.20 framework.go, RunPreFilterPlugins; 1.19 unread.
  preFilterErrorsSayFailed: { from: 20 },
  // The event of a victim: until 1.25 it names the pod that preempts, from 1.26 to 1.28 nobody, then the pod's uid.
  // Source: kubernetes pulls 114923 and 114980; v1.29 pkg/scheduler/framework/preemption/preemption.go.
  preemptedEventHidesPreemptor: { from: 26 },
  preemptedEventNamesUid: { from: 29 },
  // A pod that preemption cannot help loses its nomination. Source: read in 1.23.9, framework.NominatingInfo; not in
  // 1.22.3.
  preemptionClearsNomination: { from: 23 },
  // A nominated pod that is deleted wakes others. Source: pkg/scheduler/eventhandlers.go, deletePodFromSchedulingQueue,
  // read in 1.32.5 and 1.33.5.
  nominatedPodsEndWakes: { from: 33 },
  // Preemption leaves out nodes that were not looked at. Source: read in 1.30.6, pkg/scheduler/framework/preemption/
  // preemption.go, nodesWherePreemptionMightHelp; not in 1.29.7.
  preemptionNeedsRefusal: { from: 30 },
  // Preemption tries some nodes only, from a random one on. Source: kubernetes pull 94814 (1.21).
  preemptionSamplesNodes: { from: 21 },
  // The nominated node is tried before all others. Source: KEP-1923, on by default in 1.22.
  preferNominatedNode: { from: 22 },
  // The default profile of kubescheduler.config.k8s.io/v1beta2: NodeResourcesFit scores, NodePreferAvoidPods is gone.
  // Source: kubernetes v1.22.3 pkg/scheduler/apis/config/v1beta2/default_plugins.go, apis/config/latest.
  schedulerConfigV1beta2: { from: 22 },
  // The default profile of kubescheduler.config.k8s.io/v1beta3: other weights, NodePreferAvoidPods gone.
  // Source: kubernetes v1.23 pkg/scheduler/apis/config/v1beta3/default_plugins.go.
  schedulerConfigV1beta3: { from: 23 },
  // A pod on a node that asks for less wakes pods that found too little room.
  // Source: KEP-1287, InPlacePodVerticalScaling, on by default in 1.33; noderesources/fit.go, EventsToRegister.
  scaleDownWakes: { from: 33 },
  // An error while scheduling shows as SchedulerError in PodScheduled, before as Unschedulable.
  // Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, scheduleOne; schedule_one.go, read in 1.24.9, and not in 1.23.9.
  schedulerErrorHasReason: { from: 24 },
  // Taints and node affinity are looked at before resources, so that their reasons stand where several apply.
  // Source: the recorded facts (1.20.2); resources first in the tree before it.
  schedulerFiltersTaintsEarly: { from: 20 },
  // Every change of a node is told, before only the first that is found. Source: pkg/scheduler/eventhandlers.go,
  // nodeSchedulingPropertiesChange, read in 1.29.7 and 1.30.6.
  schedulerHearsAllNodeChanges: { from: 30 },
  // Events wake only pods that a plugin refused which registered for them. Source: kubernetes v1.22 EnqueueExtensions.
  schedulerMovesByPlugin: { from: 22 },
  // While nothing else waits, pods are taken out of their back-off, whose ends are cut to whole seconds.
  // Source: KEP-5142, on by default in 1.33; pkg/scheduler/backend/queue/backoff_queue.go, alignToWindow.
  schedulerPopsFromBackoff: { from: 33 },
  // Plugins look at the object of an event before it wakes a pod. Source: KEP-4247, on by default in 1.32.
  schedulerQueueingHints: { from: 32 },
  // A pod's own status patch wakes it, because managedFields are compared. Source: kubernetes v1.20.2
  // pkg/scheduler/internal/queue/scheduling_queue.go, isPodUpdated; managedFields on every object from 1.18, fixed in 1.21.
  schedulerRetriesOnOwnUpdate: { from: 18, until: 20 },
  // Plugins that do not concern a pod are skipped in its cycle. Source: kubernetes v1.27 framework.Skip.
  schedulerSkipsIdlePlugins: { from: 27 },
  // Changes of pods on nodes are told apart: labels, requests, others. Source: kubernetes v1.31.8
  // pkg/scheduler/framework/events.go, PodSchedulingPropertiesChange.
  schedulerTellsPodChangesApart: { from: 31 },
  // An update of a pod that backs off leaves it backing off. Source: kubernetes v1.22 scheduling_queue.go, Update.
  schedulerUpdateKeepsBackoff: { from: 22 },
  // Unschedulable pods that nothing wakes are tried again after 5 minutes, before after 60 seconds.
  // Source: scheduling_queue.go, unschedulableQTimeInterval, read in 1.22.3 and 1.23.9, and
  // DefaultPodMaxInUnschedulablePodsDuration, read in 1.24.9.
  schedulerWaitsFiveMinutes: { from: 24 },
  // Spreading by system defaults scores nodes without a zone label too. Source: kubernetes pull 105046 (1.23).
  spreadDefaultsNeedNoLabels: { from: 23 },
  // Spread constraints of one topology key count each by itself. Source: read in 1.33.5, podtopologyspread/filtering.go,
  // TpValueToMatchNum; not in 1.32.5.
  spreadCountsByConstraint: { from: 33 },
  // Spread scores are rounded, before cut. Source: read in 1.24.9, podtopologyspread/scoring.go, Score; not in 1.23.9.
  spreadScoresRounded: { from: 24 },
  // A change of taints wakes pods that PodTopologySpread refused, and, for the same reason as any change of a node,
  // those of InterPodAffinity, VolumeBinding and VolumeZone. Source: EventsToRegister, read in 1.29.7, 1.30.6, 1.32.5.
  taintChangeWakesOthers: { from: 30, until: 31 },
  taintChangeWakesSpread: { from: 30 },
  // Where the next search begins counts over all nodes, also when this one looked at few. Source: pkg/scheduler/
  // schedule_one.go, nextStartNodeIndex, read in 1.29.7 and 1.30.6.
  searchWrapsOverAllNodes: { from: 30 },
  // "node(s) had untolerated taint(s)", without saying which. Source: kubernetes pull 134740 (1.35).
  taintMessageNamesNoTaint: { from: 35 },
  // "node(s) had taint {k: v}, that the pod didn't tolerate". Source: kubernetes pull 87250 (1.18).
  taintMessageNamesTaint: { from: 18 },
  // "node(s) had untolerated taint {k: v}". Source: v1.24 tainttoleration/taint_toleration.go.
  taintMessageSaysUntolerated: { from: 24 },
  // Unbound claims of immediate binding refuse all nodes; before, the cycle ended in an error. Source: kubernetes
  // pull 92797 (1.19).
  unboundClaimRefusesNodes: { from: 19 },
  // Bound volumes that name their nodes by hostname leave only those nodes to look at. Source: read in 1.27.8 to 1.31.8,
  // volumebinding/binder.go, GetEligibleNodes; not in 1.26.7 nor 1.32.5.
  volumeBindingNarrowsNodes: { from: 27, until: 31 },
  // VolumeZone refuses all nodes where a claim or volume is missing. Source: read in 1.27.8, volumezone/volume_zone.go,
  // PreFilter; not in 1.26.7.
  volumeZoneRefusesEarly: { from: 27 },
  // VolumeZone refuses a node where before the cycle ended in an error. Source: read in 1.22.3, volumezone/volume_zone.go,
  // getErrorAsStatus; not in 1.21.
  volumeZoneRefusesNodes: { from: 22 },
  // A volume's old zone labels match a node's new ones. Source: read in 1.29.7, volumezone/volume_zone.go,
  // translateToGALabel; not in 1.28.8.
  volumeZoneTranslatesBetaLabels: { from: 29 },
} as const satisfies BehaviourRows;
