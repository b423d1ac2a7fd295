// Endpoints: the addresses behind a Service, ready or not, grouped by their ports.
//
// Source: kubernetes v1.20.2 pkg/registry/core/endpoint/strategy.go; pkg/apis/core/validation/validation.go,
// ValidateEndpoints. Upstream also repacks the subsets on writing (Canonicalize), which the registry does.

import { isIp } from '../../names/addresses.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import type { Endpoints } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import {
  PORT_PROTOCOLS,
  validateDns1123Label,
  validateNonSpecialIp,
  validatePortNum,
} from '../../validation/network.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { endpointsPrinter } from './printer.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];
type Address = NonNullable<Subset['addresses']>[number];
type Port = NonNullable<Subset['ports']>[number];

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };

function setEndpointsDefaults(endpoints: Endpoints): void {
  dropZero(endpoints, 'subsets');
  for (const subset of endpoints.subsets ?? []) {
    dropZero(subset, 'addresses', 'notReadyAddresses', 'ports');
    for (const port of subset.ports ?? []) {
      dropZero(port, 'name');
      port.protocol ||= 'TCP';
    }
  }
}

function validateEndpoints(endpoints: Endpoints, problems: Problems): void {
  validateKubeObjectMeta(endpoints.metadata, META_RULES, METADATA, problems);
  (endpoints.subsets ?? []).forEach((subset, i) => {
    validateSubset(subset, FieldPath.of('subsets').index(i), problems);
  });
}

function validateSubset(subset: Subset, path: FieldPath, problems: Problems): void {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  if (addresses.length + notReadyAddresses.length === 0) {
    problems.required(path, 'must specify `addresses` or `notReadyAddresses`');
  }
  addresses.forEach((address, i) => {
    validateAddress(address, path.child('addresses').index(i), problems);
  });
  notReadyAddresses.forEach((address, i) => {
    validateAddress(address, path.child('notReadyAddresses').index(i), problems);
  });
  ports.forEach((port, i) => {
    validatePort(port, ports.length > 1, path.child('ports').index(i), problems);
  });
}

function validateAddress(address: Address, path: FieldPath, problems: Problems): void {
  const { ip = '', hostname, nodeName } = address;
  problems.invalidEach(path.child('ip'), ip, isIp(ip, problems.version));
  if (hostname) validateDns1123Label(hostname, path.child('hostname'), problems);
  if (nodeName != null) {
    const texts = nameIsDnsSubdomain(nodeName, false, problems.version);
    problems.invalidEach(path.child('nodeName'), nodeName, texts);
  }
  validateNonSpecialIp(ip, path.child('ip'), problems);
}

function validatePort(port: Port, isNameRequired: boolean, path: FieldPath, problems: Problems): void {
  const { name = '', protocol = '', appProtocol } = port;
  if (name !== '') validateDns1123Label(name, path.child('name'), problems);
  else if (isNameRequired) problems.required(path.child('name'));
  validatePortNum(port.port ?? 0, path.child('port'), problems);
  if (protocol === '') problems.required(path.child('protocol'));
  else if (!PORT_PROTOCOLS.includes(protocol)) {
    problems.notSupported(path.child('protocol'), protocol, PORT_PROTOCOLS);
  }
  if (appProtocol != null) {
    problems.invalidEach(
      path.child('appProtocol'),
      appProtocol,
      isQualifiedName(appProtocol, problems.version),
    );
  }
}

export const endpoints = defineKind<Endpoints>({
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  // Deprecated in favour of EndpointSlice, never removed. Source: KEP-4974.
  versions: [
    { group: '', version: 'v1', deprecatedFrom: 33, replacement: 'discovery.k8s.io/v1 EndpointSlice' },
  ],
  statusSubresource: false,
  printer: endpointsPrinter,
  setDefaults: setEndpointsDefaults,
  validateCreate: validateEndpoints,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateEndpoints(object, problems);
  },
});
