// Ports of a pod that two containers declare, or that say half of what they need.
//
// Source: kubernetes v1.28.0 pkg/api/pod/warnings.go (kubernetes #113245).

import { containersWithPath } from '../kinds/pod/containers-of.ts';
import type { PodSpec } from '../objects.ts';
import type { FieldPath } from '../validation/field-error.ts';

interface Port {
  readonly name: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: string;
  readonly hostIP: string;
  readonly path: FieldPath;
}

export function portWarnings(spec: PodSpec, at: FieldPath): string[] {
  const known = new Map<string, Port[]>();
  return portsOf(spec, at).flatMap((port) => {
    const key = `${port.containerPort}/${port.protocol}`;
    const others = known.get(key) ?? [];
    known.set(key, [...others, port]);
    const lonely = port.hostIP !== '' && port.hostPort === 0;
    return [
      ...(lonely ? [`${port.path}: hostIP set without hostPort: ${goText(port)}`] : []),
      ...others.flatMap((other) => {
        const word = clash(port, other);
        return word === undefined ? [] : [`${port.path}: ${word} port definition with ${other.path}`];
      }),
    ];
  });
}

function portsOf(spec: PodSpec, at: FieldPath): Port[] {
  return containersWithPath(spec, at).flatMap(([{ ports = [] }, path]) =>
    ports.map(({ name = '', hostPort = 0, containerPort, protocol = 'TCP', hostIP = '' }, i) => ({
      ...{ name, hostPort, containerPort, protocol, hostIP },
      path: path.child('ports').index(i),
    })),
  );
}

function clash(a: Port, b: Port): string | undefined {
  if (a.hostIP === b.hostIP && a.hostPort === b.hostPort) return 'duplicate';
  if (a.hostPort === 0 || b.hostPort === 0) return 'overlapping';
  const isHalfOpen = (a.hostIP === '') !== (b.hostIP === '');
  return a.hostPort === b.hostPort && isHalfOpen ? 'dangerously ambiguous' : undefined;
}

const goText = ({ name, hostPort, containerPort, protocol, hostIP }: Port): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
