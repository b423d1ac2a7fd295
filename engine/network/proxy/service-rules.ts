// What kube-proxy makes of one Service: its addresses and ports, and the endpoints behind each.
//
// Pure; made once for each state of a Service and shared by all nodes. Source: kubernetes v1.28.0 pkg/proxy/service.go,
// newBaseServiceInfo; pkg/proxy/util/utils.go, ShouldSkipService; pkg/proxy/endpointslicecache.go.

import type { Service } from '../../api/objects.ts';
import type { EndpointGroup } from '../state/endpoint-groups.ts';
import type { ServiceState } from '../state/service-states.ts';
import { type ProxyEndpoint, usable } from './endpoint-choice.ts';
import { servicePortName } from './iptables-names.ts';
import { followsHints, type ProxyRelease } from './proxy-release.ts';
import type { VirtualServerPort } from './virtual-server.ts';

/** Its endpoints are in the order of the rules: by address as text. */
export interface PortRules extends VirtualServerPort {
  /** `default/web:http` */
  readonly name: string;
  /** Where connections go unless hints or a policy have it otherwise. */
  readonly usable: readonly ProxyEndpoint[];
  /** How long a client is sent to the same endpoint; undefined: no affinity. */
  readonly affinityMs: number | undefined;
}

export interface ServiceRules {
  /** By `10.96.1.2:80`. */
  readonly internal: ReadonlyMap<string, PortRules>;
  /** By `203.0.113.1:80`: external IPs and those of load balancers. */
  readonly external: ReadonlyMap<string, PortRules>;
  /** By node port. */
  readonly nodePorts: ReadonlyMap<number, PortRules>;
  /** Cluster IPs and outside addresses, without ports. */
  readonly addresses: ReadonlySet<string>;
  /** Addresses of load balancers that take connections only from some sources: `10.0.0.0/8`. */
  readonly sourceRanges: ReadonlyMap<string, readonly string[]>;
}

const NO_RULES: ServiceRules = {
  internal: new Map(),
  external: new Map(),
  nodePorts: new Map(),
  addresses: new Set(),
  sourceRanges: new Map(),
};

/** Connections are TCP; rules of other protocols are left out. */
export function serviceRules(state: ServiceState, release: ProxyRelease): ServiceRules {
  const { service, groups } = state;
  if (service === undefined || isSkipped(service)) return NO_RULES;
  const { spec } = service;
  const internal = new Map<string, PortRules>();
  const external = new Map<string, PortRules>();
  const nodePorts = new Map<number, PortRules>();
  const sourceRanges = new Map<string, readonly string[]>();
  const balanced = balancerIPsOf(service);
  const clusterIPs = clusterIPsOf(service);
  const outside = [...(spec.externalIPs ?? []), ...balanced];
  for (const port of spec.ports ?? []) {
    if ((port.protocol ?? 'TCP') !== 'TCP') continue;
    const rules = portRules(service, port, groups, release);
    for (const ip of clusterIPs) internal.set(`${ip}:${port.port}`, rules);
    for (const ip of outside) external.set(`${ip}:${port.port}`, rules);
    if (port.nodePort) nodePorts.set(port.nodePort, rules);
  }
  const ranges = spec.loadBalancerSourceRanges ?? [];
  if (ranges.length > 0) for (const ip of balanced) sourceRanges.set(ip, ranges);
  return { internal, external, nodePorts, addresses: new Set([...clusterIPs, ...outside]), sourceRanges };
}

export function clusterIPsOf({ spec }: Service): string[] {
  const all = new Set([spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])]);
  return [...all].filter((ip) => ip !== '' && ip !== 'None');
}

/** Addresses of load balancers that hand packets on as they are. */
export function balancerIPsOf({ status }: Service): string[] {
  return (status?.loadBalancer?.ingress ?? [])
    .filter((ingress) => (ingress as { ipMode?: string }).ipMode !== 'Proxy')
    .flatMap(({ ip }) => (ip ? [ip] : []));
}

export function isSkipped(service: Service): boolean {
  return clusterIPsOf(service).length === 0 || service.spec.type === 'ExternalName';
}

function portRules(
  service: Service,
  { name = '', nodePort = 0 }: NonNullable<Service['spec']['ports']>[number],
  groups: readonly EndpointGroup[],
  release: ProxyRelease,
): PortRules {
  const { metadata, spec } = service;
  const endpoints = endpointsAt(name, 'TCP', groups);
  const seconds = affinitySeconds(spec);
  return {
    name: servicePortName(metadata.namespace, metadata.name, name),
    endpoints,
    usable: usable(endpoints, release.usesTerminating),
    isHinted: isHinted(endpoints) && followsHints(service, release),
    policy: {
      isInternalLocal: spec.internalTrafficPolicy === 'Local',
      isExternalLocal: spec.externalTrafficPolicy === 'Local',
    },
    isExternallyAccessible:
      nodePort !== 0 || (spec.externalIPs ?? []).length > 0 || balancerIPsOf(service).length > 0,
    affinityMs: seconds === undefined ? undefined : seconds * 1000,
  };
}

/** Source: staging/src/k8s.io/api/core/v1/types.go, DefaultClientIPServiceAffinitySeconds. */
const DEFAULT_AFFINITY_SECONDS = 10_800;

const isHinted = (endpoints: readonly ProxyEndpoint[]): boolean =>
  endpoints.some(({ zoneHints, nodeHints }) => zoneHints !== undefined || nodeHints !== undefined);

/** How long a client is sent to the same endpoint; undefined: not at all. */
export function affinitySeconds({
  sessionAffinity,
  sessionAffinityConfig,
}: Service['spec']): number | undefined {
  if (sessionAffinity !== 'ClientIP') return undefined;
  return sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS;
}

/** By address as text, each once; the first of two counts. @param protocol `TCP` */
export function endpointsAt(
  portName: string,
  wanted: string,
  groups: readonly EndpointGroup[],
): ProxyEndpoint[] {
  const byAddress = new Map<string, ProxyEndpoint>();
  for (const { ports, endpoints } of groups) {
    for (const { name, port, protocol } of ports) {
      if (name !== portName || protocol !== wanted) continue;
      for (const endpoint of endpoints) {
        const address = `${endpoint.ip}:${port}`;
        if (!byAddress.has(address)) byAddress.set(address, { ...endpoint, port, address });
      }
    }
  }
  return [...byAddress.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}
