// The port of a pod that a Service's port means: a number as it stands, a name among its containers' ports.
// Source: kubernetes v1.20.2 pkg/api/v1/pod/util.go, FindPort; unchanged up to v1.28.

import type { Container, Service } from '../api/objects.ts';

export type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** Undefined when no container has a port of that name and protocol. */
export function findPort(
  containers: readonly Container[],
  { targetPort, port, protocol = 'TCP' }: ServicePort,
): number | undefined {
  if (typeof targetPort !== 'string') return targetPort ?? port;
  for (const container of containers) {
    const found = container.ports?.find((p) => p.name === targetPort && (p.protocol ?? 'TCP') === protocol);
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}
