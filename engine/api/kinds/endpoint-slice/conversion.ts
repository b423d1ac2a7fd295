// discovery.k8s.io/v1beta1 EndpointSlice and back.
//
// Source: kubernetes v1.28.0 pkg/apis/discovery/v1beta1/conversion.go.

import type { AnyObject } from '../../objects.ts';

const ZONE_LABEL = 'topology.kubernetes.io/zone';
const HOSTNAME_LABEL = 'kubernetes.io/hostname';

interface EndpointV1 {
  readonly nodeName?: string;
  readonly zone?: string;
  readonly deprecatedTopology?: Readonly<Record<string, string>>;
}
interface EndpointV1beta1 {
  readonly nodeName?: string;
  readonly topology?: Readonly<Record<string, string>>;
}

function endpointToV1({ topology, ...endpoint }: EndpointV1beta1): EndpointV1 {
  if (topology == null) return endpoint;
  const { [ZONE_LABEL]: zone, ...others } = topology;
  const rest: Record<string, string> = others;
  // Kept only where it differs from the node name, which v1beta1 allows.
  if (endpoint.nodeName !== undefined && rest[HOSTNAME_LABEL] === endpoint.nodeName) {
    delete rest[HOSTNAME_LABEL];
  }
  return {
    ...endpoint,
    ...(zone !== undefined && { zone }),
    ...(Object.keys(rest).length > 0 && { deprecatedTopology: rest }),
  };
}

function endpointFromV1({ zone, deprecatedTopology, ...endpoint }: EndpointV1): EndpointV1beta1 {
  const { nodeName } = endpoint;
  if (deprecatedTopology === undefined && zone === undefined && nodeName === undefined) return endpoint;
  const topology: Record<string, string> = { ...deprecatedTopology };
  if (zone !== undefined) topology[ZONE_LABEL] = zone;
  if (nodeName !== undefined && !topology[HOSTNAME_LABEL]) topology[HOSTNAME_LABEL] = nodeName;
  return { ...endpoint, topology };
}

/** A null in the list is an empty endpoint. */
const endpointsOf = (object: AnyObject): object[] | undefined =>
  (object.endpoints as (object | null)[] | null | undefined)?.map((endpoint) => endpoint ?? {});

export function toV1(object: AnyObject): AnyObject {
  return { ...object, endpoints: endpointsOf(object)?.map(endpointToV1) };
}

export function fromV1(object: AnyObject): AnyObject {
  return { ...object, endpoints: endpointsOf(object)?.map(endpointFromV1) };
}
