// Label selectors as fields, and how upstream prints one.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go,
// ValidateLabelSelector; v1.28.0 for the check of values. Matching is elsewhere.

import { isLabelValue } from '../names/labels.ts';
import type { LabelSelector } from '../objects.ts';
import { type FieldPath, GoValue, quoteGo } from './field-error.ts';
import { validateLabelName, validateLabels } from './object-meta.ts';
import type { Problems } from './problems.ts';

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

export function validateLabelSelector(
  selector: LabelSelector | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (selector?.matchLabels !== undefined)
    validateLabels(selector.matchLabels, path.child('matchLabels'), problems);
  if (selector?.matchExpressions === undefined) return;
  const expressions = path.child('matchExpressions');
  selector.matchExpressions.forEach((requirement, i) => {
    validateRequirement(requirement, expressions.index(i), problems);
  });
}

function validateRequirement(requirement: Requirement, path: FieldPath, problems: Problems): void {
  const values = requirement.values ?? [];
  const { operator } = requirement;
  if (!validateSetOperator(operator, values, path, problems))
    problems.invalid(path.child('operator'), operator ?? '', 'not a valid selector operator');
  validateLabelName(requirement.key ?? '', path.child('key'), problems);
  if (!problems.has('labelSelectorValuesValidated')) return;
  values.forEach((value, i) => {
    problems.invalidEach(path.child('values').index(i), value, isLabelValue(value, problems.version));
  });
}

/**
 * How many values the operators have that every selector knows.
 *
 * @returns whether it is one of them; which others there are, the selector knows
 */
export function validateSetOperator(
  operator: string | undefined,
  values: readonly string[],
  path: FieldPath,
  problems: Problems,
): boolean {
  const isIn = operator === 'In' || operator === 'NotIn';
  const isExists = operator === 'Exists' || operator === 'DoesNotExist';
  if (isIn && values.length === 0) {
    problems.required(path.child('values'), "must be specified when `operator` is 'In' or 'NotIn'");
  }
  if (isExists && values.length > 0) {
    problems.forbidden(
      path.child('values'),
      "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    );
  }
  return isIn || isExists;
}

/** Neither labels nor expressions; an absent selector is none. */
export const isEmptySelector = (selector: LabelSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;

/** `v1.LabelSelector{MatchLabels:map[string]string{"a":"b"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}` */
export function goLabelSelector(selector: LabelSelector | undefined): GoValue | null {
  if (selector === undefined) return null;
  const { matchLabels, matchExpressions } = selector;
  const labels = matchLabels === undefined ? '(nil)' : `{${goPairs(matchLabels)}}`;
  const expressions =
    matchExpressions === undefined ? '(nil)' : `{${matchExpressions.map(goRequirement).join(', ')}}`;
  const text = `v1.LabelSelector{MatchLabels:map[string]string${labels}, MatchExpressions:[]v1.LabelSelectorRequirement${expressions}}`;
  return new GoValue(text, selector);
}

const goPairs = (map: Readonly<Record<string, string>>): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${quoteGo(key)}:${quoteGo(map[key]!)}`)
    .join(', ');

function goRequirement({ key, operator, values }: Requirement): string {
  const list = values === undefined ? '(nil)' : `{${values.map(quoteGo).join(', ')}}`;
  return `v1.LabelSelectorRequirement{Key:${quoteGo(key ?? '')}, Operator:${quoteGo(operator ?? '')}, Values:[]string${list}}`;
}
