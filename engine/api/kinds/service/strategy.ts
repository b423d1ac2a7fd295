// What the API server infers when a Service is created or changed, before validation.
//
// A Service is a union told apart by `type`; upstream guesses what the user meant when he changes the type and leaves
// the fields of the old one. A value is wiped only if the new type has no use for it and the user did not touch it.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/core/service/strategy.go (NormalizeClusterIPs,
// dropTypeDependentFields); pkg/registry/core/service/storage/storage.go, normalizeClusterIPs.

import type { ApiContext } from '../../kind.ts';
import type { Service } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { dropDisabledServiceFields } from './defaults.ts';

export function prepareServiceForCreate(service: Service, context: ApiContext): void {
  service.status = { loadBalancer: {} };
  if (context.version.has('serviceClusterIPs')) {
    const { spec } = service;
    if (spec.clusterIP && (spec.clusterIPs ?? []).length === 0) spec.clusterIPs = [spec.clusterIP];
  }
  dropDisabledServiceFields(service, undefined, context);
}

export function prepareServiceForUpdate(service: Service, old: Service, context: ApiContext): void {
  service.status = old.status;
  if (context.version.has('servicePatchesAllocated')) patchAllocatedValues(service, old);
  if (context.version.has('serviceClusterIPs')) normalizeClusterIPs(service, old);
  dropDisabledServiceFields(service, old, context);
  if (context.version.has('serviceTypeChangeWipesFields')) dropTypeDependentFields(service, old);
}

/** Clients that know only one of clusterIP and clusterIPs change the other along. */
function normalizeClusterIPs({ spec }: Service, { spec: old }: Service): void {
  const [ip, oldIP] = [spec.clusterIP ?? '', old.clusterIP ?? ''];
  if ((old.clusterIPs ?? []).length > 0 && (spec.clusterIPs ?? []).length === 0 && ip === oldIP) {
    spec.clusterIPs = [...old.clusterIPs!];
  }
  if (ip === oldIP || !semanticallyEqual(spec.clusterIPs, old.clusterIPs)) return;
  if (ip === '') delete spec.clusterIPs;
  else spec.clusterIPs = [ip];
}

const usesNodePorts = ({ spec }: Service): boolean =>
  spec.type === 'NodePort' || spec.type === 'LoadBalancer';

/** A load balancer that sends only to nodes with a pod asks each node, on a port of its own. */
export const needsHealthCheckNodePort = ({ spec }: Service): boolean =>
  spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';

function nodePortsOf({ spec }: Service): number[] {
  return (spec.ports ?? []).flatMap((port) => port.nodePort || []);
}

/** A client that leaves out what the server had given out keeps it. Source: v1.28.0 storage.go, patchAllocatedValues. */
function patchAllocatedValues(service: Service, old: Service): void {
  const { spec } = service;
  if (spec.type !== 'ExternalName' && old.spec.type !== 'ExternalName') {
    spec.clusterIP ||= old.spec.clusterIP;
    if (spec.clusterIP === undefined) delete spec.clusterIP;
    const isEmpty = (spec.clusterIPs ?? []).length === 0;
    if (isEmpty && old.spec.clusterIPs && spec.clusterIP === old.spec.clusterIP) {
      spec.clusterIPs = [...old.spec.clusterIPs];
    }
  }
  if (usesNodePorts(service) && usesNodePorts(old)) patchNodePorts(service, old);
  if (needsHealthCheckNodePort(service) && needsHealthCheckNodePort(old) && old.spec.healthCheckNodePort) {
    spec.healthCheckNodePort ||= old.spec.healthCheckNodePort;
  }
}

function patchNodePorts(service: Service, old: Service): void {
  const before = nodePortsOf(old);
  const used = new Set(nodePortsOf(service).filter((nodePort) => before.includes(nodePort)));
  const byName = new Map((old.spec.ports ?? []).map(({ name = '', nodePort }) => [name, nodePort]));
  for (const port of service.spec.ports ?? []) {
    const known = byName.get(port.name ?? '');
    if (port.nodePort || !known || used.has(known)) continue;
    port.nodePort = known;
    used.add(known);
  }
}

function dropTypeDependentFields(service: Service, old: Service): void {
  const { spec } = service;
  const isUntouched = (field: keyof Service['spec']): boolean =>
    semanticallyEqual(spec[field], old.spec[field]);
  const wipeUntouched = (field: keyof Service['spec']): void => {
    if (isUntouched(field)) delete spec[field];
  };
  if (old.spec.type !== 'ExternalName' && spec.type === 'ExternalName') {
    if (isUntouched('clusterIP') && isUntouched('clusterIPs')) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    wipeUntouched('ipFamilies');
    wipeUntouched('ipFamilyPolicy');
  }
  if (usesNodePorts(old) && !usesNodePorts(service)) {
    const before = nodePortsOf(old);
    if (nodePortsOf(service).every((nodePort) => before.includes(nodePort))) {
      for (const port of spec.ports ?? []) delete port.nodePort;
    }
  }
  if (needsHealthCheckNodePort(old) && !needsHealthCheckNodePort(service)) {
    wipeUntouched('healthCheckNodePort');
  }
  if (old.spec.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    wipeUntouched('allocateLoadBalancerNodePorts');
    wipeUntouched('loadBalancerClass');
  }
  if (usesNodePorts(old) && !usesNodePorts(service)) wipeUntouched('externalTrafficPolicy');
  // Undoing the balancer takes the cloud a while; the user need not see that.
  if (spec.type !== 'LoadBalancer') service.status = { ...service.status, loadBalancer: {} };
}
