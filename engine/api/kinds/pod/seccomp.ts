// Seccomp profiles: the field, the older annotations, and the rule that both must agree.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateSeccompProfileField,
// ValidateSeccompPodAnnotations, validateSeccompAnnotationsAndFields (equal in 1.28).

import type { ObjectMeta, PodSpec } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateLocalDescendingPath } from '../../validation/local-path.ts';
import type { Problems } from '../../validation/problems.ts';
import { containersWithPath } from './containers-of.ts';

export type SeccompProfile = NonNullable<NonNullable<PodSpec['securityContext']>['seccompProfile']>;

export const SECCOMP_POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
export const SECCOMP_CONTAINER_ANNOTATION_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/';
const LOCALHOST_PREFIX = 'localhost/';
const RUNTIME_DEFAULTS: readonly string[] = ['runtime/default', 'docker/default'];

const TYPES: readonly string[] = ['Localhost', 'RuntimeDefault', 'Unconfined'];

export function validateSeccompProfile(
  profile: SeccompProfile | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = profile;
  if (!type) problems.required(path.child('type'), 'type is required when seccompProfile is set');
  else if (!TYPES.includes(type)) problems.notSupported(path.child('type'), type, TYPES);
  const at = path.child('localhostProfile');
  if (type === 'Localhost') {
    if (localhostProfile === undefined) problems.required(at, 'must be set when seccomp type is Localhost');
    else validateLocalDescendingPath(localhostProfile, at, problems);
  } else if (localhostProfile !== undefined) {
    const shown = new GoValue(`core.SeccompProfile${JSON.stringify(profile)}`, profile);
    problems.invalid(at, shown, 'can only be set when seccomp type is Localhost');
  }
}

type Annotations = Readonly<Record<string, string>>;

export function validateSeccompAnnotations(
  annotations: Annotations,
  path: FieldPath,
  problems: Problems,
): void {
  const pod = annotations[SECCOMP_POD_ANNOTATION];
  if (pod !== undefined) validateAnnotation(pod, path.child(SECCOMP_POD_ANNOTATION), problems);
  for (const key of Object.keys(annotations).sort()) {
    if (key.startsWith(SECCOMP_CONTAINER_ANNOTATION_PREFIX))
      validateAnnotation(annotations[key]!, path.child(key), problems);
  }
}

function validateAnnotation(value: string, path: FieldPath, problems: Problems): void {
  if (RUNTIME_DEFAULTS.includes(value) || value === 'unconfined') return;
  if (value.startsWith(LOCALHOST_PREFIX))
    validateLocalDescendingPath(value.slice(LOCALHOST_PREFIX.length), path, problems);
  else problems.invalid(path, value, 'must be a valid seccomp profile');
}

/** Where annotation and field are both given, they say the same. `path` is that of the pod spec. */
export function validateSeccompAgreement(
  meta: Pick<ObjectMeta, 'annotations'>,
  spec: PodSpec,
  path: FieldPath,
  problems: Problems,
): void {
  const annotations = meta.annotations;
  if (annotations === undefined) return;
  const compare = (key: string, profile: SeccompProfile | undefined, owner: FieldPath): void => {
    const value = annotations[key];
    if (value !== undefined && profile !== undefined) {
      compareProfile(value, profile, owner.child('securityContext', 'seccompProfile'), problems);
    }
  };
  compare(SECCOMP_POD_ANNOTATION, spec.securityContext?.seccompProfile, path);
  for (const [container, at] of containersWithPath(spec, path)) {
    compare(
      SECCOMP_CONTAINER_ANNOTATION_PREFIX + container.name,
      container.securityContext?.seccompProfile,
      at,
    );
  }
}

function compareProfile(value: string, profile: SeccompProfile, path: FieldPath, problems: Problems): void {
  const annotated = seccompFieldOf(value);
  const typeMatches =
    profile.type === 'Localhost'
      ? value.startsWith(LOCALHOST_PREFIX)
      : !TYPES.includes(profile.type) || annotated?.type === profile.type;
  if (!typeMatches) problems.forbidden(path.child('type'), 'seccomp type in annotation and field must match');
  else if (
    profile.type === 'Localhost' &&
    value.slice(LOCALHOST_PREFIX.length) !== profile.localhostProfile
  ) {
    problems.forbidden(path.child('localhostProfile'), 'seccomp profile in annotation and field must match');
  }
}

/** The field that an annotation stands for; undefined for no known profile. Source: pkg/api/pod/util.go, SeccompFieldForAnnotation. */
export function seccompFieldOf(annotation: string): SeccompProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (RUNTIME_DEFAULTS.includes(annotation)) return { type: 'RuntimeDefault' };
  const localhostProfile = annotation.startsWith(LOCALHOST_PREFIX)
    ? annotation.slice(LOCALHOST_PREFIX.length)
    : '';
  return localhostProfile === '' ? undefined : { type: 'Localhost', localhostProfile };
}

/** The annotation that a field stands for; undefined for none. Source: pkg/api/pod/util.go, SeccompAnnotationForField. */
export function seccompAnnotationOf({ type, localhostProfile }: SeccompProfile): string | undefined {
  if (type === 'Unconfined') return 'unconfined';
  if (type === 'RuntimeDefault') return 'runtime/default';
  return type === 'Localhost' && localhostProfile !== undefined
    ? LOCALHOST_PREFIX + localhostProfile
    : undefined;
}
