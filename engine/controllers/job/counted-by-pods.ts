// One pass over a Job in the releases that count a Job's results by the pods that still exist (until 1.22, and 1.24).
//
// Two pure halves around the API calls: `planPass` says which pods to create and delete, and `concludePass`, told how
// many calls went through, says what becomes of the status. A Job thus forgets results whose pods are deleted; that
// is why later releases count with finalizers (counted-by-status.ts).
// Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, syncJob and manageJob; pull 99963 for 1.22.

import type { Job, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isJobFinished } from '../job-finished.ts';
import { isPodActive, isPodReady } from '../pod-condition.ts';
import { indexesOf } from './completion-index.ts';
import { type JobCondition, newCondition, withCondition } from './conditions.ts';
import { formatIntervals, withIndexes } from './index-intervals.ts';
import {
  isIndexed,
  isSuspended,
  pastActiveDeadline,
  pastBackoffLimitOnFailure,
  podsInPhase,
} from './pod-counts.ts';
import { inSurplusOrder } from './surplus-order.ts';

export interface JobView {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly nowEpochMs: number;
  /** How often the work queue has put the Job back with back-off since it last forgot it. */
  readonly previousRetries: number;
  /** Whether the informer has shown all pods that earlier passes created and deleted. */
  readonly expectationsSatisfied: boolean;
  readonly version: VersionProfile;
}

export interface JobEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface PassPlan {
  /** Set when the Job has failed: all active pods go. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** Whether the pods to delete and create are counted in expectations; those of a failed Job are not. */
  readonly deletes: readonly Pod[];
  readonly creates: number;
  readonly active: number;
  /** The start time this pass sets, RFC 3339. */
  readonly startTime: string | undefined;
  /** When to look again for `activeDeadlineSeconds`; counted from now. */
  readonly requeueAfterMs: number | undefined;
}

export function planPass(view: JobView): PassPlan {
  const { job, pods, nowEpochMs, version } = view;
  const activePods = pods.filter(isPodActive);
  const starts = job.status.startTime === undefined && !isSuspended(job);
  const startTime = starts ? formatTime(nowEpochMs) : undefined;
  const deadline = job.spec.activeDeadlineSeconds;
  const common = {
    startTime,
    requeueAfterMs: starts && deadline !== undefined ? deadline * 1000 : undefined,
    active: activePods.length,
  };
  const failure = failureOf(view, activePods.length);
  if (failure !== undefined) return { ...common, failure, deletes: activePods, creates: 0 };
  if (!view.expectationsSatisfied || job.metadata.deletionTimestamp !== undefined) {
    return { ...common, deletes: [], creates: 0 };
  }
  const wanted = isSuspended(job) ? 0 : wantedActive(job, activePods.length, podsInPhase(pods, 'Succeeded'));
  const removesSurplus = isSuspended(job) || version.has('jobRemovesSurplusAtCompletion');
  const surplus = activePods.length - (removesSurplus ? wanted : (job.spec.parallelism ?? 1));
  if (surplus > 0) {
    const deletes = inSurplusOrder(activePods).slice(0, surplus);
    return { ...common, deletes, creates: 0 };
  }
  return { ...common, deletes: [], creates: Math.max(0, wanted - activePods.length) };
}

// A failure is new when the status does not show it yet. That active differs from parallelism tells it from a pass
// whose status update was lost.
function failureOf(view: JobView, active: number): PassPlan['failure'] {
  const { job, pods, version } = view;
  const failed = podsInPhase(pods, 'Failed');
  const limit = job.spec.backoffLimit ?? 6;
  const tries = version.has('jobBackoffLimitCountsPods') ? failed : view.previousRetries + 1;
  const exceeds =
    failed > (job.status.failed ?? 0) && active !== (job.spec.parallelism ?? 1) && tries > limit;
  if (exceeds || pastBackoffLimitOnFailure(job, pods)) {
    return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  }
  return pastActiveDeadline(job, view.nowEpochMs)
    ? { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' }
    : undefined;
}

// Without completions the Job wants `parallelism` pods until the first one succeeds, and then no new ones; with
// completions never more than are left to do.
function wantedActive(job: Job, active: number, succeeded: number): number {
  const parallelism = job.spec.parallelism ?? 1;
  const { completions } = job.spec;
  if (completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded));
}

export interface PassConclusion {
  readonly events: readonly JobEvent[];
  /** The status to write; undefined when the stored one says the same. */
  readonly status: Job['status'] | undefined;
  /** A pod failed that was not known of: the Job comes back after a back-off. */
  readonly requeueWithBackoff: boolean;
  /** A pod succeeded that was not known of: the back-off starts over. */
  readonly succeededMore: boolean;
}

