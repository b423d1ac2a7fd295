// The slices that mirror Endpoints which somebody keeps by hand, for a Service without a selector.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/endpointslicemirroring/{reconciler,utils}.go.

import type { EndpointAddress, EndpointPort } from '../../api/endpoints/subset-hash.ts';
import type { EndpointSlice, Endpoints } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { TRIGGER_TIME_ANNOTATION } from '../trigger-times.ts';
import { endpointKey, placeEndpoints } from './place-endpoints.ts';
import { type NewSlice, newSlice, type SlicePlan } from './plan-slices.ts';
import {
  type AddressFamily,
  MANAGED_BY_LABEL,
  portKey,
  SERVICE_NAME_LABEL,
  type SliceEndpoint,
  type SlicePort,
} from './slice-endpoint.ts';

export const MIRRORING_CONTROLLER_NAME = 'endpointslicemirroring-controller.k8s.io';
const SKIP_MIRROR_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader';
const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
/** Source: endpointslicemirroring/config/v1alpha1/defaults.go, MirroringMaxEndpointsPerSubset. */
const ENDPOINTS_PER_SUBSET_MAX = 1000;

export const wantsMirror = ({ metadata }: Endpoints): boolean =>
  metadata.labels?.[SKIP_MIRROR_LABEL] !== 'true' && metadata.annotations?.[LEADER_ANNOTATION] === undefined;

interface Wanted {
  readonly addressType: AddressFamily;
  readonly ports: SlicePort[];
  readonly endpoints: Map<string, SliceEndpoint>;
}

/** @param slices those that mirror the Endpoints now */
export function planMirror(endpoints: Endpoints, slices: readonly EndpointSlice[]): SlicePlan {
  const wanted = wantedGroups(endpoints);
  const marks = marksOf(endpoints);
  const create: NewSlice[] = [];
  const update: EndpointSlice[] = [];
  const remove = slices.filter((slice) => !wanted.has(groupKey(slice.addressType, slice.ports ?? [])));
  for (const [key, { addressType, ports, endpoints: list }] of wanted) {
    const existing = slices
      .filter((slice) => groupKey(slice.addressType, slice.ports ?? []) === key)
      .map((slice) => ({ slice, labels: marks.labels, labelsChanged: !hasMarks(slice, marks) }));
    const placed = placeEndpoints(existing, [...list.values()], ENDPOINTS_PER_SUBSET_MAX);
    update.push(...placed.update.map((slice) => ({ ...slice, metadata: { ...slice.metadata, ...marks } })));
    create.push(
      ...placed.create.map((each) => newSlice(endpoints, marks, { addressType, ports, endpoints: each })),
    );
    remove.push(...placed.remove);
  }
  return { create, update, remove, problems: [], told: [] };
}

const groupKey = (addressType: string | undefined, ports: readonly SlicePort[]): string =>
  `${addressType} ${portKey(ports)}`;

function wantedGroups({ subsets = [] }: Endpoints): Map<string, Wanted> {
  const groups = new Map<string, Wanted>();
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    const add = (address: EndpointAddress, ready: boolean): void => {
      const addressType = address.ip.includes(':') ? 'IPv6' : 'IPv4';
      const slicePorts = ports.map(mirroredPort);
      const key = groupKey(addressType, slicePorts);
      const group = groups.get(key) ?? { addressType, ports: slicePorts, endpoints: new Map() };
      groups.set(key, group);
      const endpoint = mirroredEndpoint(address, ready);
      group.endpoints.set(endpointKey(endpoint), endpoint);
    };
    const kept = addresses.slice(0, ENDPOINTS_PER_SUBSET_MAX);
    for (const address of kept) add(address, true);
    for (const address of notReadyAddresses.slice(0, ENDPOINTS_PER_SUBSET_MAX - kept.length))
      add(address, false);
  }
  return groups;
}

const mirroredPort = ({ name = '', port, protocol = 'TCP', appProtocol }: EndpointPort): SlicePort => ({
  name,
  port,
  protocol,
  ...(appProtocol === undefined ? {} : { appProtocol }),
});

function mirroredEndpoint(address: EndpointAddress, ready: boolean): SliceEndpoint {
  const { ip, hostname, nodeName, targetRef } = address;
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
}

interface Marks {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** The labels and annotations of the Endpoints, but for those that are about the Endpoints alone. */
function marksOf({ metadata }: Endpoints): Marks {
  const {
    [TRIGGER_TIME_ANNOTATION]: _,
    [LAST_APPLIED_ANNOTATION]: __,
    ...annotations
  } = metadata.annotations ?? {};
  const own = { [SERVICE_NAME_LABEL]: metadata.name, [MANAGED_BY_LABEL]: MIRRORING_CONTROLLER_NAME };
  return { labels: { ...metadata.labels, ...own }, annotations };
}

function hasMarks({ metadata }: EndpointSlice, { labels, annotations }: Marks): boolean {
  const { [TRIGGER_TIME_ANNOTATION]: _, ...own } = metadata.annotations ?? {};
  return equalPlain(metadata.labels ?? {}, labels) && equalPlain(own, annotations);
}
