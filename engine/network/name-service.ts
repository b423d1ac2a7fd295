// Names as everybody in the network has them: pods by the cluster's DNS server or the caches on their nodes, others by the
// hosts that are declared outside.

import type { Pod } from '../api/objects.ts';
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from '../api/pod/pod-dns.ts';
import { latencyOf, type World } from '../client/component.ts';
import type { Resolution } from '../runtime/runtime.ts';
import { DNS_SERVER_IP } from './addresses/address-plan.ts';
import { ClusterDns, type NameAnswers } from './dns/cluster-dns.ts';
import { NodeDnsCache } from './dns/node-dns-cache.ts';
import { OutsideHosts } from './dns/outside-hosts.ts';
import { isCut, type NodePlace, type PodPlace } from './machines.ts';
import { isAddress } from './network-client.ts';
import { isNameServer, type Names, podResolver } from './pod-resolver.ts';
import type { PacketEnd, PacketFilter } from './policy/policy-filter.ts';
import type { Obstacle } from './router.ts';
import type { LaggingView } from './state/lagging-view.ts';
import type { ServiceStates } from './state/service-states.ts';

export interface NameServiceOptions {
  readonly world: World;
  readonly states: ServiceStates;
  /** What the DNS server sees of the API. */
  readonly view: LaggingView;
  readonly podAt: (address: string) => PodPlace | undefined;
  readonly filter: PacketFilter | undefined;
  /** NodeLocal DNSCache: each node remembers what its pods were answered. */
  readonly hasNodeCaches: boolean;
}

export class NameService {
  readonly hosts = new OutsideHosts();
  private readonly options: NameServiceOptions;
  /** The cluster's server. */
  readonly dns: ClusterDns;
  private readonly caches = new Map<string, NodeDnsCache>();

  constructor(options: NameServiceOptions) {
    this.options = options;
    const { world, states, view, podAt } = options;
    const { kernel, server, version, streams } = world;
    const cachedMs = latencyOf(world, 'kube-dns', 'dnsTtl');
    this.dns = new ClusterDns({
      ...{ zone: CLUSTER_DOMAIN, states, view, outside: this.hosts },
      nowMs: () => kernel.nowMs,
      hasNamespace: (name) => server.peek('Namespace', undefined, name) !== undefined,
      namespaceOf: (address) => podAt(address)?.namespace,
      cacheMs: version.has('dnsServerCachesClusterNames') ? cachedMs : () => 0,
      stream: () => streams.stream('kube-dns order'),
    });
  }

  /** Outside, and on nodes, nobody asks the cluster's DNS server. */
  outside(name: string): Resolution {
    const addresses = isAddress(name) ? [name] : this.hosts.addressesOf(name.toLowerCase());
    const asked = { server: '', tookMs: 0 };
    return addresses === undefined ? { error: 'not-found', ...asked } : { addresses, name, ...asked };
  }

  /**
   * As programs in a pod have them.
   *
   * @param source  where its questions come from
   * @param mode  `looks only`: nobody remembers that it asked
   */
  ofPod(
    pod: Pod,
    ips: readonly string[],
    node: NodePlace,
    source: () => PacketEnd,
    mode: 'asks' | 'looks only' = 'asks',
  ): Names {
    const { world, hasNodeCaches } = this.options;
    const server = hasNodeCaches ? this.cacheOn(node) : this.dns;
    const peeking: NameAnswers = {
      lookUp: (name) => server.peek(name),
      records: (type, name) => server.records(type, name),
    };
    return podResolver(pod, ips, {
      version: world.version,
      cluster: mode === 'asks' ? server : peeking,
      outside: this.hosts,
      isReachable: (address) => this.obstacle(source(), node, address) === undefined,
    });
  }

  /** What keeps questions from a name server; undefined: nothing. */
  obstacle(source: PacketEnd, node: NodePlace, address: string): Obstacle | undefined {
    if (isCut(node, 'other nodes')) return { kind: 'cut', node: node.name };
    if (!isNameServer(address)) return { kind: 'nobody', address };
    return this.mayAsk(source, address) ? undefined : { kind: 'policy', address, at: 'source' };
  }

  nameOf(address: string, node: NodePlace): string | undefined {
    return isCut(node, 'other nodes') ? undefined : this.dns.nameOf(address);
  }

  private cacheOn({ name }: NodePlace): NodeDnsCache {
    const { kernel } = this.options.world;
    const cache = this.caches.get(name) ?? new NodeDnsCache(this.dns, () => kernel.nowMs);
    this.caches.set(name, cache);
    return cache;
  }

  /** Whether policies let the questions through to the name server. */
  private mayAsk(source: PacketEnd, server: string): boolean {
    const ip = server === CLUSTER_DNS_IP ? DNS_SERVER_IP : server;
    const target = { ip, node: undefined, pod: undefined };
    return this.options.filter?.leaves({ source, target, port: 53, protocol: 'UDP' }) !== false;
  }
}
