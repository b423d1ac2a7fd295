// Fields that an update may not change.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateImmutableField.

import { semanticallyEqual } from '../semantic-equality.ts';
import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

/** @param shown how upstream's `%#v` prints the new value, where it is not plain text or a number */
export function validateImmutableField(
  value: unknown,
  old: unknown,
  path: FieldPath,
  problems: Problems,
  shown: unknown = value,
): void {
  if (!semanticallyEqual(old, value)) problems.invalid(path, shown, 'field is immutable');
}
