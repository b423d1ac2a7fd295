// The last step of a pass: replace pods of an older revision, from the highest ordinal down to the partition.
//
// A pod that is not healthy holds the rollout, even when it carries neither revision's working template: that is why a
// broken update stays stuck after it is reverted until someone deletes the pod.
// Source: kubernetes v1.20.2 pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet; v1.28.0
// updateStatefulSetAfterInvariantEstablished for maxUnavailable.

import { scaledValue } from '../../api/int-or-percent.ts';
import type { Pod, StatefulSet } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import { isTerminating, revisionOf } from './pod-state.ts';
import type { ReplicaCounts } from './status.ts';
import { isSettled, type PassInput, type PassResult, type PodActions } from './update-plan.ts';

/** @param counts changed in place: a pod that is deleted no longer counts for the current revision */
export function rollOut(
  input: PassInput,
  replicas: readonly Pod[],
  counts: ReplicaCounts,
  actions: PodActions,
): PassResult {
  const { set, revisions, version } = input;
  if (set.spec.updateStrategy?.type === 'OnDelete') return { counts };
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const needsUpdate = (pod: Pod): boolean => revisionOf(pod) !== revisions.updateName && !isTerminating(pod);
  const targets = replicas.slice(partition).reverse();
  if (version.has('statefulSetMaxUnavailable')) {
    return rollOutSeveral(input, replicas, targets.filter(needsUpdate), counts, actions);
  }
  for (const pod of targets) {
    if (needsUpdate(pod)) {
      const refused = deletePod(input, pod, actions);
      if (refused === undefined || !version.has('statefulSetCountsAfterCalls')) counts.currentReplicas--;
      return { counts, refused };
    }
    if (!isSettled(input, pod)) return { counts };
  }
  return { counts };
}

function rollOutSeveral(
  input: PassInput,
  replicas: readonly Pod[],
  targets: readonly Pod[],
  counts: ReplicaCounts,
  actions: PodActions,
): PassResult {
  const unavailable = replicas.filter((pod) => !isSettled(input, pod)).length;
  const room = Math.max(0, maxUnavailable(input.set) - unavailable);
  for (const pod of targets.slice(0, room)) {
    const refused = deletePod(input, pod, actions);
    if (refused !== undefined) return { counts, refused };
    counts.currentReplicas--;
  }
  return { counts };
}

// A pod that is gone already ended the pass until 1.25.
function deletePod({ set, version }: PassInput, pod: Pod, actions: PodActions): Status | undefined {
  const refused = actions.deletePod(set, pod);
  const isGone = refused?.reason === 'NotFound' && version.has('statefulSetCountsAfterCalls');
  return isGone ? undefined : refused;
}

/**
 * How many pods may be unavailable at once; a percentage of the replicas is rounded down, to at least 1.
 * Source: kubernetes v1.28.0 pkg/controller/statefulset/stateful_set_utils.go, getStatefulSetMaxUnavailable.
 */
export function maxUnavailable(set: StatefulSet): number {
  const value = set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  return Math.max(1, scaledValue(value, set.spec.replicas ?? 1, 'down'));
}
