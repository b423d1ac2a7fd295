// The network of one cluster: nodes and pods that reach one another, Services in the rules of each node's proxy, names.
//
// Nothing here runs by itself: what proxies and the DNS server know at an instant is worked out when somebody connects or
// asks, from the Services and endpoints as the API had them a latency ago. Left out: network plugins and their routes,
// bandwidth, UDP.

import type { Pod } from '../api/objects.ts';
import { latencyOf, type World } from '../client/component.ts';
import { InvariantError } from '../errors.ts';
import type { NetworkPort, Sandbox } from '../runtime/runtime.ts';
import { CONTROL_PLANE_IP, DNS_SERVER_IP } from './addresses/address-plan.ts';
import type { CloudBalancers } from './balancers/cloud-balancers.ts';
import { balancerAt, makeBalancers } from './balancers/make-balancers.ts';
import { Outages } from './balancers/outages.ts';
import { apiServerFront, dnsFront } from './control-plane-fronts.ts';
import { type HairpinMode, hairpinModeOf } from './hairpin.ts';
import { isCut, Machines, type NodeLink, type NodePlace, type PodPlace, type Server } from './machines.ts';
import { NameService } from './name-service.ts';
import { NetworkClient } from './network-client.ts';
import { type NodeShell, nodeShell } from './node-tools/node-shell.ts';
import type { Names } from './pod-resolver.ts';
import { DEFAULT_NETWORK_PLUGIN, NETWORK_PLUGINS, type NetworkPlugin } from './policy/network-plugin.ts';
import { type PacketFilter, PolicyFilter } from './policy/policy-filter.ts';
import { DEFAULT_KUBE_PROXY, type KubeProxyConfig } from './proxy/kube-proxy-config.ts';
import { NodeProxies } from './proxy/node-proxies.ts';
import { Reach } from './reach/reach.ts';
import { Router, type Source } from './router.ts';
import { LaggingView } from './state/lagging-view.ts';
import { ServiceStates } from './state/service-states.ts';
import { addressKey, nodeKey } from './traffic/marks.ts';
import { portOf } from './traffic/target-addresses.ts';
import { Traffic } from './traffic/traffic.ts';

export interface ClusterNetworkOptions {
  /** How every node's kube-proxy is configured; default `DEFAULT_KUBE_PROXY`. */
  readonly kubeProxy?: KubeProxyConfig;
  /** The plugin leaves the hairpin mode of its bridges off. */
  readonly withoutHairpin?: boolean;
  /** The plugin is not installed yet. */
  readonly awaitsPlugin?: boolean;
  /** NodeLocal DNSCache on every node. */
  readonly nodeLocalDns?: boolean;
  /** There is a cloud that provides load balancers: so many at one time, or any number. */
  readonly cloud?: { readonly balancersMax?: number };
  /** One of `NETWORK_PLUGINS`; default `DEFAULT_NETWORK_PLUGIN`. */
  readonly plugin?: string;
}

export interface JoiningNode {
  readonly name: string;
  readonly ip: string;
  /** `10.244.1.0/24` */
  readonly podCidr: string;
  /** The kubelet's setting, if it has one. */
  readonly hairpinMode: HairpinMode | undefined;
}

/** One node's part in the network. */
export interface NodeNetwork {
  /** What a pod's programs see. */
  portOf(pod: Pod, ips: readonly string[]): NetworkPort;
  /** Makes a pod reachable; returns how to take it off. */
  attach(pod: Pod, sandbox: Sandbox): () => void;
  /** The node is cut off from there: nothing comes in, nothing goes out; without the API its proxy hears of nothing. */
  cut(link: NodeLink): void;
  join(link: NodeLink): void;
}

/** What clients on a node are, as far as names go: they are no pods of the API. */
const CLIENT_POD = {
  metadata: { name: 'clients', namespace: 'default' },
  spec: { containers: [] },
} as unknown as Pod;

/** An address of nobody's, for clients outside. Source: RFC 5737, TEST-NET-3. */
const OUTSIDE_CLIENT_IP = '203.0.113.200';

export class ClusterNetwork {
  private readonly world: World;
  private readonly kubeProxy: KubeProxyConfig;
  private readonly plugin: NetworkPlugin;
  private readonly withoutHairpin: boolean;
  /** Whether the network plugin is installed. */
  hasPlugin: boolean;
  private readonly machines = new Machines();
  private readonly states: ServiceStates;
  private readonly proxies: NodeProxies;
  private readonly filter: PacketFilter | undefined;
  private readonly router: Router;
  private readonly outages: Outages;
  /** Those of the cloud, if there is one. */
  readonly balancers: CloudBalancers | undefined;
  private readonly names: NameService;
  private readonly dnsView: LaggingView;
  /** Made with the first clients: without any, nothing is told of anything. */
  private clients: Traffic | undefined;

