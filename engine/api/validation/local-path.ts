// Paths inside a volume or a container, which may not lead out of it.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go (equal in 1.28), the functions named below.

import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

/** Whether some element is `..`. */
export const hasBacksteps = (path: string): boolean => path.split('/').includes('..');

/** Source: validatePathNoBacksteps. */
export function validatePathNoBacksteps(target: string, path: FieldPath, problems: Problems): void {
  if (hasBacksteps(target)) problems.invalid(path, target, "must not contain '..'");
}

/** Relative and without `..`. Source: validateLocalDescendingPath. */
export function validateLocalDescendingPath(target: string, path: FieldPath, problems: Problems): void {
  if (target.startsWith('/')) problems.invalid(path, target, 'must be a relative path');
  validatePathNoBacksteps(target, path, problems);
}

/** Also not starting with `..`, which names the kubelet's own directories in a volume. Source: validateLocalNonReservedPath. */
export function validateLocalNonReservedPath(target: string, path: FieldPath, problems: Problems): void {
  validateLocalDescendingPath(target, path, problems);
  if (target.startsWith('..') && !target.startsWith('../'))
    problems.invalid(path, target, "must not start with '..'");
}
