// Whom a virtual server of IPVS on a node has behind it, and what comes of a connection to it.
//
// Unlike the rules of iptables it knows no short cut for those inside of the cluster, and drops nothing itself.
// Pure. Source: kubernetes v1.28.0 pkg/proxy/ipvs/proxier.go, syncEndpoint, and pkg/proxy/service.go, UsesClusterEndpoints;
// v1.20.2 of the first; Linux net/netfilter/ipvs/ip_vs_core.c, ip_vs_leave: refused where there is nobody.
// Left out: processes in a node's own network, whose way to the endpoints of other nodes is cut (kubernetes issue 93456).

import {
  type Choice,
  clusterEndpoints,
  localEndpoints,
  type PortEndpoints,
  type ProxyEndpoint,
  type ProxyPlace,
} from './endpoint-choice.ts';
import type { ProxyRelease } from './proxy-release.ts';

export interface VirtualServerPort extends PortEndpoints {
  /** Whether it has an address or port outside of the cluster's own. */
  readonly isExternallyAccessible: boolean;
}

/** @param isLocal  whether the policy for this address is Local */
export function realServers(
  isLocal: boolean,
  found: { readonly cluster: readonly ProxyEndpoint[]; readonly local: readonly ProxyEndpoint[] },
  { localFallsBackInIpvs }: ProxyRelease,
): readonly ProxyEndpoint[] {
  if (!isLocal) return found.cluster;
  return found.local.length === 0 && localFallsBackInIpvs ? found.cluster : found.local;
}

/** @param kind  `internal`: to the cluster IP; `short cut` and `external`: to an outside address, from inside and from outside */
export function virtualServerChoice(
  kind: 'internal' | 'short cut' | 'external',
  port: VirtualServerPort,
  place: ProxyPlace,
  release: ProxyRelease,
): Choice {
  const { isInternalLocal, isExternalLocal } = port.policy;
  const isLocal = kind === 'internal' ? isInternalLocal : isExternalLocal;
  const usesCluster = !isInternalLocal || port.isExternallyAccessible;
  const cluster = usesCluster ? clusterEndpoints(port, place) : [];
  const local = localEndpoints(port, place);
  const chosen = realServers(isLocal, { cluster, local }, release);
  if (chosen.length === 0) return 'reject';
  // It reaches a pod of another node, which answers past this one: the client outside knows nobody of that address.
  return isLocal && kind === 'external' && local.length === 0 ? 'drop' : chosen;
}
