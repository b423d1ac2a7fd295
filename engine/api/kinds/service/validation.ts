// Validation of a Service as a whole: its type, and the order in which the parts are checked.
//
// Addresses and ports that the registry gives out may still be missing.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/core/validation/validation.go, ValidateService;
// pkg/apis/core/validation/conditional_validation.go, validateMixedProtocolLBService.

import { isIp } from '../../names/addresses.ts';
import { nameIsDns1035Label } from '../../names/dns.ts';
import type { Service } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import {
  validateDns1123Subdomain,
  validateLoadBalancerIngress,
  validateNonSpecialIp,
} from '../../validation/network.ts';
import { METADATA, type MetaRules, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { isHeadless, validateClusterIPs, validateClusterIPsUpdate } from './cluster-ips.ts';
import { validateIPMode, validateLoadBalancerClass, validateSourceRanges } from './load-balancer.ts';
import {
  validateLoadBalancerProtocols,
  validateMixedProtocols,
  validatePort,
  validatePortsTogether,
} from './ports.ts';
import { needsHealthCheckNodePort } from './strategy.ts';
import { validateTrafficPolicies } from './traffic-policies.ts';

type ServiceSpec = Service['spec'];

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDns1035Label };
const SERVICE_TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const SESSION_AFFINITIES = ['ClientIP', 'None'];
/** Source: pkg/cluster/ports/ports.go, KubeletPort. */
const KUBELET_PORT = 10_250;
/** One day. Source: MaxClientIPServiceAffinitySeconds. */
const CLIENT_IP_AFFINITY_MAX_SECONDS = 86_400;
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';

export function validateServiceCreate(service: Service, problems: Problems): void {
  validateService(service, problems);
  validateMixedProtocols(service, undefined, problems);
}

export function validateServiceUpdate(service: Service, old: Service, problems: Problems): void {
  validateKubeObjectMetaUpdate(service.metadata, old.metadata, METADATA, problems);
  validateClusterIPsUpdate(service, old, problems);
  validateLoadBalancerClass(service.spec, old.spec, problems);
  if (
    problems.has('serviceTrafficPolicyByType') &&
    needsHealthCheckNodePort(old) &&
    needsHealthCheckNodePort(service) &&
    service.spec.healthCheckNodePort !== old.spec.healthCheckNodePort
  ) {
    problems.forbidden(SPEC.child('healthCheckNodePort'), 'field is immutable');
  }
  validateService(service, problems);
  validateMixedProtocols(service, old, problems);
}

export function validateServiceStatusUpdate(service: Service, old: Service, problems: Problems): void {
  validateKubeObjectMetaUpdate(service.metadata, old.metadata, METADATA, problems);
  const path = FieldPath.of('status', 'loadBalancer', 'ingress');
  (service.status?.loadBalancer?.ingress ?? []).forEach((ingress, i) => {
    validateLoadBalancerIngress(ingress, path.index(i), problems);
    validateIPMode(ingress, path.index(i), problems);
  });
}

function validateService(service: Service, problems: Problems): void {
  const { spec, metadata } = service;
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  if (problems.has('serviceTopologyMode')) validateTopologyAnnotations(metadata.annotations ?? {}, problems);
  const ports = spec.ports ?? [];
  const portsPath = SPEC.child('ports');
  if (ports.length === 0 && !isHeadless(service) && spec.type !== 'ExternalName')
    problems.required(portsPath);
  validateType(service, problems);
  const names = new Set<string>();
  ports.forEach((port, i) => {
    validatePort(port, ports.length > 1, names, portsPath.index(i), problems);
  });
  if (spec.selector != null) validateLabels(spec.selector, SPEC.child('selector'), problems);
  validateSessionAffinity(spec, problems);
  validateClusterIPs(service, problems);
  (spec.externalIPs ?? []).forEach((ip, i) => {
    const texts = isIp(ip, problems.version);
    problems.invalidEach(SPEC.child('externalIPs').index(i), ip, texts);
    if (texts.length === 0) validateNonSpecialIp(ip, SPEC.child('externalIPs').index(i), problems);
  });
  if (!SERVICE_TYPES.includes(spec.type ?? '')) {
    problems.notSupported(SPEC.child('type'), spec.type, SERVICE_TYPES);
  }
  if (spec.type === 'LoadBalancer' && problems.has('serviceLoadBalancerProtocols')) {
    validateLoadBalancerProtocols(ports, problems);
  }
  validatePortsTogether(spec, problems);
  validateSourceRanges(service, problems);
  if (problems.has('serviceLoadBalancerFields')) {
    if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer') {
      const text = "may only be used when `type` is 'LoadBalancer'";
      problems.forbidden(SPEC.child('allocateLoadBalancerNodePorts'), text);
    }
    if (spec.allocateLoadBalancerNodePorts === undefined && spec.type === 'LoadBalancer') {
      problems.required(FieldPath.of('allocateLoadBalancerNodePorts'));
    }
    validateLoadBalancerClass(spec, undefined, problems);
  }
  validateTrafficPolicies(service, problems);
}

