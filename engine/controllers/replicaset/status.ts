// The status of a ReplicaSet as its pods add up to it.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set_utils.go, calculateStatus and
// updateReplicaSetStatus.

import type { Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { formatTime } from '../../api/time.ts';
import { isPodAvailable } from '../pod-condition.ts';
import type { Refusal } from '../refusal.ts';
import type { Tally } from './owned-pods.ts';
import { type Replicated, type ReplicatedStatus, wantedReplicas } from './replicated-kind.ts';

type Conditions = NonNullable<ReplicatedStatus['conditions']>;

export interface StatusInput {
  /** What the set's pods add up to, those created in this pass not included. */
  readonly tally: Readonly<Tally>;
  /** The active ones among them; asked for only where a pod's readiness has to last. */
  readonly replicas: () => readonly Pod[];
  /** Why pods could not be created or deleted in this pass. */
  readonly failure: Refusal | undefined;
  /** Whether the release counts the pods on their way out. */
  readonly hasTerminating: boolean;
  readonly nowEpochMs: number;
}

const FAILURE = 'ReplicaFailure';

/** A failure stays as it was first seen until a pass succeeds. */
function conditionsAfter(
  set: Replicated,
  { tally, failure, nowEpochMs }: StatusInput,
): Conditions | undefined {
  const current = (set.status?.conditions ?? []) as Conditions;
  const known = current.some(({ type }) => type === FAILURE);
  if ((failure !== undefined) === known) return set.status?.conditions;
  if (failure === undefined) return current.filter(({ type }) => type !== FAILURE);
  const missing = wantedReplicas(set) - tally.replicas;
  const reason = missing > 0 ? 'FailedCreate' : 'FailedDelete';
  const lastTransitionTime = formatTime(nowEpochMs);
  const condition = { type: FAILURE, status: 'True', lastTransitionTime, reason, message: failure.message };
  return [...current, condition];
}

export function calculateStatus(set: Replicated, input: StatusInput): ReplicatedStatus {
  const { tally, hasTerminating } = input;
  const conditions = conditionsAfter(set, input);
  const { generation } = set.metadata;
  const counts = {
    fullyLabeledReplicas: tally.fullyLabeled,
    readyReplicas: tally.ready,
    availableReplicas: availableReplicas(set, input),
  };
  // Zeros are left out, as Go's omitempty does; replicas is always there.
  return {
    replicas: tally.replicas,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(hasTerminating ? { terminatingReplicas: tally.terminating } : {}),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(conditions === undefined || conditions.length === 0 ? {} : { conditions }),
  } as ReplicatedStatus;
}

function availableReplicas(set: Replicated, { tally, replicas, nowEpochMs }: StatusInput): number {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  if (minReadySeconds === 0) return tally.ready;
  return replicas().filter((pod) => isPodAvailable(pod, minReadySeconds, nowEpochMs)).length;
}

/** Whether the status has to be written. */
export const statusDiffers = (set: Replicated, status: ReplicatedStatus): boolean =>
  !equalPlain(set.status, status);
