// One pod as an endpoint of a slice, the ports at which a Service reaches it, and the labels that slices carry.
//
// Pure. Source: kubernetes v1.28.0 staging/src/k8s.io/endpointslice/utils.go, podToEndpoint, getEndpointPorts and
// setEndpointSliceLabels; v1.20.2 pkg/controller/endpointslice/utils.go for the topology map of old releases.

import type { EndpointSlice, Node, Pod, Service } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { HEADLESS_LABEL, hasHostname, isHeadless, targetRefOf } from '../endpoint-address.ts';
import { findPort } from '../find-port.ts';
import { isPodReady } from '../pod-condition.ts';

export type SliceEndpoint = NonNullable<EndpointSlice['endpoints']>[number];
export type SlicePort = NonNullable<EndpointSlice['ports']>[number];
export type AddressFamily = 'IPv4' | 'IPv6';

/** Source: staging/src/k8s.io/api/discovery/v1/well_known_labels.go. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
export const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by';
export const CONTROLLER_NAME = 'endpointslice-controller.k8s.io';

const HOSTNAME_LABEL = 'kubernetes.io/hostname';
const ZONE_LABEL = 'topology.kubernetes.io/zone';
const REGION_LABEL = 'topology.kubernetes.io/region';

export const endpointsIn = ({ endpoints }: EndpointSlice): readonly SliceEndpoint[] => endpoints ?? [];

/** Undefined when the pod has no address of the family. */
export function sliceEndpoint(
  pod: Pod,
  node: Node | undefined,
  service: Service,
  family: AddressFamily,
  version: VersionProfile,
): SliceEndpoint | undefined {
  const addresses = (pod.status.podIPs ?? []).flatMap(({ ip = '' }) =>
    ip.includes(':') === (family === 'IPv6') ? [ip] : [],
  );
  if (addresses.length === 0) return undefined;
  const { hostname } = pod.spec;
  return {
    addresses,
    conditions: conditionsOf(pod, service, version),
    ...(hasHostname(pod, service) && hostname !== undefined ? { hostname } : {}),
    targetRef: targetRefOf(pod, version),
    ...placeOf(pod, node, version),
  };
}

function conditionsOf(pod: Pod, { spec }: Service, version: VersionProfile): SliceEndpoint['conditions'] {
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  if (!version.has('endpointSliceTerminatingCondition'))
    return { ready: spec.publishNotReadyAddresses === true || serving };
  return { ready: spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating };
}

function placeOf(pod: Pod, node: Node | undefined, version: VersionProfile): Partial<SliceEndpoint> {
  const nodeName = pod.spec.nodeName || undefined;
  const zone = node?.metadata.labels?.[ZONE_LABEL] || undefined;
  const region = node?.metadata.labels?.[REGION_LABEL] || undefined;
  const inZone = zone === undefined ? {} : { zone };
  if (version.has('endpointSliceV1')) return { ...(nodeName === undefined ? {} : { nodeName }), ...inZone };
  const topology = {
    ...(nodeName === undefined ? {} : { [HOSTNAME_LABEL]: nodeName }),
    ...(region === undefined ? {} : { [REGION_LABEL]: region }),
  };
  return { ...inZone, ...(Object.keys(topology).length === 0 ? {} : { deprecatedTopology: topology }) };
}

/** The ports of one pod; two pods stand in one slice only if these are the same. */
export function slicePorts(pod: Pod, { spec }: Service): SlicePort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const number = findPort(pod.spec.containers, port);
    if (number === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = port;
    return [{ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

export function portKey(ports: readonly SlicePort[]): string {
  const texts = ports.map(({ name = '', port, protocol = 'TCP', appProtocol }) =>
    JSON.stringify([name, port ?? null, protocol, appProtocol ?? null]),
  );
  return texts.sort().join();
}

/** The Service's labels and those that mark the slice; whether the Service's own differ from the slice's. */
export function sliceLabels(
  current: Readonly<Record<string, string>>,
  service: Service,
): { readonly labels: Record<string, string>; readonly hasChanged: boolean } {
  const own = withoutReserved(service.metadata.labels ?? {});
  const before = withoutReserved(current);
  const names = new Set([...Object.keys(own), ...Object.keys(before)]);
  const hasChanged = [...names].some((name) => own[name] !== before[name]);
  const labels = {
    ...own,
    ...(isHeadless(service) ? { [HEADLESS_LABEL]: '' } : {}),
    [SERVICE_NAME_LABEL]: service.metadata.name,
    [MANAGED_BY_LABEL]: CONTROLLER_NAME,
  };
  return { labels, hasChanged };
}

function withoutReserved(labels: Readonly<Record<string, string>>): Record<string, string> {
  const { [HEADLESS_LABEL]: _, [SERVICE_NAME_LABEL]: __, [MANAGED_BY_LABEL]: ___, ...rest } = labels;
  return rest;
}
