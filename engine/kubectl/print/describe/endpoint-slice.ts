// Source: kubectl v0.32.0 pkg/describe/describe.go, describeEndpointSliceV1 and, for clusters before 1.21,
// describeEndpointSliceV1beta1.

import type { EndpointSlice } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { isServed } from './served.ts';
import { describeMeta, labelsMultiline, orUnset } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

const ZONE_LABEL = 'topology.kubernetes.io/zone';
const HOSTNAME_LABEL = 'kubernetes.io/hostname';

export function describeEndpointSlice(w: Writer, slice: EndpointSlice, world: DescribeWorld): void {
  const isV1 = isServed('EndpointSlice', 'discovery.k8s.io/v1', world.version);
  describeMeta(w, slice);
  w.write(0, `AddressType:\t${slice.addressType ?? ''}\n`);
  describePorts(w, slice.ports ?? []);
  const endpoints = slice.endpoints ?? [];
  w.write(0, endpoints.length === 0 ? 'Endpoints: <none>\n' : 'Endpoints:\n');
  for (const endpoint of endpoints) describeEndpoint(w, endpoint, isV1);
  describeEventsOf(w, world, slice);
}

function describePorts(w: Writer, ports: NonNullable<EndpointSlice['ports']>): void {
  if (ports.length === 0) return w.write(0, 'Ports: <unset>\n');
  w.write(0, 'Ports:\n');
  w.write(1, 'Name\tPort\tProtocol\n');
  w.write(1, '----\t----\t--------\n');
  for (const { name, port, protocol = '' } of ports) {
    w.write(1, `${name || '<unset>'}\t${orUnset(port)}\t${protocol}\n`);
  }
}

function describeEndpoint(w: Writer, endpoint: Endpoint, isV1: boolean): void {
  const { addresses, conditions, hostname, targetRef, nodeName, zone } = endpoint;
  w.write(1, `- Addresses:\t${(addresses ?? []).join(isV1 ? ', ' : ',') || '<none>'}\n`);
  w.write(2, 'Conditions:\n');
  w.write(3, `Ready:\t${orUnset(conditions?.ready)}\n`);
  w.write(2, `Hostname:\t${orUnset(hostname)}\n`);
  if (targetRef) w.write(2, `TargetRef:\t${targetRef.kind ?? ''}/${targetRef.name ?? ''}\n`);
  if (!isV1) return labelsMultiline(w, 'Topology', topologyOf(endpoint), '    ');
  w.write(2, `NodeName:\t${orUnset(nodeName)}\n`);
  w.write(2, `Zone:\t${orUnset(zone)}\n`);
}

// What v1 has as fields, v1beta1 has among the labels of the topology.
function topologyOf({ deprecatedTopology, nodeName, zone }: Endpoint): Record<string, string> {
  return {
    ...deprecatedTopology,
    ...(nodeName && { [HOSTNAME_LABEL]: nodeName }),
    ...(zone && { [ZONE_LABEL]: zone }),
  };
}
