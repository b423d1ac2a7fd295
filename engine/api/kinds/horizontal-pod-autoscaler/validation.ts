// Validation of HorizontalPodAutoscalers.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/autoscaling/validation/validation.go.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { HorizontalPodAutoscaler } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules, validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateMetrics } from './metrics-validation.ts';
import { validateObjectReference } from './object-reference.ts';

type Spec = HorizontalPodAutoscaler['spec'];
type ScalingRules = NonNullable<NonNullable<Spec['behavior']>['scaleUp']>;
type Policy = NonNullable<ScalingRules['policies']>[number];

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
/** Source: MaxPeriodSeconds, MaxStabilizationWindowSeconds. */
const PERIOD_MAX_SECONDS = 1800;
const STABILIZATION_WINDOW_MAX_SECONDS = 3600;
const SELECT_POLICIES = ['Disabled', 'Max', 'Min'];
const POLICY_TYPES = ['Percent', 'Pods'];

export function validateHpaCreate(hpa: HorizontalPodAutoscaler, problems: Problems): void {
  validateKubeObjectMeta(hpa.metadata, META_RULES, METADATA, problems);
  validateSpec(hpa.spec, 1, problems);
}

export function validateHpaUpdate(
  hpa: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler,
  problems: Problems,
): void {
  validateKubeObjectMetaUpdate(hpa.metadata, old.metadata, METADATA, problems);
  // Gate HPAScaleToZero is off; a zero that is there may stay.
  validateSpec(hpa.spec, old.spec.minReplicas === 0 ? 0 : 1, problems);
}

export function validateHpaStatusUpdate(
  hpa: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler,
  problems: Problems,
): void {
  validateKubeObjectMetaUpdate(hpa.metadata, old.metadata, METADATA, problems);
  for (const field of ['currentReplicas', 'desiredReplicas'] as const) {
    validateNonnegative(hpa.status[field] ?? 0, FieldPath.of('status', field), problems);
  }
}

function validateSpec(spec: Spec, minReplicasMin: number, problems: Problems): void {
  const { minReplicas, maxReplicas = 0, metrics = [] } = spec;
  if (minReplicas != null && minReplicas < minReplicasMin) {
    const text = `must be greater than or equal to ${minReplicasMin}`;
    problems.invalid(SPEC.child('minReplicas'), minReplicas, text);
  }
  const maxPath = SPEC.child('maxReplicas');
  if (maxReplicas < 1) problems.invalid(maxPath, maxReplicas, 'must be greater than 0');
  if (minReplicas != null && maxReplicas < minReplicas) {
    problems.invalid(maxPath, maxReplicas, 'must be greater than or equal to `minReplicas`');
  }
  validateObjectReference(spec.scaleTargetRef ?? {}, SPEC.child('scaleTargetRef'), problems);
  validateMetrics(metrics, SPEC.child('metrics'), problems);
  const canWake = metrics.some(({ type }) => type === 'Object' || type === 'External');
  if (minReplicas === 0 && !canWake) {
    const text = 'must specify at least one Object or External metric to support scaling to zero replicas';
    problems.forbidden(SPEC.child('metrics'), text);
  }
  for (const side of ['scaleUp', 'scaleDown'] as const) {
    const rules = spec.behavior?.[side];
    if (rules != null) validateScalingRules(rules, SPEC.child('behavior', side), problems);
  }
}

function validateScalingRules(rules: ScalingRules, path: FieldPath, problems: Problems): void {
  const { stabilizationWindowSeconds: windowSeconds, selectPolicy, policies = [] } = rules;
  const windowPath = path.child('stabilizationWindowSeconds');
  if (windowSeconds != null && windowSeconds < 0) {
    problems.invalid(windowPath, windowSeconds, 'must be greater than or equal to zero');
  }
  if (windowSeconds != null && windowSeconds > STABILIZATION_WINDOW_MAX_SECONDS) {
    const text = `must be less than or equal to ${STABILIZATION_WINDOW_MAX_SECONDS}`;
    problems.invalid(windowPath, windowSeconds, text);
  }
  if (selectPolicy != null && !SELECT_POLICIES.includes(selectPolicy)) {
    problems.notSupported(path.child('selectPolicy'), selectPolicy, SELECT_POLICIES);
  }
  if (policies.length === 0) problems.required(path.child('policies'), 'must specify at least one Policy');
  policies.forEach((policy, i) => {
    validatePolicy(policy, path.child('policies').index(i), problems);
  });
}

function validatePolicy(policy: Policy, path: FieldPath, problems: Problems): void {
  const { type, value = 0, periodSeconds = 0 } = policy;
  if (!POLICY_TYPES.includes(type)) problems.notSupported(path.child('type'), type ?? '', POLICY_TYPES);
  if (value <= 0) problems.invalid(path.child('value'), value, 'must be greater than zero');
  const periodPath = path.child('periodSeconds');
  if (periodSeconds <= 0) problems.invalid(periodPath, periodSeconds, 'must be greater than zero');
  if (periodSeconds > PERIOD_MAX_SECONDS) {
    problems.invalid(periodPath, periodSeconds, `must be less than or equal to ${PERIOD_MAX_SECONDS}`);
  }
}
