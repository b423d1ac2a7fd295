// Source: kubectl v0.32.0 pkg/describe/describe.go, NodeDescriber, describeNode, describeNodeLease.

import type { Lease, Node, Pod, Taint } from '../../../api/objects.ts';
import { nodeRoles } from '../../../api/printing/node-roles.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import { describeEvents, searchEvents } from './events.ts';
import { describeNodeResources } from './node-resources.ts';
import { annotationsMultiline, labelsMultiline, multiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeNode(w: Writer, node: Node, world: DescribeWorld): void {
  const { metadata, spec, status } = node;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Roles:\t${nodeRoles(node).join(',') || '<none>'}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`);
  multiline(w, 'Taints', [...(spec.taints ?? [])].sort(byEffectAndKey).map(taintText));
  w.write(0, `Unschedulable:\t${spec.unschedulable ?? false}\n`);
  describeLease(w, node, world);
  describeConditions(w, node);
  w.write(0, 'Addresses:\n');
  for (const { type, address } of status.addresses ?? []) w.write(1, `${type}:\t${address}\n`);
  describeResourceList(w, 'Capacity', status.capacity);
  describeResourceList(w, 'Allocatable', status.allocatable);
  describeSystem(w, node);
  if (spec.podCIDR) w.write(0, `PodCIDR:\t${spec.podCIDR}\n`);
  if ((spec.podCIDRs ?? []).length > 0) w.write(0, `PodCIDRs:\t${spec.podCIDRs!.join(',')}\n`);
  if (spec.providerID) w.write(0, `ProviderID:\t${spec.providerID}\n`);
  const pods = (world.list('Pod') as unknown as Pod[]).filter(
    (pod) =>
      pod.spec.nodeName === metadata.name &&
      pod.status?.phase !== 'Succeeded' &&
      pod.status?.phase !== 'Failed',
  );
  describeNodeResources(w, node, pods, world);
  // Controllers refer to nodes by their uid, kubelets by their name.
  const { name, uid } = metadata;
  const eventsBy = (id: string): ReturnType<typeof searchEvents> =>
    searchEvents(world, { name, namespace: '', kind: 'Node', uid: id });
  describeEvents(w, world, [...eventsBy(uid), ...eventsBy(name)]);
}

function byEffectAndKey(a: Taint, b: Taint): number {
  const [left, right] = [`${a.effect},${a.key}`, `${b.effect},${b.key}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

// Source: k8s.io/api core/v1/taint.go, ToString.
function taintText({ key, value = '', effect }: Taint): string {
  return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
}

function describeLease(w: Writer, { metadata }: Node, world: DescribeWorld): void {
  const lease = world.get('Lease', 'kube-node-lease', metadata.name) as unknown as Lease | undefined;
  if (lease === undefined) {
    const problem = `leases.coordination.k8s.io "${metadata.name}" not found`;
    return w.write(0, `Lease:\tFailed to get lease: ${problem}\n`);
  }
  const { holderIdentity, acquireTime, renewTime } = lease.spec;
  w.write(0, 'Lease:\n');
  w.write(1, `HolderIdentity:\t${holderIdentity ?? '<unset>'}\n`);
  w.write(1, `AcquireTime:\t${acquireTime ? timeText(acquireTime) : '<unset>'}\n`);
  w.write(1, `RenewTime:\t${renewTime ? timeText(renewTime) : '<unset>'}\n`);
}

function describeConditions(w: Writer, { status }: Node): void {
  const conditions = status.conditions ?? [];
  if (conditions.length === 0) return;
  w.write(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n');
  w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n');
  for (const { type, status: value, lastHeartbeatTime, lastTransitionTime, reason, message } of conditions) {
    const times = `${timeText(lastHeartbeatTime)} \t${timeText(lastTransitionTime)}`;
    w.write(1, `${type} \t${value} \t${times} \t${reason ?? ''} \t${message ?? ''}\n`);
  }
}

function describeResourceList(w: Writer, title: string, list: Node['status']['capacity']): void {
  const names = Object.keys(list ?? {}).sort();
  if (names.length > 0) w.write(0, `${title}:\n`);
  for (const name of names) w.write(0, `  ${name}:\t${quantityText(list![name])}\n`);
}

function describeSystem(w: Writer, { status }: Node): void {
  const info = status.nodeInfo;
  const lines = {
    'Machine ID': info?.machineID,
    'System UUID': info?.systemUUID,
    'Boot ID': info?.bootID,
    'Kernel Version': info?.kernelVersion,
    'OS Image': info?.osImage,
    'Operating System': info?.operatingSystem,
    Architecture: info?.architecture,
    'Container Runtime Version': info?.containerRuntimeVersion,
    'Kubelet Version': info?.kubeletVersion,
    'Kube-Proxy Version': info?.kubeProxyVersion,
  };
  w.write(0, 'System Info:\n');
  for (const [title, value] of Object.entries(lines)) w.write(0, `  ${title}:\t${value ?? ''}\n`);
}
