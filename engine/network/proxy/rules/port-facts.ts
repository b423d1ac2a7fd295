// What kube-proxy knows of each port of a Service when it writes rules, and which endpoints count for whom on one node.
//
// Pure. Source: kubernetes v1.36.2 pkg/proxy/serviceport.go, newBaseServiceInfo, UsesClusterEndpoints, UsesLocalEndpoints;
// pkg/proxy/topology.go, CategorizeEndpoints; v1.28.0 of the same.

import type { Service } from '../../../api/objects.ts';
import type { ServiceState } from '../../state/service-states.ts';
import {
  clusterEndpoints,
  localEndpoints,
  type PortEndpoints,
  type ProxyEndpoint,
  type ProxyPlace,
} from '../endpoint-choice.ts';
import { servicePortName } from '../iptables-names.ts';
import { followsHints, type ProxyRelease } from '../proxy-release.ts';
import { affinitySeconds, balancerIPsOf, clusterIPsOf, endpointsAt, isSkipped } from '../service-rules.ts';

type Spec = Service['spec'];

/** Its endpoints are in the order of the rules. */
export interface PortFacts extends PortEndpoints {
  /** `default/web:http` */
  readonly name: string;
  /** `tcp` */
  readonly protocol: string;
  readonly clusterIP: string;
  readonly port: number;
  /** 0: none. */
  readonly nodePort: number;
  /** 0: none. */
  readonly healthCheckNodePort: number;
  readonly externalIPs: readonly string[];
  readonly balancerIPs: readonly string[];
  readonly sourceRanges: readonly string[];
  /** Undefined: no affinity. */
  readonly affinitySeconds: number | undefined;
}

/** In the order of the Service's ports; empty for Services that are not proxied. */
export function portFacts({ service, groups }: ServiceState, release: ProxyRelease): PortFacts[] {
  if (service === undefined || isSkipped(service)) return [];
  const { metadata, spec } = service;
  const externalIPs = spec.externalIPs ?? [];
  const balancerIPs = balancerIPsOf(service);
  return (spec.ports ?? []).map(({ name = '', port, protocol = 'TCP', nodePort = 0 }) => {
    const isExternal = nodePort !== 0 || externalIPs.length > 0 || balancerIPs.length > 0;
    const isExternalLocal = isExternal && spec.externalTrafficPolicy === 'Local';
    return {
      name: servicePortName(metadata.namespace, metadata.name, name),
      protocol: protocol.toLowerCase(),
      clusterIP: clusterIPsOf(service)[0] ?? '',
      ...{ port, nodePort, externalIPs, balancerIPs },
      healthCheckNodePort: needsHealthCheck(spec) ? (spec.healthCheckNodePort ?? 0) : 0,
      sourceRanges: (spec.loadBalancerSourceRanges ?? []).map((range) => range.trim()),
      affinitySeconds: affinitySeconds(spec),
      policy: { isInternalLocal: spec.internalTrafficPolicy === 'Local', isExternalLocal },
      endpoints: endpointsAt(name, protocol, groups),
      isHinted: followsHints(service, release),
    };
  });
}

const needsHealthCheck = ({ type, externalTrafficPolicy }: Spec): boolean =>
  type === 'LoadBalancer' && externalTrafficPolicy === 'Local';

/** Whether it has an address or port outside of the cluster's own. */
export const isExternallyAccessible = ({ nodePort, externalIPs, balancerIPs }: PortFacts): boolean =>
  nodePort !== 0 || externalIPs.length > 0 || balancerIPs.length > 0;

export interface Categories {
  /** For connections that may go to any node. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For those that stay on this one. */
  readonly local: readonly ProxyEndpoint[];
  /** All that rules of this node lead to. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Whether there is one on any node. */
  readonly hasAny: boolean;
}

export function categorize(port: PortFacts, place: ProxyPlace): Categories {
  const { isInternalLocal, isExternalLocal } = port.policy;
  const anywhere = clusterEndpoints(port, place);
  const cluster = !isInternalLocal || isExternallyAccessible(port) ? anywhere : [];
  const local = isInternalLocal || isExternalLocal ? localEndpoints(port, place) : [];
  const extra = local.filter((endpoint) => !cluster.includes(endpoint));
  return { cluster, local, reachable: [...cluster, ...extra], hasAny: anywhere.length > 0 };
}
