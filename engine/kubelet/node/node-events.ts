// What a kubelet tells of its own node: that it starts, that the machine was rebooted, how its conditions turned.
// Source: kubernetes v1.28.0 pkg/kubelet/kubelet.go, BirthCry; kubelet_node_status.go, recordNodeStatusEvent and
// registerWithAPIServer, whose first status turns each condition; pkg/kubelet/nodestatus/setters.go;
// pkg/kubelet/cm/node_container_manager_linux.go. The Node is referred to by its name, also in place of its uid.

import type { KubeObject } from '../../api/objects.ts';
import type { EventRecorder } from '../../client/event-recorder.ts';
import type { EventLevel } from '../../client/event-subject.ts';

const CONDITIONS_OF_START = [
  'KubeletHasSufficientMemory',
  'KubeletHasNoDiskPressure',
  'KubeletHasSufficientPID',
];

export class NodeEvents {
  private readonly recorder: EventRecorder;
  private readonly node: KubeObject;

  constructor(recorder: EventRecorder, nodeName: string) {
    this.recorder = recorder;
    this.node = { kind: 'Node', metadata: { name: nodeName, uid: nodeName } } as KubeObject;
  }

  tell(level: EventLevel, reason: string, message: string): void {
    this.recorder.event(this.node, level, reason, message);
  }

  /** @param reason  of the condition as the kubelet posts it: `KubeletReady` */
  tellCondition(reason: string): void {
    const event = reason.replace('Kubelet', 'Node');
    this.tell('Normal', event, `Node ${this.node.metadata.name} status is now: ${event}`);
  }

  tellStart(): void {
    this.tell('Normal', 'Starting', 'Starting kubelet.');
    for (const reason of CONDITIONS_OF_START) this.tellCondition(reason);
    this.tell('Normal', 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods');
  }
}
