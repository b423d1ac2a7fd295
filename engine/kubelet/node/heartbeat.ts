// A kubelet's signs of life: its Lease, and the node status that it posts when it comes back.
//
// The renewals themselves are worked out by the API server (apiserver/registry/heartbeats.ts).
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_node_status.go, updateNodeStatus; staging/src/k8s.io/component-helpers/
// apimachinery/lease/controller.go.

import type { Node } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { formatMicroTime } from '../../api/time.ts';
import type { Client } from '../../client/client.ts';
import type { World } from '../../client/component.ts';
import type { PressureCondition } from '../eviction/signals.ts';
import type { NodeImage } from './image-report.ts';
import type { NodeEvents } from './node-events.ts';
import { nodeConditions } from './node-object.ts';

/** Source: pkg/kubelet/apis/config/v1beta1/defaults.go, NodeLeaseDurationSeconds. */
const LEASE_DURATION_SECONDS = 40;
/** Source: pkg/kubelet/apis/config/v1beta1/defaults.go: the renewal period is a quarter of the duration. */
const RENEW_PERIOD_MS = (LEASE_DURATION_SECONDS * 1000) / 4;

export class NodeHeartbeat {
  private readonly world: World;
  private readonly client: Client;
  private readonly nodeName: string;
  private readonly events: NodeEvents;
  private readonly pressures: () => readonly PressureCondition[];
  private readonly problems: () => readonly string[];
  private readonly images: () => readonly NodeImage[] | undefined;

  constructor(options: {
    readonly world: World;
    readonly client: Client;
    readonly nodeName: string;
    readonly events: NodeEvents;
    /** What the node is short of now. */
    readonly pressures: () => readonly PressureCondition[];
    /** Why the node is not ready now. */
    readonly problems: () => readonly string[];
    /** The images that the kubelet listed last; undefined: none yet. */
    readonly images: () => readonly NodeImage[] | undefined;
  }) {
    this.world = options.world;
    this.client = options.client;
    this.nodeName = options.nodeName;
    this.events = options.events;
    this.pressures = options.pressures;
    this.problems = options.problems;
    this.images = options.images;
  }

  /** Makes the Lease and begins to renew it. Nodes renew at different moments, as they were started at different ones. */
  start(): void {
    const { kernel, server, streams } = this.world;
    const node = server.peek('Node', undefined, this.nodeName);
    if (node === undefined) return;
    const { apiVersion, kind, metadata } = node;
    const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid };
    this.client.create('Lease', {
      kind: 'Lease',
      metadata: { name: this.nodeName, namespace: 'kube-node-lease', ownerReferences: [owner] },
      spec: {
        holderIdentity: this.nodeName,
        leaseDurationSeconds: LEASE_DURATION_SECONDS,
        renewTime: formatMicroTime(kernel.nowEpochMs),
      },
    } as Parameters<Client['create']>[1] & { kind: 'Lease' });
    const phaseMs = streams.stream(`heartbeat ${this.nodeName}`).integer(0, RENEW_PERIOD_MS - 1);
    server.core.heartbeats.begin(this.nodeName, kernel.nowMs - phaseMs);
  }

  stop(): void {
    const { kernel, server } = this.world;
    server.core.heartbeats.end(this.nodeName, kernel.nowMs);
  }

  /**
   * Renews at once and posts the node's status, if the control plane holds another one. A node that was deleted stays so.
   *
   * @param bootId  of the machine as it runs now
   */
  resume(bootId: string): void {
    const { kernel, server } = this.world;
    server.core.heartbeats.begin(this.nodeName, kernel.nowMs);
    this.postStatus(bootId);
  }

  /** Posts what has changed of the node's conditions and images. */
  postStatus(bootId: string): void {
    const { kernel, server } = this.world;
    const node = server.peek('Node', undefined, this.nodeName);
    if (node === undefined) return;
    const fresh = nodeConditions(kernel.nowEpochMs, this.pressures(), this.problems());
    const posted = node.status.conditions ?? [];
    const changed = fresh.filter(
      (wanted) => posted.find(({ type }) => type === wanted.type)?.status !== wanted.status,
    );
    const wasRebooted = node.status.nodeInfo !== undefined && node.status.nodeInfo.bootID !== bootId;
    const images = this.images() ?? node.status.images;
    if (changed.length === 0 && !wasRebooted && equalPlain(images, node.status.images)) return;
    if (wasRebooted)
      this.events.tell('Warning', 'Rebooted', `Node ${this.nodeName} has been rebooted, boot id: ${bootId}`);
    for (const { reason = '' } of changed) this.events.tellCondition(reason);
    const conditions = posted.map((condition) => {
      const wanted = fresh.find(({ type }) => type === condition.type);
      if (wanted === undefined) return condition;
      const lastTransitionTime =
        condition.status === wanted.status ? condition.lastTransitionTime : wanted.lastTransitionTime;
      return { ...wanted, lastTransitionTime };
    });
    const nodeInfo = { ...node.status.nodeInfo, bootID: bootId };
    const status = { ...node.status, conditions, nodeInfo, ...(images !== undefined && { images }) };
    this.client.updateStatus({ ...node, status } as Node);
  }
}
