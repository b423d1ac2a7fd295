// What creating and updating a pod changes in it: the status is the cluster's, and fields whose gate this release has
// switched off are dropped, unless the pod has them already.
//
// Source: kubernetes v1.20.2 pkg/registry/core/pod/strategy.go; pkg/api/pod/util.go, dropDisabledFields; KEPs for the
// releases since. Gates that no supported release has switched off are not asked for.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { ApiContext } from '../../kind.ts';
import type { Container, Pod, PodSpec, Probe } from '../../objects.ts';
import { qosClass } from '../../pod/qos.ts';
import { raiseGenerationOnSpecChange } from '../workload-spec.ts';
import { drop } from '../zero-values.ts';
import { dropAffinityFields, mergeAffinityLabelKeys } from './affinity-label-keys.ts';
import { containersOf } from './containers-of.ts';
import {
  SECCOMP_CONTAINER_ANNOTATION_PREFIX,
  SECCOMP_POD_ANNOTATION,
  type SeccompProfile,
  seccompAnnotationOf,
  seccompFieldOf,
} from './seccomp.ts';
import { syncPodIPs } from './status-update.ts';

export function preparePodForCreate(pod: Pod, { version }: ApiContext): void {
  pod.status = { phase: 'Pending', qosClass: qosClass(pod.spec) };
  dropDisabledPodFields(pod.spec, undefined, version);
  tellGates(pod, version);
  mergeAffinityLabelKeys(pod);
  if (version.has('seccompAnnotationsSynced')) syncSeccomp(pod);
  if (version.has('podGeneration')) pod.metadata.generation = 1;
}

// Source: kubernetes v1.28.0 strategy.go, applyWaitingForSchedulingGatesCondition.
function tellGates({ spec, status }: Pod, version: VersionProfile): void {
  if (!version.has('schedulingGates') || (spec.schedulingGates ?? []).length === 0) return;
  status.conditions = [
    {
      type: 'PodScheduled',
      status: 'False',
      lastProbeTime: null as never,
      lastTransitionTime: null as never,
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    },
  ];
}

export function preparePodForUpdate(pod: Pod, old: Pod, { version }: ApiContext): void {
  pod.status = old.status;
  dropDisabledPodFields(pod.spec, old.spec, version);
  if (version.has('podGeneration')) raiseGenerationOnSpecChange(pod, old);
}

/** The status subresource leaves spec and owners alone: old kubelets wrote broken owner references. */
export function preparePodForStatusUpdate(pod: Pod, old: Pod): void {
  pod.spec = old.spec;
  syncPodIPs(pod);
  delete pod.metadata.deletionTimestamp;
  if (old.metadata.ownerReferences === undefined) delete pod.metadata.ownerReferences;
  else pod.metadata.ownerReferences = old.metadata.ownerReferences;
}

/**
 * Also of pod templates; in place.
 *
 * @param old absent on create: a field in use stays, so that a downgraded cluster keeps what it stored
 */
export function dropDisabledPodFields(
  spec: PodSpec,
  old: PodSpec | undefined,
  version: VersionProfile,
): void {
  if (!version.has('ephemeralContainers') && !old?.ephemeralContainers) drop(spec, 'ephemeralContainers');
  if (!version.has('schedulingGates') && !old?.schedulingGates) drop(spec, 'schedulingGates');
  if (!version.has('podOS') && !old?.os) drop(spec, 'os');
  if (!version.has('podLevelResources') && !old?.resources) drop(spec, 'resources');
  if (!version.has('dynamicResourceAllocation') && !old?.resourceClaims) drop(spec, 'resourceClaims');
  if (!version.has('hostnameOverride')) drop(spec, 'hostnameOverride');
  if (!version.has('userNamespaces') && old?.hostUsers === undefined) drop(spec, 'hostUsers');
  if (spec.volumes !== undefined) dropVolumeFields(spec, old, version);
  dropSpreadFields(spec, version);
  dropAffinityFields(spec.affinity, version);
  const containers = spec.containers ?? [];
  for (const container of containers) dropContainerFields(container, version);
  for (const container of spec.initContainers ?? []) dropContainerFields(container, version);
  if (!version.has('sidecarContainers'))
    for (const container of spec.initContainers ?? []) drop(container, 'restartPolicy');
  if (!version.has('containerRestartRules'))
    for (const container of containersOf(spec)) drop(container, 'restartPolicyRules');
}

function dropVolumeFields(spec: PodSpec, old: PodSpec | undefined, version: VersionProfile): void {
  const inUse = (old?.volumes ?? []).some((volume) => volume.ephemeral !== undefined);
  for (const volume of spec.volumes ?? []) {
    if (!version.has('genericEphemeralVolumes') && !inUse) drop(volume, 'ephemeral');
    if (!version.has('imageVolumes')) drop(volume, 'image');
  }
}

function dropSpreadFields(spec: PodSpec, version: VersionProfile): void {
  if (version.has('spreadMatchLabelKeys')) return;
  for (const constraint of spec.topologySpreadConstraints ?? []) {
    drop(constraint, 'matchLabelKeys');
    if (!version.has('spreadInclusionPolicies')) drop(constraint, 'nodeAffinityPolicy', 'nodeTaintsPolicy');
    if (!version.has('spreadMinDomains')) drop(constraint, 'minDomains');
  }
}

function dropContainerFields(container: Container, version: VersionProfile): void {
  if (!version.has('inPlacePodVerticalScaling')) drop(container, 'resizePolicy');
  if (!version.has('envFiles'))
    for (const { valueFrom } of container.env ?? []) drop(valueFrom, 'fileKeyRef');
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe])
    dropProbeFields(probe, version);
  if (!version.has('startupProbe')) drop(container, 'startupProbe');
  if (!version.has('sleepAction')) {
    drop(container.lifecycle?.postStart, 'sleep');
    drop(container.lifecycle?.preStop, 'sleep');
  }
  // The gate of unmasked /proc is off by default until 1.33.
  if (container.securityContext?.procMount !== undefined && !version.has('procMountType')) {
    container.securityContext.procMount = 'Default';
  }
}

function dropProbeFields(probe: Probe | undefined, version: VersionProfile): void {
  if (probe === undefined) return;
  if (!version.has('grpcProbes')) drop(probe, 'grpc');
  if (!version.has('probeTerminationGracePeriod')) drop(probe, 'terminationGracePeriodSeconds');
}

// Nodes older or newer than the API server read the other of annotation and field. Source: applySeccompVersionSkew.
function syncSeccomp(pod: Pod): void {
  const { spec, metadata } = pod;
  syncOne(metadata, SECCOMP_POD_ANNOTATION, spec.securityContext?.seccompProfile, (seccompProfile) => {
    spec.securityContext = { ...spec.securityContext, seccompProfile };
  });
  for (const container of containersOf(spec)) {
    const key = SECCOMP_CONTAINER_ANNOTATION_PREFIX + container.name;
    syncOne(metadata, key, container.securityContext?.seccompProfile, (seccompProfile) => {
      container.securityContext = { ...container.securityContext, seccompProfile };
    });
  }
}

function syncOne(
  metadata: Pod['metadata'],
  key: string,
  field: SeccompProfile | undefined,
  setField: (profile: SeccompProfile) => void,
): void {
  const annotation = metadata.annotations?.[key];
  if (field !== undefined && annotation === undefined) {
    const text = seccompAnnotationOf(field);
    if (text !== undefined) metadata.annotations = { ...metadata.annotations, [key]: text };
  } else if (field === undefined && annotation !== undefined) {
    const profile = seccompFieldOf(annotation);
    if (profile !== undefined) setField(profile);
  }
}
