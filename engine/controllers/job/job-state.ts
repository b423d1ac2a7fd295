// What a pass over a Job finds, in the releases that count results in the status and mark pods with a finalizer until
// they are counted (1.23 and later): pods by state, totals, indexes, and whether the Job is to end.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, syncJob, getNewFinishedPods, isPodFailed,
// nonIgnoredFailedPodsCount; indexed_job_utils.go. Conditions that wait for pods to end: v1.31.0 of the same.

import type { Job, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { formatTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isPodActive, isPodReady, isPodTerminating } from '../pod-condition.ts';
import { type BackoffRecord, nextRecord } from './backoff.ts';
import { allFailuresOf, completionIndexOf, failureCountOf, indexesOf } from './completion-index.ts';
import { type ConditionFields, findCondition } from './conditions.ts';
import { has, type Intervals, parseIntervals, total, withIndexes } from './index-intervals.ts';
import {
  finishedEpochMs,
  isIndexed,
  isSuspended,
  pastActiveDeadline,
  pastBackoffLimitOnFailure,
} from './pod-counts.ts';
import { judgeFailure } from './pod-failure-policy.ts';
import { metSuccessRule } from './success-policy.ts';

// Source: kubernetes v1.28.0 staging/src/k8s.io/api/batch/v1/types.go, JobTrackingFinalizer.
export const TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking';

/** Whether the release gives the pods of Jobs the finalizer. */
export const tracksWithFinalizers = (version: Pick<VersionProfile, 'has'>): boolean =>
  version.has('jobTracksWithFinalizers') || version.has('jobTracksWithFinalizersAtFirst');

export const isTracked = (pod: Pod): boolean =>
  pod.metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;

export interface TrackedView {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly nowEpochMs: number;
  readonly expectationsSatisfied: boolean;
  /** Pods whose finalizer was taken off but which the cache still shows with it. */
  readonly awaitedRemovals: ReadonlySet<string>;
  readonly backoff: BackoffRecord;
  /** How often the work queue has put the Job back; read by releases that back off by it. */
  readonly previousRetries: number;
  readonly version: VersionProfile;
}

export interface JobState {
  readonly startTime: string | undefined;
  readonly activePods: readonly Pod[];
  readonly ready: number;
  readonly terminating: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly prevSucceededIndexes: Intervals;
  readonly succeededIndexes: Intervals;
  readonly failedIndexes: Intervals | undefined;
  /** By index: the failed pod that stays until its replacement has taken over its failure count. */
  readonly heldBack: ReadonlyMap<number, Pod>;
  readonly backoff: BackoffRecord;
  /** A pod failed that the status does not count yet. */
  readonly hasNewFailure: boolean;
  /** The condition with which the Job is to end. */
  readonly end: ConditionFields | undefined;
}

export const hasLimitPerIndex = (job: Job, version: VersionProfile): boolean =>
  version.has('jobBackoffLimitPerIndex') && job.spec.backoffLimitPerIndex !== undefined;

const failurePolicyOf = (job: Job, version: VersionProfile) =>
  version.has('jobPodFailurePolicy') ? job.spec.podFailurePolicy : undefined;

/** Whether a pod on its way out is replaced only once it has ended. */
export const replacesOnlyFailed = (job: Job, version: VersionProfile): boolean =>
  (version.has('jobPodReplacementPolicy') && job.spec.podReplacementPolicy === 'Failed') ||
  failurePolicyOf(job, version) !== undefined;

/** A pod that is being deleted counts as failed at once, unless the Job asks to wait for its end. */
export function isPodFailed(job: Job, pod: Pod, version: VersionProfile): boolean {
  if (pod.status.phase === 'Failed') return true;
  if (replacesOnlyFailed(job, version)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== 'Succeeded';
}

export const countsAsFailure = (job: Job, pod: Pod, version: VersionProfile): boolean =>
  judgeFailure(failurePolicyOf(job, version), pod, version).counts;

/** Whether the index of the pod is one the Job asks for. */
export function hasValidIndex(job: Job, pod: Pod): boolean {
  const index = completionIndexOf(pod);
  return index !== undefined && index < (job.spec.completions ?? 0);
}

export function jobState(view: TrackedView): JobState {
  const { job, pods, version } = view;
  const uncounted = job.status.uncountedTerminatedPods;
  const newSucceeded = uncountedPods(view, uncounted?.succeeded).filter(hasSucceeded);
  const newFailed = uncountedPods(view, uncounted?.failed).filter((pod) => isPodFailed(job, pod, version));
  const indexes = indexState(view);
  const counted = (job.status.succeeded ?? 0) + newSucceeded.length + (uncounted?.succeeded?.length ?? 0);
  const failed =
    (job.status.failed ?? 0) +
    newFailed.filter((pod) => countsAsFailure(job, pod, version)).length +
    (uncounted?.failed?.length ?? 0);
  const activePods = pods.filter(isPodActive);
  const totals = {
    activePods,
    succeeded: isIndexed(job) ? total(indexes.succeededIndexes) : counted,
    failed,
    hasNewFailure: failed > (job.status.failed ?? 0),
  };
  return {
    ...COPY_OF,
    ...totals,
    ...indexes,
    startTime: job.status.startTime ?? (isSuspended(job) ? undefined : formatTime(view.nowEpochMs)),
    ready: activePods.filter(isPodReady).length,
    terminating: pods.filter(isPodTerminating).length,
    heldBack: hasLimitPerIndex(job, version) ? heldBackPods(view, indexes, activePods) : new Map(),
    backoff: nextRecord(view.backoff, newSucceeded, newFailed),
    end: endOf(view, totals, indexes),
  };
}

// Pods that still have the finalizer and are in no list of the status: nobody has counted them yet.
function uncountedPods(
  { job, pods, awaitedRemovals }: TrackedView,
  listedUids: readonly string[] = [],
): Pod[] {
  const listed = new Set(listedUids);
  return pods.filter(
    (pod) =>
      isTracked(pod) &&
      !listed.has(pod.metadata.uid) &&
      !awaitedRemovals.has(pod.metadata.uid) &&
      (!isIndexed(job) || hasValidIndex(job, pod)),
  );
}

const hasSucceeded = (pod: Pod): boolean => pod.status.phase === 'Succeeded';

type IndexState = Pick<JobState, 'prevSucceededIndexes' | 'succeededIndexes' | 'failedIndexes'>;

function indexState({ job, pods, version }: TrackedView): IndexState {
  if (!isIndexed(job)) return { prevSucceededIndexes: [], succeededIndexes: [], failedIndexes: undefined };
  const completions = job.spec.completions ?? 0;
  const valid = pods.filter((pod) => isTracked(pod) && hasValidIndex(job, pod));
  const prevSucceededIndexes = parseIntervals(job.status.completedIndexes, completions);
  const succeeded = indexesOf(valid.filter((pod) => pod.status.phase === 'Succeeded'));
  const succeededIndexes = withIndexes(prevSucceededIndexes, succeeded);
  if (!hasLimitPerIndex(job, version))
    return { prevSucceededIndexes, succeededIndexes, failedIndexes: undefined };
  const failed = indexesOf(valid.filter((pod) => isIndexFailed(job, pod, version)));
  const failedIndexes = withIndexes(parseIntervals(job.status.failedIndexes, completions), failed);
  return { prevSucceededIndexes, succeededIndexes, failedIndexes };
}

function isIndexFailed(job: Job, pod: Pod, version: VersionProfile): boolean {
  if (!isPodFailed(job, pod, version)) return false;
  const { action, counts } = judgeFailure(failurePolicyOf(job, version), pod, version);
  return action === 'FailIndex' || (counts && failureCountOf(pod) >= (job.spec.backoffLimitPerIndex ?? 0));
}

// Source: kubernetes v1.28.0 pkg/controller/job/indexed_job_utils.go, getPodsWithDelayedDeletionPerIndex.
function heldBackPods(view: TrackedView, indexes: IndexState, activePods: readonly Pod[]): Map<number, Pod> {
  const { job, version } = view;
  const activeIndexes = indexesOf(activePods);
  const held = new Map<number, Pod>();
  for (const pod of uncountedPods(view)) {
    const index = completionIndexOf(pod);
    if (index === undefined || !isPodFailed(job, pod, version) || activeIndexes.has(index)) continue;
    if (has(indexes.succeededIndexes, index) || has(indexes.failedIndexes ?? [], index)) continue;
    const before = held.get(index);
    const isLater =
      before === undefined ||
      (allFailuresOf(before) <= allFailuresOf(pod) && finishedEpochMs(pod) >= finishedEpochMs(before));
    if (isLater) held.set(index, pod);
  }
  return held;
}

type Totals = Pick<JobState, 'activePods' | 'succeeded' | 'failed' | 'hasNewFailure'>;

// The first reason to end that holds. An interim condition set by an earlier pass decides before all else.
function endOf(view: TrackedView, totals: Totals, indexes: IndexState): ConditionFields | undefined {
  const { job, pods, nowEpochMs, version } = view;
  const met = version.has('jobSuccessPolicy') ? findCondition(job, 'SuccessCriteriaMet') : undefined;
  if (met !== undefined)
    return { type: 'SuccessCriteriaMet', reason: met.reason ?? '', message: met.message ?? '' };
  const target = version.has('jobPodFailurePolicy') ? findCondition(job, 'FailureTarget') : undefined;
  if (target !== undefined)
    return { type: 'Failed', reason: target.reason ?? '', message: target.message ?? '' };
  for (const pod of failurePolicyOf(job, version) === undefined ? [] : pods) {
    if (!isPodFailed(job, pod, version)) continue;
    const { message } = judgeFailure(failurePolicyOf(job, version), pod, version);
    if (message !== undefined) return { type: 'FailureTarget', reason: 'PodFailurePolicy', message };
  }
  if (exceedsBackoffLimit(view, totals) || pastBackoffLimitOnFailure(job, pods)) {
    return failure(version, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  }
  if (pastActiveDeadline(job, nowEpochMs)) {
    return failure(version, 'DeadlineExceeded', 'Job was active longer than specified deadline');
  }
  const { failedIndexes, succeededIndexes } = indexes;
  if (failedIndexes !== undefined) {
    const { maxFailedIndexes, completions } = job.spec;
    if (maxFailedIndexes !== undefined && total(failedIndexes) > maxFailedIndexes) {
      const message = 'Job has exceeded the specified maximal number of failed indexes';
      return failure(version, 'MaxFailedIndexesExceeded', message);
    }
    if (total(failedIndexes) > 0 && total(failedIndexes) + total(succeededIndexes) >= (completions ?? 0)) {
      return failure(version, 'FailedIndexes', 'Job has failed indexes');
    }
  }
  const rule =
    version.has('jobSuccessPolicy') && isIndexed(job) ? metSuccessRule(job, succeededIndexes) : undefined;
  return rule === undefined
    ? undefined
    : { type: 'SuccessCriteriaMet', reason: 'SuccessPolicy', message: rule };
}

const failure = (version: VersionProfile, reason: string, message: string): ConditionFields => ({
  type: version.has('jobDelaysTerminalCondition') ? 'FailureTarget' : 'Failed',
  reason,
  message,
});

// Until 1.26 only a failure that is new, with fewer or more pods active than wanted, can pass the limit.
function exceedsBackoffLimit(
  { job, version }: TrackedView,
  { activePods, failed, hasNewFailure }: Totals,
): boolean {
  const exceeds = failed > (job.spec.backoffLimit ?? 6);
  if (version.has('jobBackoffByPodFailures')) return exceeds;
  return exceeds && hasNewFailure && activePods.length !== (job.spec.parallelism ?? 1);
}
