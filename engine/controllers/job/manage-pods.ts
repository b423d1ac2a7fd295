// Which pods a pass deletes or creates, for Jobs that count with finalizers (1.23 and later).
//
// Pure. A pass either deletes or creates, deletions first. Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go,
// manageJob, activePodsForRemoval; indexed_job_utils.go, firstPendingIndexes, appendDuplicatedIndexPodsForRemoval.

import type { Pod } from '../../api/objects.ts';
import { isPodTerminating } from '../pod-condition.ts';
import { POD_FAILURE_BACKOFF_MAX_MS, podFailureBackoffMaxMs, remainingBackoffMs } from './backoff.ts';
import { allFailuresOf, completionIndexOf, indexesOf } from './completion-index.ts';
import { firstFree, merge, withIndexes } from './index-intervals.ts';
import { hasLimitPerIndex, type JobState, replacesOnlyFailed, type TrackedView } from './job-state.ts';
import { finishedEpochMs, isIndexed, isSuspended } from './pod-counts.ts';
import { inSurplusOrder } from './surplus-order.ts';

// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, MaxPodCreateDeletePerSync.
const CALLS_PER_PASS_MAX = 500;

export type PodPlan =
  | { readonly kind: 'delete'; readonly pods: readonly Pod[] }
  /** One entry a pod: its completion index, undefined for Jobs without indexes. */
  | { readonly kind: 'create'; readonly indexes: readonly (number | undefined)[] }
  /** Pods are wanted, but a back-off is not over. */
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'nothing' };

export function planPods(view: TrackedView, state: JobState): PodPlan {
  const { job, version } = view;
  const active = state.activePods.length;
  if (isSuspended(job)) return deletion(inSurplusOrder(state.activePods));
  const terminating = replacesOnlyFailed(job, version) ? state.terminating : 0;
  const wanted = wantedActive(view, state);
  const surplus = Math.max(0, active + terminating - wanted);
  const surplusPods = podsForRemoval(view, state.activePods, surplus).slice(0, CALLS_PER_PASS_MAX);
  if (surplusPods.length > 0) return deletion(surplusPods);
  const missing = Math.min(wanted - terminating - active, CALLS_PER_PASS_MAX);
  if (missing <= 0) return { kind: 'nothing' };
  if (version.has('jobBackoffByPodFailures') && !hasLimitPerIndex(job, version)) {
    const delayMs = remainingBackoffMs(state.backoff, view.nowEpochMs, podFailureBackoffMaxMs(version));
    if (delayMs > 0) return { kind: 'wait', delayMs };
  }
  if (!isIndexed(job)) return { kind: 'create', indexes: Array.from({ length: missing }, () => undefined) };
  return indexedCreation(view, state, missing);
}

const deletion = (pods: readonly Pod[]): PodPlan =>
  pods.length === 0 ? { kind: 'nothing' } : { kind: 'delete', pods };

// Without completions: `parallelism`, until the first success; then what runs may run on.
function wantedActive({ job }: TrackedView, { activePods, succeeded }: JobState): number {
  const parallelism = job.spec.parallelism ?? 1;
  const { completions } = job.spec;
  if (completions === undefined) return succeeded > 0 ? activePods.length : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

// Pods of an index that another pod has too, or of no valid one, go whatever the surplus is.
function podsForRemoval({ job }: TrackedView, activePods: readonly Pod[], surplus: number): Pod[] {
  if (!isIndexed(job)) return surplus === 0 ? [] : inSurplusOrder(activePods).slice(0, surplus);
  const completions = job.spec.completions ?? 0;
  const byIndex = new Map<number, Pod[]>();
  const removed: Pod[] = [];
  for (const pod of activePods) {
    const index = completionIndexOf(pod);
    if (index === undefined || index >= completions) removed.push(pod);
    else byIndex.set(index, [...(byIndex.get(index) ?? []), pod]);
  }
  const kept: Pod[] = [];
  for (const index of [...byIndex.keys()].sort((a, b) => a - b)) {
    const ordered = inSurplusOrder(byIndex.get(index) ?? []);
    removed.push(...ordered.slice(0, -1));
    kept.push(...ordered.slice(-1));
  }
  return removed.length >= surplus
    ? removed
    : [...removed, ...inSurplusOrder(kept).slice(0, surplus - removed.length)];
}

function indexedCreation(view: TrackedView, state: JobState, missing: number): PodPlan {
  const { job, pods, nowEpochMs, version } = view;
  let taken = withIndexes(state.succeededIndexes, indexesOf(state.activePods));
  if (replacesOnlyFailed(job, version)) taken = withIndexes(taken, indexesOf(pods.filter(isPodTerminating)));
  if (state.failedIndexes !== undefined) taken = merge(taken, state.failedIndexes);
  const indexes = firstFree(taken, missing, job.spec.completions ?? 0);
  if (!hasLimitPerIndex(job, version))
    return indexes.length === 0 ? { kind: 'nothing' } : { kind: 'create', indexes };
  const delays = indexes.map((index) => indexDelayMs(state.heldBack.get(index), nowEpochMs));
  const now = indexes.filter((_, at) => delays[at] === 0);
  if (now.length > 0) return { kind: 'create', indexes: now };
  return delays.length === 0 ? { kind: 'nothing' } : { kind: 'wait', delayMs: Math.min(...delays) };
}

// Each index backs off on its own. Source: backoff_utils.go, getRemainingTimePerIndex.
function indexDelayMs(lastFailed: Pod | undefined, nowEpochMs: number): number {
  if (lastFailed === undefined) return 0;
  const record = { failures: allFailuresOf(lastFailed) + 1, lastFailureEpochMs: finishedEpochMs(lastFailed) };
  return remainingBackoffMs(record, nowEpochMs, POD_FAILURE_BACKOFF_MAX_MS);
}
