// Whether an event can really make a refused pod fit: a closer look than which kind of event it is.
//
// From 1.22 a node that cannot take the pod anyway gives it no new try; from 1.32 each plugin looks at the pod or node
// of the event (queueing hints). A hint may err only towards another try.
// Source: kubernetes v1.28.0 pkg/scheduler/eventhandlers.go, preCheckForNode and AdmissionCheck; KEP-4247 and the
// isSchedulableAfter... functions of the plugins in v1.32.0.

import { RequiredNodeAffinity } from '../../api/node-selector/node-selector.ts';
import type { Node } from '../../api/objects.ts';
import { findUntoleratedTaint, forbidsScheduling } from '../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { termMatches } from '../framework/affinity-term.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { Resource } from '../framework/resource.ts';
import type { ClusterEvent } from './cluster-event.ts';

/** Whether the event is worth another try for the pod. `refusedBy`: names of the plugins that refused it. */
export function isWorthRetry(
  pod: PodInfo,
  refusedBy: ReadonlySet<string>,
  event: ClusterEvent,
  version: VersionProfile,
): boolean {
  if (event.node !== undefined && !version.has('schedulerQueueingHints'))
    return mayEverFit(pod, event.node, version);
  if (!version.has('schedulerQueueingHints') || refusedBy.size === 0) return true;
  for (const plugin of refusedBy) if (hint(plugin, pod, event, version)) return true;
  return false;
}

// Empty node assumed: room, affinity, name and taints. Source: AdmissionCheck, which looks at no other pod's requests.
function mayEverFit(pod: PodInfo, node: Node, version: VersionProfile): boolean {
  const wanted = pod.pod.spec.nodeName;
  return (
    hasRoomWhenEmpty(pod, node) &&
    new RequiredNodeAffinity(pod.pod, version).matchesNode(node) &&
    (!wanted || wanted === node.metadata.name) &&
    toleratesNode(pod, node)
  );
}

function toleratesNode(pod: PodInfo, node: Node): boolean {
  return findUntoleratedTaint(node.spec.taints, pod.pod.spec.tolerations, forbidsScheduling) === undefined;
}

function hasRoomWhenEmpty({ requests }: PodInfo, node: Node): boolean {
  const allocatable = Resource.of(node.status.allocatable);
  const { requested } = requests;
  return namesOf(requested).every((name) => requested.get(name) <= allocatable.get(name));
}

// A node that came must accept the pod; one that changed must accept it now and not before.
function hint(plugin: string, pod: PodInfo, event: ClusterEvent, version: VersionProfile): boolean {
  const { pod: other } = event;
  switch (plugin) {
    case 'NodeResourcesFit':
      if (event.node !== undefined) return hasRoomWhenEmpty(pod, event.node) && gainsWhatIsWanted(pod, event);
      return other === undefined || freesWhatIsWanted(other, pod);
    case 'NodeAffinity': {
      const affinity = new RequiredNodeAffinity(pod.pod, version);
      return accepts(event, (node) => affinity.matchesNode(node));
    }
    case 'TaintToleration':
      return accepts(event, (node) => toleratesNode(pod, node));
    case 'NodeUnschedulable':
      return accepts(event, ({ spec }) => spec.unschedulable !== true);
    case 'NodePorts':
      return (
        other === undefined ||
        other.hostPorts.some(({ key }) => pod.hostPorts.some((port) => port.key === key))
      );
    case 'InterPodAffinity':
      return other === undefined || concernsAffinity(other, pod);
    case 'PodTopologySpread':
      return other === undefined || other.namespace === pod.namespace;
    default:
      return true;
  }
}

function accepts({ node, nodeBefore }: ClusterEvent, isAccepted: (node: Node) => boolean): boolean {
  if (node === undefined) return true;
  return isAccepted(node) && (nodeBefore === undefined || !isAccepted(nodeBefore));
}

// Source: v1.32.0 noderesources/fit.go, haveAnyRequestedResourcesIncreased.
function gainsWhatIsWanted({ requests }: PodInfo, { node, nodeBefore }: ClusterEvent): boolean {
  if (nodeBefore === undefined) return true;
  const [before, after] = [Resource.of(nodeBefore.status.allocatable), Resource.of(node!.status.allocatable)];
  if (after.allowedPods > before.allowedPods) return true;
  return namesOf(requests.requested).some(
    (name) => requests.requested.get(name) > 0 && after.get(name) > before.get(name),
  );
}

function namesOf({ scalars }: Resource): string[] {
  return ['cpu', 'memory', 'ephemeral-storage', ...(scalars?.keys() ?? [])];
}

function freesWhatIsWanted(other: PodInfo, { requests }: PodInfo): boolean {
  const wanted = requests.requested;
  const freed = other.requests.requested;
  const names = namesOf(wanted);
  return (
    names.some((name) => wanted.get(name) > 0 && freed.get(name) > 0) || wanted.milliCpu + wanted.memory === 0
  );
}

function concernsAffinity(other: PodInfo, pod: PodInfo): boolean {
  const own = [...pod.requiredAffinity, ...pod.requiredAntiAffinity];
  return (
    own.some((term) => term.namespaceSelector !== undefined || termMatches(term, other, undefined)) ||
    other.requiredAntiAffinity.some(
      (term) => term.namespaceSelector !== undefined || termMatches(term, pod, undefined),
    )
  );
}
