// A pod as a whole: on create, and what may change afterwards.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodCreate, validatePodMetadataAndSpec,
// ValidatePodUpdate; v1.28.0 for scheduling gates and the grace period.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { inclusiveRangeError } from '../../names/text.ts';
import type { Container, Pod, PodSpec } from '../../objects.ts';
import { equalPlain } from '../../plain.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validatePodAnnotations, validatePodAnnotationUpdates } from './annotations.ts';
import { validateImageSpaces } from './containers.ts';
import { validateGatedPodUpdate } from './gated-update.ts';
import { validatePodSpec } from './pod-spec.ts';
import { validateSeccompAgreement } from './seccomp.ts';
import { validateOnlyAddedTolerations } from './tolerations.ts';

const SPEC: FieldPath = FieldPath.of('spec');
const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const INT32_MAX = 2 ** 31 - 1;

export function validatePodCreate(pod: Pod, problems: Problems): void {
  validateMetadataAndSpec(pod, problems);
  if (pod.spec.ephemeralContainers?.length) {
    problems.forbidden(SPEC.child('ephemeralContainers'), 'cannot be set on create');
  }
  if (pod.spec.nodeName && pod.spec.schedulingGates?.length) {
    problems.forbidden(SPEC.child('nodeName'), 'cannot be set until all schedulingGates have been cleared');
  }
  validateSeccompAgreement(pod.metadata, pod.spec, SPEC, problems);
}

/** Of the subresource that adds ephemeral containers: those that are there stay as they are. */
export function validateEphemeralContainersUpdate(pod: Pod, old: Pod, problems: Problems): void {
  validateMetadataAndSpec(pod, problems);
  const path = SPEC.child('ephemeralContainers');
  const now = pod.spec.ephemeralContainers ?? [];
  for (const before of old.spec.ephemeralContainers ?? []) {
    const after = now.find(({ name }) => name === before.name);
    const text = `existing ephemeral containers "${before.name}" may not be`;
    if (after === undefined) problems.forbidden(path, `${text} removed\n`);
    else if (!equalPlain(before, after)) problems.forbidden(path, `${text} changed\n`);
  }
}

function validateMetadataAndSpec(pod: Pod, problems: Problems): void {
  validateMetadata(pod, problems);
  validateSpec(pod, problems);
}

function validateMetadata({ metadata, spec }: Pod, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validatePodAnnotations(metadata.annotations, spec, METADATA.child('annotations'), problems);
}

function validateSpec({ metadata, spec }: Pod, problems: Problems): void {
  validatePodSpec(spec, metadata, SPEC, problems);
  if (!spec.serviceAccountName) forbidTokens(spec, problems);
  for (const field of ['containers', 'initContainers'] as const) {
    (spec[field] ?? []).forEach((container, i) => {
      validateImageSpaces(container, SPEC.child(field).index(i), problems);
    });
  }
}

function forbidTokens(spec: PodSpec, problems: Problems): void {
  (spec.volumes ?? []).forEach((volume, v) => {
    (volume.projected?.sources ?? []).forEach((source, s) => {
      if (source.serviceAccountToken === undefined) return;
      const path = SPEC.child('volumes')
        .index(v)
        .child('projected', 'sources')
        .index(s)
        .child('serviceAccountToken');
      problems.forbidden(path, 'must not be specified when serviceAccountName is not set');
    });
  });
}

