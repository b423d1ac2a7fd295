// Validation of a Service's traffic policies, external and internal.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateServiceExternalTrafficFieldsValue and
// ValidateServiceExternalTrafficFieldsCombination; v1.28.0 validateServiceExternalTrafficPolicy,
// validateServiceInternalTrafficFieldsValue.

import type { Service } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validatePortNum } from '../../validation/network.ts';
import type { Problems } from '../../validation/problems.ts';
import { needsHealthCheckNodePort } from './strategy.ts';

type ServiceSpec = Service['spec'];

const SPEC = FieldPath.of('spec');
const TRAFFIC_POLICIES = ['Cluster', 'Local'];

export function validateTrafficPolicies(service: Service, problems: Problems): void {
  if (problems.has('serviceTrafficPolicyByType')) validateTrafficPolicyByType(service, problems);
  else validateTrafficPolicyValues(service.spec, problems);
  const { internalTrafficPolicy, trafficDistribution, type } = service.spec;
  if (problems.has('serviceInternalTrafficPolicy')) {
    const path = SPEC.child('internalTrafficPolicy');
    if (internalTrafficPolicy !== undefined && !TRAFFIC_POLICIES.includes(internalTrafficPolicy)) {
      problems.notSupported(path, internalTrafficPolicy, TRAFFIC_POLICIES);
    }
    if (
      internalTrafficPolicy === undefined &&
      ['ClusterIP', 'LoadBalancer', 'NodePort'].includes(type ?? '')
    ) {
      problems.required(path);
    }
  }
  if (trafficDistribution !== undefined) {
    const supported = problems.has('serviceTrafficDistributionSameNode')
      ? ['PreferClose', 'PreferSameNode', 'PreferSameZone']
      : ['PreferClose'];
    if (!supported.includes(trafficDistribution)) {
      problems.notSupported(SPEC.child('trafficDistribution'), trafficDistribution, supported);
    }
  }
}

function validateTrafficPolicyValues(spec: ServiceSpec, problems: Problems): void {
  const { externalTrafficPolicy, healthCheckNodePort = 0 } = spec;
  if (externalTrafficPolicy && !TRAFFIC_POLICIES.includes(externalTrafficPolicy)) {
    const text = 'ExternalTrafficPolicy must be empty, Cluster or Local';
    problems.invalid(SPEC.child('externalTrafficPolicy'), externalTrafficPolicy, text);
  }
  if (healthCheckNodePort < 0) {
    const text = 'HealthCheckNodePort must be not less than 0';
    problems.invalid(SPEC.child('healthCheckNodePort'), healthCheckNodePort, text);
  }
}

function validateTrafficPolicyByType(service: Service, problems: Problems): void {
  const { type, externalTrafficPolicy = '', healthCheckNodePort = 0 } = service.spec;
  const policyPath = SPEC.child('externalTrafficPolicy');
  if (type !== 'NodePort' && type !== 'LoadBalancer') {
    const text = "may only be set when `type` is 'NodePort' or 'LoadBalancer'";
    if (externalTrafficPolicy !== '') problems.invalid(policyPath, externalTrafficPolicy, text);
  } else if (externalTrafficPolicy === '') problems.required(policyPath);
  else if (!TRAFFIC_POLICIES.includes(externalTrafficPolicy)) {
    problems.notSupported(policyPath, externalTrafficPolicy, TRAFFIC_POLICIES);
  }
  const portPath = SPEC.child('healthCheckNodePort');
  if (needsHealthCheckNodePort(service)) {
    // Upstream demands a port here, since it gives ports out before it validates; here the registry does so after.
    if (healthCheckNodePort !== 0) validatePortNum(healthCheckNodePort, portPath, problems);
  } else if (healthCheckNodePort !== 0) {
    const text = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    problems.invalid(portPath, healthCheckNodePort, text);
  }
}

/**
 * What the registry of releases before `serviceTrafficPolicyByType` checks once ports are given out.
 * Source: kubernetes v1.20.2 ValidateServiceExternalTrafficFieldsCombination.
 */
export function validateTrafficFieldsCombination(service: Service, problems: Problems): void {
  const { type, externalTrafficPolicy, healthCheckNodePort } = service.spec;
  if (type !== 'LoadBalancer' && type !== 'NodePort' && externalTrafficPolicy) {
    const text = 'ExternalTrafficPolicy can only be set on NodePort and LoadBalancer service';
    problems.invalid(SPEC.child('externalTrafficPolicy'), externalTrafficPolicy, text);
  }
  if (!needsHealthCheckNodePort(service) && healthCheckNodePort) {
    const text =
      'HealthCheckNodePort can only be set on LoadBalancer service with ExternalTrafficPolicy=Local';
    problems.invalid(SPEC.child('healthCheckNodePort'), healthCheckNodePort, text);
  }
}
