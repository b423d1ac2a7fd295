// A node of the cluster: its kubelet with everything it works with, and what a fault may do to it.

import type { Cluster } from './cluster.ts';
import { RuntimeEngine } from './kubelet/cri/runtime-engine.ts';
import { configureContainer } from './kubelet/environment/configure-container.ts';
import { pullSecretsOf } from './kubelet/images/pull-secrets.ts';
import { Kubelet } from './kubelet/kubelet.ts';
import { admitPod } from './kubelet/node/admit-pod.ts';
import { NodeHeartbeat } from './kubelet/node/heartbeat.ts';
import { podVolumes } from './kubelet/volumes/pod-volumes.ts';
import { NodePodAddresses, nodeIp, podCidr } from './network/addresses/address-plan.ts';
import type { NodeNetwork } from './network/cluster-network.ts';

export class NodeAgent {
  readonly name: string;
  readonly kubelet: Kubelet;
  readonly engine: RuntimeEngine;
  readonly network: NodeNetwork;
  private readonly heartbeat: NodeHeartbeat;

  /** @param index  the node's number, from 1, which decides its addresses */
  constructor(cluster: Cluster, name: string, index: number, startedEpochMs?: number) {
    this.name = name;
    const { runtime, host } = cluster;
    this.network = cluster.network.joinNode({ name, ip: nodeIp(index), podCidr: podCidr(index) });
    this.engine = new RuntimeEngine({
      runtime,
      host,
      logFormat: cluster.version.has('dockershim') ? 'json' : 'cri',
      networkOf: (pod, ips) => this.network.portOf(pod, ips),
      attach: (pod, sandbox) => this.network.attach(pod, sandbox),
    });
    this.kubelet = new Kubelet({
      world: cluster,
      nodeName: name,
      hostIp: nodeIp(index),
      engine: this.engine,
      registries: cluster.registries,
      pullSecrets: pullSecretsOf,
      addresses: new NodePodAddresses(index),
      ...(startedEpochMs === undefined ? {} : { startedEpochMs }),
      volumes: podVolumes,
      configure: configureContainer,
      admit: admitPod,
    });
    const { client } = this.kubelet;
    this.heartbeat = new NodeHeartbeat({ world: cluster, client, nodeName: name });
  }

  start(): void {
    this.kubelet.start();
    this.heartbeat.start();
  }

  /** The node goes silent. */
  stop(): void {
    this.kubelet.freeze();
    this.network.cut();
    this.heartbeat.stop();
  }

  resume(): void {
    this.network.join();
    this.kubelet.thaw();
    this.heartbeat.resume();
  }
}
