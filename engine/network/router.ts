// The way of a connection: through the proxy rules of the node it starts on, over the flat pod network, to whoever has the
// address; and what comes back when nobody has it. Pods reach one another without address translation.
//
// Left out: routes and tunnels of network plugins, conntrack of connections that stay open.

import type { NetworkError } from '../runtime/runtime.ts';
import { CONTROL_PLANE_IP, DNS_SERVER_IP, isNodeAddress, isPodAddress } from './addresses/address-plan.ts';
import {
  type Holder,
  isCut,
  type Machines,
  type NodeLink,
  type NodePlace,
  type PodPlace,
  type Server,
} from './machines.ts';
import type { Packet, PacketEnd, PacketFilter } from './policy/policy-filter.ts';
import type { NodeProxy, Passage, Verdict } from './proxy/node-proxy.ts';

/** Where a connection starts; the node is undefined outside of the cluster. */
export type Source = PacketEnd;

export type Way =
  | { readonly server: Server; readonly port: number; readonly pod: PodPlace | undefined }
  | { readonly error: NetworkError; readonly tookMs: number };

/** Source: man 7 arp: mcast_solicit 3, retrans_time_ms 1000; then the host counts as unreachable. */
export const NO_NEIGHBOUR_MS = 3000;
/** Source: man 7 tcp, tcp_syn_retries: six repeats of the first packet, about 127 s. */
export const CONNECT_GIVE_UP_MS = 127_000;

const REFUSED: Way = { error: 'refused', tookMs: 0 };
const NO_ROUTE: Way = { error: 'unreachable', tookMs: NO_NEIGHBOUR_MS };
const DROPPED: Way = { error: 'timeout', tookMs: CONNECT_GIVE_UP_MS };

export interface RouterOptions {
  readonly machines: Machines;
  readonly proxyOf: (node: NodePlace) => NodeProxy;
  /** Where a connection from outside to an external address enters the cluster. */
  readonly entry: (nodes: readonly NodePlace[]) => NodePlace;
  /** Default: everything passes. */
  readonly filter?: PacketFilter | undefined;
}

export class Router {
  private readonly options: RouterOptions;

  constructor(options: RouterOptions) {
    this.options = options;
  }

  /** Finds the way now; nothing is connected yet. */
  wayTo(source: Source, ip: string, port: number): Way {
    if (source.node !== undefined) return this.fromNode(source, source.node, ip, port);
    return this.fromOutside(source, ip, port);
  }

  private fromNode(source: Source, node: NodePlace, ip: string, port: number): Way {
    const { proxyOf } = this.options;
    const passage: Passage = { ip, port, clientIp: source.ip, isInside: true };
    const verdict = ip === node.ip ? proxyOf(node).toNodePort(passage) : proxyOf(node).toAddress(passage);
    return this.follow(verdict, source, node) ?? this.deliver(source, node, ip, port);
  }

  // Pod and cluster addresses mean nothing outside; an external address leads to some node.
  private fromOutside(source: Source, ip: string, port: number): Way {
    const { machines, proxyOf, entry } = this.options;
    const holder = machines.holderOf(ip);
    if (holder?.kind === 'machine' || holder?.kind === 'node')
      return this.deliver(source, undefined, ip, port);
    const alive = machines.allNodes().filter((node) => !isCut(node));
    if (holder !== undefined || alive.length === 0) return DROPPED;
    const node = entry(alive);
    const verdict = proxyOf(node).toAddress({ ip, port, clientIp: source.ip, isInside: false });
    return this.follow(verdict, source, node) ?? DROPPED;
  }

  private follow(verdict: Verdict, source: Source, node: NodePlace): Way | undefined {
    switch (verdict.kind) {
      case 'none':
        return undefined;
      case 'reject':
        return REFUSED;
      case 'drop':
        return DROPPED;
      case 'endpoint':
        return this.deliver(source, node, verdict.endpoint.ip, verdict.endpoint.port, true);
      default:
        return verdict satisfies never;
    }
  }

  /** @param from  the node that the packet leaves; undefined outside */
  private deliver(
    source: Source,
    from: NodePlace | undefined,
    ip: string,
    port: number,
    isTranslated = false,
  ): Way {
    const holder = this.options.machines.holderOf(ip);
    if (holder === undefined) return from !== undefined && isCut(from) ? DROPPED : nobodyAt(ip);
    const to = nodeOf(holder);
    const target = { ip, node: to, pod: holder.kind === 'pod' ? holder.pod : undefined };
    if (!this.passes('leaves', { source, target, port, protocol: 'TCP' })) return DROPPED;
    if (holder.kind === 'machine') {
      return from !== undefined && isCut(from, linkTo(ip))
        ? DROPPED
        : { server: holder.server, port, pod: undefined };
    }
    if (
      to !== undefined &&
      from !== to &&
      (isCut(to, from === undefined ? 'everything' : 'other nodes') ||
        (from !== undefined && isCut(from, 'other nodes')))
    )
      return DROPPED;
    if (holder.kind === 'node') return this.toNode(source, from, holder.node, port, isTranslated);
    const isMasqueraded = isTranslated && from !== undefined && from !== source.node && from !== to;
    return this.toPod(isMasqueraded ? asNode(from) : source, ip, holder.pod, port);
  }

  private toNode(
    source: Source,
    from: NodePlace | undefined,
    node: NodePlace,
    port: number,
    isTranslated: boolean,
  ): Way {
    const { machines, proxyOf } = this.options;
    // An address is translated once: an endpoint that is a node is that node's own port.
    if (!isTranslated && from !== node) {
      const isInside = source.pod !== undefined && source.ip !== source.node?.ip;
      const passage: Passage = { ip: node.ip, port, clientIp: source.ip, isInside };
      const way = this.follow(proxyOf(node).toNodePort(passage), source, node);
      if (way !== undefined) return way;
    }
    const hostPort = machines.hostPortAt(node.ip, port);
    if (hostPort !== undefined)
      return this.toPod(source, hostPort.pod.sandbox.addresses[0] ?? '', hostPort.pod, hostPort.port);
    const pod = machines.hostPodAt(node, port);
    return pod === undefined ? REFUSED : { server: pod.sandbox, port, pod };
  }

  private toPod(source: Source, ip: string, pod: PodPlace, port: number): Way {
    const target = { ip, node: pod.node, pod };
    const passes = this.passes('enters', { source, target, port, protocol: 'TCP' });
    return passes ? { server: pod.sandbox, port, pod } : DROPPED;
  }

  private passes(way: 'leaves' | 'enters', packet: Packet): boolean {
    return this.options.filter?.[way](packet) !== false;
  }
}

function nodeOf(holder: Holder): NodePlace | undefined {
  if (holder.kind === 'machine') return undefined;
  return holder.kind === 'node' ? holder.node : holder.pod.node;
}

// What a node sends on in place of a client far away comes from the node: the answer has to find its way back through it.
const asNode = (node: NodePlace): Source => ({ ip: node.ip, node, pod: undefined });

/** Through which part of a node's network a machine outside of it is reached. */
function linkTo(ip: string): NodeLink {
  if (ip === CONTROL_PLANE_IP) return 'API server';
  // The DNS server is a pod of some other node; hosts outside are nobody's.
  return ip === DNS_SERVER_IP ? 'other nodes' : 'everything';
}

/**
 * Nobody answers for an address in the network of pods or nodes, and the last router says so; other addresses, cluster
 * IPs without a rule among them, leave by the default route and are never heard of again.
 */
function nobodyAt(ip: string): Way {
  return isPodAddress(ip) || isNodeAddress(ip) ? NO_ROUTE : DROPPED;
}
