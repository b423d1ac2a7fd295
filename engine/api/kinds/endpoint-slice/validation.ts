// Validation of EndpointSlices.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/discovery/validation/validation.go. The topology map has the path it
// has in the release's newest version.

import { isIpv4, isIpv6 } from '../../names/addresses.ts';
import { isDns1123Label, isDns1123Subdomain, nameIsDnsSubdomain } from '../../names/dns.ts';
import { isLabelValue, isQualifiedName } from '../../names/labels.ts';
import type { EndpointSlice } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta } from '../../validation/kube-object-meta.ts';
import { PORT_PROTOCOLS, validateDns1123Label, validateNonSpecialIp } from '../../validation/network.ts';
import { METADATA, type MetaRules, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];
type Port = NonNullable<EndpointSlice['ports']>[number];

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];
const TOPOLOGY_LABELS_MAX = 16;
const ADDRESSES_MAX = 100;
const PORTS_MAX = 20_000;
const PORTS_MAX_BEFORE_GA = 100;
const ENDPOINTS_MAX = 1000;
const ZONE_HINTS_MAX = 8;

export function validateEndpointSlice(slice: EndpointSlice, problems: Problems): void {
  validateSlice(slice, ADDRESS_TYPES, problems);
}

export function validateEndpointSliceUpdate(
  slice: EndpointSlice,
  old: EndpointSlice,
  problems: Problems,
): void {
  // Slices of 1.16 have the type IP, which may stay.
  const types = problems.has('endpointSliceTypeIP') ? [...ADDRESS_TYPES, 'IP'].sort() : ADDRESS_TYPES;
  validateSlice(slice, types, problems);
  validateImmutableField(
    slice.addressType ?? '',
    old.addressType ?? '',
    FieldPath.of('addressType'),
    problems,
  );
}

function validateSlice(slice: EndpointSlice, types: readonly string[], problems: Problems): void {
  validateKubeObjectMeta(slice.metadata, META_RULES, METADATA, problems);
  const typePath = FieldPath.of('addressType');
  if (!slice.addressType) problems.required(typePath);
  else if (!types.includes(slice.addressType)) problems.notSupported(typePath, slice.addressType, types);
  const endpoints = slice.endpoints ?? [];
  const path = FieldPath.of('endpoints');
  if (endpoints.length > ENDPOINTS_MAX) problems.tooMany(path, endpoints.length, ENDPOINTS_MAX);
  else {
    endpoints.forEach((endpoint, i) => {
      validateEndpoint(endpoint, slice.addressType, path.index(i), problems);
    });
  }
  validatePorts(slice.ports ?? [], FieldPath.of('ports'), problems);
}

function validateEndpoint(endpoint: Endpoint, type: string, path: FieldPath, problems: Problems): void {
  const addresses = endpoint.addresses ?? [];
  const addressPath = path.child('addresses');
  if (addresses.length === 0) problems.required(addressPath, 'must contain at least 1 address');
  else if (addresses.length > ADDRESSES_MAX) problems.tooMany(addressPath, addresses.length, ADDRESSES_MAX);
  addresses.forEach((address, i) => {
    validateAddress(address, type, addressPath.index(i), problems);
  });
  const hasV1 = problems.has('endpointSliceV1');
  if (hasV1 && endpoint.nodeName != null) {
    const texts = nameIsDnsSubdomain(endpoint.nodeName, false, problems.version);
    problems.invalidEach(path.child('nodeName'), endpoint.nodeName, texts);
  }
  const topology = endpoint.deprecatedTopology ?? {};
  const topologyPath = path.child(hasV1 ? 'deprecatedTopology' : 'topology');
  const count = Object.keys(topology).length;
  if (count > TOPOLOGY_LABELS_MAX) problems.tooMany(topologyPath, count, TOPOLOGY_LABELS_MAX);
  validateLabels(topology, topologyPath, problems);
  if (endpoint.hostname != null) validateDns1123Label(endpoint.hostname, path.child('hostname'), problems);
  if (hasV1) validateZoneHints(endpoint.hints?.forZones ?? [], path.child('hints', 'forZones'), problems);
}

function validateAddress(address: string, type: string, path: FieldPath, problems: Problems): void {
  const { version } = problems;
  if (type === 'FQDN') {
    validateFullyQualifiedName(address, path, problems);
    return;
  }
  if (type !== 'IPv4' && type !== 'IPv6') return;
  const texts = type === 'IPv4' ? isIpv4(address, version) : isIpv6(address, version);
  problems.invalidEach(path, address, texts);
  if (problems.has('endpointSliceRefusesSpecialIPs')) validateNonSpecialIp(address, path, problems);
}

/** Source: apimachinery pkg/util/validation/validation.go, IsFullyQualifiedDomainName. */
function validateFullyQualifiedName(text: string, path: FieldPath, problems: Problems): void {
  const { version } = problems;
  if (text === '') {
    problems.required(path);
    return;
  }
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const texts = isDns1123Subdomain(name, version);
  const labels = name.split('.');
  const badLabel = labels.find((label) => isDns1123Label(label, version).length > 0);
  if (texts.length > 0) problems.invalid(path, name, texts.join(','));
  else if (labels.length < 2) {
    problems.invalid(path, name, 'should be a domain with at least two segments separated by dots');
  } else if (badLabel !== undefined) {
    problems.invalid(path, badLabel, isDns1123Label(badLabel, version).join(','));
  }
}

function validateZoneHints(
  zones: readonly { readonly name: string }[],
  path: FieldPath,
  problems: Problems,
): void {
  if (zones.length > ZONE_HINTS_MAX) {
    problems.tooMany(path, zones.length, ZONE_HINTS_MAX);
    return;
  }
  const seen = new Set<string>();
  zones.forEach(({ name }, i) => {
    const at = path.index(i).child('name');
    if (seen.has(name)) problems.duplicate(at, name);
    seen.add(name);
    problems.invalidEach(at, name, isLabelValue(name, problems.version));
  });
}

function validatePorts(ports: readonly Port[], path: FieldPath, problems: Problems): void {
  const max = problems.has('endpointSliceManyPorts') ? PORTS_MAX : PORTS_MAX_BEFORE_GA;
  if (ports.length > max) {
    problems.tooMany(path, ports.length, max);
    return;
  }
  const names = new Set<string>();
  ports.forEach((port, i) => {
    const { name = '', protocol, appProtocol } = port;
    const at = path.index(i);
    if (name !== '') validateDns1123Label(name, at.child('name'), problems);
    if (names.has(name)) problems.duplicate(at.child('name'), name);
    names.add(name);
    if (protocol === undefined) problems.required(at.child('protocol'));
    else if (!PORT_PROTOCOLS.includes(protocol)) {
      problems.notSupported(at.child('protocol'), protocol, PORT_PROTOCOLS);
    }
    if (appProtocol != null) {
      problems.invalidEach(
        at.child('appProtocol'),
        appProtocol,
        isQualifiedName(appProtocol, problems.version),
      );
    }
  });
}
