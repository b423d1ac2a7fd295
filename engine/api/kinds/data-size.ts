// What ConfigMaps and Secrets have in common: a bound on their size, and data that may be frozen.
//
// Source: kubernetes v1.20.2 pkg/apis/core/types.go, MaxSecretSize; pkg/apis/core/validation/validation.go,
// ValidateConfigMapUpdate, ValidateSecretUpdate.

import { semanticallyEqual } from '../semantic-equality.ts';
import { FieldPath } from '../validation/field-error.ts';
import type { Problems } from '../validation/problems.ts';

/** 1 MiB, values only. */
export const DATA_SIZE_MAX_BYTES: number = 1024 * 1024;

/** Bytes that the base64 text stands for. */
export function base64Length(text: string): number {
  const digits = text.replace(/[\s=]/g, '').length;
  return Math.floor((digits * 3) / 4);
}

interface Freezable {
  readonly immutable?: boolean;
  readonly data?: object;
  readonly binaryData?: object;
}

const FROZEN = 'field is immutable when `immutable` is set';

export function validateFrozenData(
  object: Freezable,
  old: Freezable,
  fields: readonly ('data' | 'binaryData')[],
  problems: Problems,
): void {
  if (old.immutable !== true) return;
  if (object.immutable !== true) problems.forbidden(FieldPath.of('immutable'), FROZEN);
  for (const field of fields) {
    if (!semanticallyEqual(object[field], old[field])) problems.forbidden(FieldPath.of(field), FROZEN);
  }
}
