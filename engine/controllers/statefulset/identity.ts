// Who a StatefulSet's pod is: its ordinal, its name, and the labels that say both.
//
// Pure; storage is in storage.ts. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_utils.go.

import type { Pod, StatefulSet } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

// Source: kubernetes v1.28.0 staging/src/k8s.io/api/apps/v1/types.go, StatefulSetPodNameLabel and PodIndexLabel.
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';

// A 32-bit number is the largest that upstream reads as an ordinal.
const ORDINAL_MAX = 2 ** 31 - 1;

/** `web-3` is ordinal 3 of `web`; the ordinal is -1 where the name does not end in one. */
export function parentAndOrdinal(podName: string): { readonly parent: string; readonly ordinal: number } {
  const match = /^(.*)-([0-9]+)$/s.exec(podName);
  if (match === null) return { parent: '', ordinal: -1 };
  const ordinal = Number(match[2]);
  return { parent: match[1] as string, ordinal: ordinal > ORDINAL_MAX ? -1 : ordinal };
}

export const ordinalOf = (pod: Pod): number => parentAndOrdinal(pod.metadata.name).ordinal;

export const podName = (set: StatefulSet, ordinal: number): string => `${set.metadata.name}-${ordinal}`;

export const isMemberOf = (set: StatefulSet, pod: Pod): boolean =>
  parentAndOrdinal(pod.metadata.name).parent === set.metadata.name;

/** The ordinals that the set controls, both included; `last` is below `first` for no replicas. */
export function ordinalRange(set: StatefulSet, version: VersionProfile): { first: number; last: number } {
  const first = version.has('statefulSetStartOrdinal') ? (set.spec.ordinals?.start ?? 0) : 0;
  return { first, last: first + (set.spec.replicas ?? 1) - 1 };
}

export function isInOrdinalRange(set: StatefulSet, pod: Pod, version: VersionProfile): boolean {
  const { first, last } = ordinalRange(set, version);
  const ordinal = ordinalOf(pod);
  return ordinal >= first && ordinal <= last;
}

export const identityMatches = (set: StatefulSet, pod: Pod): boolean =>
  isMemberOf(set, pod) &&
  ordinalOf(pod) >= 0 &&
  pod.metadata.name === podName(set, ordinalOf(pod)) &&
  pod.metadata.namespace === set.metadata.namespace &&
  pod.metadata.labels?.[POD_NAME_LABEL] === pod.metadata.name;

/** A copy of the pod with the labels of its identity. */
export function withIdentity(set: StatefulSet, pod: Pod, version: VersionProfile): Pod {
  const ordinal = ordinalOf(pod);
  const name = podName(set, ordinal);
  const labels: Record<string, string> = { ...pod.metadata.labels, [POD_NAME_LABEL]: name };
  if (version.has('podIndexLabel')) labels[POD_INDEX_LABEL] = String(ordinal);
  return { ...pod, metadata: { ...pod.metadata, name, namespace: set.metadata.namespace as string, labels } };
}
