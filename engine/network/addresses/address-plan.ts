// The three kinds of address: of nodes, of pods (a /24 for each node out of the pod network), of Services.
//
// Nodes are numbered in order of joining. Source: kubeadm's and flannel's defaults (10.244.0.0/16, 10.96.0.0/12);
// node addresses are from TEST-NET-1, which nobody owns (RFC 5737), for the first 250 nodes, then from 198.18.0.0/15.

import { cidrContains, parseCidr } from '../../api/ip/cidr.ts';
import { parseIp } from '../../api/ip/ip.ts';
import { UserError } from '../../errors.ts';

export const SERVICE_CIDR = '10.96.0.0/12';
/** The first address of the Services' network. Source: kubernetes v1.28.0 pkg/controlplane/services.go, ServiceIPRange. */
export const API_SERVICE_IP = '10.96.0.1';
/** Where the API server is. */
export const CONTROL_PLANE_IP = '192.0.2.254';
/** Where the cluster's DNS server is: the network of node 0, which no node of the cluster has. */
export const DNS_SERVER_IP = '10.244.0.2';

const POD_NETWORKS = ['10.244.0.0/16', '100.64.0.0/10'].map((text) => parseCidr(text)!);
const NODE_NETWORKS = ['192.0.2.0/24', '198.18.0.0/15'].map((text) => parseCidr(text)!);

/** Whether it lies in the pods' network, whoever has it. */
export const isPodAddress = (text: string): boolean => liesIn(POD_NETWORKS, text);
/** Whether it lies in the nodes' network, whoever has it. */
export const isNodeAddress = (text: string): boolean => liesIn(NODE_NETWORKS, text);

function liesIn(networks: typeof POD_NETWORKS, text: string): boolean {
  const ip = parseIp(text);
  return ip !== undefined && networks.some((network) => cidrContains(network, ip));
}

/** The node's own address; `index` counts from 1. */
export function nodeIp(index: number): string {
  if (index <= 250) return `192.0.2.${index}`;
  const n = index - 251;
  return `198.${18 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
}

/** The n-th address that a cloud gives a load balancer, from 1: of TEST-NET-2 (RFC 5737) first. */
export function balancerIp(n: number): string {
  return n <= 250 ? `198.51.100.${n}` : `203.0.${113 + (n >> 8)}.${n & 255}`;
}

/** More have no share of the pod network. Kubernetes itself is meant for up to 5,000. */
export const NODES_MAX = 64 * 256 - 1;

/** The node's share of the pod network; `index` counts from 1 to `NODES_MAX`. */
export function podCidr(index: number): string {
  return `${podPrefix(index)}.0/24`;
}

// 10.244.0.0/16 has room for 256 nodes; the next go to 100.64.0.0/10.
function podPrefix(index: number): string {
  if (index < 256) return `10.244.${index}`;
  if (index > NODES_MAX)
    throw new UserError({ message: `a cluster has at most ${NODES_MAX} nodes, this is number ${index}` });
  return `100.${64 + (index >> 8)}.${index & 255}`;
}

/** Hands out one node's pod addresses in order and takes the freed ones up again only after the others. */
export class NodePodAddresses {
  private readonly prefix: string;
  private readonly taken = new Set<number>();
  private next = 2;

  constructor(index: number) {
    this.prefix = podPrefix(index);
  }

  allocate(): string {
    for (let tries = 0; tries < 253; tries += 1) {
      const host = this.next;
      this.next = this.next === 254 ? 2 : this.next + 1;
      if (this.taken.has(host)) continue;
      this.taken.add(host);
      return `${this.prefix}.${host}`;
    }
    throw new UserError({
      message: `node with pod network ${this.prefix}.0/24 has no free pod address`,
      hint: 'a node has room for 253 pods',
    });
  }

  release(ip: string): void {
    this.taken.delete(Number(ip.slice(ip.lastIndexOf('.') + 1)));
  }
}
