// Validation of what an autoscaler points at.
//
// Source: kubernetes v1.20.2 pkg/apis/autoscaling/validation/validation.go, ValidateCrossVersionObjectReference.

import { isPathSegmentName } from '../../names/identifiers.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';

export function validateObjectReference(
  reference: { readonly kind?: string; readonly name?: string },
  path: FieldPath,
  problems: Problems,
): void {
  for (const field of ['kind', 'name'] as const) {
    const value = reference[field];
    if (!value) problems.required(path.child(field));
    else problems.invalidEach(path.child(field), value, isPathSegmentName(value));
  }
}