  constructor(world: World, options: ClusterNetworkOptions = {}) {
    this.world = world;
    this.kubeProxy = options.kubeProxy ?? DEFAULT_KUBE_PROXY;
    const { kernel, server, version, timing, streams } = world;
    this.proxies = new NodeProxies(world, this.kubeProxy, () => this.states);
    const nowMs = (): number => kernel.nowMs;
    this.states = new ServiceStates({
      server,
      nowMs,
      readsSlices: version.has('proxyReadsEndpointSlices'),
      keepFromMs: () => Math.min(this.proxies.keepFromMs(), this.balancers?.keepFromMs() ?? Infinity),
      onChange: (key) => this.clients?.serviceChanged(key),
    });
    this.plugin = NETWORK_PLUGINS.get(options.plugin ?? DEFAULT_NETWORK_PLUGIN)!;
    this.hasPlugin = options.awaitsPlugin !== true;
    this.withoutHairpin = options.withoutHairpin === true;
    this.filter = this.plugin.enforcesPolicies ? new PolicyFilter(server) : undefined;
    this.outages = new Outages(nowMs);
    const { states, outages, machines } = this;
    const onChange = (ip: string): void => this.clients?.changed(addressKey(ip));
    this.balancers =
      options.cloud &&
      makeBalancers(options.cloud.balancersMax, { world, states, outages, machines, onChange });
    this.router = new Router({
      ...{ filter: this.filter, version },
      balancer: (ip) => balancerAt(ip, this.balancers, machines),
      machines,
      proxyOf: (node) => this.proxies.of(node),
      entry: (nodes) => streams.stream('network entry').pick(nodes),
      settle: () => this.clients?.settle(),
    });
    this.dnsView = new LaggingView({
      ...{ nowMs, changes: states.changes, refreshMs: () => 0 },
      deliveryMs: latencyOf(world, 'kube-dns', 'watchDelivery'),
      lagMaxMs: timing.watchDelivery.maxMs,
    });
    this.names = new NameService({
      ...{ world, states, view: this.dnsView, filter: this.filter },
      podAt: (address) => this.podAt(address),
      hasNodeCaches: options.nodeLocalDns === true,
    });
    this.machines.addMachine(CONTROL_PLANE_IP, apiServerFront);
    this.machines.addMachine(DNS_SERVER_IP, dnsFront);
  }

  /** A node with its pods. @throws UserError  for a hairpin mode that changes nothing */
  joinNode({ hairpinMode, ...parts }: JoiningNode): NodeNetwork {
    const settings = { plugin: this.plugin, isOff: this.withoutHairpin, kubelet: hairpinMode };
    const hairpin = hairpinModeOf(settings, this.world.version);
    const node: NodePlace = { ...parts, hairpin, cuts: new Set() };
    this.machines.addNode(node);
    return {
      portOf: (pod, ips) => this.portOf(pod, ips, node),
      attach: (pod, sandbox) => this.attach(pod, sandbox, node),
      cut: (link) => {
        node.cuts.add(link);
        if (isCut(node)) this.outages.begin(node.name);
        this.clients?.changed(nodeKey(node.name));
        if (isCut(node, 'API server')) this.proxies.hold(node);
      },
      join: (link) => {
        node.cuts.delete(link);
        if (!isCut(node)) this.outages.end(node.name);
        this.clients?.changed(nodeKey(node.name));
        if (!isCut(node, 'API server')) this.proxies.release(node);
      },
    };
  }

  /** A host outside of the cluster, which pods know by name and may connect to. */
  declareHost(name: string, address: string, server: Server): void {
    this.names.hosts.declare(name, [address]);
    this.machines.addMachine(address, server);
  }

  /** The network as a client outside of the cluster sees it: node ports, external IPs, declared hosts. */
  outside(ip: string = OUTSIDE_CLIENT_IP): NetworkPort {
    return this.portWithoutCluster({ ip, node: undefined, pod: undefined });
  }

  /** What somebody logged in on the node has. @throws InvariantError  there is no such node */
  shellOn(nodeName: string): NodeShell & { readonly network: NetworkPort } {
    const { machines, kubeProxy, plugin, world } = this;
    const node = machines.nodeNamed(nodeName);
    if (node === undefined) throw new InvariantError(`no node ${nodeName} in the network`);
    const shell = nodeShell({
      ...{ node, kubeProxy, bridge: plugin.bridge, version: world.version },
      ...{ proxy: this.proxies.of(node), pods: machines.podsOn(node) },
    });
    return { ...shell, network: this.portWithoutCluster({ ip: node.ip, node, pod: undefined }) };
  }