function validateTopologyAnnotations(
  annotations: Readonly<Record<string, string>>,
  problems: Problems,
): void {
  const [mode, hints] = [annotations[TOPOLOGY_MODE], annotations[TOPOLOGY_HINTS]];
  if (mode === undefined || hints === undefined || mode === hints) return;
  const path = METADATA.child('annotations').key(TOPOLOGY_MODE);
  problems.invalid(path, mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`);
}

function validateType(service: Service, problems: Problems): void {
  const { spec } = service;
  if (spec.type === 'LoadBalancer') {
    (spec.ports ?? []).forEach(({ port }, i) => {
      // Clouds that open too much would expose the kubelet.
      if (port !== KUBELET_PORT) return;
      const text = `may not expose port ${KUBELET_PORT} externally since it is used by kubelet`;
      problems.invalid(SPEC.child('ports').index(i), port, text);
    });
  }
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(service)) {
    const hasList = problems.has('serviceClusterIPs');
    const path = hasList ? SPEC.child('clusterIPs').index(0) : SPEC.child('clusterIP');
    problems.invalid(path, 'None', `may not be set to 'None' for ${spec.type} services`);
  }
  if (spec.type === 'ExternalName') validateExternalName(spec, problems);
}

function validateExternalName(spec: ServiceSpec, problems: Problems): void {
  if (!problems.has('serviceClusterIPs')) {
    if (spec.clusterIP)
      problems.forbidden(SPEC.child('clusterIP'), 'must be empty for ExternalName services');
  } else {
    const isSet = {
      clusterIPs: (spec.clusterIPs ?? []).length > 0,
      ipFamilies: (spec.ipFamilies ?? []).length > 0,
      ipFamilyPolicy: spec.ipFamilyPolicy !== undefined,
    };
    for (const [field, set] of Object.entries(isSet)) {
      if (set) problems.forbidden(SPEC.child(field), 'may not be set for ExternalName services');
    }
  }
  // A trailing dot says that the name is fully qualified.
  const cname = (spec.externalName ?? '').replace(/\.$/, '');
  if (cname === '') problems.required(SPEC.child('externalName'));
  else validateDns1123Subdomain(cname, SPEC.child('externalName'), problems);
}

function validateSessionAffinity(spec: ServiceSpec, problems: Problems): void {
  const { sessionAffinity, sessionAffinityConfig } = spec;
  if (!SESSION_AFFINITIES.includes(sessionAffinity ?? '')) {
    problems.notSupported(SPEC.child('sessionAffinity'), sessionAffinity, SESSION_AFFINITIES);
  }
  const path = SPEC.child('sessionAffinityConfig');
  if (sessionAffinity === 'None' && sessionAffinityConfig !== undefined) {
    problems.forbidden(path, 'must not be set when session affinity is None');
  }
  if (sessionAffinity !== 'ClientIP') return;
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (seconds == null) problems.required(path, 'when session affinity type is ClientIP');
  else if (seconds <= 0 || seconds > CLIENT_IP_AFFINITY_MAX_SECONDS) {
    const text = `must be greater than 0 and less than ${CLIENT_IP_AFFINITY_MAX_SECONDS}`;
    problems.invalid(path.child('clientIP', 'timeoutSeconds'), seconds, text);
  }
}
