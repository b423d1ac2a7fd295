// Pods that wait for room which preemption is making on a node.
//
// The nomination made here counts before the pod's status shows it, and survives updates that do not show it yet.
// Source: kubernetes v1.20.2 pkg/scheduler/internal/queue/scheduling_queue.go, nominatedPodMap.

import type { PodInfo } from '../framework/pod-info.ts';

export class Nominator {
  private readonly byNode = new Map<string, PodInfo[]>();
  private readonly nodeOf = new Map<string, string>();

  get isEmpty(): boolean {
    return this.nodeOf.size === 0;
  }

  podsFor(nodeName: string): readonly PodInfo[] {
    return this.byNode.get(nodeName) ?? NONE;
  }

  /** Nominates the pod for the node, or for the one in its status when none is given. */
  add(pod: PodInfo, nodeName?: string): void {
    this.delete(pod.uid);
    const node = nodeName || pod.pod.status.nominatedNodeName;
    if (!node) return;
    this.nodeOf.set(pod.uid, node);
    const pods = this.byNode.get(node);
    if (pods === undefined) this.byNode.set(node, [pod]);
    else pods.push(pod);
  }

  delete(uid: string): void {
    const node = this.nodeOf.get(uid);
    if (node === undefined) return;
    this.nodeOf.delete(uid);
    const left = this.byNode.get(node)!.filter((pod) => pod.uid !== uid);
    if (left.length > 0) this.byNode.set(node, left);
    else this.byNode.delete(node);
  }

  /** A new version of a pod: an update in which neither version names a node keeps the nomination made here. */
  update(before: PodInfo, after: PodInfo): void {
    const isSilent = !before.pod.status.nominatedNodeName && !after.pod.status.nominatedNodeName;
    this.add(after, isSilent ? this.nodeOf.get(before.uid) : undefined);
  }
}

const NONE: readonly PodInfo[] = [];
