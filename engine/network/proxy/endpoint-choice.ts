// Which endpoints of a Service's port a connection may go to, by hints, by its traffic policies, and by the node where it is
// handled.
//
// Pure. Source: kubernetes v1.36.2 and v1.28.0 pkg/proxy/topology.go, CategorizeEndpoints; pkg/proxy/iptables/proxier.go,
// syncProxyRules; v1.20.2 of the same for releases without terminating endpoints.

/** One endpoint at one port. */
export interface ProxyEndpoint {
  readonly ip: string;
  readonly port: number;
  /** `10.244.1.7:8080` */
  readonly address: string;
  readonly nodeName: string | undefined;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  readonly zoneHints?: readonly string[];
  readonly nodeHints?: readonly string[];
}

export interface TrafficPolicy {
  readonly isInternalLocal: boolean;
  readonly isExternalLocal: boolean;
}

/** The node whose rules decide, and what its kube-proxy can do. */
export interface ProxyPlace {
  readonly name: string;
  /** Empty: not known. */
  readonly zone: string;
  readonly usesTerminating: boolean;
  readonly followsNodeHints: boolean;
}

/** All endpoints of a port. */
export interface PortEndpoints {
  readonly endpoints: readonly ProxyEndpoint[];
  /** Whether hints count, where each ready endpoint has one. */
  readonly isHinted: boolean;
  readonly policy: TrafficPolicy;
}

/** Endpoints to choose from; `reject`: refused, as nobody is there; `drop`: nobody on this node, no answer at all. */
export type Choice = readonly ProxyEndpoint[] | 'reject' | 'drop';

/** Ready endpoints; where there are none and the release does so, those that still serve while they end. */
export function usable(
  endpoints: readonly ProxyEndpoint[],
  usesTerminating: boolean,
): readonly ProxyEndpoint[] {
  const ready = endpoints.filter(({ isReady }) => isReady);
  if (ready.length > 0 || !usesTerminating) return ready;
  return endpoints.filter(({ isServing, isTerminating }) => isServing && isTerminating);
}

/** Those of the whole cluster that this node uses: the ones hinted to it, if there are any, or to its zone, or all. */
export function clusterEndpoints(port: PortEndpoints, place: ProxyPlace): readonly ProxyEndpoint[] {
  const anywhere = usable(port.endpoints, place.usesTerminating);
  if (!port.isHinted || anywhere[0]?.isReady !== true) return anywhere;
  if (place.followsNodeHints && anywhere.every(({ nodeHints }) => nodeHints !== undefined)) {
    const here = anywhere.filter(({ nodeHints }) => nodeHints?.includes(place.name) === true);
    if (here.length > 0) return here;
  }
  if (place.zone === '' || anywhere.some(({ zoneHints }) => zoneHints === undefined)) return anywhere;
  const near = anywhere.filter(({ zoneHints }) => zoneHints?.includes(place.zone) === true);
  return near.length > 0 ? near : anywhere;
}

/** Those on the node itself. */
export function localEndpoints({ endpoints }: PortEndpoints, place: ProxyPlace): readonly ProxyEndpoint[] {
  const here = endpoints.filter(({ nodeName }) => nodeName === place.name);
  return usable(here, place.usesTerminating);
}

/**
 * @param kind  `internal`: to the cluster IP; `short cut`: to an outside address, from a pod or from the node itself, for
 *   which the external policy does not count; `external`: to an outside address, from elsewhere
 */
export function endpointsFor(
  kind: 'internal' | 'short cut' | 'external',
  port: PortEndpoints,
  place: ProxyPlace,
): Choice {
  const cluster = clusterEndpoints(port, place);
  if (cluster.length === 0) return 'reject';
  const { isInternalLocal, isExternalLocal } = port.policy;
  const isLocal = kind === 'internal' ? isInternalLocal : kind === 'external' && isExternalLocal;
  if (!isLocal) return cluster;
  const here = localEndpoints(port, place);
  return here.length === 0 ? 'drop' : here;
}
