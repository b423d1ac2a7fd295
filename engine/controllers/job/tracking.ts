// Counting a Job's pods into its status exactly once: a pod that ended is first listed as uncounted, then loses its
// finalizer, and only then adds to the count and leaves the list. Whatever is interrupted goes on where it stopped.
//
// Pure; the writes between these steps are in sync-tracked.ts. Source: KEP-2307; kubernetes v1.28.0
// pkg/controller/job/job_controller.go, trackJobStatusAndRemoveFinalizers, cleanUncountedPodsWithoutFinalizers,
// canRemoveFinalizer.

import type { Job, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { byCompletionIndex, completionIndexOf } from './completion-index.ts';
import type { ConditionFields } from './conditions.ts';
import { formatIntervals, has, total, withIndexes } from './index-intervals.ts';
import {
  countsAsFailure,
  hasValidIndex,
  isPodFailed,
  isTracked,
  type JobState,
  type TrackedView,
} from './job-state.ts';
import { isIndexed } from './pod-counts.ts';

type JobStatus = Job['status'];

// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, MaxUncountedPods.
const UNCOUNTED_MAX = 500;

export interface Tracking {
  readonly status: JobStatus;
  /** Pods to take the finalizer off, once the status is written. */
  readonly release: readonly Pod[];
  /** Uids of pods that still have the finalizer. */
  readonly tracked: ReadonlySet<string>;
  /** Whether the status says something new that must be written before finalizers go. */
  readonly needsFlush: boolean;
  /** Whether pods were left for a later pass, because the list would grow too long. */
  readonly isPartial: boolean;
}

/** @param status the Job's status with what this pass has changed so far */
export function trackPods(
  view: TrackedView,
  state: JobState,
  status: JobStatus,
  end: ConditionFields | undefined,
): Tracking {
  const { job, awaitedRemovals, version } = view;
  const pods = isIndexed(job) ? byCompletionIndex(view.pods) : view.pods;
  const waiting = pods.filter((pod) => isTracked(pod) && !awaitedRemovals.has(pod.metadata.uid));
  const tracked = new Set(waiting.map((pod) => pod.metadata.uid));
  const counted = countUntracked(status, tracked);
  const succeeded = [...(counted.status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(counted.status.uncountedTerminatedPods?.failed ?? [])];
  const listed = { succeeded: new Set(succeeded), failed: new Set(failed) };
  const newIndexes: number[] = [];
  const release: Pod[] = [];
  let needsFlush = counted.changed;
  let isPartial = false;
  for (const pod of waiting) {
    const { uid } = pod.metadata;
    const hasFailed = isPodFailed(job, pod, version);
    if (!canRelease(view, state, pod, hasFailed, end)) continue;
    release.push(pod);
    if (pod.status.phase === 'Succeeded' && !listed.failed.has(uid)) {
      const index = completionIndexOf(pod);
      if (!isIndexed(job)) {
        if (!listed.succeeded.has(uid)) succeeded.push(uid);
      } else if (index !== undefined && hasValidIndex(job, pod) && !has(state.prevSucceededIndexes, index)) {
        newIndexes.push(index);
        needsFlush = true;
      }
    } else if ((hasFailed || end !== undefined) && !listed.failed.has(uid) && isCountable(view, pod)) {
      failed.push(uid);
    }
    if (newIndexes.length + succeeded.length + failed.length >= UNCOUNTED_MAX) {
      isPartial = true;
      break;
    }
  }
  needsFlush ||= succeeded.length > listed.succeeded.size || failed.length > listed.failed.size;
  const withLists = withUncounted(counted.status, succeeded, failed);
  const withIndexFields = isIndexed(job) ? withIndexStatus(state, withLists, newIndexes) : withLists;
  needsFlush ||=
    withIndexFields.completedIndexes !== status.completedIndexes ||
    withIndexFields.failedIndexes !== status.failedIndexes;
  return { status: withIndexFields, release, tracked, needsFlush, isPartial };
}

function isCountable({ job, version }: TrackedView, pod: Pod): boolean {
  return (!isIndexed(job) || hasValidIndex(job, pod)) && countsAsFailure(job, pod, version);
}

// A failed pod stays while its replacement still has to learn from it how often the index has failed.
function canRelease(
  { job }: TrackedView,
  { heldBack }: JobState,
  pod: Pod,
  hasFailed: boolean,
  end: ConditionFields | undefined,
): boolean {
  if (job.metadata.deletionTimestamp !== undefined || end !== undefined || pod.status.phase === 'Succeeded')
    return true;
  const index = completionIndexOf(pod);
  return hasFailed && (index === undefined || heldBack.get(index)?.metadata.uid !== pod.metadata.uid);
}

function withIndexStatus(state: JobState, status: JobStatus, newIndexes: readonly number[]): JobStatus {
  const indexes = withIndexes(state.succeededIndexes, newIndexes);
  const { succeeded: _succeeded, completedIndexes: _completed, failedIndexes: _failed, ...rest } = status;
  const completedIndexes = formatIntervals(indexes);
  return {
    ...rest,
    ...(total(indexes) === 0 ? {} : { succeeded: total(indexes) }),
    ...(completedIndexes === '' ? {} : { completedIndexes }),
    ...(state.failedIndexes === undefined ? {} : { failedIndexes: formatIntervals(state.failedIndexes) }),
  };
}

/** Moves pods without the finalizer from the lists into the counts. */
export function countUntracked(
  status: JobStatus,
  tracked: ReadonlySet<string>,
): { readonly status: JobStatus; readonly changed: boolean } {
  const lists = status.uncountedTerminatedPods;
  const succeeded = lists?.succeeded?.filter((uid) => tracked.has(uid)) ?? [];
  const failed = lists?.failed?.filter((uid) => tracked.has(uid)) ?? [];
  const succeededMore = (lists?.succeeded?.length ?? 0) - succeeded.length;
  const failedMore = (lists?.failed?.length ?? 0) - failed.length;
  const counted = {
    ...COPY_OF,
    ...status,
    ...(succeededMore === 0 ? {} : { succeeded: (status.succeeded ?? 0) + succeededMore }),
    ...(failedMore === 0 ? {} : { failed: (status.failed ?? 0) + failedMore }),
  };
  return { status: withUncounted(counted, succeeded, failed), changed: succeededMore + failedMore > 0 };
}

function withUncounted(
  status: JobStatus,
  succeeded: readonly string[],
  failed: readonly string[],
): JobStatus {
  const uncountedTerminatedPods = {
    ...COPY_OF,
    ...(succeeded.length === 0 ? {} : { succeeded: [...succeeded] }),
    ...(failed.length === 0 ? {} : { failed: [...failed] }),
  };
  return { ...COPY_OF, ...status, uncountedTerminatedPods };
}

export const hasUncounted = (status: JobStatus): boolean =>
  (status.uncountedTerminatedPods?.succeeded?.length ?? 0) +
    (status.uncountedTerminatedPods?.failed?.length ?? 0) >
  0;
