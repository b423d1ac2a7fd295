// Defaults of a Service, and the fields that a release with their gate switched off drops.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/core/v1/defaults.go, SetDefaults_Service; pkg/registry/core/service/
// strategy.go, dropServiceDisabledFields. Addresses and ports are given out by the API server's registry, not here.

import type { ApiContext } from '../../kind.ts';
import type { Service } from '../../objects.ts';
import { drop, dropZero } from '../zero-values.ts';

/** Source: DefaultClientIPServiceAffinitySeconds, three hours. */
const CLIENT_IP_AFFINITY_SECONDS = 10_800;

export function setServiceDefaults(service: Service, { version }: ApiContext): void {
  service.spec ??= {};
  const { spec } = service;
  dropZero(spec, 'clusterIP', 'clusterIPs', 'externalIPs', 'externalName', 'externalTrafficPolicy');
  dropZero(spec, 'healthCheckNodePort', 'ipFamilies', 'loadBalancerIP', 'loadBalancerSourceRanges');
  dropZero(spec, 'ports', 'publishNotReadyAddresses', 'selector');
  if (version.has('loadBalancerIPMode')) setIPModes(service);
  else for (const ingress of service.status?.loadBalancer?.ingress ?? []) drop(ingress, 'ipMode');
  service.status = { ...service.status, loadBalancer: service.status?.loadBalancer ?? {} };
  dropZero(service.status.loadBalancer, 'ingress');

  spec.sessionAffinity ||= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds == null) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: CLIENT_IP_AFFINITY_SECONDS } };
  }
  spec.type ||= 'ClusterIP';
  setPortDefaults(spec.ports ?? []);
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') spec.externalTrafficPolicy ??= 'Cluster';
  if (version.has('serviceInternalTrafficPolicy')) {
    if (spec.type !== 'ExternalName') spec.internalTrafficPolicy ??= 'Cluster';
  }
  if (version.has('serviceLoadBalancerFields') && spec.type === 'LoadBalancer') {
    spec.allocateLoadBalancerNodePorts ??= true;
  }
}

function setPortDefaults(ports: NonNullable<Service['spec']['ports']>): void {
  for (const port of ports) {
    dropZero(port, 'name', 'nodePort');
    port.protocol ||= 'TCP';
    port.port ??= 0;
    if (!port.targetPort) port.targetPort = port.port;
  }
}

function setIPModes(service: Service): void {
  if (service.spec.type !== 'LoadBalancer') return;
  for (const ingress of service.status?.loadBalancer?.ingress ?? []) {
    if (ingress.ip) ingress.ipMode ??= 'VIP';
  }
}

/** @param old absent on create: a field in use stays, so that a downgraded cluster keeps what it stored */
export function dropDisabledServiceFields(
  service: Service,
  old: Service | undefined,
  { version }: ApiContext,
): void {
  const { spec } = service;
  const usesDualStack =
    old !== undefined &&
    (old.spec.ipFamilyPolicy !== undefined ||
      (old.spec.ipFamilies ?? []).length > 0 ||
      (old.spec.clusterIPs ?? []).length > 1);
  if (!version.has('serviceClusterIPs')) drop(spec, 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy');
  else if (!version.has('dualStackServices') && !usesDualStack) {
    drop(spec, 'ipFamilies', 'ipFamilyPolicy');
    if ((spec.clusterIPs ?? []).length > 1) spec.clusterIPs = spec.clusterIPs!.slice(0, 1);
  }
  if (!version.has('serviceInternalTrafficPolicy') && old?.spec.internalTrafficPolicy === undefined) {
    drop(spec, 'internalTrafficPolicy');
  }
  if (!version.has('serviceLoadBalancerFields')) {
    if (old?.spec.allocateLoadBalancerNodePorts === undefined) drop(spec, 'allocateLoadBalancerNodePorts');
    if (old?.spec.loadBalancerClass === undefined) drop(spec, 'loadBalancerClass');
  }
  if (!version.has('serviceTrafficDistribution')) drop(spec, 'trafficDistribution');
  // topologyKeys never left alpha (1.17 to 1.21).
  drop(spec as Record<string, unknown>, 'topologyKeys');
}
