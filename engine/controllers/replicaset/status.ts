// The status of a ReplicaSet as its pods add up to it.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set_utils.go, calculateStatus and
// updateReplicaSetStatus.

import { equalPlain } from '../../api/plain.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import { formatTime } from '../../api/time.ts';
import { isAvailable } from '../pod-condition.ts';
import type { Refusal } from '../refusal.ts';
import { fitOf, type OwnedPod } from './owned-pods.ts';
import { type Replicated, type ReplicatedStatus, wantedReplicas } from './replicated-kind.ts';

type Conditions = NonNullable<ReplicatedStatus['conditions']>;

export interface StatusInput {
  /** Active pods of the set, those among them created in this pass not included. */
  readonly pods: readonly OwnedPod[];
  /** The set's. */
  readonly selector: Selector;
  /** Why pods could not be created or deleted in this pass. */
  readonly failure: Refusal | undefined;
  /** Pods on their way out; undefined in releases that do not count them. */
  readonly terminating: number | undefined;
  readonly nowEpochMs: number;
}

const FAILURE = 'ReplicaFailure';

/** A failure stays as it was first seen until a pass succeeds. */
function conditionsAfter(
  set: Replicated,
  { pods, failure, nowEpochMs }: StatusInput,
): Conditions | undefined {
  const current = (set.status?.conditions ?? []) as Conditions;
  const known = current.some(({ type }) => type === FAILURE);
  if ((failure !== undefined) === known) return set.status?.conditions;
  if (failure === undefined) return current.filter(({ type }) => type !== FAILURE);
  const missing = wantedReplicas(set) - pods.length;
  const reason = missing > 0 ? 'FailedCreate' : 'FailedDelete';
  const lastTransitionTime = formatTime(nowEpochMs);
  const condition = { type: FAILURE, status: 'True', lastTransitionTime, reason, message: failure.message };
  return [...current, condition];
}

export function calculateStatus(set: Replicated, input: StatusInput): ReplicatedStatus {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const counts = { fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0 };
  for (const pod of input.pods) {
    if (fitOf(pod, set, input.selector).isFullyLabeled) counts.fullyLabeledReplicas += 1;
    const { facts } = pod;
    if (facts.isReady) counts.readyReplicas += 1;
    if (isAvailable(facts, minReadySeconds, input.nowEpochMs)) counts.availableReplicas += 1;
  }
  const conditions = conditionsAfter(set, input);
  const { generation } = set.metadata;
  // Zeros are left out, as Go's omitempty does; replicas is always there.
  return {
    replicas: input.pods.length,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(input.terminating === undefined ? {} : { terminatingReplicas: input.terminating }),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(conditions === undefined || conditions.length === 0 ? {} : { conditions }),
  } as ReplicatedStatus;
}

/** Whether the status has to be written. */
export const statusDiffers = (set: Replicated, status: ReplicatedStatus): boolean =>
  !equalPlain(set.status ?? {}, status);
