// Annotations of a pod that mean something to Kubernetes.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodSpecificAnnotations and
// ValidatePodSpecificAnnotationUpdates; pkg/security/apparmor/validate.go, ValidateProfileFormat.

import type { Pod, PodSpec, Toleration } from '../../objects.ts';
import { type FieldPath, quoteGo } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { jsonError } from '../secret/json-error.ts';
import { containersOf } from './containers-of.ts';
import { validateSeccompAnnotations } from './seccomp.ts';
import { validateTolerations } from './tolerations.ts';

export const MIRROR_POD_ANNOTATION = 'kubernetes.io/config.mirror';
const TOLERATIONS_ANNOTATION = 'scheduler.alpha.kubernetes.io/tolerations';
const APP_ARMOR_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
const POD_DELETION_COST_ANNOTATION = 'controller.kubernetes.io/pod-deletion-cost';

type Annotations = Readonly<Record<string, string>>;
const NONE: Annotations = {};

export function validatePodAnnotations(
  annotations: Annotations | undefined,
  spec: PodSpec,
  path: FieldPath,
  problems: Problems,
): void {
  if (annotations === undefined) return;
  const mirror = annotations[MIRROR_POD_ANNOTATION];
  if (mirror !== undefined && !spec.nodeName) {
    problems.invalid(
      path.key(MIRROR_POD_ANNOTATION),
      mirror,
      'must set spec.nodeName if mirror pod annotation is set',
    );
  }
  if (annotations[TOLERATIONS_ANNOTATION])
    validateTolerationsAnnotation(annotations[TOLERATIONS_ANNOTATION], path, problems);
  if (problems.has('podDeletionCost'))
    validateDeletionCost(annotations[POD_DELETION_COST_ANNOTATION], path, problems);
  validateSeccompAnnotations(annotations, path, problems);
  validateAppArmor(annotations, spec, path, problems);
}

function validateTolerationsAnnotation(text: string, path: FieldPath, problems: Problems): void {
  const problem = jsonError(text, '[', '[]core.Toleration');
  if (problem !== undefined) problems.invalid(path, TOLERATIONS_ANNOTATION, problem);
  else {
    const tolerations = (JSON.parse(text) ?? []) as Toleration[];
    validateTolerations(tolerations, path.child(TOLERATIONS_ANNOTATION), problems);
  }
}

// Source: kubernetes v1.28.0 pkg/apis/core/helper/helpers.go, GetDeletionCostFromPodAnnotations: an int32, written plainly.
function validateDeletionCost(text: string | undefined, path: FieldPath, problems: Problems): void {
  if (text === undefined) return;
  const fits = /^-?(0|[1-9][0-9]*)$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;
  if (!fits) problems.invalid(path.key(POD_DELETION_COST_ANNOTATION), text, 'must be a 32bit integer');
}

function validateAppArmor(
  annotations: Annotations,
  spec: PodSpec,
  path: FieldPath,
  problems: Problems,
): void {
  for (const key of Object.keys(annotations).sort()) {
    if (!key.startsWith(APP_ARMOR_PREFIX)) continue;
    const name = key.slice(APP_ARMOR_PREFIX.length);
    if (!containersOf(spec).some((container) => container.name === name)) {
      problems.invalid(path.key(key), name, 'container not found');
    }
    const profile = annotations[key]!;
    const known =
      profile === '' ||
      profile === 'runtime/default' ||
      profile === 'unconfined' ||
      profile.startsWith('localhost/');
    if (!known)
      problems.invalid(path.key(key), profile, `invalid AppArmor profile name: ${quoteGo(profile)}`);
  }
}

/** What may not change on an existing pod, and then the rules for any pod. */
export function validatePodAnnotationUpdates(pod: Pod, old: Pod, path: FieldPath, problems: Problems): void {
  const now = pod.metadata.annotations ?? NONE;
  const before = old.metadata.annotations ?? NONE;
  for (const key of Object.keys(before).sort()) {
    if (now[key] === before[key]) continue;
    if (key.startsWith(APP_ARMOR_PREFIX))
      problems.forbidden(path.key(key), 'may not remove or update AppArmor annotations');
    if (key === MIRROR_POD_ANNOTATION)
      problems.forbidden(path.key(key), 'may not remove or update mirror pod annotation');
  }
  for (const key of Object.keys(now).sort()) {
    if (key in before) continue;
    if (key.startsWith(APP_ARMOR_PREFIX))
      problems.forbidden(path.key(key), 'may not add AppArmor annotations');
    if (key === MIRROR_POD_ANNOTATION) problems.forbidden(path.key(key), 'may not add mirror pod annotation');
  }
  validatePodAnnotations(now, pod.spec, path, problems);
}
