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
  validateOperatorAndValues(requirement.operator ?? '', values, path, problems);
  validateLabelName(requirement.key ?? '', path.child('key'), problems);
  if (!problems.has('labelSelectorValuesValidated')) return;
  values.forEach((value, i) => {
    problems.invalidEach(path.child('values').index(i), value, isLabelValue(value, problems.version));
  });
}

function validateOperatorAndValues(
  operator: string,
  values: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        problems.required(path.child('values'), "must be specified when `operator` is 'In' or 'NotIn'");
      }
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        problems.forbidden(
          path.child('values'),
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        );
      }
      return;
    default:
      problems.invalid(path.child('operator'), operator, 'not a valid selector operator');
  }
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
