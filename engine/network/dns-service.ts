// The Service `kube-dns`, whose address pods have as name server, and its endpoints.
//
// Source: kubernetes v1.28.0 cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSService.
// Differs: it selects no pods, as the DNS server here is none; its endpoints are written once.

import { CLUSTER_DNS_IP } from '../api/pod/pod-dns.ts';
import type { NewObject } from '../apiserver/api-server.ts';
import type { VersionProfile } from '../versions/profile.ts';
import { DNS_SERVER_IP } from './addresses/address-plan.ts';

const PORTS = [
  { name: 'dns', port: 53, protocol: 'UDP' },
  { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  { name: 'metrics', port: 9153, protocol: 'TCP' },
];

/** In order of creation; the namespace `kube-system` must be there. */
export function dnsServiceObjects(version: VersionProfile): NewObject[] {
  const [name, namespace] = ['kube-dns', 'kube-system'];
  const labels = {
    'k8s-app': 'kube-dns',
    'kubernetes.io/cluster-service': 'true',
    'kubernetes.io/name': 'CoreDNS',
  };
  const service = {
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: { clusterIP: CLUSTER_DNS_IP, ports: PORTS.map((port) => ({ ...port, targetPort: port.port })) },
  };
  const endpoints = {
    kind: 'Endpoints',
    metadata: { name, namespace, labels },
    subsets: [{ addresses: [{ ip: DNS_SERVER_IP }], ports: PORTS }],
  };
  const slice = {
    kind: 'EndpointSlice',
    metadata: { name, namespace, labels: { ...labels, 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [DNS_SERVER_IP], conditions: { ready: true } }],
    ports: PORTS,
  };
  const isMirrored = version.has('endpointSliceMirroring');
  const hasSlices = version.has('endpointSliceController') && !isMirrored;
  return [service, endpoints, ...(hasSlices ? [slice] : [])] as NewObject[];
}
