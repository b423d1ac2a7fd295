// The start of every pass over a StatefulSet: which pod stands at which ordinal, which are too many, which is the first
// that is not healthy; and the interface through which a pass acts.
//
// Knows no client: whoever runs a pass hands in a `PodActions`. Source: kubernetes v1.20.2 and v1.28.0
// pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet.

import type { Pod, StatefulSet } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isPodAvailable } from '../pod-condition.ts';
import { ordinalOf, ordinalRange } from './identity.ts';
import { podForOrdinal, type Revisions } from './new-pod.ts';
import { isHealthy } from './pod-state.ts';
import type { CountContext, ReplicaCounts } from './status.ts';

/** The calls of a pass, made one after the other. Each returns the cluster's refusal, undefined when it went through. */
export interface PodActions {
  /** Makes the claims that the pod lacks, then the pod. */
  createPod(set: StatefulSet, pod: Pod): Status | undefined;
  /** Puts back identity, volumes and the owners of claims where they differ from what the set wants. */
  updatePod(set: StatefulSet, pod: Pod): Status | undefined;
  deletePod(set: StatefulSet, pod: Pod): Status | undefined;
  /** Tells that a pod that has ended is about to be made anew. */
  recreating(set: StatefulSet, pod: Pod): void;
  /** Makes claims of a pod that is there but lacks them. */
  createMissingClaims(set: StatefulSet, pod: Pod): Status | undefined;
  /** Whether a claim of the pod still belongs to an earlier pod of the same name and is about to go. */
  hasStaleClaim(set: StatefulSet, pod: Pod): boolean;
  claimsMatchRetentionPolicy(set: StatefulSet, pod: Pod): boolean;
  updateClaimOwners(set: StatefulSet, pod: Pod): Status | undefined;
}

export interface PassInput {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly revisions: Revisions;
  readonly nowEpochMs: number;
  readonly version: VersionProfile;
}

export interface PassResult {
  readonly counts: ReplicaCounts;
  /** The refusal that ended the pass, if one did. */
  readonly refused?: Status | undefined;
}

export interface Arrangement {
  /** One pod for each ordinal of the range, in order; those that are missing are made up and have no phase. */
  readonly replicas: Pod[];
  /** Pods outside of the range, by ascending ordinal. */
  readonly condemned: Pod[];
  readonly firstUnhealthy: Pod | undefined;
}

/** `minReadySeconds`, where the release honours it. */
export const minReadySecondsOf = (set: StatefulSet, version: VersionProfile): number =>
  version.has('statefulSetMinReadySeconds') ? (set.spec.minReadySeconds ?? 0) : 0;

export const countContext = ({ set, revisions, nowEpochMs, version }: PassInput): CountContext => ({
  revisions,
  minReadySeconds: minReadySecondsOf(set, version),
  nowEpochMs,
});

/** One call at a time, each waiting for the pods before it: all but `Parallel`. */
export const isMonotonic = (set: StatefulSet): boolean => set.spec.podManagementPolicy !== 'Parallel';

/** Healthy, and from 1.34 on for as long as `minReadySeconds`. Source: stateful_set_utils.go, isHealthy, isUnavailable. */
export function isSettled({ set, nowEpochMs, version }: PassInput, pod: Pod): boolean {
  if (!isHealthy(pod)) return false;
  const readyIsEnough = !version.has('statefulSetRollsWhenAvailable');
  return readyIsEnough || isPodAvailable(pod, minReadySecondsOf(set, version), nowEpochMs);
}

/** Pods whose name holds no ordinal are left alone. */
export function arrange(input: PassInput): Arrangement {
  const { set, pods, revisions, version } = input;
  const { first, last } = ordinalRange(set, version);
  const byOrdinal = new Map<number, Pod>();
  const condemned: Pod[] = [];
  for (const pod of pods) {
    const ordinal = ordinalOf(pod);
    if (ordinal >= first && ordinal <= last) byOrdinal.set(ordinal, pod);
    else if (ordinal >= 0) condemned.push(pod);
  }
  const replicas: Pod[] = [];
  for (let ordinal = first; ordinal <= last; ordinal++) {
    replicas.push(byOrdinal.get(ordinal) ?? podForOrdinal(revisions, ordinal, version));
  }
  condemned.sort((a, b) => ordinalOf(a) - ordinalOf(b));
  const firstUnhealthy = [...replicas, ...condemned].find((pod) => !isSettled(input, pod));
  return { replicas, condemned, firstUnhealthy };
}
