// Validation of a Service's ports, each for itself and all together.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateServicePort and ValidateService;
// pkg/apis/core/validation/conditional_validation.go, validateMixedProtocolLBService.

import { isQualifiedName } from '../../names/labels.ts';
import type { Service } from '../../objects.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import {
  PORT_PROTOCOLS,
  validateDns1123Label,
  validatePortNum,
  validatePortNumOrName,
} from '../../validation/network.ts';
import type { Problems } from '../../validation/problems.ts';

type ServiceSpec = Service['spec'];
type ServicePort = NonNullable<ServiceSpec['ports']>[number];

const SPEC = FieldPath.of('spec');

export function validatePort(
  port: ServicePort,
  isNameRequired: boolean,
  names: Set<string>,
  path: FieldPath,
  problems: Problems,
): void {
  const { name = '', protocol = '' } = port;
  if (isNameRequired && name === '') problems.required(path.child('name'));
  else if (name !== '') {
    validateDns1123Label(name, path.child('name'), problems);
    if (names.has(name)) problems.duplicate(path.child('name'), name);
    names.add(name);
  }
  validatePortNum(port.port, path.child('port'), problems);
  if (protocol === '') problems.required(path.child('protocol'));
  else if (!PORT_PROTOCOLS.includes(protocol)) {
    problems.notSupported(path.child('protocol'), protocol, PORT_PROTOCOLS);
  }
  validatePortNumOrName(port.targetPort ?? 0, path.child('targetPort'), problems);
  if (port.appProtocol != null) {
    const texts = isQualifiedName(port.appProtocol, problems.version);
    problems.invalidEach(path.child('appProtocol'), port.appProtocol, texts);
  }
}

// Before 1.20, where the rule was part of ValidateService.
export function validateLoadBalancerProtocols(ports: readonly ServicePort[], problems: Problems): void {
  const found = new Set<string>();
  ports.forEach(({ protocol = '' }, i) => {
    if (PORT_PROTOCOLS.includes(protocol)) found.add(protocol);
    else {
      const path = SPEC.child('ports').index(i).child('protocol');
      problems.invalid(path, protocol, 'cannot create an external load balancer with non-TCP/UDP/SCTP ports');
    }
  });
  if (found.size < 2) return;
  const text = 'cannot create an external load balancer with mix protocols';
  problems.invalid(SPEC.child('ports'), goServicePorts(ports), text);
}

const hasMixedProtocols = (service: Service | undefined): boolean =>
  new Set((service?.spec.ports ?? []).map((port) => port.protocol)).size > 1;

export function validateMixedProtocols(service: Service, old: Service | undefined, problems: Problems): void {
  if (!problems.has('serviceMixedProtocolsRefused') || service.spec.type !== 'LoadBalancer') return;
  if (!hasMixedProtocols(service) || hasMixedProtocols(old)) return;
  const text = "may not contain a mix of protocols when 'type' is 'LoadBalancer'";
  problems.invalid(SPEC.child('ports'), goServicePorts(service.spec.ports ?? []), text);
}

/** Node ports only where the type has them, and no pair of ports that are one. */
export function validatePortsTogether({ type, ports = [] }: ServiceSpec, problems: Problems): void {
  const path = SPEC.child('ports');
  if (type === 'ClusterIP') {
    ports.forEach(({ nodePort }, i) => {
      if (!nodePort) return;
      problems.forbidden(path.index(i).child('nodePort'), "may not be used when `type` is 'ClusterIP'");
    });
  }
  const seen = new Set<string>();
  ports.forEach(({ protocol, nodePort }, i) => {
    if (!nodePort) return;
    const key = `${protocol}/${nodePort}`;
    if (seen.has(key)) problems.duplicate(path.index(i).child('nodePort'), nodePort);
    seen.add(key);
  });
  seen.clear();
  ports.forEach(({ protocol, port }, i) => {
    const key = `${protocol}/${port}`;
    if (seen.has(key)) problems.duplicate(path.index(i), goServicePort({ protocol, port }));
    seen.add(key);
  });
}

function goServicePort(port: Partial<ServicePort>): GoValue {
  const { name = '', protocol = '', targetPort = 0, nodePort = 0 } = port;
  const target =
    typeof targetPort === 'number'
      ? `intstr.IntOrString{Type:0, IntVal:${targetPort}, StrVal:""}`
      : `intstr.IntOrString{Type:1, IntVal:0, StrVal:${quoteGo(targetPort)}}`;
  const head = `core.ServicePort{Name:${quoteGo(name)}, Protocol:${quoteGo(protocol)}, AppProtocol:(*string)(nil)`;
  return new GoValue(`${head}, Port:${port.port ?? 0}, TargetPort:${target}, NodePort:${nodePort}}`, {
    Name: name,
    Protocol: protocol,
    AppProtocol: null,
    Port: port.port ?? 0,
    TargetPort: targetPort,
    NodePort: nodePort,
  });
}

function goServicePorts(ports: readonly ServicePort[]): GoValue {
  const list = ports.map(goServicePort);
  const text = `[]core.ServicePort{${list.map((one) => one.text).join(', ')}}`;
  return new GoValue(
    text,
    list.map((one) => one.data),
  );
}