export function validatePodUpdate(pod: Pod, old: Pod, problems: Problems): void {
  validateKubeObjectMetaUpdate(pod.metadata, old.metadata, METADATA, problems);
  validateMetadata(pod, problems);
  // The stored spec itself was checked when it came.
  const isSpecKept = pod.spec === old.spec;
  if (!isSpecKept) validateSpec(pod, problems);
  validatePodAnnotationUpdates(pod, old, METADATA.child('annotations'), problems);
  if (isSpecKept) return;
  for (const field of ['containers', 'initContainers'] as const) {
    const path = SPEC.child(field);
    if (!validateContainerUpdates(pod.spec[field] ?? [], old.spec[field] ?? [], path, problems)) return;
  }
  if (!validateDeadlineUpdate(pod.spec.activeDeadlineSeconds, old.spec.activeDeadlineSeconds, problems))
    return;
  validateOnlyAddedTolerations(
    pod.spec.tolerations ?? [],
    old.spec.tolerations ?? [],
    SPEC.child('tolerations'),
    problems,
  );
  const munged = withOldUpdatableFields(pod.spec, old.spec, problems);
  validateGatedPodUpdate(munged, pod.spec, old.spec, problems);
  if (!semanticallyEqual(munged, old.spec)) problems.forbidden(SPEC, unchangeableText(problems));
}

/** @returns whether there is a point in looking further */
function validateContainerUpdates(
  containers: readonly Container[],
  old: readonly Container[],
  path: FieldPath,
  problems: Problems,
): boolean {
  if (containers.length !== old.length) {
    problems.forbidden(path, 'pod updates may not add or remove containers');
    return false;
  }
  containers.forEach((container, i) => {
    if (!container.image) problems.required(path.index(i).child('image'));
    validateImageSpaces(container, path.index(i), problems);
  });
  return true;
}

// Once set, the deadline may come nearer, but not move away.
function validateDeadlineUpdate(
  seconds: number | undefined,
  old: number | undefined,
  problems: Problems,
): boolean {
  const path = SPEC.child('activeDeadlineSeconds');
  if (seconds === undefined) {
    if (old !== undefined)
      problems.invalid(path, null, 'must not update from a positive integer to nil value');
    return true;
  }
  if (seconds < 0 || seconds > INT32_MAX) problems.invalid(path, seconds, inclusiveRangeError(0, INT32_MAX));
  else if (old !== undefined && old < seconds) {
    problems.invalid(path, seconds, 'must be less than or equal to previous value');
  } else return true;
  return false;
}

// The new spec with whatever may change set back, so that any difference left is one too many.
function withOldUpdatableFields(spec: PodSpec, old: PodSpec, problems: Problems): PodSpec {
  const withOldImages = (
    containers: readonly Container[] | undefined,
    olds: readonly Container[] | undefined,
  ): Container[] => (containers ?? []).map((container, i) => withOldValue(container, 'image', olds![i]!));
  const munged: PodSpec = {
    ...spec,
    containers: withOldImages(spec.containers, old.containers),
    initContainers: withOldImages(spec.initContainers, old.initContainers),
  };
  for (const field of ['activeDeadlineSeconds', 'tolerations', 'schedulingGates'] as const) {
    Object.assign(munged, { [field]: old[field] });
  }
  const grace = old.terminationGracePeriodSeconds;
  const relaxed = problems.has('negativeGracePeriodMayBecomeOne') && grace !== undefined && grace < 0;
  if (relaxed && munged.terminationGracePeriodSeconds === 1) munged.terminationGracePeriodSeconds = grace;
  return munged;
}

function withOldValue<T extends object, K extends keyof T>(value: T, field: K, old: T): T {
  const copy = { ...value };
  if (old[field] === undefined) delete copy[field];
  else copy[field] = old[field];
  return copy;
}

// Upstream appends a diff of two Go structs, which is left out.
function unchangeableText(problems: Problems): string {
  const updatable = [
    '`spec.containers[*].image`',
    '`spec.initContainers[*].image`',
    '`spec.activeDeadlineSeconds`',
    '`spec.tolerations` (only additions to existing tolerations)',
  ];
  const prefix = 'pod updates may not change fields other than';
  if (!problems.has('negativeGracePeriodMayBecomeOne')) {
    return `${prefix} ${updatable.slice(0, 3).join(', ')} or ${updatable[3]}\n`;
  }
  updatable.push(
    '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
  );
  return `${prefix} ${updatable.join(',')}\n`;
}
