// On which nodes a DaemonSet's pods should be: by node name, selector and affinity, and taints.
//
// Whether a pod would find room does not matter: that is for the scheduler.
// Pure. Source: kubernetes v1.20.2 pkg/controller/daemon/daemon_controller.go, nodeShouldRunDaemonPod and Predicates.

import { RequiredNodeAffinity } from '../../api/node-selector/node-selector.ts';
import type { DaemonSet, Node, Pod, PodSpec, Toleration } from '../../api/objects.ts';
import { findUntoleratedTaint, forbidsScheduling } from '../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { daemonPodTolerations } from './daemon-pod.ts';

export interface NodeFit {
  /** A pod should be created there. */
  readonly shouldRun: boolean;
  /** A pod that is there may stay. */
  readonly shouldContinueRunning: boolean;
}

const NEITHER: NodeFit = { shouldRun: false, shouldContinueRunning: false };

/** The demands of one DaemonSet, read once and asked node by node. */
export class NodeDemands {
  private readonly nodeName: string | undefined;
  private readonly affinity: RequiredNodeAffinity;
  private readonly tolerations: readonly Toleration[];
  /** Stored nodes never change, so that what was found for one holds. */
  private readonly fits = new WeakMap<Node, NodeFit>();

  constructor({ spec: { template } }: DaemonSet, version: VersionProfile) {
    const spec = (template.spec ?? { containers: [] }) as PodSpec;
    this.nodeName = spec.nodeName;
    this.affinity = new RequiredNodeAffinity({ spec } as Pod, version);
    this.tolerations = daemonPodTolerations(spec);
  }

  fit(node: Node): NodeFit {
    let fit = this.fits.get(node);
    if (fit === undefined) {
      fit = this.findFit(node);
      this.fits.set(node, fit);
    }
    return fit;
  }

  private findFit(node: Node): NodeFit {
    if (this.nodeName && this.nodeName !== node.metadata.name) return NEITHER;
    if (!this.affinity.matchesNode(node)) return NEITHER;
    const { taints } = node.spec;
    if (findUntoleratedTaint(taints, this.tolerations, forbidsScheduling) === undefined) {
      return { shouldRun: true, shouldContinueRunning: true };
    }
    const evicting = findUntoleratedTaint(taints, this.tolerations, ({ effect }) => effect === 'NoExecute');
    return { shouldRun: false, shouldContinueRunning: evicting === undefined };
  }
}
