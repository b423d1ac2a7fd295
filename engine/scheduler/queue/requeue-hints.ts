// Whether an event can really make a refused pod fit: a closer look than which kind of event it is.
//
// From 1.22 a node that cannot take the pod as it is gives it no new try; from 1.32 each plugin looks at the pod, node or
// volume of the event (queueing hints). Hints follow upstream's also where they miss something: a pod refused by another
// pod's anti-affinity is not woken by that pod's end, and waits for the next flush.
// Source: kubernetes v1.28.0 pkg/scheduler/eventhandlers.go, preCheckForNode and AdmissionCheck; KEP-4247 and the
// isSchedulableAfter... functions of the plugins in v1.35.7.

import { RequiredNodeAffinity } from '../../api/node-selector/node-selector.ts';
import type { Node } from '../../api/objects.ts';
import {
  findUntoleratedTaint,
  forbidsScheduling,
  tolerationsTolerate,
} from '../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { NodeInfo } from '../framework/node-info.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { Resource } from '../framework/resource.ts';
import { havePortConflict } from '../plugins/nodeports/node-ports.ts';
import { hasRoom } from '../plugins/noderesources/fit.ts';
import { UNSCHEDULABLE_TAINT } from '../plugins/nodeunschedulable/node-unschedulable.ts';
import { type ClusterEvent, differ, hasScaledDown, registersFor } from './cluster-event.ts';
import { affinityHint, ownChangeConcernsSpread, spreadHint } from './topology-hints.ts';
import { volumeBindingHint, volumeLimitHint, volumeRestrictionHint, volumeZoneHint } from './volume-hints.ts';

/** Whether the event is worth another try for the pod. `refusedBy`: names of the plugins that refused it. */
export function isWorthRetry(
  pod: PodInfo,
  refusedBy: ReadonlySet<string>,
  event: ClusterEvent,
  version: VersionProfile,
): boolean {
  if (!version.has('schedulerQueueingHints'))
    return event.nodeInfo === undefined || mayFit(pod, event.nodeInfo, version);
  if (refusedBy.size === 0) return true;
  for (const plugin of refusedBy)
    if (registersFor(plugin, event, version) && hint(plugin, pod, event, version)) return true;
  return false;
}

/** Whether a change of the waiting pod itself is. Source: kubernetes v1.35.7 scheduling_queue.go, Update. */
export function isOwnChangeWorthRetry(
  before: PodInfo,
  after: PodInfo,
  refusedBy: ReadonlySet<string>,
  version: VersionProfile,
): boolean {
  const { tolerations } = after.pod.spec;
  const tolerates = tolerations?.length !== before.pod.spec.tolerations?.length;
  if (tolerates && refusedBy.has('TaintToleration')) return true;
  if (
    tolerates &&
    refusedBy.has('NodeUnschedulable') &&
    tolerationsTolerate(tolerations, UNSCHEDULABLE_TAINT)
  )
    return true;
  if (refusedBy.has('NodeResourcesFit') && hasScaledDown(after, before)) return true;
  const relabelled = differ(before.labels, after.labels);
  if (!refusedBy.has('PodTopologySpread') || !(relabelled || tolerates)) return false;
  return ownChangeConcernsSpread({ before, after, tolerates }, version);
}

// With the pods that are on the node: room, affinity, name, ports and taints. Source: preCheckForNode, AdmissionCheck.
function mayFit(pod: PodInfo, info: NodeInfo, version: VersionProfile): boolean {
  const node = info.node!;
  const wanted = pod.pod.spec.nodeName;
  return (
    hasRoom(pod, info, version) &&
    new RequiredNodeAffinity(pod.pod, version).matchesNode(node) &&
    (!wanted || wanted === node.metadata.name) &&
    !pod.hostPorts.some((port) => info.usedPorts.conflictsWith(port)) &&
    toleratesNode(pod, node)
  );
}

function toleratesNode(pod: PodInfo, node: Node): boolean {
  return findUntoleratedTaint(node.spec.taints, pod.pod.spec.tolerations, forbidsScheduling) === undefined;
}

function hint(plugin: string, pod: PodInfo, event: ClusterEvent, version: VersionProfile): boolean {
  const { pod: other } = event;
  switch (plugin) {
    case 'NodeResourcesFit':
      return roomHint(pod, event);
    case 'NodeAffinity': {
      const affinity = new RequiredNodeAffinity(pod.pod, version);
      return accepts(event, (node) => affinity.matchesNode(node));
    }
    case 'TaintToleration':
      return accepts(event, (node) => toleratesNode(pod, node));
    case 'NodeUnschedulable':
      return accepts(event, ({ spec }) => spec.unschedulable !== true);
    case 'NodePorts':
      return other === undefined || havePortConflict(pod.hostPorts, other.hostPorts);
    case 'InterPodAffinity':
      return affinityHint(pod, event);
    case 'PodTopologySpread':
      return spreadHint(pod, event, version);
    case 'VolumeRestrictions':
      return volumeRestrictionHint(pod, event);
    case 'NodeVolumeLimits':
      return volumeLimitHint(pod, event);
    case 'VolumeBinding':
      return volumeBindingHint(pod, event);
    case 'VolumeZone':
      return volumeZoneHint(pod, event);
    default:
      return true;
  }
}

// A node that came must accept the pod; one that changed must accept it now and not before.
function accepts({ node, nodeBefore }: ClusterEvent, isAccepted: (node: Node) => boolean): boolean {
  if (node === undefined) return true;
  return isAccepted(node) && (nodeBefore === undefined || !isAccepted(nodeBefore));
}

// Source: noderesources/fit.go, isSchedulableAfterNodeChange and isSchedulableAfterPodEvent.
function roomHint(pod: PodInfo, event: ClusterEvent): boolean {
  if (event.node !== undefined) return hasRoomWhenEmpty(pod, event.node) && gainsWhatIsWanted(pod, event);
  const { pod: other, podBefore } = event;
  // A pod that goes gives back its place, if nothing else.
  if (other === undefined || podBefore === undefined) return true;
  const { requested } = pod.requests;
  return requested
    .names()
    .some(
      (name) =>
        requested.get(name) > 0 &&
        other.requests.requested.get(name) < podBefore.requests.requested.get(name),
    );
}

function hasRoomWhenEmpty({ requests }: PodInfo, node: Node): boolean {
  const allocatable = Resource.of(node.status.allocatable);
  const { requested } = requests;
  return (
    allocatable.allowedPods > 0 &&
    requested.names().every((name) => requested.get(name) <= allocatable.get(name))
  );
}

// Source: noderesources/fit.go, haveAnyRequestedResourcesIncreased.
function gainsWhatIsWanted({ requests }: PodInfo, { node, nodeBefore }: ClusterEvent): boolean {
  if (nodeBefore === undefined) return true;
  const [before, after] = [Resource.of(nodeBefore.status.allocatable), Resource.of(node!.status.allocatable)];
  if (after.allowedPods > before.allowedPods) return true;
  const { requested } = requests;
  return requested.names().some((name) => requested.get(name) > 0 && after.get(name) > before.get(name));
}
