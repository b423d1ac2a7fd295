// Validation of what an Ingress sends traffic to: a port of a Service, or some other resource.
//
// Clients of v1beta1 are answered in their own field names.
// Source: kubernetes v1.20.2 pkg/apis/networking/validation/validation.go, validateIngressBackend,
// validateIngressTypedLocalObjectReference.

import { isDns1123Subdomain, nameIsDns1035Label } from '../../names/dns.ts';
import { isPathSegmentName } from '../../names/identifiers.ts';
import { isPortName, isPortNum } from '../../names/ports.ts';
import type { Ingress } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';

export type IngressBackend = NonNullable<Ingress['spec']['defaultBackend']>;
type ServiceBackend = NonNullable<IngressBackend['service']>;

/** Whether the client spoke a version before networking.k8s.io/v1. */
export const speaksBeta = ({ context }: Problems): boolean =>
  context.requestApiVersion?.endsWith('/v1beta1') ?? false;

export function validateBackend(backend: IngressBackend, path: FieldPath, problems: Problems): void {
  const { resource, service } = backend;
  if (resource != null && service != null) {
    problems.invalid(path, '', 'cannot set both resource and service backends');
  } else if (resource != null) validateTypedLocalReference(resource, path.child('resource'), problems);
  else if (service != null) validateServiceBackend(service, path, problems);
  else problems.invalid(path, '', 'resource or service backend is required');
}

function validateServiceBackend(service: ServiceBackend, path: FieldPath, problems: Problems): void {
  const isBeta = speaksBeta(problems);
  const { version } = problems;
  const { name } = service;
  const namePath = isBeta ? path.child('serviceName') : path.child('service', 'name');
  if (!name) problems.required(namePath);
  else problems.invalidEach(namePath, name, nameIsDns1035Label(name, false, version));

  const port = service.port ?? {};
  const portPath = (field: string): FieldPath =>
    isBeta ? path.child('servicePort') : path.child('service', 'port', field);
  if (port.name && port.number) problems.invalid(path, '', 'cannot set both port name & port number');
  else if (port.name) problems.invalidEach(portPath('name'), port.name, isPortName(port.name, version));
  else if (port.number) problems.invalidEach(portPath('number'), port.number, isPortNum(port.number));
  else problems.required(path, 'port name or number is required');
}

export interface TypedLocalReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}

export function validateTypedLocalReference(
  reference: TypedLocalReference,
  path: FieldPath,
  problems: Problems,
): void {
  const { apiGroup } = reference;
  if (apiGroup != null) {
    problems.invalidEach(path.child('apiGroup'), apiGroup, isDns1123Subdomain(apiGroup, problems.version));
  }
  for (const field of ['kind', 'name'] as const) {
    const value = reference[field];
    if (!value) problems.required(path.child(field), `${field} is required`);
    else problems.invalidEach(path.child(field), value, isPathSegmentName(value));
  }
}
