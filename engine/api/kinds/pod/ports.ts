// Ports of containers: names unique in a container, host ports unique in a pod.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateContainerPorts, checkHostPortConflicts,
// validateHostNetwork; v1.28.0, validatePodHostNetworkDeps.

import { isPortName, isPortNum } from '../../names/ports.ts';
import type { Container, PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { PORT_PROTOCOLS } from '../../validation/network.ts';
import type { Problems } from '../../validation/problems.ts';

type Port = NonNullable<Container['ports']>[number];

export function validateContainerPorts(ports: readonly Port[], path: FieldPath, problems: Problems): void {
  const names = new Set<string>();
  ports.forEach((port, i) => {
    const at = path.index(i);
    if (port.name) validatePortName(port.name, names, at.child('name'), problems);
    if (!port.containerPort) problems.required(at.child('containerPort'));
    else problems.invalidEach(at.child('containerPort'), port.containerPort, isPortNum(port.containerPort));
    if (port.hostPort) problems.invalidEach(at.child('hostPort'), port.hostPort, isPortNum(port.hostPort));
    if (!port.protocol) problems.required(at.child('protocol'));
    else if (!PORT_PROTOCOLS.includes(port.protocol)) {
      problems.notSupported(at.child('protocol'), port.protocol, PORT_PROTOCOLS);
    }
  });
}

function validatePortName(name: string, names: Set<string>, path: FieldPath, problems: Problems): void {
  const texts = isPortName(name, problems.version);
  if (texts.length > 0) problems.invalidEach(path, name, texts);
  else if (names.has(name)) problems.duplicate(path, name);
  else names.add(name);
}

/** `path` is that of the list; init containers are given one by one, since they run one by one. */
export function validateHostPortConflicts(
  containers: readonly Container[],
  path: FieldPath,
  problems: Problems,
): void {
  const taken = new Set<string>();
  containers.forEach((container, c) => {
    (container.ports ?? []).forEach((port, i) => {
      if (!port.hostPort) return;
      const text = `${port.protocol ?? ''}/${port.hostIP ?? ''}/${port.hostPort}`;
      if (taken.has(text)) problems.duplicate(path.index(c).child('ports').index(i).child('hostPort'), text);
      taken.add(text);
    });
  });
}

/**
 * On the host's network a container port is a host port.
 *
 * @param isPod in a template a newer release lets a host port be absent, since defaults fill it in the pod
 */
export function validateHostNetworkPorts(
  spec: PodSpec,
  isPod: boolean,
  path: FieldPath,
  problems: Problems,
): void {
  if (spec.hostNetwork !== true) return;
  const recent = problems.has('hostNetworkBlamesHostPort');
  (spec.containers ?? []).forEach((container, c) => {
    (container.ports ?? []).forEach(({ hostPort = 0, containerPort = 0 }, i) => {
      if (hostPort === containerPort || (recent && !isPod && hostPort === 0)) return;
      const at = path.child('containers').index(c).child('ports').index(i);
      if (recent)
        problems.invalid(
          at.child('hostPort'),
          hostPort,
          'must match `containerPort` when `hostNetwork` is true',
        );
      else
        problems.invalid(
          at.child('containerPort'),
          containerPort,
          'must match `hostPort` when `hostNetwork` is true',
        );
    });
  });
}
