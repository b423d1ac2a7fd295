// What kube-proxy answers at a Service's health check port: whether its node has ready endpoints of the Service.
//
// Source: kubernetes v1.28.0 and v1.20.2 pkg/proxy/healthcheck/service_health.go, ServeHTTP; pkg/proxy/endpointslicecache.go,
// localReadyEndpoints. Left out: headers.

import type { HttpAnswer } from '../../runtime/runtime.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Server } from '../machines.ts';
import type { ServiceState } from '../state/service-states.ts';

/** Endpoints of the Service on that node that are ready, each address once. */
export function localReadyEndpoints(state: ServiceState | undefined, nodeName: string): number {
  const ips = new Set<string>();
  for (const { endpoints } of state?.groups ?? []) {
    for (const { ip, isReady, nodeName: node } of endpoints) if (isReady && node === nodeName) ips.add(ip);
  }
  return ips.size;
}

export interface ServiceHealth {
  /** `namespace/name` of the Service. */
  readonly key: string;
  readonly localEndpoints: number;
}

/** Whoever asks there. */
export function healthServer(health: ServiceHealth, version: VersionProfile): Server {
  return {
    accept: () => ({ connected: true, tookMs: 0 }),
    answer: () => healthAnswer(health, version),
  };
}

export function healthAnswer({ key, localEndpoints }: ServiceHealth, version: VersionProfile): HttpAnswer {
  const [namespace, name] = key.split('/');
  // The server's own text, in tabs.
  const service = `\t"service": {\n\t\t"namespace": "${namespace}",\n\t\t"name": "${name}"\n\t},\n`;
  const healthy = version.has('healthChecksTellOfProxy') ? ',\n\t"serviceProxyHealthy": true' : '';
  const body = `{\n${service}\t"localEndpoints": ${localEndpoints}${healthy}\n}`;
  return { status: localEndpoints === 0 ? 503 : 200, body, tookMs: 0 };
}
