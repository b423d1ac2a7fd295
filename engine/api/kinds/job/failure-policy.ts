// How a Job takes the failure of a pod.
//
// Source: kubernetes v1.28.0 pkg/apis/batch/validation/validation.go, validatePodFailurePolicy and the functions it calls.

import { isQualifiedName } from '../../names/labels.ts';
import type { Job } from '../../objects.ts';
import { type FieldPath, quoteGo } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { templateSpec } from '../workload-spec.ts';

type Spec = Job['spec'];
type Rule = NonNullable<Spec['podFailurePolicy']>['rules'][number];
type OnExitCodes = NonNullable<Rule['onExitCodes']>;

const RULES_MAX = 20;
const EXIT_CODES_MAX = 255;
const PATTERNS_MAX = 20;
const ACTIONS: readonly string[] = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS: readonly string[] = ['In', 'NotIn'];
const STATUSES: readonly string[] = ['False', 'True', 'Unknown'];

const validValues = (values: readonly string[]): string => `valid values: [${values.map(quoteGo).join(' ')}]`;

function validateOneOf(value: string, values: readonly string[], path: FieldPath, problems: Problems): void {
  if (value === '') problems.required(path, validValues(values));
  else if (!values.includes(value)) problems.notSupported(path, value, values);
}

export function validatePodFailurePolicy(spec: Spec, path: FieldPath, problems: Problems): void {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const at = path.child('rules');
  if (rules.length > RULES_MAX) problems.tooMany(at, rules.length, RULES_MAX);
  const pods = templateSpec(spec.template);
  const names = [...(pods?.containers ?? []), ...(pods?.initContainers ?? [])].map(
    (container) => container.name,
  );
  rules.forEach((rule, i) => {
    validateRule(spec, rule, names, at.index(i), problems);
  });
}

function validateRule(
  spec: Spec,
  rule: Rule,
  names: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  const action = path.child('action');
  if (rule.action === 'FailIndex') {
    if (spec.backoffLimitPerIndex === undefined) {
      problems.invalid(action, rule.action, 'requires the backoffLimitPerIndex to be set');
    }
  } else validateOneOf(rule.action ?? '', ACTIONS, action, problems);
  const { onExitCodes, onPodConditions = [] } = rule;
  if (onExitCodes !== undefined) validateOnExitCodes(onExitCodes, names, path.child('onExitCodes'), problems);
  validateOnPodConditions(onPodConditions, path.child('onPodConditions'), problems);
  if ((onExitCodes !== undefined) === onPodConditions.length > 0) {
    const both = 'specifying both OnExitCodes and OnPodConditions is not supported';
    const none = 'specifying one of OnExitCodes and OnPodConditions is required';
    problems.invalidWithoutValue(path, onExitCodes !== undefined ? both : none);
  }
}

function validateOnPodConditions(
  patterns: NonNullable<Rule['onPodConditions']>,
  path: FieldPath,
  problems: Problems,
): void {
  if (patterns.length > PATTERNS_MAX) problems.tooMany(path, patterns.length, PATTERNS_MAX);
  patterns.forEach(({ type, status }, i) => {
    const at = path.index(i);
    problems.invalidEach(at.child('type'), type ?? '', isQualifiedName(type ?? '', problems.version));
    validateOneOf(status ?? '', STATUSES, at.child('status'), problems);
  });
}

function validateOnExitCodes(
  on: OnExitCodes,
  names: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  validateOneOf(on.operator ?? '', OPERATORS, path.child('operator'), problems);
  if (on.containerName !== undefined && !names.includes(on.containerName)) {
    const text = 'must be one of the container or initContainer names in the pod template';
    problems.invalid(path.child('containerName'), on.containerName, text);
  }
  const values = on.values ?? [];
  const at = path.child('values');
  if (values.length === 0) problems.invalid(at, values, 'at least one value is required');
  else if (values.length > EXIT_CODES_MAX) problems.tooMany(at, values.length, EXIT_CODES_MAX);
  values.forEach((value, i) => {
    if (on.operator === 'In' && value === 0)
      problems.invalid(at.index(i), value, 'must not be 0 for the In operator');
    if (values.indexOf(value) < i) problems.duplicate(at.index(i), value);
  });
  if (values.some((value, i) => i > 0 && values[i - 1]! > value))
    problems.invalid(at, values, 'must be ordered');
}
