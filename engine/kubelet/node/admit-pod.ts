// Whether a node takes a pod that is bound to it: the scheduler may have been passed by (`spec.nodeName`) or been wrong.
// Source: kubernetes v1.20.2 pkg/kubelet/lifecycle/predicate.go, Admit; v1.28 the same. Only what pods ask of cpu, memory,
// pod count and node selectors is looked at; a pod that has begun is never turned away.

import type { Node, Pod } from '../../api/objects.ts';
import { podRequests } from '../../api/pod/pod-resources.ts';
import { intValue, milliValue, scaledValue } from '../../api/quantity/values.ts';
import type { Kubelet } from '../kubelet.ts';
import type { StartFailure } from '../sync/start-container.ts';

/** `undefined` when the node takes the pod; else the Failed pod's reason and message. */
export function admitPod(kubelet: Kubelet, pod: Pod): StartFailure | undefined {
  if ((pod.status.containerStatuses?.length ?? 0) > 0 || pod.metadata.deletionTimestamp !== undefined)
    return undefined;
  const node = kubelet.world.server.peek('Node', undefined, kubelet.nodeName);
  if (node === undefined) return undefined;
  const others = kubelet.activePods().filter((other) => other.metadata.uid !== pod.metadata.uid);
  return outOfPods(node, others) ?? outOf('cpu', node, pod, others) ?? outOf('memory', node, pod, others);
}

function outOfPods(node: Node, others: readonly Pod[]): StartFailure | undefined {
  const capacity = intValue(node.status.allocatable?.pods ?? '0');
  if (others.length + 1 <= capacity) return undefined;
  return {
    reason: 'OutOfpods',
    message: `Node didn't have enough resource: pods, requested: 1, used: ${others.length}, capacity: ${capacity}`,
  };
}

function outOf(
  resource: 'cpu' | 'memory',
  node: Node,
  pod: Pod,
  others: readonly Pod[],
): StartFailure | undefined {
  const requested = requestOf(pod, resource);
  if (requested === 0) return undefined;
  const used = others.reduce((sum, other) => sum + requestOf(other, resource), 0);
  const allocatable = node.status.allocatable?.[resource] ?? '0';
  const capacity = resource === 'cpu' ? milliValue(allocatable) : intValue(allocatable);
  if (used + requested <= capacity) return undefined;
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
  };
}

// Millicores of cpu, bytes of memory; rounded up.
function requestOf({ spec }: Pod, resource: 'cpu' | 'memory'): number {
  const quantity = podRequests(spec).get(resource);
  return quantity === undefined ? 0 : Number(scaledValue(quantity, resource === 'cpu' ? -3 : 0));
}
