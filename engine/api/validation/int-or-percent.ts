// Counts that may be given as a percentage, as fields of a strategy.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent,
// IsNotMoreThan100Percent, getIntOrPercentValue (equal in 1.28).

import { isPercent } from '../names/identifiers.ts';
import { type FieldPath, GoValue, quoteGo } from './field-error.ts';
import { validateNonnegative } from './object-meta.ts';
import type { Problems } from './problems.ts';

export type IntOrPercent = number | string;

/** How `%#v` prints the struct that holds it. */
export function goIntOrString(value: IntOrPercent): GoValue {
  const text =
    typeof value === 'number'
      ? `intstr.IntOrString{Type:0, IntVal:${value}, StrVal:""}`
      : `intstr.IntOrString{Type:1, IntVal:0, StrVal:${quoteGo(value)}}`;
  return new GoValue(text, value);
}

/** Not negative, or a percentage of any size. */
export function validatePositiveIntOrPercent(value: IntOrPercent, path: FieldPath, problems: Problems): void {
  if (typeof value === 'number') validateNonnegative(value, path, problems);
  else problems.invalidEach(path, goIntOrString(value), isPercent(value));
}

export function validateNotMoreThan100Percent(
  value: IntOrPercent,
  path: FieldPath,
  problems: Problems,
): void {
  if (typeof value === 'number' || isPercent(value).length > 0) return;
  if (Number(value.slice(0, -1)) > 100)
    problems.invalid(path, goIntOrString(value), 'must not be greater than 100%');
}

/** The number in front of a percent sign, or the number itself; text that is neither counts as 0. */
export function intOrPercentValue(value: IntOrPercent): number {
  if (typeof value === 'number') return value;
  if (isPercent(value).length === 0) return Number(value.slice(0, -1));
  // IntValue of a text: strconv.Atoi, whose error is dropped.
  return /^[-+]?\d+$/.test(value) ? Number(value) : 0;
}
