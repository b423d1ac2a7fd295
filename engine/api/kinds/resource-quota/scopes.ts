// Scopes of a quota: which pods count, and which resources can be limited for these alone.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateResourceQuotaScopes,
// validateScopedResourceSelectorRequirement; pkg/apis/core/helper/helpers.go; v1.28.0 for CrossNamespacePodAffinity.

import type { ResourceQuota } from '../../objects.ts';
import { type FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { isQuotaHugePageResource } from '../../validation/resource-names.ts';

type Spec = ResourceQuota['spec'];
type Requirement = NonNullable<NonNullable<Spec['scopeSelector']>['matchExpressions']>[number];

/** Source: standardQuotaResources. */
const QUOTA_RESOURCES: ReadonlySet<string> = new Set([
  ...['cpu', 'memory', 'ephemeral-storage'],
  ...['requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
]);
/** Source: podObjectCountQuotaResources and podComputeQuotaResources. */
const POD_COUNT: ReadonlySet<string> = new Set(['pods']);
const POD_COMPUTE: ReadonlySet<string> = new Set([
  ...['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'],
]);
const POD_STATE_SCOPES = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort'];
const CROSS_NAMESPACE = 'CrossNamespacePodAffinity';
const VOLUME_ATTRIBUTES = 'VolumeAttributesClass';
/** Source: KEP-3751; kubernetes v1.34.0 pkg/apis/core/helper/helpers.go, IsResourceQuotaScopeValidForResource. */
const CLAIM_RESOURCES: ReadonlySet<string> = new Set(['persistentvolumeclaims', 'requests.storage']);
const CONFLICTING_PAIRS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

export const isStandardQuotaResource = (name: string): boolean =>
  QUOTA_RESOURCES.has(name) || isQuotaHugePageResource(name);

function isStandardScope(scope: string, problems: Problems): boolean {
  if (scope === CROSS_NAMESPACE) return problems.has('quotaCrossNamespaceAffinity');
  if (scope === VOLUME_ATTRIBUTES) return problems.has('volumeAttributesClass');
  return scope === 'PriorityClass' || POD_STATE_SCOPES.includes(scope);
}

function isScopeValidFor(scope: string, resource: string, problems: Problems): boolean {
  if (scope === 'BestEffort') return POD_COUNT.has(resource);
  if (!isStandardScope(scope, problems)) return true;
  if (scope === VOLUME_ATTRIBUTES) return CLAIM_RESOURCES.has(resource);
  return POD_COUNT.has(resource) || POD_COMPUTE.has(resource);
}

const mismatches = (spec: Spec, scope: string, problems: Problems): number =>
  Object.keys(spec.hard ?? {}).filter(
    (resource) => isStandardQuotaResource(resource) && !isScopeValidFor(scope, resource, problems),
  ).length;

export function validateScopes(spec: Spec, path: FieldPath, problems: Problems): void {
  validateScopeList(spec, path.child('scopes'), problems);
  if (spec.scopeSelector != null) validateScopeSelector(spec, path.child('scopeSelector'), problems);
}

function validateScopeList(spec: Spec, path: FieldPath, problems: Problems): void {
  const scopes = spec.scopes ?? [];
  for (const scope of scopes) {
    if (!isStandardScope(scope, problems)) problems.invalid(path, goScopes(scopes), 'unsupported scope');
    for (let n = mismatches(spec, scope, problems); n > 0; n -= 1) {
      problems.invalid(path, goScopes(scopes), 'unsupported scope applied to resource');
    }
  }
  reportConflicts(scopes, spec, path, problems);
}

function validateScopeSelector(spec: Spec, selectorPath: FieldPath, problems: Problems): void {
  const path = selectorPath.child('matchExpressions');
  const requirements = spec.scopeSelector?.matchExpressions ?? [];
  for (const requirement of requirements) {
    const { scopeName = '' } = requirement;
    if (!isStandardScope(scopeName, problems)) {
      problems.invalid(path.child('scopeName'), scopeName, 'unsupported scope');
    }
    for (let n = mismatches(spec, scopeName, problems); n > 0; n -= 1) {
      const shown = new GoValue('core.ScopeSelector', spec.scopeSelector);
      problems.invalid(path, shown, 'unsupported scope applied to resource');
    }
    validateOperator(requirement, path, problems);
  }
  reportConflicts(
    requirements.map(({ scopeName }) => scopeName),
    spec,
    path,
    problems,
  );
}

function validateOperator(requirement: Requirement, path: FieldPath, problems: Problems): void {
  const { scopeName, operator, values = [] } = requirement;
  const hasCrossNamespace = problems.has('quotaCrossNamespaceAffinity');
  const existsOnly =
    POD_STATE_SCOPES.includes(scopeName) || (hasCrossNamespace && scopeName === CROSS_NAMESPACE);
  if (existsOnly && operator !== 'Exists') {
    const text = hasCrossNamespace
      ? "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"
      : "must be 'Exist' only operator when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort and ResourceQuotaScopeNotBestEffort";
    problems.invalid(path.child('operator'), operator, text);
  }
  const valuesPath = path.child('values');
  if (operator === 'In' || operator === 'NotIn') {
    const text = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    if (values.length === 0) problems.required(valuesPath, text);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    const text = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    if (values.length > 0) problems.invalid(valuesPath, values, text);
  } else problems.invalid(path.child('operator'), operator ?? '', 'not a valid selector operator');
}

/** The value shown is spec.scopes, also where the conflict stands in the selector. */
function reportConflicts(scopes: readonly string[], spec: Spec, path: FieldPath, problems: Problems): void {
  for (const pair of CONFLICTING_PAIRS) {
    if (pair.every((scope) => scopes.includes(scope))) {
      problems.invalid(path, goScopes(spec.scopes), 'conflicting scopes');
    }
  }
}

export function goScopes(scopes: readonly string[] | undefined): GoValue {
  const list = scopes === undefined ? '(nil)' : `{${scopes.map(quoteGo).join(', ')}}`;
  return new GoValue(`[]core.ResourceQuotaScope${list}`, scopes ?? null);
}
