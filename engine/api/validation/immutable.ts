// Fields that an update may not change, and the equality that decides it.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateImmutableField;
// third_party/forked/golang/reflect/deep_equal.go (Equalities.DeepEqual), pkg/api/equality/semantic.go.

import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

/**
 * Upstream's Semantic.DeepEqual on JSON data: an absent field, null, an empty list and an empty map are one and the
 * same, but an empty string or zero differs from an absent pointer. Quantities are equal when their texts are, which
 * holds for stored objects, whose quantities are in canonical form.
 */
export function semanticDeepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => semanticDeepEqual(item, b[i]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (!semanticDeepEqual(left[key], right[key])) return false;
  for (const key in right) if (!(key in left) && !isEmpty(right[key])) return false;
  return true;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}

/** @param shown how upstream's `%#v` prints the new value, where it is not plain text or a number */
export function validateImmutableField(
  value: unknown,
  old: unknown,
  path: FieldPath,
  problems: Problems,
  shown: unknown = value,
): void {
  if (!semanticDeepEqual(old, value)) problems.invalid(path, shown, 'field is immutable');
}
