// Who has which address: nodes, pods, and machines outside of what is simulated (the API server, a DNS server, hosts that
// a scenario declares). Each address has one holder; a node's is shared by its pods on the host network.
//
// It knows nothing of Services: those have no holder and exist in the rules of proxies alone.

import type { Connection, HttpAnswer, HttpRequest, Sandbox } from '../runtime/runtime.ts';
import type { HairpinMode } from './hairpin.ts';

/** Whoever takes connections. */
export interface Server {
  accept(port: number): Connection;
  answer(request: HttpRequest): HttpAnswer;
}

export interface NodePlace {
  readonly name: string;
  readonly ip: string;
  /** `10.244.1.0/24` */
  readonly podCidr: string;
  /** Undefined: a pod reaches itself by a route. */
  readonly hairpin: HairpinMode | undefined;
  /** What it has no way to and from. */
  readonly cuts: Set<NodeLink>;
}

/** A part of a node's network that may be cut. */
export type NodeLink = 'everything' | 'API server' | 'other nodes';

/** Whether packets to and from there get nowhere. */
export const isCut = ({ cuts }: NodePlace, link: NodeLink = 'everything'): boolean =>
  cuts.size > 0 && (cuts.has('everything') || cuts.has(link));

export interface PodPlace {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: NodePlace;
  readonly sandbox: Sandbox;
}

export type Holder =
  | { readonly kind: 'node'; readonly node: NodePlace }
  | { readonly kind: 'pod'; readonly pod: PodPlace }
  | { readonly kind: 'machine'; readonly server: Server };

/** A pod's port that is open at its node's address as well. */
interface HostPort {
  readonly pod: PodPlace;
  readonly port: number;
}

export class Machines {
  private readonly byIp = new Map<string, Holder>();
  private readonly nodes = new Map<string, NodePlace>();
  private readonly onHost = new Map<string, Set<PodPlace>>();
  private readonly hostPorts = new Map<string, HostPort>();

  addNode(node: NodePlace): void {
    this.nodes.set(node.name, node);
    this.byIp.set(node.ip, { kind: 'node', node });
  }

  addMachine(ip: string, server: Server): void {
    this.byIp.set(ip, { kind: 'machine', server });
  }

  /** @param hostPorts  port of the node to port of the pod */
  addPod(pod: PodPlace, hostPorts: ReadonlyMap<number, number>): void {
    for (const ip of pod.sandbox.addresses) {
      if (ip === pod.node.ip) this.hostPodsOf(pod.node).add(pod);
      else this.byIp.set(ip, { kind: 'pod', pod });
    }
    for (const [hostPort, port] of hostPorts) this.hostPorts.set(`${pod.node.ip}:${hostPort}`, { pod, port });
  }

  removePod(pod: PodPlace): void {
    for (const ip of pod.sandbox.addresses) {
      const holder = this.byIp.get(ip);
      if (holder?.kind === 'pod' && holder.pod === pod) this.byIp.delete(ip);
    }
    this.hostPodsOf(pod.node).delete(pod);
    for (const [place, hostPort] of this.hostPorts) if (hostPort.pod === pod) this.hostPorts.delete(place);
  }

  holderOf(ip: string): Holder | undefined {
    return this.byIp.get(ip);
  }

  hasPod(pod: PodPlace): boolean {
    const holder = this.byIp.get(pod.sandbox.addresses[0] ?? '');
    if (holder?.kind === 'pod') return holder.pod === pod;
    return this.onHost.get(pod.node.name)?.has(pod) === true;
  }

  /** Pods with addresses of their own, then those on their node's network. O(addresses). */
  allPods(): PodPlace[] {
    const pods = [...this.byIp.values()].flatMap((holder) => (holder.kind === 'pod' ? [holder.pod] : []));
    return [...new Set(pods), ...[...this.onHost.values()].flatMap((onHost) => [...onHost])];
  }

  hostPortAt(nodeIp: string, port: number): HostPort | undefined {
    return this.hostPorts.get(`${nodeIp}:${port}`);
  }

  /** The pod on the host network that has the port of its node. */
  hostPodAt(node: NodePlace, port: number): PodPlace | undefined {
    return [...(this.onHost.get(node.name) ?? [])].find(({ sandbox }) => sandbox.hasOpenPort(port));
  }

  nodeNamed(name: string): NodePlace | undefined {
    return this.nodes.get(name);
  }

  /** Those that are plugged to the node's own bridge, in order of their start. */
  podsOn(node: NodePlace): PodPlace[] {
    return [...this.byIp.values()].flatMap((holder) =>
      holder.kind === 'pod' && holder.pod.node === node ? [holder.pod] : [],
    );
  }

  /** In order of joining. */
  allNodes(): readonly NodePlace[] {
    return [...this.nodes.values()];
  }

  private hostPodsOf(node: NodePlace): Set<PodPlace> {
    let pods = this.onHost.get(node.name);
    if (pods === undefined) {
      pods = new Set();
      this.onHost.set(node.name, pods);
    }
    return pods;
  }
}
