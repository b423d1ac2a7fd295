// Validation of what a Service asks of, and is told by, a load balancer.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/core/validation/validation.go, ValidateService,
// validateLoadBalancerClassField, ValidateLoadBalancerStatus.

import { isQualifiedName } from '../../names/labels.ts';
import type { Service } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { parseFieldCidr } from '../../validation/network.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type ServiceSpec = Service['spec'];

const SPEC = FieldPath.of('spec');
const SOURCE_RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Source: pkg/api/v1/service/util.go, GetLoadBalancerSourceRanges. */
export function validateSourceRanges({ spec, metadata }: Service, problems: Problems): void {
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const annotation = metadata.annotations?.[SOURCE_RANGES_ANNOTATION];
  if (ranges.length === 0 && annotation === undefined) return;
  const fromSpec = ranges.length > 0;
  const path = fromSpec
    ? SPEC.child('LoadBalancerSourceRanges')
    : METADATA.child('annotations').key(SOURCE_RANGES_ANNOTATION);
  if (spec.type !== 'LoadBalancer') {
    problems.forbidden(path, "may only be used when `type` is 'LoadBalancer'");
  }
  const texts = fromSpec ? ranges : annotation!.trim() === '' ? [] : annotation!.trim().split(',');
  if (texts.every((text) => parseFieldCidr(text.trim(), problems.version) !== undefined)) return;
  const value = fromSpec ? `[${ranges.join(' ')}]` : annotation;
  problems.invalid(path, value, 'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ');
}

/** @param old absent: the form alone is checked, which upstream does on create and again on update */
export function validateLoadBalancerClass(
  spec: ServiceSpec,
  old: ServiceSpec | undefined,
  problems: Problems,
): void {
  if (!problems.has('serviceLoadBalancerFields')) return;
  const path = SPEC.child('loadBalancerClass');
  const { type, loadBalancerClass } = spec;
  if (
    type === 'LoadBalancer' &&
    old?.type === 'LoadBalancer' &&
    old.loadBalancerClass !== loadBalancerClass
  ) {
    problems.invalid(path, loadBalancerClass, 'may not change once set');
  }
  if (loadBalancerClass === undefined) return;
  if (type === 'LoadBalancer') {
    problems.invalidEach(path, loadBalancerClass, isQualifiedName(loadBalancerClass, problems.version));
  } else problems.forbidden(path, "may only be used when `type` is 'LoadBalancer'");
}

export function validateIPMode(
  { ip = '', ipMode }: { ip?: string; ipMode?: string },
  path: FieldPath,
  problems: Problems,
): void {
  if (problems.has('loadBalancerIPMode') && ipMode === undefined) {
    if (ip !== '') problems.required(path.child('ipMode'), 'must be specified when `ip` is set');
  } else if (ipMode !== undefined && ip === '') {
    problems.forbidden(path.child('ipMode'), 'may not be specified when `ip` is not set');
  } else if (ipMode !== undefined && !['Proxy', 'VIP'].includes(ipMode)) {
    problems.notSupported(path.child('ipMode'), ipMode, ['Proxy', 'VIP']);
  }
}
