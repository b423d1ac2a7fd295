// What the node lifecycle controller writes: conditions and taints of nodes, the readiness of their pods, events.
//
// Source: kubernetes v1.20.2 pkg/controller/util/node/controller_utils.go; pkg/controller/controller_utils.go,
// AddOrUpdateTaintOnNode and RemoveTaintOffNode.

import type { KubeObject, Node, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import { changedTaints } from './node-taints.ts';

type Effect = 'NoSchedule' | 'NoExecute';

export class NodeWriter {
  private readonly component: Component;

  constructor(component: Component) {
    this.component = component;
  }

  /** Undefined when the node is gone or was changed meanwhile. */
  setConditions(node: Node, conditions: Node['status']['conditions']): Node | undefined {
    const { client } = this.component;
    const status = { ...node.status, ...(conditions === undefined ? {} : { conditions }) };
    const written = client.updateStatus({ ...node, status } as Node);
    return written.ok ? written.object : undefined;
  }

  /** As the API server has the node now, heartbeat times included. */
  fresh(nodeName: string): Node | undefined {
    const found = this.component.client.get('Node', undefined, nodeName);
    return found.ok ? found.object : undefined;
  }

  /** `false` when the node is gone. First the new taints, then without the old ones: two writes, as upstream does. */
  swapTaints(nodeName: string, effect: Effect, add: readonly string[], remove: readonly string[]): boolean {
    return this.change(nodeName, effect, add, []) && this.change(nodeName, effect, [], remove);
  }

  recordNode(node: Node, reason: string, message: string): void {
    const { apiVersion, kind, metadata } = node;
    // Upstream refers to the node without its revision.
    const { name, uid } = metadata;
    const subject = { apiVersion, kind, metadata: { name, uid } } as KubeObject;
    this.component.recorder.event(subject, 'Normal', reason, message);
  }

  /** Pods of a node that has become unreachable are ready no more, whatever they do there. */
  markNotReady(pods: readonly Pod[]): void {
    const { client, kernel, recorder } = this.component;
    for (const pod of pods) {
      const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
      if (ready === undefined || ready.status === 'False') continue;
      const lastTransitionTime = formatTime(kernel.nowEpochMs);
      const conditions = pod.status.conditions?.map((condition) =>
        condition === ready ? { ...condition, status: 'False' as const, lastTransitionTime } : condition,
      );
      const status = { ...pod.status, ...(conditions === undefined ? {} : { conditions }) };
      const written = client.updateStatus({ ...pod, status } as Pod);
      if (!written.ok && written.status.reason === 'NotFound') continue;
      recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
    }
  }

  private change(
    nodeName: string,
    effect: Effect,
    add: readonly string[],
    remove: readonly string[],
  ): boolean {
    if (add.length === 0 && remove.length === 0) return true;
    const { client, kernel } = this.component;
    const found = client.get('Node', undefined, nodeName);
    if (!found.ok) return false;
    const timeAdded = formatTime(kernel.nowEpochMs);
    const taints = changedTaints(found.object, { effect, add, remove, timeAdded });
    if (taints === undefined) return true;
    const patch = { spec: { taints: taints.length === 0 ? null : taints } };
    return client.patch('Node', undefined, nodeName, { type: 'merge', patch }).ok;
  }
}
