// The Service `kubernetes` in `default`, by which pods reach the API server, and its endpoints. The API server keeps
// them itself, for the Service has no selector.
//
// Source: kubernetes v1.20.2 pkg/controlplane/controller.go, UpdateKubernetesService; pkg/controlplane/reconcilers/
// {instancecount,endpointsadapter}.go. Left out: putting back what somebody changes.

import type { ApiServer, NewObject } from '../api-server.ts';

/** Source: pkg/registry/discovery/endpointslice; staging/src/k8s.io/api/discovery/v1/well_known_labels.go. */
const SKIP_MIRROR_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
const SECURE_PORT = 6443;

export interface KubernetesServiceOptions {
  /** First address of the service range: `10.96.0.1`. */
  readonly clusterIP: string;
  /** Where the API server listens. */
  readonly address: string;
  readonly actor: string;
}

/**
 * To be called once, when the namespace `default` is there.
 *
 * @returns the first refusal, or undefined when all is made
 */
export function createKubernetesService(
  server: ApiServer,
  { clusterIP, address, actor }: KubernetesServiceOptions,
): string | undefined {
  const name = 'kubernetes';
  const namespace = 'default';
  const port = { name: 'https', port: SECURE_PORT, protocol: 'TCP' };
  const { version } = server.core;
  const objects: NewObject[] = [
    {
      kind: 'Service',
      metadata: { name, namespace, labels: { component: 'apiserver', provider: 'kubernetes' } },
      spec: {
        clusterIP,
        type: 'ClusterIP',
        sessionAffinity: 'None',
        ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: SECURE_PORT }],
      },
    } as NewObject,
    {
      kind: 'Endpoints',
      metadata: {
        name,
        namespace,
        ...(version.has('endpointSliceController') ? { labels: { [SKIP_MIRROR_LABEL]: 'true' } } : {}),
      },
      subsets: [{ addresses: [{ ip: address }], ports: [port] }],
    } as NewObject,
  ];
  if (version.has('endpointSliceController'))
    objects.push({
      kind: 'EndpointSlice',
      metadata: { name, namespace, labels: { [SERVICE_NAME_LABEL]: name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [port],
    } as NewObject);
  for (const object of objects) {
    const made = server.create(object, { actor });
    if (!made.ok) return made.status.message;
  }
  return undefined;
}
