// Metadata validation of Kubernetes' own kinds: as everywhere, and finalizers without a domain must be known ones.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateObjectMeta, ValidateObjectMetaUpdate,
// validateKubeFinalizerName; pkg/apis/core/helper/helpers.go, standardFinalizers (equal in 1.28).

import type { ObjectMeta } from '../objects.ts';
import type { FieldPath } from './field-error.ts';
import { type MetaRules, validateObjectMeta, validateObjectMetaUpdate } from './object-meta.ts';
import type { Problems } from './problems.ts';

const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

export function validateKubeObjectMeta(
  meta: ObjectMeta,
  rules: MetaRules,
  path: FieldPath,
  problems: Problems,
): void {
  validateObjectMeta(meta, rules, path, problems);
  validateKubeFinalizers(meta, path, problems);
}

export function validateKubeObjectMetaUpdate(
  meta: ObjectMeta,
  old: ObjectMeta,
  path: FieldPath,
  problems: Problems,
): void {
  validateObjectMetaUpdate(meta, old, path, problems);
  validateKubeFinalizers(meta, path, problems);
}

function validateKubeFinalizers(meta: ObjectMeta, path: FieldPath, problems: Problems): void {
  (meta.finalizers ?? []).forEach((finalizer, i) => {
    validateKubeFinalizerName(finalizer, path.child('finalizers').index(i), problems);
  });
}

export function validateKubeFinalizerName(finalizer: string, path: FieldPath, problems: Problems): void {
  if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return;
  problems.invalid(path, finalizer, 'name is neither a standard finalizer name nor is it fully qualified');
}
