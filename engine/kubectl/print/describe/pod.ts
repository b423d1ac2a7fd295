// Source: kubectl v0.32.0 pkg/describe/describe.go, PodDescriber, describePod.

import type { Container, Pod } from '../../../api/objects.ts';
import { qosClass } from '../../../api/pod/qos.ts';
import { since } from '../../../api/printing/age.ts';
import { describeContainers } from './containers.ts';
import { describeEvents, searchEvents } from './events.ts';
import { describeSpreadConstraints, tolerationsMultiline } from './pod-template.ts';
import { describeResources } from './resources.ts';
import { annotationsMultiline, controllerText, labelsMultiline, timeText } from './texts.ts';
import { describeVolumes } from './volumes.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

export function describePod(w: Writer, pod: Pod, world: DescribeWorld): void {
  const { metadata, spec, status } = pod;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  const { priority, priorityClassName, runtimeClassName, serviceAccountName } = spec;
  if (priority !== undefined && priority !== null) w.write(0, `Priority:\t${priority}\n`);
  if (priorityClassName) w.write(0, `Priority Class Name:\t${priorityClassName}\n`);
  if (runtimeClassName) w.write(0, `Runtime Class Name:\t${runtimeClassName}\n`);
  if (serviceAccountName) w.write(0, `Service Account:\t${serviceAccountName}\n`);
  w.write(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>'}\n`);
  if (status.startTime) w.write(0, `Start Time:\t${timeText(status.startTime)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  describeStatus(w, pod, world);
  describeAllContainers(w, pod);
  describeConditions(w, pod);
  describeVolumes(w, spec.volumes);
  w.write(0, `QoS Class:\t${status.qosClass || qosClass(spec)}\n`);
  labelsMultiline(w, 'Node-Selectors', spec.nodeSelector);
  tolerationsMultiline(w, 'Tolerations', spec.tolerations);
  describeSpreadConstraints(w, spec.topologySpreadConstraints);
  const uid = metadata.annotations?.[MIRROR_ANNOTATION] ?? metadata.uid;
  describeEvents(w, world, searchEvents(world, { name: metadata.name, namespace: metadata.namespace, uid }));
}

function describeStatus(w: Writer, pod: Pod, world: DescribeWorld): void {
  const { metadata, spec, status } = pod;
  const hasEnded = status.phase === 'Failed' || status.phase === 'Succeeded';
  if (metadata.deletionTimestamp && !hasEnded) {
    w.write(0, `Status:\tTerminating (lasts ${since(metadata.deletionTimestamp, world)})\n`);
    w.write(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s\n`);
  } else w.write(0, `Status:\t${status.phase ?? ''}\n`);
  if (status.reason) w.write(0, `Reason:\t${status.reason}\n`);
  if (status.message) w.write(0, `Message:\t${status.message}\n`);
  const profile = spec.securityContext?.seccompProfile;
  if (profile) {
    w.write(0, `SeccompProfile:\t${profile.type}\n`);
    if (profile.type === 'Localhost') w.write(0, `LocalhostProfile:\t${profile.localhostProfile ?? ''}\n`);
  }
  w.write(0, `IP:\t${status.podIP ?? ''}\n`);
  const podIPs = status.podIPs ?? [];
  w.write(0, podIPs.length === 0 ? 'IPs:\t<none>\n' : 'IPs:\n');
  for (const { ip } of podIPs) w.write(1, `IP:\t${ip ?? ''}\n`);
  const controller = controllerText(pod);
  if (controller !== '') w.write(0, `Controlled By:\t${controller}\n`);
  if (status.nominatedNodeName) w.write(0, `NominatedNodeName:\t${status.nominatedNodeName}\n`);
  if (spec.resources) {
    w.write(0, 'Resources:\n');
    describeResources(w, spec.resources, 1);
  }
}

function describeAllContainers(w: Writer, pod: Pod): void {
  const { spec, status } = pod;
  const initContainers = spec.initContainers ?? [];
  if (initContainers.length > 0) {
    const statuses = status.initContainerStatuses ?? [];
    describeContainers(w, { title: 'Init Containers', containers: initContainers, statuses, pod });
  }
  const statuses = status.containerStatuses ?? [];
  describeContainers(w, { title: 'Containers', containers: spec.containers, statuses, pod });
  const ephemeral = (spec.ephemeralContainers ?? []) as unknown as Container[];
  if (ephemeral.length === 0) return;
  const ephemeralStatuses = status.ephemeralContainerStatuses ?? [];
  describeContainers(w, {
    title: 'Ephemeral Containers',
    containers: ephemeral,
    statuses: ephemeralStatuses,
    pod,
  });
}

function describeConditions(w: Writer, { spec, status }: Pod): void {
  const conditions = status.conditions ?? [];
  const gates = spec.readinessGates ?? [];
  if (gates.length > 0) w.write(0, 'Readiness Gates:\n  Type\tStatus\n');
  for (const { conditionType } of gates) {
    const found = conditions.find(({ type }) => type === conditionType);
    w.write(1, `${conditionType} \t${found?.status ?? '<none>'} \n`);
  }
  if (conditions.length > 0) w.write(0, 'Conditions:\n  Type\tStatus\n');
  for (const { type, status: value } of conditions) w.write(1, `${type} \t${value} \n`);
}
