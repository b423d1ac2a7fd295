// All containers of a pod spec, in the order upstream visits them.
//
// Source: kubernetes v1.20.2 pkg/apis/core/pods/helpers.go, VisitContainersWithPath.

import type { Container, PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';

/** Init containers, containers, ephemeral containers. */
export function containersOf(spec: PodSpec): Container[] {
  return [
    ...(spec.initContainers ?? []),
    ...(spec.containers ?? []),
    ...((spec.ephemeralContainers ?? []) as unknown as Container[]),
  ];
}

/** @param path that of the pod spec */
export function containersWithPath(spec: PodSpec, path: FieldPath): (readonly [Container, FieldPath])[] {
  const list = (
    field: 'initContainers' | 'containers' | 'ephemeralContainers',
  ): (readonly [Container, FieldPath])[] =>
    ((spec[field] ?? []) as unknown as Container[]).map((container, i) => [
      container,
      path.child(field).index(i),
    ]);
  return [...list('initContainers'), ...list('containers'), ...list('ephemeralContainers')];
}
