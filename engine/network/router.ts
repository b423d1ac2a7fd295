// The way of a connection: through the proxy rules of the node it starts on, over the flat pod network, to whoever has the
// address; and what comes back when nobody has it. Pods reach one another without address translation.
//
// Left out: routes and tunnels of network plugins, conntrack of connections that stay open.

import type { NetworkError } from '../runtime/runtime.ts';
import type { VersionProfile } from '../versions/profile.ts';
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
import type { ProxyEndpoint } from './proxy/endpoint-choice.ts';
import { healthServer } from './proxy/health-check.ts';
import type { Fan, NodeProxy, Passage } from './proxy/node-proxy.ts';

/** Where a connection starts; the node is undefined outside of the cluster. */
export type Source = PacketEnd;

export type Way =
  | { readonly server: Server; readonly port: number; readonly pod: PodPlace | undefined }
  | DeadEnd;

/** A way that leads nowhere: what comes back, after how long, and what is in the way. */
export interface DeadEnd {
  readonly error: NetworkError;
  readonly tookMs: number;
  readonly obstacle: Obstacle;
}

export type Obstacle =
  /** The rules know no endpoint for it, and say so; or none on this node, and say nothing. */
  | { readonly kind: 'no endpoint' | 'no local endpoint'; readonly rules: string; readonly node: string }
  | { readonly kind: 'closed port' | 'nobody' | 'not routed'; readonly address: string }
  /** Packets may not leave their source, or not enter their target. */
  | { readonly kind: 'policy'; readonly address: string; readonly at: 'source' | 'target' }
  | { readonly kind: 'cut'; readonly node: string }
  /** A pod that a Service sends to itself, on a node whose bridge does not send packets back where they came from. */
  | { readonly kind: 'hairpin'; readonly node: string };

/** A way, or several of which a balancer takes one for each connection. */
export type Fork = Way | Branches;

export interface Branches {
  /** The branch that a connection takes at that instant; now unless said otherwise. */
  readonly take: (atMs?: number) => Fork;
  /** Every branch, as things are now. O(branches), while a connection pays for its own alone. */
  readonly all: () => readonly Fork[];
  /** Where the branches lead, endpoint by endpoint; absent where they are nodes. */
  readonly addresses?: () => readonly string[];
}

/** Source: man 7 arp: mcast_solicit 3, retrans_time_ms 1000; then the host counts as unreachable. */
export const NO_NEIGHBOUR_MS = 3000;
/** Source: man 7 tcp, tcp_syn_retries: six repeats of the first packet, about 127 s. */
export const CONNECT_GIVE_UP_MS = 127_000;

const refused = (obstacle: Obstacle): Way => ({ error: 'refused', tookMs: 0, obstacle });
const dropped = (obstacle: Obstacle): Way => ({ error: 'timeout', tookMs: CONNECT_GIVE_UP_MS, obstacle });
const cut = ({ name }: NodePlace): Way => dropped({ kind: 'cut', node: name });

export interface RouterOptions {
  readonly machines: Machines;
  readonly proxyOf: (node: NodePlace) => NodeProxy;
  /** Where a connection from outside to an external address enters the cluster. */
  readonly entry: (nodes: readonly NodePlace[]) => NodePlace;
  /** Default: everything passes. */
  readonly filter?: PacketFilter | undefined;
  /** Which node a load balancer hands a connection at that instant; undefined: the address is no load balancer's. */
  readonly balancer?: (ip: string) => ((atMs?: number) => NodePlace | undefined) | undefined;
  readonly version: VersionProfile;
  /** Called before each connection of now, so that whatever came before it has passed the balancers. */
  readonly settle?: () => void;
}

export class Router {
  private readonly options: RouterOptions;

  constructor(options: RouterOptions) {
    this.options = options;
  }

  /** Finds the way now; nothing is connected yet. */
  wayTo(source: Source, ip: string, port: number): Way {
    this.options.settle?.();
    let fork = this.forkTo(source, ip, port);
    while ('take' in fork) fork = fork.take();
    return fork;
  }

  /** All ways that connections may take as things are now. */
  forkTo(source: Source, ip: string, port: number): Fork {
    if (source.node !== undefined) return this.fromNode(source, source.node, ip, port);
    return this.fromOutside(source, ip, port);
  }

  private fromNode(source: Source, node: NodePlace, ip: string, port: number): Fork {
    const proxy = this.options.proxyOf(node);
    const passage: Passage = { ip, port, clientIp: source.ip, isInside: true };
    const fan = ip === node.ip ? proxy.fanOfNodePort(passage) : proxy.fanOfAddress(passage);
    return this.follow(fan, source, node) ?? this.deliver(source, node, ip, port);
  }

  // Pod and cluster addresses mean nothing outside; an external address leads to some node.
  private fromOutside(source: Source, ip: string, port: number): Fork {
    const { machines, proxyOf, entry } = this.options;
    const holder = machines.holderOf(ip);
    if (holder?.kind === 'machine' || holder?.kind === 'node')
      return this.deliver(source, undefined, ip, port);
    const vanishes = dropped({ kind: 'not routed', address: ip });
    if (holder !== undefined) return vanishes;
    const passage: Passage = { ip, port, clientIp: source.ip, isInside: false };
    const through = (node: NodePlace | undefined): Fork => {
      if (node === undefined) return vanishes;
      // A load balancer may not know yet that the node has gone.
      return isCut(node)
        ? cut(node)
        : (this.follow(proxyOf(node).fanOfAddress(passage), source, node) ?? vanishes);
    };
    const balancer = this.options.balancer?.(ip);
    const nodes = machines.allNodes();
    if (balancer !== undefined) return branches([...nodes, undefined], through, balancer);
    const alive = nodes.filter((node) => !isCut(node));
    return alive.length === 0 ? vanishes : branches(alive, through, () => entry(alive));
  }

