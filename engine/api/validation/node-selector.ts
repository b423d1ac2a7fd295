// Node selectors and node affinity as fields.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateNodeSelector and the functions it calls,
// ValidatePreferredSchedulingTerms (equal in 1.28). Matching is elsewhere.

import { nameIsDnsSubdomain } from '../names/dns.ts';
import type { PodSpec } from '../objects.ts';
import type { FieldPath } from './field-error.ts';
import { validateSetOperator } from './label-selector.ts';
import { validateLabelName } from './object-meta.ts';
import type { Problems } from './problems.ts';

export type NodeAffinity = NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>;
export type NodeSelector = NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>;
type Term = NodeSelector['nodeSelectorTerms'][number];
type Requirement = NonNullable<Term['matchExpressions']>[number];
type PreferredTerm = NonNullable<NodeAffinity['preferredDuringSchedulingIgnoredDuringExecution']>[number];

export function validateNodeSelector(selector: NodeSelector, path: FieldPath, problems: Problems): void {
  const terms = selector.nodeSelectorTerms ?? [];
  const at = path.child('nodeSelectorTerms');
  if (terms.length === 0) problems.required(at, 'must have at least one node selector term');
  terms.forEach((term, i) => {
    validateTerm(term, at.index(i), problems);
  });
}

export function validatePreferredSchedulingTerms(
  terms: readonly PreferredTerm[],
  path: FieldPath,
  problems: Problems,
): void {
  terms.forEach((term, i) => {
    validateWeight(term.weight, path.index(i), problems);
    validateTerm(term.preference ?? {}, path.index(i).child('preference'), problems);
  });
}

/** Of a preferred term: 1 to 100, both included. */
export function validateWeight(weight: number | undefined, path: FieldPath, problems: Problems): void {
  const value = weight ?? 0;
  if (value <= 0 || value > 100) problems.invalid(path.child('weight'), value, 'must be in the range 1-100');
}

function validateTerm(term: Term, path: FieldPath, problems: Problems): void {
  (term.matchExpressions ?? []).forEach((requirement, i) => {
    validateRequirement(requirement, path.child('matchExpressions').index(i), problems);
  });
  (term.matchFields ?? []).forEach((requirement, i) => {
    validateFieldRequirement(requirement, path.child('matchFields').index(i), problems);
  });
}

function validateRequirement(requirement: Requirement, path: FieldPath, problems: Problems): void {
  const { operator, values = [] } = requirement;
  if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) {
      problems.required(
        path.child('values'),
        "must be specified single value when `operator` is 'Lt' or 'Gt'",
      );
    }
  } else if (!validateSetOperator(operator, values, path, problems)) {
    problems.invalid(path.child('operator'), operator ?? '', 'not a valid selector operator');
  }
  validateLabelName(requirement.key ?? '', path.child('key'), problems);
}

// Fields know metadata.name alone, and one value.
function validateFieldRequirement(requirement: Requirement, path: FieldPath, problems: Problems): void {
  const values = requirement.values ?? [];
  if (requirement.operator !== 'In' && requirement.operator !== 'NotIn') {
    problems.invalid(path.child('operator'), requirement.operator ?? '', 'not a valid selector operator');
  } else if (values.length !== 1) {
    const text = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    problems.required(path.child('values'), text);
  }
  if (requirement.key !== 'metadata.name') {
    problems.invalid(path.child('key'), requirement.key ?? '', 'not a valid field selector key');
    return;
  }
  values.forEach((value, i) => {
    problems.invalidEach(
      path.child('values').index(i),
      value,
      nameIsDnsSubdomain(value, false, problems.version),
    );
  });
}
