// Defaults of pods and of pod templates.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/defaults.go, SetDefaults_Pod and SetDefaults_PodSpec;
// pkg/apis/core/v1/conversion.go for serviceAccount; v1.28.0 for host ports. What admission plugins add (service
// account, tolerations, priority, limits) is not here.

import type { ApiContext } from '../../kind.ts';
import type { Container, Pod, PodSpec, PodTemplateSpec } from '../../objects.ts';
import { dropZero } from '../zero-values.ts';
import { setContainerDefaults, setResourceDefaults } from './container-defaults.ts';
import { setResourceListDefaults } from './resource-list.ts';
import { setVolumeDefaults } from './volume-defaults.ts';

const TERMINATION_GRACE_SECONDS = 30;

const OMITTED_WHEN_ZERO: ReadonlySet<string> = new Set([
  'volumes',
  'initContainers',
  'ephemeralContainers',
  'nodeSelector',
  'serviceAccountName',
  'serviceAccount',
  'nodeName',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'imagePullSecrets',
  'hostname',
  'subdomain',
  'tolerations',
  'hostAliases',
  'priorityClassName',
  'readinessGates',
  'overhead',
  'topologySpreadConstraints',
  'schedulingGates',
  'resourceClaims',
] satisfies (keyof PodSpec)[]);

export function setPodDefaults(pod: Pod, context: ApiContext): void {
  pod.spec ??= {} as PodSpec;
  pod.status ??= {};
  // An empty time is written as null, also where a patch took it away. Source: apimachinery meta/v1 Time.MarshalJSON.
  for (const condition of pod.status.conditions ?? []) condition.lastProbeTime ??= null as never;
  const { spec } = pod;
  for (const container of spec.containers ?? []) requestLimits(container);
  for (const container of spec.initContainers ?? []) requestLimits(container);
  spec.enableServiceLinks ??= true;
  if (spec.hostNetwork === true) setHostPorts(spec);
  setPodSpecDefaults(spec, context);
}

/** In templates limits stay limits: they become requests in the pod. */
export function setPodTemplateDefaults(template: PodTemplateSpec, context: ApiContext): void {
  template.metadata ??= {};
  dropZero(template.metadata, 'name', 'namespace', 'labels', 'annotations', 'creationTimestamp');
  template.spec ??= {} as PodSpec;
  if (template.spec.hostNetwork === true && !context.version.has('hostNetworkBlamesHostPort'))
    setHostPorts(template.spec);
  setPodSpecDefaults(template.spec, context);
}

// What is limited and not requested is requested as much.
function requestLimits(container: Container): void {
  const limits = container.resources?.limits;
  if (limits === undefined) return;
  container.resources!.requests = { ...limits, ...container.resources!.requests };
}

function setHostPorts(spec: PodSpec): void {
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
  }
}

function setPodSpecDefaults(spec: PodSpec, { isWithoutConversion }: ApiContext): void {
  // The name in the older field counts when the newer one is empty; both are shown.
  const serviceAccount = spec.serviceAccountName || spec.serviceAccount;
  for (const field in spec) if (OMITTED_WHEN_ZERO.has(field)) dropZero(spec, field as keyof PodSpec);
  if (serviceAccount && isWithoutConversion !== true) {
    spec.serviceAccountName = serviceAccount;
    spec.serviceAccount = serviceAccount;
  }
  spec.dnsPolicy ||= 'ClusterFirst';
  spec.restartPolicy ||= 'Always';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= TERMINATION_GRACE_SECONDS;
  spec.schedulerName ||= 'default-scheduler';
  dropZero(spec.securityContext, 'supplementalGroups', 'sysctls');
  for (const volume of spec.volumes ?? []) setVolumeDefaults(volume);
  for (const container of spec.initContainers ?? []) setContainerDefaults(container);
  for (const container of spec.containers ?? []) setContainerDefaults(container);
  for (const container of (spec.ephemeralContainers ?? []) as unknown as Container[])
    setContainerDefaults(container);
  setResourceListDefaults(spec.overhead);
  if (spec.resources !== undefined) setResourceDefaults(spec.resources);
}
