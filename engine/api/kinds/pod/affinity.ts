// Affinity of a pod to nodes and to other pods, and spreading over topology domains.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateAffinity, validatePodAffinityTerm,
// validateTopologySpreadConstraints; v1.28.0 for namespaceSelector, minDomains, inclusion policies and matchLabelKeys.

import { nameIsDnsLabel } from '../../names/dns.ts';
import type { PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateLabelSelector } from '../../validation/label-selector.ts';
import {
  validateNodeSelector,
  validatePreferredSchedulingTerms,
  validateWeight,
} from '../../validation/node-selector.ts';
import { validateLabelName } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateAffinityLabelKeys } from './affinity-label-keys.ts';

type Affinity = NonNullable<PodSpec['affinity']>;
type PodAffinity = NonNullable<Affinity['podAffinity']>;
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

const NO_TERM = {} as Term;
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

export function validateAffinity(affinity: Affinity | undefined, path: FieldPath, problems: Problems): void {
  if (affinity === undefined) return;
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity !== undefined) {
    const at = path.child('nodeAffinity');
    if (nodeAffinity[REQUIRED] !== undefined)
      validateNodeSelector(nodeAffinity[REQUIRED], at.child(REQUIRED), problems);
    validatePreferredSchedulingTerms(nodeAffinity[PREFERRED] ?? [], at.child(PREFERRED), problems);
  }
  if (podAffinity !== undefined) validatePodAffinity(podAffinity, path.child('podAffinity'), problems);
  if (podAntiAffinity !== undefined)
    validatePodAffinity(podAntiAffinity, path.child('podAntiAffinity'), problems);
}

function validatePodAffinity(affinity: PodAffinity, path: FieldPath, problems: Problems): void {
  (affinity[REQUIRED] ?? []).forEach((term, i) => {
    validateTerm(term, path.child(REQUIRED).index(i), problems);
  });
  (affinity[PREFERRED] ?? []).forEach(({ weight, podAffinityTerm }, i) => {
    const at = path.child(PREFERRED).index(i);
    validateWeight(weight, at, problems);
    validateTerm(podAffinityTerm ?? NO_TERM, at.child('podAffinityTerm'), problems);
  });
}

function validateTerm(term: Term, path: FieldPath, problems: Problems): void {
  if (problems.has('podAffinityNamespaceSelector')) {
    validateLabelSelector(term.labelSelector, path.child('labelSelector'), problems);
    validateLabelSelector(term.namespaceSelector, path.child('namespaceSelector'), problems);
  } else validateLabelSelector(term.labelSelector, path.child('matchExpressions'), problems);
  for (const namespace of term.namespaces ?? []) {
    problems.invalidEach(
      path.child('namespace'),
      namespace,
      nameIsDnsLabel(namespace, false, problems.version),
    );
  }
  validateAffinityLabelKeys(term, path, problems);
  const at = path.child('topologyKey');
  if (!term.topologyKey) problems.required(at, 'can not be empty');
  validateLabelName(term.topologyKey ?? '', at, problems);
}

type Constraint = NonNullable<PodSpec['topologySpreadConstraints']>[number];
const WHEN_UNSATISFIABLE: readonly string[] = ['DoNotSchedule', 'ScheduleAnyway'];
const INCLUSION_POLICIES: readonly string[] = ['Honor', 'Ignore'];

export function validateSpreadConstraints(
  constraints: readonly Constraint[],
  path: FieldPath,
  problems: Problems,
): void {
  constraints.forEach((constraint, i) => {
    const at = path.index(i);
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '' } = constraint;
    if (maxSkew <= 0) problems.invalid(at.child('maxSkew'), maxSkew, 'must be greater than zero');
    if (topologyKey === '') problems.required(at.child('topologyKey'), 'can not be empty');
    if (!WHEN_UNSATISFIABLE.includes(whenUnsatisfiable)) {
      problems.notSupported(at.child('whenUnsatisfiable'), whenUnsatisfiable, WHEN_UNSATISFIABLE);
    }
    const repeated = constraints
      .slice(i + 1)
      .some((later) => later.topologyKey === topologyKey && later.whenUnsatisfiable === whenUnsatisfiable);
    if (repeated) {
      problems.duplicate(
        at.child('{topologyKey, whenUnsatisfiable}'),
        `{${topologyKey}, ${whenUnsatisfiable}}`,
      );
    }
    validateNewerFields(constraint, at, problems);
  });
}

// Older releases do not have these fields, and drop them before.
function validateNewerFields(constraint: Constraint, path: FieldPath, problems: Problems): void {
  const { minDomains, nodeAffinityPolicy, nodeTaintsPolicy } = constraint;
  if (minDomains !== undefined)
    validateMinDomains(minDomains, constraint.whenUnsatisfiable, path.child('minDomains'), problems);
  for (const [field, policy] of [
    ['nodeAffinityPolicy', nodeAffinityPolicy],
    ['nodeTaintsPolicy', nodeTaintsPolicy],
  ] as const) {
    if (policy !== undefined && !INCLUSION_POLICIES.includes(policy)) {
      problems.notSupported(path.child(field), policy, INCLUSION_POLICIES);
    }
  }
  validateMatchLabelKeys(constraint, path.child('matchLabelKeys'), problems);
  if (problems.has('spreadSelectorValidated'))
    validateLabelSelector(constraint.labelSelector, path.child('labelSelector'), problems);
}

function validateMinDomains(
  minDomains: number,
  whenUnsatisfiable: string,
  path: FieldPath,
  problems: Problems,
): void {
  if (minDomains <= 0) problems.invalid(path, minDomains, 'must be greater than zero');
  if (whenUnsatisfiable === 'DoNotSchedule') return;
  const text = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
  problems.invalid(path, minDomains, text);
}

function validateMatchLabelKeys(constraint: Constraint, path: FieldPath, problems: Problems): void {
  const keys = constraint.matchLabelKeys ?? [];
  if (keys.length > 0 && constraint.labelSelector === undefined) {
    problems.forbidden(path, 'must not be specified when labelSelector is not set');
  }
  const selected = new Set([
    ...Object.keys(constraint.labelSelector?.matchLabels ?? {}),
    ...(constraint.labelSelector?.matchExpressions ?? []).map((requirement) => requirement.key),
  ]);
  keys.forEach((key, i) => {
    validateLabelName(key, path.index(i), problems);
    if (selected.has(key))
      problems.invalid(path.index(i), key, 'exists in both matchLabelKeys and labelSelector');
  });
}
