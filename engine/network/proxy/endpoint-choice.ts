// Which endpoints of a Service's port a connection may go to, by its traffic policies and by the node where it is handled.
//
// Pure. Source: kubernetes v1.28.0 pkg/proxy/topology.go, CategorizeEndpoints; pkg/proxy/iptables/proxier.go,
// syncProxyRules; v1.20.2 of the same for releases without terminating endpoints. Left out: topology hints, which the
// EndpointSlice controller here does not give.

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
}

export interface TrafficPolicy {
  readonly isInternalLocal: boolean;
  readonly isExternalLocal: boolean;
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

/**
 * @param kind  `internal`: to the cluster IP; `short cut`: to an outside address, from a pod or from the node itself, for
 *   which the external policy does not count; `external`: to an outside address, from elsewhere
 */
export function endpointsFor(
  kind: 'internal' | 'short cut' | 'external',
  all: readonly ProxyEndpoint[],
  policy: TrafficPolicy,
  node: { readonly name: string; readonly usesTerminating: boolean },
): Choice {
  const anywhere = usable(all, node.usesTerminating);
  if (anywhere.length === 0) return 'reject';
  const isLocal =
    kind === 'internal' ? policy.isInternalLocal : kind === 'external' && policy.isExternalLocal;
  if (!isLocal) return anywhere;
  const here = usable(
    all.filter(({ nodeName }) => nodeName === node.name),
    node.usesTerminating,
  );
  return here.length === 0 ? 'drop' : here;
}
