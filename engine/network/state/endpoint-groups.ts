// The endpoints of a Service as whoever reads them needs them, whether they come from EndpointSlices or from Endpoints.
//
// Pure. Source: kubernetes v1.28.0 pkg/proxy/endpointslicecache.go, newEndpointSliceInfo; pkg/proxy/endpoints.go of
// v1.18 for Endpoints.

import type { EndpointSlice, Endpoints } from '../../api/objects.ts';

export interface EndpointView {
  readonly ip: string;
  /** The pod has a DNS name of its own. */
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  /** Zones and nodes that should use it; undefined: it has no such hint. */
  readonly zoneHints?: readonly string[];
  readonly nodeHints?: readonly string[];
}

export interface EndpointPort {
  /** Empty where the Service's port has none. */
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** Each endpoint has each of the ports. */
export interface EndpointGroup {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly EndpointView[];
}

type Ports = EndpointSlice['ports'] | NonNullable<Endpoints['subsets']>[number]['ports'];

function portsOf(ports: Ports): EndpointPort[] {
  return (ports ?? []).flatMap(({ name = '', port, protocol = 'TCP' }) =>
    port === undefined || port === 0 ? [] : [{ name, port, protocol }],
  );
}

/** A condition that is not said counts as fulfilled, except that of going away. */
export function groupOfSlice(slice: EndpointSlice): EndpointGroup {
  const endpoints = (slice.endpoints ?? []).flatMap(
    ({ addresses, conditions, hostname, nodeName, hints, ...rest }) => {
      const ip = addresses[0];
      if (ip === undefined) return [];
      const zones = namesOf(hints?.forZones);
      const nodes = namesOf((hints as { forNodes?: readonly { name?: string }[] } | undefined)?.forNodes);
      // Until v1beta1 the node stands in the topology map.
      const topology = (rest as { deprecatedTopology?: Record<string, string> }).deprecatedTopology;
      return {
        ip,
        hostname: hostname || undefined,
        nodeName: nodeName ?? topology?.['kubernetes.io/hostname'],
        isReady: conditions?.ready !== false,
        isServing: conditions?.serving !== false,
        isTerminating: conditions?.terminating === true,
        ...(zones.length === 0 ? {} : { zoneHints: zones }),
        ...(nodes.length === 0 ? {} : { nodeHints: nodes }),
      };
    },
  );
  return { ports: portsOf(slice.ports), endpoints };
}

const namesOf = (hints: readonly { readonly name?: string }[] = []): string[] =>
  hints.flatMap(({ name }) => name || []);

export function groupsOfEndpoints({ subsets = [] }: Endpoints): EndpointGroup[] {
  return subsets.map(({ addresses = [], notReadyAddresses = [], ports }) => {
    const view = (
      { ip, hostname, nodeName }: (typeof addresses)[number],
      isReady: boolean,
    ): EndpointView => ({
      ip,
      hostname: hostname || undefined,
      nodeName,
      isReady,
      isServing: isReady,
      isTerminating: false,
    });
    return {
      ports: portsOf(ports),
      endpoints: [...addresses.map((a) => view(a, true)), ...notReadyAddresses.map((a) => view(a, false))],
    };
  });
}
