// Network policies as a node's firewall: which packets leave a pod, and which enter one, by the policies, pods and
// namespaces that the API server has at that instant.
//
// What a pod says to itself passes, and so does what it and its own node say to each other. Pods on their node's network
// are their node. Left out: the moment that the plugin's agents take to hear of a change; connections that stay open.
// Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/.

import type { NetworkPolicy } from '../../api/objects.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import { DNS_SERVER_IP } from '../addresses/address-plan.ts';
import type { NodePlace, PodPlace } from '../machines.ts';
import { type FlowEnd, mayEnter, mayLeave, type PolicyPod, type Protocol } from './rules.ts';

/** One end of a connection, as the router knows it. */
export interface PacketEnd {
  readonly ip: string;
  readonly node: NodePlace | undefined;
  readonly pod: PodPlace | undefined;
}

export interface Packet {
  readonly source: PacketEnd;
  readonly target: PacketEnd;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Whether a packet may pass; a refused one is dropped without an answer. */
export interface PacketFilter {
  leaves(packet: Packet): boolean;
  enters(packet: Packet): boolean;
}

// The DNS server is no pod here; policies let it through by the labels of the pods that it stands for.
// Source: kubernetes v1.28.0 cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSDeployment.
const DNS = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

type Policies = Pick<ApiServer, 'peek' | 'peekAll'>;

export class PolicyFilter implements PacketFilter {
  private readonly server: Policies;

  constructor(server: Policies) {
    this.server = server;
  }

  leaves(packet: Packet): boolean {
    return this.passes(packet, mayLeave);
  }

  enters(packet: Packet): boolean {
    return this.passes(packet, mayEnter);
  }

  private passes({ source, target, port, protocol }: Packet, asks: typeof mayLeave): boolean {
    const policies = this.server.peekAll('NetworkPolicy') as NetworkPolicy[];
    if (policies.length === 0 || isAtHome(source, target)) return true;
    return asks(policies, { source: this.end(source), target: this.end(target), port, protocol });
  }

  private end({ ip, pod }: PacketEnd): FlowEnd {
    if (ip === DNS_SERVER_IP) return { ip, pod: this.described(DNS.namespace, DNS.labels, []) };
    const object = pod === undefined ? undefined : this.server.peek('Pod', pod.namespace, pod.name);
    if (pod === undefined || object === undefined || ip === pod.node.ip) return { ip };
    const ports = object.spec.containers.flatMap((container) => container.ports ?? []);
    return { ip, pod: this.described(pod.namespace, object.metadata.labels ?? {}, ports) };
  }

  private described(namespace: string, labels: PolicyPod['labels'], ports: PolicyPod['ports']): PolicyPod {
    const namespaceLabels = this.server.peek('Namespace', undefined, namespace)?.metadata.labels ?? {};
    return { namespace, labels, namespaceLabels, ports };
  }
}

function isAtHome(source: PacketEnd, target: PacketEnd): boolean {
  if (source.pod !== undefined && source.pod === target.pod) return true;
  const isNodeAtAnEnd = source.pod === undefined || target.pod === undefined;
  return isNodeAtAnEnd && source.node !== undefined && source.node === target.node;
}
