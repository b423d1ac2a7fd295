// The ready addresses behind a port of a Service, from its EndpointSlices.
// Source: kubectl v0.32.0 pkg/describe/describe.go, formatEndpointSlices. Only discovery.k8s.io/v1 is asked for: clusters
// that do not serve it have no endpoints to show.

import type { EndpointSlice } from '../../../api/objects.ts';
import { hostPort } from '../../../api/printing/endpoint-text.ts';
import { isServed } from './served.ts';
import type { DescribeWorld } from './world.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';
const SHOWN_MAX = 3;

export function slicesOf(
  world: DescribeWorld,
  namespace: string | undefined,
  service: string,
): EndpointSlice[] {
  if (!isServed('EndpointSlice', 'discovery.k8s.io/v1', world.version)) return [];
  return (world.list('EndpointSlice', namespace) as unknown as EndpointSlice[]).filter(
    ({ metadata }) => metadata.labels?.[SERVICE_LABEL] === service,
  );
}

/** @param portName  slices without ports are shown for any */
export function sliceAddressesOf(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const shown: string[] = [];
  let count = 0;
  // Upstream sees that there is more before it asks whether that is ready.
  let hasMore = false;
  const visit = (slice: EndpointSlice, textOf: (address: string) => string): void => {
    for (const { addresses, conditions } of slice.endpoints ?? []) {
      if (shown.length === SHOWN_MAX) hasMore = true;
      if (conditions?.ready === false) continue;
      if (!hasMore) shown.push(textOf(addresses[0] ?? ''));
      count += 1;
    }
  };
  for (const slice of slices) {
    const ports = slice.ports ?? [];
    if (ports.length === 0) visit(slice, (address) => address);
    for (const { name, port } of ports) {
      if ((name ?? '') === portName) visit(slice, (address) => hostPort(address, port ?? 0));
    }
  }
  return hasMore ? `${shown.join(',')} + ${count - SHOWN_MAX} more...` : shown.join(',');
}
