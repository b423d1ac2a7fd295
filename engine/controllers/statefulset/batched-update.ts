// One pass over a StatefulSet as releases from 1.26 on make it: `Parallel` sets act in batches of 1, 2, 4 ... calls, and
// the counts of the status are taken anew after the calls.
//
// A pod that the pass has just made has no phase yet and is first counted by the next pass. A refused call ends the
// pass after its batch; the status is written all the same.
// Source: kubernetes v1.28.0 pkg/controller/statefulset/stateful_set_control.go, processReplica, processCondemned,
// runForAll, slowStartBatch, updateStatefulSet.

import type { Pod } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import { isPodAvailable } from '../pod-condition.ts';
import { identityMatches, ordinalOf } from './identity.ts';
import { podForOrdinal } from './new-pod.ts';
import {
  isCreated,
  isFailed,
  isPending,
  isRunningAndReady,
  isSucceeded,
  isTerminating,
} from './pod-state.ts';
import { rollOut } from './rolling-update.ts';
import { countReplicas } from './status.ts';
import { storageMatches } from './storage.ts';
import {
  type Arrangement,
  arrange,
  countContext,
  isMonotonic,
  minReadySecondsOf,
  type PassInput,
  type PassResult,
  type PodActions,
} from './update-plan.ts';

// Source: kubernetes v1.28.0 pkg/controller/statefulset/stateful_set_control.go, MaxBatchSize.
const BATCH_SIZE_MAX = 500;

interface Step {
  readonly stop: boolean;
  readonly refused?: Status | undefined;
}
const GO_ON: Step = { stop: false };
const STOP: Step = { stop: true };
const afterCall = (refused: Status | undefined, otherwise: Step): Step =>
  refused === undefined ? otherwise : { stop: true, refused };

export function updateInBatches(input: PassInput, actions: PodActions): PassResult {
  const { set, pods } = input;
  const context = countContext(input);
  const arrangement = arrange(input);
  if (set.metadata.deletionTimestamp !== undefined) return { counts: countReplicas(pods, context) };
  const { replicas } = arrangement;
  const condemned = arrangement.condemned.toReversed();
  const recount = () => countReplicas([...replicas, ...condemned], context);
  const phases: (() => Step)[] = [
    () => forAll(input, replicas.length, (index) => settleReplica(input, arrangement, index, actions)),
    () => forAll(input, condemned.length, (index) => fixClaims(input, condemned[index] as Pod, actions)),
    () =>
      forAll(input, condemned.length, (index) =>
        retire(input, arrangement, condemned[index] as Pod, actions),
      ),
  ];
  for (const phase of phases) {
    const { stop, refused } = phase();
    if (stop) return { counts: recount(), refused };
  }
  return rollOut(input, replicas, recount(), actions);
}

// In order until one says stop; or, for `Parallel`, in batches of which only a refusal stops what follows.
function forAll({ set }: PassInput, count: number, step: (index: number) => Step): Step {
  if (isMonotonic(set)) {
    for (let index = 0; index < count; index++) {
      const outcome = step(index);
      if (outcome.stop) return outcome;
    }
    return GO_ON;
  }
  let next = 0;
  for (let size = 1; next < count; size = Math.min(2 * size, BATCH_SIZE_MAX)) {
    let refused: Status | undefined;
    for (const end = Math.min(count, next + size); next < end; next++) refused ??= step(next).refused;
    if (refused !== undefined) return { stop: true, refused };
  }
  return GO_ON;
}

function settleReplica(
  input: PassInput,
  { replicas }: Arrangement,
  index: number,
  actions: PodActions,
): Step {
  const { set, revisions, nowEpochMs, version } = input;
  const monotonic = isMonotonic(set);
  const keepsClaims = !version.has('statefulSetAutoDeletePVC');
  let pod = replicas[index] as Pod;
  const hasEnded = isFailed(pod) || (isSucceeded(pod) && version.has('statefulSetRecreatesSucceededPods'));
  if (hasEnded && version.has('statefulSetAwaitsEndedPods')) {
    return isTerminating(pod) ? STOP : afterCall(actions.deletePod(set, pod), STOP);
  }
  if (hasEnded) {
    actions.recreating(set, pod);
    const refused = actions.deletePod(set, pod);
    if (refused !== undefined) return { stop: true, refused };
    pod = podForOrdinal(revisions, ordinalOf(pod), version);
    replicas[index] = pod;
  }
  if (!isCreated(pod)) {
    if (!keepsClaims && actions.hasStaleClaim(set, pod)) return STOP;
    return afterCall(actions.createPod(set, pod), monotonic ? STOP : GO_ON);
  }
  if (isPending(pod)) {
    const refused = actions.createMissingClaims(set, pod);
    if (refused !== undefined) return { stop: true, refused };
  }
  if (monotonic && (isTerminating(pod) || !isRunningAndReady(pod))) return STOP;
  if (monotonic && !isPodAvailable(pod, minReadySecondsOf(set, version), nowEpochMs)) return STOP;
  const claimsMatch = keepsClaims || actions.claimsMatchRetentionPolicy(revisions.updateSet, pod);
  if (identityMatches(set, pod) && storageMatches(set, pod) && claimsMatch) return GO_ON;
  return afterCall(actions.updatePod(revisions.updateSet, pod), GO_ON);
}

function fixClaims({ revisions, version }: PassInput, pod: Pod, actions: PodActions): Step {
  const { updateSet } = revisions;
  if (!version.has('statefulSetAutoDeletePVC') || actions.claimsMatchRetentionPolicy(updateSet, pod))
    return GO_ON;
  return afterCall(actions.updateClaimOwners(updateSet, pod), GO_ON);
}

function retire(input: PassInput, { firstUnhealthy }: Arrangement, pod: Pod, actions: PodActions): Step {
  const { set, nowEpochMs, version } = input;
  const monotonic = isMonotonic(set);
  if (isTerminating(pod)) return monotonic ? STOP : GO_ON;
  const settled = isRunningAndReady(pod) && isPodAvailable(pod, minReadySecondsOf(set, version), nowEpochMs);
  if (monotonic && !settled && pod !== firstUnhealthy) return STOP;
  return afterCall(actions.deletePod(set, pod), monotonic ? STOP : GO_ON);
}
