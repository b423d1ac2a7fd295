// The claim that a generic ephemeral volume makes for its pod.
//
// Source: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimTemplate,
// ValidateTemplateObjectMeta; v1.20.2 names it an ephemeral volume's, but drops the field (alpha).

import type { Volume } from '../../objects.ts';
import { validateClaimSpec } from '../../validation/claim-spec.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateAnnotations, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Template = NonNullable<NonNullable<Volume['ephemeral']>['volumeClaimTemplate']>;

export function validateClaimTemplate(template: Template, path: FieldPath, problems: Problems): void {
  const { annotations, labels, ...others } = template.metadata ?? {};
  const at = path.child('metadata');
  if (annotations !== undefined) validateAnnotations(annotations, at.child('annotations'), problems);
  if (labels !== undefined) validateLabels(labels, at.child('labels'), problems);
  for (const field of Object.keys(others).sort()) problems.forbidden(at.child(field), 'cannot be set');
  validateClaimSpec(template.spec ?? {}, path.child('spec'), problems);
}