/** @param active pods that are active after the calls: the plan's, less those deleted, more those created */
export function concludePass(view: JobView, plan: PassPlan, active: number): PassConclusion {
  const { job, pods, version } = view;
  const now = formatTime(view.nowEpochMs);
  const succeeded = podsInPhase(pods, 'Succeeded');
  const failed = podsInPhase(pods, 'Failed') + (plan.failure === undefined ? 0 : plan.active);
  const left = plan.failure === undefined ? active : 0;
  const end =
    plan.failure === undefined ? completion(view, succeeded, left, now) : failureEnd(plan.failure, now);
  const suspension = end.conditions.length === 0 ? suspensionChange(view, now) : undefined;
  const old = job.status;
  const known = old.conditions ?? [];
  const ready = version.has('jobReadyPods')
    ? pods.filter((pod) => isPodActive(pod) && isPodReady(pod)).length
    : undefined;
  const changed =
    (old.active ?? 0) !== left ||
    (old.succeeded ?? 0) !== succeeded ||
    (old.failed ?? 0) !== failed ||
    old.ready !== ready ||
    end.conditions.length > 0 ||
    suspension !== undefined;
  const startTime = suspension?.startTime ?? plan.startTime ?? old.startTime;
  const status: Job['status'] = {
    ...withoutCounts(old),
    ...(known.length + end.conditions.length > 0 || suspension
      ? { conditions: [...(suspension?.conditions ?? known), ...end.conditions] }
      : {}),
    ...(startTime === undefined ? {} : { startTime }),
    ...(end.completionTime === undefined ? {} : { completionTime: end.completionTime }),
    ...(left === 0 ? {} : { active: left }),
    ...(ready === undefined ? {} : { ready }),
    ...(succeeded === 0 ? {} : { succeeded }),
    ...(failed === 0 ? {} : { failed }),
    ...(isIndexed(job) ? { completedIndexes: completedIndexes(pods) } : {}),
  };
  const newFailure = podsInPhase(pods, 'Failed') > (old.failed ?? 0);
  return {
    events: [...end.events, ...(suspension?.events ?? [])],
    status: changed ? status : undefined,
    requeueWithBackoff: changed && newFailure && !isJobFinished({ status }),
    succeededMore: (old.succeeded ?? 0) < succeeded,
  };
}

const completedIndexes = (pods: readonly Pod[]): string =>
  formatIntervals(withIndexes([], indexesOf(pods.filter((pod) => pod.status.phase === 'Succeeded'))));

// Counts of zero are left out of the stored status, as Go's `omitempty` has it.
function withoutCounts(status: Job['status']): Job['status'] {
  const { active: _active, succeeded: _succeeded, failed: _failed, ...rest } = status;
  return rest;
}

interface End {
  readonly conditions: readonly JobCondition[];
  readonly events: readonly JobEvent[];
  readonly completionTime?: string;
}

function failureEnd(failure: NonNullable<PassPlan['failure']>, now: string): End {
  return {
    conditions: [newCondition({ type: 'Failed', ...failure }, now)],
    events: [{ type: 'Warning', ...failure }],
  };
}

function completion({ job, version }: JobView, succeeded: number, active: number, now: string): End {
  const { completions } = job.spec;
  const waitsForAll = completions === undefined || version.has('jobRemovesSurplusAtCompletion');
  const isEnough = completions === undefined ? succeeded > 0 : succeeded >= completions;
  const complete = isEnough && (active === 0 || !waitsForAll);
  if (!complete) return { conditions: [], events: [] };
  const events: JobEvent[] = [];
  if (completions !== undefined && active > 0) {
    const message = 'Too many active pods running after completion count reached';
    events.push({ type: 'Warning', reason: 'TooManyActivePods', message });
  }
  if (completions !== undefined && succeeded > completions) {
    const message = 'Too many succeeded pods running after completion count reached';
    events.push({ type: 'Warning', reason: 'TooManySucceededPods', message });
  }
  if (version.has('jobCompletedEvent')) {
    events.push({ type: 'Normal', reason: 'Completed', message: 'Job completed' });
  }
  return { conditions: [newCondition({ type: 'Complete' }, now)], events, completionTime: now };
}

// Suspending and resuming are told once each, and only by a pass that was free to act on the pods.
function suspensionChange(
  view: JobView,
  now: string,
): { conditions: readonly JobCondition[]; events: JobEvent[]; startTime?: string } | undefined {
  const { job, version } = view;
  if (
    !version.has('jobSuspend') ||
    !view.expectationsSatisfied ||
    job.metadata.deletionTimestamp !== undefined
  ) {
    return undefined;
  }
  const suspended = isSuspended(job);
  const reason = suspended ? 'JobSuspended' : 'JobResumed';
  const message = suspended ? 'Job suspended' : 'Job resumed';
  const { conditions, changed } = withCondition(
    job.status.conditions,
    { type: 'Suspended', status: suspended ? 'True' : 'False', reason, message },
    now,
  );
  if (!changed) return undefined;
  const events: JobEvent[] = [{ type: 'Normal', reason: suspended ? 'Suspended' : 'Resumed', message }];
  return suspended ? { conditions, events } : { conditions, events, startTime: now };
}