  private follow(fan: Fan, source: Source, node: NodePlace): Fork | undefined {
    switch (fan.kind) {
      case 'none':
        return undefined;
      case 'reject':
        return refused({ kind: 'no endpoint', rules: fan.name, node: node.name });
      case 'drop':
        return dropped({ kind: 'no local endpoint', rules: fan.name, node: node.name });
      case 'endpoints': {
        const proxy = this.options.proxyOf(node);
        const to = ({ ip, port }: ProxyEndpoint): Fork => {
          const isItself = source.pod !== undefined && source.ip === ip && ip !== node.ip;
          return isItself ? this.hairpin(source, node, ip, port) : this.deliver(source, node, ip, port, true);
        };
        const choose = (atMs?: number): ProxyEndpoint => proxy.choose(fan, source.ip, atMs);
        return {
          ...branches(fan.endpoints, to, choose),
          addresses: () => fan.endpoints.map(({ address }) => address),
        };
      }
      default:
        return fan satisfies never;
    }
  }

  // It comes back from the node, lest the pod hear from itself.
  private hairpin(source: Source, node: NodePlace, ip: string, port: number): Fork {
    if (node.hairpin === 'none') return dropped({ kind: 'hairpin', node: node.name });
    const { pod } = source;
    return pod === undefined
      ? this.deliver(source, node, ip, port, true)
      : this.toPod(asNode(node), ip, pod, port);
  }

  /** @param from  the node that the packet leaves; undefined outside */
  private deliver(
    source: Source,
    from: NodePlace | undefined,
    ip: string,
    port: number,
    isTranslated = false,
  ): Fork {
    const holder = this.options.machines.holderOf(ip);
    if (holder === undefined) return from !== undefined && isCut(from) ? cut(from) : nobodyAt(ip);
    const to = nodeOf(holder);
    const target = { ip, node: to, pod: holder.kind === 'pod' ? holder.pod : undefined };
    const refusedByPolicy = dropped({ kind: 'policy', address: ip, at: 'source' });
    if (!this.passes('leaves', { source, target, port, protocol: 'TCP' })) return refusedByPolicy;
    if (holder.kind === 'machine') {
      return from !== undefined && isCut(from, linkTo(ip))
        ? cut(from)
        : { server: holder.server, port, pod: undefined };
    }
    const severed = to === undefined ? undefined : severedAt(from, to);
    if (severed !== undefined) return cut(severed);
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
  ): Fork {
    const { machines, proxyOf } = this.options;
    // An address is translated once: an endpoint that is a node is that node's own port.
    if (!isTranslated && from !== node) {
      const isInside = source.pod !== undefined && source.ip !== source.node?.ip;
      const passage: Passage = { ip: node.ip, port, clientIp: source.ip, isInside };
      const way = this.follow(proxyOf(node).fanOfNodePort(passage), source, node);
      if (way !== undefined) return way;
    }
    const health = proxyOf(node).healthAt(port);
    if (health !== undefined)
      return { server: healthServer(health, this.options.version), port, pod: undefined };
    const hostPort = machines.hostPortAt(node.ip, port);
    if (hostPort !== undefined)
      return this.toPod(source, hostPort.pod.sandbox.addresses[0] ?? '', hostPort.pod, hostPort.port);
    const pod = machines.hostPodAt(node, port);
    return pod === undefined
      ? refused({ kind: 'closed port', address: `${node.ip}:${port}` })
      : { server: pod.sandbox, port, pod };
  }

  private toPod(source: Source, ip: string, pod: PodPlace, port: number): Way {
    const target = { ip, node: pod.node, pod };
    const passes = this.passes('enters', { source, target, port, protocol: 'TCP' });
    return passes
      ? { server: pod.sandbox, port, pod }
      : dropped({ kind: 'policy', address: ip, at: 'target' });
  }

  private passes(way: 'leaves' | 'enters', packet: Packet): boolean {
    return this.options.filter?.[way](packet) !== false;
  }
}

/** Each branch is worked out once, at the latest when the first connection takes it. */
function branches<T>(choices: readonly T[], to: (choice: T) => Fork, choose: (atMs?: number) => T): Branches {
  const known = new Map<T, Fork>();
  const forkOf = (choice: T): Fork => {
    let fork = known.get(choice);
    if (fork === undefined) {
      fork = to(choice);
      known.set(choice, fork);
    }
    return fork;
  };
  return { take: (atMs) => forkOf(choose(atMs)), all: () => choices.map(forkOf) };
}

/** The node at which packets from one to the other get lost; the one is undefined outside of the cluster. */
export function severedAt(from: NodePlace | undefined, to: NodePlace): NodePlace | undefined {
  if (from === to) return undefined;
  if (isCut(to, from === undefined ? 'everything' : 'other nodes')) return to;
  return from !== undefined && isCut(from, 'other nodes') ? from : undefined;
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
  const obstacle: Obstacle = { kind: 'nobody', address: ip };
  if (!isPodAddress(ip) && !isNodeAddress(ip)) return dropped(obstacle);
  return { error: 'unreachable', tookMs: NO_NEIGHBOUR_MS, obstacle };
}
