// Jobs whose pods have an index each.
//
// Source: kubernetes v1.28.0 pkg/apis/batch/validation/validation.go, validateJobSpec.

import type { Job } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Spec = Job['spec'];

const PARALLELISM_MAX = 100_000;
const FAILED_INDEXES_MAX = 100_000;
/** Above it, back-off per index needs tighter bounds. */
const COMPLETIONS_SOFT_LIMIT = 100_000;
const HIGH_COMPLETIONS_MAX = 10_000;
const COMPLETION_MODES: readonly string[] = ['NonIndexed', 'Indexed'];

export function validateIndexedJob(spec: Spec, path: FieldPath, problems: Problems): void {
  const { maxFailedIndexes, backoffLimitPerIndex, completionMode } = spec;
  const failedPath = path.child('maxFailedIndexes');
  if (maxFailedIndexes !== undefined) {
    validateNonnegative(maxFailedIndexes, failedPath, problems);
    if (backoffLimitPerIndex === undefined) {
      problems.required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified');
    }
  }
  if (completionMode !== undefined && !COMPLETION_MODES.includes(completionMode)) {
    problems.notSupported(path.child('completionMode'), completionMode, COMPLETION_MODES);
  }
  if (completionMode === 'Indexed') validateBounds(spec, path, problems);
  else if (completionMode === undefined || completionMode === 'NonIndexed') {
    const text = 'requires indexed completion mode';
    if (backoffLimitPerIndex !== undefined) {
      problems.invalid(path.child('backoffLimitPerIndex'), backoffLimitPerIndex, text);
    }
    if (maxFailedIndexes !== undefined) problems.invalid(failedPath, maxFailedIndexes, text);
  }
}

function validateBounds(spec: Spec, path: FieldPath, problems: Problems): void {
  const { completions, parallelism = 0, maxFailedIndexes } = spec;
  const failedPath = path.child('maxFailedIndexes');
  if (completions === undefined)
    problems.required(path.child('completions'), 'when completion mode is Indexed');
  if (parallelism > PARALLELISM_MAX) {
    const text = `must be less than or equal to ${PARALLELISM_MAX} when completion mode is Indexed`;
    problems.invalid(path.child('parallelism'), parallelism, text);
  }
  if (maxFailedIndexes !== undefined && completions !== undefined && maxFailedIndexes > completions) {
    problems.invalid(failedPath, maxFailedIndexes, 'must be less than or equal to completions');
  }
  if (maxFailedIndexes !== undefined && maxFailedIndexes > FAILED_INDEXES_MAX) {
    problems.invalid(failedPath, maxFailedIndexes, `must be less than or equal to ${FAILED_INDEXES_MAX}`);
  }
  if ((completions ?? 0) > COMPLETIONS_SOFT_LIMIT && spec.backoffLimitPerIndex !== undefined) {
    validateHighCompletions(spec, path, problems);
  }
}

function validateHighCompletions(spec: Spec, path: FieldPath, problems: Problems): void {
  const { maxFailedIndexes, parallelism = 0 } = spec;
  const above = `${COMPLETIONS_SOFT_LIMIT} and used with backoff limit per index`;
  const text = `must be less than or equal to ${HIGH_COMPLETIONS_MAX} when completions are above ${above}`;
  if (maxFailedIndexes === undefined) {
    problems.required(
      path.child('maxFailedIndexes'),
      `must be specified when completions is above ${COMPLETIONS_SOFT_LIMIT}`,
    );
  }
  if (parallelism > HIGH_COMPLETIONS_MAX) problems.invalid(path.child('parallelism'), parallelism, text);
  if (maxFailedIndexes !== undefined && maxFailedIndexes > HIGH_COMPLETIONS_MAX) {
    problems.invalid(path.child('maxFailedIndexes'), maxFailedIndexes, text);
  }
}
