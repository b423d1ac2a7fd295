// The Endpoints that a Service should have: the addresses of its pods by readiness, at the ports that they offer.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/endpoint/endpoints_controller.go, syncService; v1.28.0 of the same for
// truncation and for leaving ExternalName alone.

import { repackSubsets } from '../../api/endpoints/repack-subsets.ts';
import type { EndpointAddress, EndpointPort, EndpointSubset } from '../../api/endpoints/subset-hash.ts';
import type { Pod, Service } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { hasHostname, isOutOfEndpoints, podIpOf, targetRefOf } from '../endpoint-address.ts';
import { findPort, type ServicePort } from '../find-port.ts';
import { isPodReady } from '../pod-condition.ts';
import { selectorOf } from '../service-pods.ts';

/** Source: endpoints_controller.go, TolerateUnreadyEndpointsAnnotation. */
const TOLERATE_UNREADY_ANNOTATION = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';
/** What Go's strconv.ParseBool reads. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false])),
};

/** Whether the Service's Endpoints are this controller's work. */
export function hasManagedEndpoints(service: Service, version: VersionProfile): boolean {
  if (version.has('endpointsIgnoreExternalName') && service.spec.type === 'ExternalName') return false;
  return selectorOf(service) !== undefined;
}

function publishesNotReady(service: Service, version: VersionProfile): boolean {
  const own = service.spec.publishNotReadyAddresses === true;
  const text = service.metadata.annotations?.[TOLERATE_UNREADY_ANNOTATION];
  if (version.has('endpointsIgnoreUnreadyAnnotation') || text === undefined) return own;
  return BOOLEANS[text] ?? own;
}

/** @param pods those that the Service selects, in any order */
export function subsetsForService(
  service: Service,
  pods: readonly Pod[],
  version: VersionProfile,
): EndpointSubset[] {
  const toleratesUnready = publishesNotReady(service, version);
  const subsets: EndpointSubset[] = [];
  for (const pod of pods) {
    if (!pod.status.podIP || (!toleratesUnready && pod.metadata.deletionTimestamp !== undefined)) continue;
    // Before 1.25 a finished pod that was last seen ready stayed in.
    if (version.has('endpointsLeaveFinishedPods') && isOutOfEndpoints(pod, version)) continue;
    const isReady = toleratesUnready || isPodReady(pod);
    if (!isReady && isOutOfEndpoints(pod, version)) continue;
    const address = addressOf(pod, service, version);
    if (address === undefined) continue;
    for (const ports of portsOf(pod, service)) {
      subsets.push(isReady ? { addresses: [address], ports } : { notReadyAddresses: [address], ports });
    }
  }
  return repackSubsets(subsets);
}

function addressOf(pod: Pod, service: Service, version: VersionProfile): EndpointAddress | undefined {
  const ip = version.has('dualStackServices') ? podIpOf(pod, familyOf(service)) : pod.status.podIP;
  if (ip === undefined) return undefined;
  const { hostname } = pod.spec;
  return {
    ip,
    ...(hasHostname(pod, service) && hostname !== undefined ? { hostname } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: targetRefOf(pod, version),
  };
}

function familyOf({ spec }: Service): 'IPv4' | 'IPv6' {
  const [family] = spec.ipFamilies ?? [];
  if (family !== undefined) return family as 'IPv4' | 'IPv6';
  return spec.clusterIP?.includes(':') ? 'IPv6' : 'IPv4';
}

/** One list a subset; a headless Service may do without ports. */
function portsOf(pod: Pod, { spec }: Service): EndpointPort[][] {
  const ports = spec.ports ?? [];
  if (ports.length === 0) return spec.clusterIP === 'None' ? [[]] : [];
  return ports.flatMap((port) => {
    const number = findPort(pod.spec.containers, port);
    return number === undefined ? [] : [[endpointPort(port, number)]];
  });
}

const endpointPort = ({ name, protocol, appProtocol }: ServicePort, port: number): EndpointPort => ({
  ...(name ? { name } : {}),
  port,
  ...(protocol === undefined ? {} : { protocol }),
  ...(appProtocol === undefined ? {} : { appProtocol }),
});
