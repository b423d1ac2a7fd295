// What a pod that names its operating system may not set.
//
// Source: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, validateOS, validateLinux, validateWindows.

import type { Container, PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { containersWithPath } from './containers-of.ts';

const SYSTEMS: readonly string[] = ['linux', 'windows'];

export function validatePodOS(spec: PodSpec, path: FieldPath, problems: Problems): void {
  const name = spec.os?.name;
  if (!name) problems.required(path.child('os', 'name'), 'cannot be empty');
  else if (!SYSTEMS.includes(name)) problems.notSupported(path.child('os'), name, SYSTEMS);
  else if (name === 'linux') validateLinux(spec, path, problems);
  else validateWindows(spec, path, problems);
}

function validateLinux(spec: PodSpec, path: FieldPath, problems: Problems): void {
  const text = 'windows options cannot be set for a linux pod';
  if (spec.securityContext?.windowsOptions !== undefined) {
    problems.forbidden(path.child('securityContext', 'windowsOptions'), text);
  }
  for (const [container, at] of containersWithPath(spec, path)) {
    if (container.securityContext?.windowsOptions !== undefined) {
      problems.forbidden(at.child('securityContext', 'windowsOptions'), text);
    }
  }
}

type PodContextField = keyof NonNullable<PodSpec['securityContext']>;
type ContextField = keyof NonNullable<Container['securityContext']>;

// In upstream's order: the context's fields, with the pod's own in between.
const POD_FIELDS: readonly (readonly ['spec', keyof PodSpec] | readonly ['context', PodContextField])[] = [
  ['context', 'seLinuxOptions'],
  ['spec', 'hostUsers'],
  ['spec', 'hostPID'],
  ['spec', 'hostIPC'],
  ['context', 'seccompProfile'],
  ['context', 'fsGroup'],
  ['context', 'fsGroupChangePolicy'],
  ['context', 'sysctls'],
  ['spec', 'shareProcessNamespace'],
  ['context', 'runAsUser'],
  ['context', 'runAsGroup'],
  ['context', 'supplementalGroups'],
];

const CONTAINER_FIELDS: readonly ContextField[] = [
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

function validateWindows(spec: PodSpec, path: FieldPath, problems: Problems): void {
  const text = 'cannot be set for a windows pod';
  for (const [owner, field] of POD_FIELDS) {
    const isSet = owner === 'spec' ? spec[field] !== undefined : spec.securityContext?.[field] !== undefined;
    if (isSet)
      problems.forbidden(owner === 'spec' ? path.child(field) : path.child('securityContext', field), text);
  }
  for (const [container, at] of containersWithPath(spec, path)) {
    for (const field of CONTAINER_FIELDS) {
      if (container.securityContext?.[field] !== undefined)
        problems.forbidden(at.child('securityContext', field), text);
    }
  }
}
