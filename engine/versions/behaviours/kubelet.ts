// What a node's kubelet does with its pods, and what it tells of them.

import type { BehaviourRows } from './rows.ts';

export const KUBELET_BEHAVIOURS = {
  // The BackOff event names container and pod: `Back-off restarting failed container c in pod web_default(uid)`.
  // Source: kubernetes v1.28 pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff; not in 1.20 (added with 1.26).
  backOffEventNamesContainer: { from: 26 },
  // Containers see their limits in files of cgroups v2. Differs: a choice of each machine; it became stable then.
  // Source: KEP-2254 (1.25).
  cgroupsV2: { from: 25 },
  // Created says `Created container: c`, then neither event names the container any more. Source: kubernetes
  // pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer (1.32; 1.35).
  createdEventHasColon: { from: 32, until: 34 },
  containerEventsNameNobody: { from: 35 },
  // A pod that is deleted becomes Failed or Succeeded before it goes, whatever its restart policy; a container of it that
  // never ran is told of as ended with 137. Source: kubernetes pull 115331 (1.27), pkg/kubelet/kubelet_pods.go, getPhase,
  // and pkg/kubelet/status/status_manager.go, TerminatePod. Differs: what TerminatePod says of containers is older than
  // 1.27; which release it came with is not known.
  endedPodsAreTerminal: { from: 27 },
  // A pod that the kubelet itself ends (active deadline) keeps its conditions and its containers' readiness by the probes.
  // Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet_pods.go, generateAPIPodStatus; the release between the
  // two in which it changed is not known.
  endedPodsHaveConditions: { from: 22 },
  // Containers run by Docker through the kubelet's dockershim; by containerd from 1.24 on. Differs: a choice of each
  // cluster, but since 1.24 (kubernetes pull 97252) only one of them is left.
  dockershim: { until: 23 },
  // A pod that the kubelet ends is told to be Failed when none of its containers runs any more. Source: kubernetes #108366
  // (1.24), pkg/kubelet/status/status_manager.go, mergePodStatus.
  endsWaitForContainers: { from: 24 },
  // An eviction's message says threshold, what is available, and the containers' requests. Source: kubernetes #111597; read
  // in 1.28, pkg/kubelet/eviction/helpers.go, evictionMessage; not in 1.20; taken from 1.26 on.
  evictionMessagesSayHowMuch: { from: 26 },
  // Commands of probes are given up at timeoutSeconds; before, Docker ran them to their end. Source: gate ExecProbeTimeout,
  // kubernetes v1.20.0 pkg/kubelet/dockershim/exec.go (pull 94115).
  execProbeTimeouts: { from: 20 },
  // Freeing dead containers and images is enough only when the minimum reclaim is met. Source: kubernetes #99095 (1.22).
  freeingMeetsMinimumReclaim: { from: 22 },
  // Pods that a kubelet evicts at once get 1 s, where 0 meant their own grace period in the end. Source: read in master,
  // pkg/kubelet/eviction/eviction_manager.go, immediateEvictionGracePeriodSeconds; not in 1.28; taken from 1.31 on.
  hardEvictionsTakeOneSecond: { from: 31 },
  // Events of failed hooks say `PostStartHook failed` and nothing of what the hook printed, and the waiting reason is
  // `PostStartHookError` alone. Source: kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_container.go,
  // startContainer; kubernetes issue 119541 names 1.26 as the first release.
  hookEventsSayNothing: { from: 26 },
  // What image garbage collection says when it could not free enough. Source: read in 1.28, pkg/kubelet/images/
  // image_gc_manager.go, GarbageCollect; not in 1.20; taken from 1.26 on.
  imageGcSaysEligible: { from: 26 },
  // "couldn't parse image name", before "image reference". Source: kubernetes v1.28.0 pkg/util/parsers/parsers.go,
  // ParseImageName; v1.20.2 pkg/kubelet/images/image_manager.go, applyDefaultImageTag. Taken from 1.24 on.
  imageErrorsSayName: { from: 24 },
  // Statuses of init containers say `started`. Source: kubernetes v1.28 pkg/kubelet/prober/prober_manager.go.
  initContainersHaveStarted: { from: 28 },
  // The event FailedToRetrieveImagePullSecret. Source: kubernetes pull 117927, v1.28.0 pkg/kubelet/kubelet_pods.go.
  missingPullSecretsAreTold: { from: 28 },
  // "failed to process volumes=[...]" and only attachable volumes as unattached. Source: read in 1.28, volume_manager.go;
  // not in 1.20, taken from 1.26 on.
  mountErrorListsUnprocessed: { from: 26 },
  // A pass that waited in vain for volumes has no event of its own. Source: v1.28.0 pkg/kubelet/kubelet.go, SyncPod.
  mountTimeoutIsQuiet: { from: 28 },
  // When a container's memory runs out all its processes are killed, where the kernel has cgroups v2 (memory.oom.group).
  // Source: kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_container_linux.go; not in 1.27.
  oomKillsWholeContainer: { from: 28 },
  // Errors of runAsNonRoot name pod and container. Source: read in 1.28, pkg/kubelet/kuberuntime/
  // security_context_others.go, verifyRunAsNonRoot; not in 1.20, taken from 1.21 on.
  nonRootErrorsNamePod: { from: 21 },
  // A pod that is deleted ends the wait for its volumes. Source: read in 1.28, volume_manager.go, WaitForAttachAndMount
  // with a context; taken from 1.27 on.
  mountWaitEndsWithPod: { from: 27 },
  // `container runtime network not ready` in place of `runtime network not ready`. Differs: read between v1.20.2 and
  // v1.28.0 pkg/kubelet/kubelet.go, updateRuntimeUp; the release in between is taken to be the first.
  namesContainerRuntimeNetwork: { from: 21 },
  // Ready and ContainersReady say PodFailed once the phase is Failed. Source: kubernetes v1.22
  // pkg/kubelet/status/generate.go, generateContainersReadyConditionForTerminalPhase.
  podFailedConditions: { from: 22 },
  // The condition PodReadyToStartContainers. Source: KEP-3085, on by default in 1.29.
  podReadyToStartContainers: { from: 29 },
  // Pods that end are taken down and removed by their worker, not by the status manager's rounds alone.
  // Source: kubernetes v1.22.0 pkg/kubelet/pod_workers.go, syncTerminatedPod (pull 102344).
  podWorkerTerminates: { from: 22 },
  // A probe that could not be run is told of as `errored and resulted in unknown state`, before `errored`.
  // Source: kubernetes v1.30 pkg/kubelet/prober/prober.go, probe; not in the 1.28 tree.
  probeErrorsAreUnknown: { from: 30 },
  // A probe waits for a random part of its period only when the kubelet itself has just begun. Source: kubernetes v1.21
  // pkg/kubelet/prober/worker.go, run.
  probesBeginAtOnce: { from: 21 },
  // The Pulled event of an image that is there says that the pod may use it. Source: kubernetes pkg/kubelet/images/
  // image_manager.go, KubeletEnsureSecretPulledImages, on by default in 1.35. Differs: images are not kept from pods without
  // their credentials.
  presentImagesAreAccessible: { from: 35 },
  // Liveness and startup probes of a pod that is being deleted end with Success. Source: kubernetes v1.21.0
  // pkg/kubelet/prober/worker.go, doProbe (pull 98571).
  probesEndWithDeletion: { from: 21 },
  // A change of a container's started state makes its other probes run at once. Source: kubernetes v1.22
  // pkg/kubelet/prober/worker.go, manualTriggerCh.
  probesTriggeredByStart: { from: 22 },
  // The waiting state ImagePullBackOff repeats why the last pull failed. Source: kubernetes pull 127918 (1.32).
  pullBackOffSaysWhy: { from: 32 },
  // The Pulled event cuts its times to milliseconds. Source: kubernetes v1.28.0 pkg/kubelet/images/image_manager.go; v1.20.2
  // does not.
  pulledEventInMilliseconds: { from: 28 },
  // `Predicate NodeAffinity failed: node(s) didn't match …`. Source: read in 1.32, pkg/kubelet/lifecycle/predicate.go,
  // PredicateFailureError; not in 1.28.
  predicatesSayWhy: { from: 32 },
  // The Pulled event says how long the pull waited, and for how long the node's other pulls. Source: kubernetes pull 111772
  // (1.26).
  pulledEventIncludesWaiting: { from: 26 },
  // ... and how large the image is. Source: kubernetes v1.30 pkg/kubelet/images/image_manager.go, EnsureImageExists; not
  // in v1.28.
  pulledEventTellsSize: { from: 30 },
  // A pod that a node turns away keeps its QoS class. Source: kubernetes master pkg/kubelet/kubelet.go, rejectPod; not in
  // 1.28; taken from 1.29 on.
  rejectionsKeepQosClass: { from: 29 },
  // A pod that a node turns away says `Pod was rejected: …`, before `Pod …`. Source: read in 1.28, pkg/kubelet/kubelet.go,
  // rejectPod; not in 1.20; taken from 1.26 on.
  rejectionsSayRejected: { from: 26 },
  // Once a container of a pod has started, init containers and sidecars that start again leave it Running.
  // Source: kubernetes v1.28.0 pkg/kubelet/kubelet_pods.go, getPhase; not in v1.20.2, came with sidecars.
  startedPodsStayRunning: { from: 28 },
  // A startup probe's failure makes the kubelet look at the pod at once; before, the next resync found it.
  // Source: kubernetes v1.21.0 pkg/kubelet/kubelet.go, syncLoopIteration (startupManager.Updates).
  startupFailureSyncsAtOnce: { from: 21 },
  // Statuses of containers tell their resources and what was set aside for them. Source: kubernetes pkg/features/
  // kube_features.go, InPlacePodVerticalScaling, on by default in 1.33; pkg/kubelet/kubelet_pods.go,
  // convertToAPIContainerStatuses.
  statusTellsResources: { from: 33 },
  // ... and where volumes are mounted, and whether recursively read-only. Source: as above, RecursiveReadOnlyMounts, on by
  // default in 1.31.
  statusTellsVolumeMounts: { from: 31 },
  // Mirror pods are owned by their Node. Source: kubernetes pull 84485, CHANGELOG-1.17.md; v1.20.2
  // pkg/kubelet/pod/mirror_client.go.
  mirrorPodsBelongToNodes: { from: 17 },
  // A static pod's manifest without a name is refused for that alone. Source: read in master, pkg/kubelet/config/common.go,
  // tryDecodeSinglePod; not in v1.28.0. Differs: which release between them came first is taken to be 1.29.
  staticPodsNeedNames: { from: 29 },
  // The kubelet takes no static pod that refers to an object of the API. Source: gate PreventStaticPodAPIReferences, on by
  // default in 1.34; pkg/kubelet/config/common.go.
  staticPodsReferToNothing: { from: 34 },
  // The uid of a static pod counts its node and file in. Source: kubernetes pull 87461, CHANGELOG-1.21.md.
  staticPodUidsAreUnique: { from: 21 },
  // The kubelet refuses pods that do not tolerate a NoExecute taint of its node. Source: read in v1.28.0,
  // pkg/kubelet/lifecycle/predicate.go, generalFilter; not in v1.20.2. Differs: taken to have come with 1.22.
  kubeletHeedsNoExecute: { from: 22 },
  // A kubelet may hold its machine up until its pods have ended. Source: KEP-2000 GracefulNodeShutdown, on by default in 1.21.
  gracefulNodeShutdown: { from: 21 },
  // Each class of priorities with a time of its own. Source: KEP-2712, on by default in 1.24.
  shutdownByPodPriority: { from: 24 },
  // Pods ended by a shutdown are `Terminated`, before `Shutdown`. Source: kubernetes pull 102840, CHANGELOG-1.22.md.
  shutdownPodsAreTerminated: { from: 22 },
  // Nodes tell the version of kube-proxy, which is that of the kubelet. Source: KEP-4004, gate DisableNodeKubeProxyVersion,
  // on by default from 1.33 on. Left out: 1.31.0 alone, where it was on as well.
  nodesTellKubeProxyVersion: { until: 32 },
  // The API server translates the streams of exec, attach and port-forward. Source: KEP-4006, gate
  // TranslateStreamCloseWebsocketRequests, beta in 1.30.
  streamsAreTranslated: { from: 30 },
} as const satisfies BehaviourRows;
