// The ReplicaSets of a Deployment: which is the new one, how they are ordered and counted.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/util/deployment_util.go, FindNewReplicaSet and the counts;
// pkg/controller/controller_utils.go, ReplicaSetsByCreationTimestamp, ReplicaSetsBySizeOlder and -Newer.

import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { semanticallyEqual } from '../../api/semantic-equality.ts';

export const POD_TEMPLATE_HASH_LABEL = 'pod-template-hash';

export const sizeOf = (set: ReplicaSet): number => set.spec.replicas ?? 1;
export const isActiveSet = (set: ReplicaSet): boolean => sizeOf(set) > 0;

const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((total, set) => total + (count(set) ?? 0), 0);

/** Replicas that the specs ask for. */
export const specReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, sizeOf);
export const actualReplicas = (sets: readonly ReplicaSet[]): number =>
  sum(sets, (set) => set.status?.replicas);
export const readyReplicas = (sets: readonly ReplicaSet[]): number =>
  sum(sets, (set) => set.status?.readyReplicas);
export const availableReplicas = (sets: readonly ReplicaSet[]): number =>
  sum(sets, (set) => set.status?.availableReplicas);

/** Oldest first; of one second, by name. */
export function compareByAge(a: ReplicaSet, b: ReplicaSet): number {
  const [ageA, ageB] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (ageA !== ageB) return ageA < ageB ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** Largest first; of one size, oldest first. */
export const compareBySizeOlder = (a: ReplicaSet, b: ReplicaSet): number =>
  sizeOf(b) - sizeOf(a) || compareByAge(a, b);
/** Largest first; of one size, newest first. */
export const compareBySizeNewer = (a: ReplicaSet, b: ReplicaSet): number =>
  sizeOf(b) - sizeOf(a) || compareByAge(b, a);

function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const { [POD_TEMPLATE_HASH_LABEL]: _hash, ...labels } = template?.metadata?.labels ?? {};
  return { ...COPY_OF, ...template, metadata: { ...COPY_OF, ...template?.metadata, labels } };
}

/** Whether two templates make the same pods but for the hash label. */
export const equalIgnoringHash = (a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean =>
  semanticallyEqual(withoutHash(a), withoutHash(b));

/** Splits the Deployment's ReplicaSets; the oldest one with the Deployment's template is the new one. */
export function newAndOld(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): { newSet: ReplicaSet | undefined; oldSets: ReplicaSet[] } {
  const byAge = [...sets].sort(compareByAge);
  const newSet = byAge.find((set) => equalIgnoringHash(set.spec.template, deployment.spec.template));
  return { newSet, oldSets: byAge.filter((set) => set !== newSet) };
}
