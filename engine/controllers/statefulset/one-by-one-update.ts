// One pass over a StatefulSet as releases before 1.26 make it: pods in order of their ordinals, the counts of the status
// carried along with each call.
//
// A refused call ends the pass and its status is lost. Later releases: batched-update.ts.
// Source: kubernetes v1.20.2 pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet.

import type { Pod } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import { isPodAvailable } from '../pod-condition.ts';
import { identityMatches, ordinalOf } from './identity.ts';
import { podForOrdinal } from './new-pod.ts';
import { isCreated, isFailed, isRunningAndReady, isTerminating } from './pod-state.ts';
import { rollOut } from './rolling-update.ts';
import { countReplicas, countRevision, type ReplicaCounts } from './status.ts';
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

/** What a step says of the rest of the pass: go on, or stop here. */
type Step = { readonly stop: boolean; readonly refused?: Status | undefined };
const GO_ON: Step = { stop: false };
const STOP: Step = { stop: true };
const refusedBy = (refused: Status): Step => ({ stop: true, refused });

export function updateOneByOne(input: PassInput, actions: PodActions): PassResult {
  const { set, pods } = input;
  const counts = countReplicas(pods, countContext(input));
  const arrangement = arrange(input);
  if (set.metadata.deletionTimestamp !== undefined) return { counts };
  for (let index = 0; index < arrangement.replicas.length; index++) {
    const step = settleReplica(input, arrangement, index, counts, actions);
    if (step.stop) return { counts, refused: step.refused };
  }
  for (const pod of arrangement.condemned.toReversed()) {
    const step = retireCondemned(input, arrangement, pod, counts, actions);
    if (step.stop) return { counts, refused: step.refused };
  }
  return rollOut(input, arrangement.replicas, counts, actions);
}

function settleReplica(
  input: PassInput,
  { replicas }: Arrangement,
  index: number,
  counts: ReplicaCounts,
  actions: PodActions,
): Step {
  const { set, revisions, nowEpochMs, version } = input;
  const monotonic = isMonotonic(set);
  let pod = replicas[index] as Pod;
  if (isFailed(pod)) {
    actions.recreating(set, pod);
    const refused = actions.deletePod(set, pod);
    if (refused !== undefined) return refusedBy(refused);
    countRevision(counts, pod, revisions, -1);
    counts.replicas--;
    pod = podForOrdinal(revisions, ordinalOf(pod), version);
    replicas[index] = pod;
  }
  if (!isCreated(pod)) {
    const refused = actions.createPod(set, pod);
    if (refused !== undefined) return refusedBy(refused);
    counts.replicas++;
    countRevision(counts, pod, revisions, 1);
    return monotonic ? STOP : GO_ON;
  }
  if (monotonic && (isTerminating(pod) || !isRunningAndReady(pod))) return STOP;
  if (monotonic && !isPodAvailable(pod, minReadySecondsOf(set, version), nowEpochMs)) return STOP;
  if (identityMatches(set, pod) && storageMatches(set, pod)) return GO_ON;
  const refused = actions.updatePod(revisions.updateSet, pod);
  return refused === undefined ? GO_ON : refusedBy(refused);
}

// Scaling down waits for all before it to be ready, unless the first unhealthy pod is the one to go.
function retireCondemned(
  input: PassInput,
  { firstUnhealthy }: Arrangement,
  pod: Pod,
  counts: ReplicaCounts,
  actions: PodActions,
): Step {
  const { set, revisions, nowEpochMs, version } = input;
  const monotonic = isMonotonic(set);
  if (isTerminating(pod)) return monotonic ? STOP : GO_ON;
  const settled = isRunningAndReady(pod) && isPodAvailable(pod, minReadySecondsOf(set, version), nowEpochMs);
  if (monotonic && !settled && pod !== firstUnhealthy) return STOP;
  const refused = actions.deletePod(set, pod);
  if (refused !== undefined) return refusedBy(refused);
  countRevision(counts, pod, revisions, -1);
  return monotonic ? STOP : GO_ON;
}
