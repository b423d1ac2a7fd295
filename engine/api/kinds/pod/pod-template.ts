// The pod template of a workload.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec,
// ValidateReadOnlyPersistentDisks (equal in 1.28).

import type { PodSpec, PodTemplateSpec, Volume } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateAnnotations, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validatePodAnnotations } from './annotations.ts';
import { validatePodSpec } from './pod-spec.ts';
import { validateSeccompAgreement } from './seccomp.ts';

const NO_SPEC = {} as PodSpec;

export function validatePodTemplate(template: PodTemplateSpec, path: FieldPath, problems: Problems): void {
  const { metadata: { labels, annotations } = {}, spec = NO_SPEC } = template;
  if (labels !== undefined) validateLabels(labels, path.child('labels'), problems);
  if (annotations !== undefined) {
    validateAnnotations(annotations, path.child('annotations'), problems);
    validatePodAnnotations(annotations, spec, path.child('annotations'), problems);
  }
  const at = path.child('spec');
  validatePodSpec(spec, undefined, at, problems);
  if (annotations !== undefined) validateSeccompAgreement({ annotations }, spec, at, problems);
  if (spec.ephemeralContainers?.length) {
    problems.forbidden(at.child('ephemeralContainers'), 'ephemeral containers not allowed in pod template');
  }
}

/** Several pods can mount such a disk only for reading. */
export function validateReadOnlyPersistentDisks(
  volumes: readonly Volume[] | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  (volumes ?? []).forEach(({ gcePersistentDisk }, i) => {
    if (gcePersistentDisk === undefined || gcePersistentDisk.readOnly === true) return;
    const text =
      'must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is read-only';
    problems.invalid(path.index(i).child('gcePersistentDisk', 'readOnly'), false, text);
  });
}

/** What a workload that keeps pods running asks of its template. `kind` is named in the text. */
export function validateAlwaysRunning(
  spec: PodSpec | undefined,
  kind: string,
  path: FieldPath,
  problems: Problems,
): void {
  const policy = spec?.restartPolicy ?? '';
  if (policy !== 'Always') problems.notSupported(path.child('restartPolicy'), policy, ['Always']);
  if (spec?.activeDeadlineSeconds !== undefined) {
    const text = `activeDeadlineSeconds in ${kind} is not Supported`;
    problems.forbidden(path.child('activeDeadlineSeconds'), text);
  }
}

/** Upstream says so of a selector that would never find the pods made from the template. */
export const SELECTOR_MISMATCH = '`selector` does not match template `labels`';

export type TemplateLabels = Readonly<Record<string, string>>;
