// Tolerations of a pod.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateTolerations, validateOnlyAddedTolerations
// (equal in 1.28). Left out: the comparison operators Lt and Gt (gate TaintTolerationComparisonOperators, alpha).

import { isLabelValue } from '../../names/labels.ts';
import type { Toleration } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateLabelName } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

const OPERATORS: readonly string[] = ['Equal', 'Exists'];
/** In upstream's order, which is not sorted. */
export const TAINT_EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateTolerations(
  tolerations: readonly Toleration[],
  path: FieldPath,
  problems: Problems,
): void {
  tolerations.forEach((toleration, i) => {
    validateToleration(toleration, path.index(i), problems);
  });
}

function validateToleration(toleration: Toleration, path: FieldPath, problems: Problems): void {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  if (key !== '') validateLabelName(key, path.child('key'), problems);
  else if (operator !== 'Exists') {
    const text = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    problems.invalid(path.child('operator'), operator, text);
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    problems.invalid(
      path.child('effect'),
      effect,
      "effect must be 'NoExecute' when `tolerationSeconds` is set",
    );
  }
  validateValue(toleration, operator, value, path.child('operator'), problems);
  if (effect !== '' && !TAINT_EFFECTS.includes(effect))
    problems.notSupported(path.child('effect'), effect, TAINT_EFFECTS);
}

function validateValue(
  toleration: Toleration,
  operator: string,
  value: string,
  path: FieldPath,
  problems: Problems,
): void {
  if (operator === '' || operator === 'Equal') {
    const texts = isLabelValue(value, problems.version);
    if (texts.length > 0) problems.invalid(path, value, texts.join(';'));
  } else if (operator === 'Exists') {
    const shown = new GoValue(`core.Toleration${JSON.stringify(toleration)}`, toleration);
    if (value !== '') problems.invalid(path, shown, "value must be empty when `operator` is 'Exists'");
  } else problems.notSupported(path, operator, OPERATORS);
}

/** Of an update: what was tolerated stays tolerated, if for another time. */
export function validateOnlyAddedTolerations(
  tolerations: readonly Toleration[],
  old: readonly Toleration[],
  path: FieldPath,
  problems: Problems,
): void {
  const untimed = ({ tolerationSeconds: _, ...rest }: Toleration): unknown => rest;
  const kept = old.every((o) => tolerations.some((t) => semanticallyEqual(untimed(t), untimed(o))));
  if (kept) validateTolerations(tolerations, path, problems);
  else problems.forbidden(path, 'existing toleration can not be modified except its tolerationSeconds');
}