  // Outside, and on nodes, nobody asks the cluster's DNS server.
  private portWithoutCluster(source: Source): NetworkPort {
    return new NetworkClient({
      router: this.router,
      source: () => source,
      resolve: (name) => this.names.outside(name),
      nameOf: () => undefined,
    });
  }

  /** Clients that send requests all the time. */
  get traffic(): Traffic {
    this.clients ??= new Traffic({
      world: this.world,
      machines: this.machines,
      router: this.router,
      resolverOn: (node) =>
        node === undefined ? (name) => this.names.outside(name) : this.namesOf(CLIENT_POD, [], node).resolve,
      outsideIp: OUTSIDE_CLIENT_IP,
      views: () => [this.dnsView, ...this.proxies.views()],
    });
    return this.clients;
  }

  /** Works out what clients have sent so far, if there are any, and writes it into the trace. */
  flushTraffic(): void {
    this.clients?.flush();
  }

  /** The pod that has the address now; undefined for nodes, Services and addresses of nobody. */
  podAt(address: string): PodPlace | undefined {
    const holder = this.machines.holderOf(address);
    return holder?.kind === 'pod' ? holder.pod : undefined;
  }

  /** Who reaches whom now, for who asks without connecting. */
  get reach(): Reach {
    return new Reach({
      ...{
        world: this.world,
        machines: this.machines,
        router: this.router,
        states: this.states,
        dns: this.names.dns,
      },
      isIpvs: this.kubeProxy.mode === 'ipvs',
      proxyOf: (node) => this.proxies.of(node),
      sourceOf: (ip, node) => this.sourceOf(ip, node),
      resolverOf: (pod, ips, node) =>
        this.names.ofPod(pod, ips, node, () => this.sourceOf(ips[0] ?? '', node), 'looks only').resolve,
      nameServerObstacle: (source, node, server) => this.names.obstacle(source, node, server),
    });
  }

  private portOf(pod: Pod, ips: readonly string[], node: NodePlace): NetworkPort {
    const isOnHost = pod.spec.hostNetwork === true;
    const client = new NetworkClient({
      router: this.router,
      source: () => this.sourceOf(ips[0] ?? '', node),
      ...this.namesOf(pod, ips, node),
      nameOf: (address) => this.names.nameOf(address, node),
      servicePort: (service) => this.firstPortOf(service, pod.metadata.namespace),
    });
    return isOnHost ? onHost(client, node.ip) : client;
  }

  private namesOf(pod: Pod, ips: readonly string[], node: NodePlace): Names {
    return this.names.ofPod(pod, ips, node, () => this.sourceOf(ips[0] ?? '', node));
  }

  private firstPortOf(service: string, usualNamespace: string | undefined): number | undefined {
    const [name = '', namespace = usualNamespace] = service.split('.');
    const found = this.world.server.peek('Service', namespace, name);
    return found === undefined ? undefined : portOf(found);
  }

  private sourceOf(ip: string, node: NodePlace): Source {
    return { ip, node, pod: this.podAt(ip) };
  }

  private attach(pod: Pod, sandbox: Sandbox, node: NodePlace): () => void {
    const { name, uid, namespace = '' } = pod.metadata;
    const place: PodPlace = { namespace, name, uid, node, sandbox };
    const hostPorts = new Map<number, number>();
    for (const { ports = [] } of pod.spec.hostNetwork === true ? [] : pod.spec.containers) {
      for (const { hostPort, containerPort } of ports) if (hostPort) hostPorts.set(hostPort, containerPort);
    }
    this.machines.addPod(place, hostPorts);
    const ip = sandbox.addresses[0] ?? '';
    // A port of its node's changes what is there.
    const isOnNode = ip === node.ip || hostPorts.size > 0;
    const moved = (): void =>
      isOnNode ? this.clients?.changed(addressKey(node.ip)) : this.clients?.podMoved(ip);
    moved();
    return () => {
      this.machines.removePod(place);
      moved();
    };
  }
}

/** On its node's network a pod's own addresses are the node's. */
function onHost(client: NetworkClient, nodeIp: string): NetworkPort {
  const place = (host: string): string => (/^(localhost|127\.|0\.0\.0\.0)/.test(host) ? nodeIp : host);
  return {
    resolve: (name, server) => client.resolve(name, server),
    records: (type, name, server) => client.records(type, name, server),
    searches: client.searches,
    nameOf: (address) => client.nameOf(address),
    servicePort: (service) => client.servicePort(service),
    connect: (host, port) => client.connect(place(host), port),
    http: (request) => client.http({ ...request, address: place(request.address ?? request.host) }),
  };
}
