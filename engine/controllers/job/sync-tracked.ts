// One pass over a Job in releases from 1.23 on, with its calls: end the Job or manage its pods, then settle the status.
//
// The decisions are in job-state.ts, manage-pods.ts and tracking.ts; the writes of the status in settle-status.ts.
// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, syncJob.

import type { Job, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { formatTime } from '../../api/time.ts';
import { keyOf } from '../../client/informer.ts';
import { isPodReady } from '../pod-condition.ts';
import type { Refusal } from '../refusal.ts';
import { type ConditionFields, withCondition } from './conditions.ts';
import { type JobState, jobState, type TrackedView } from './job-state.ts';
import { planPods } from './manage-pods.ts';
import { newJobPod } from './new-pod.ts';
import type { JobMeans, PassOutcome } from './pass.ts';
import { createExpectedPods, deleteExpectedPods, deletePods } from './pod-calls.ts';
import { isSuspended } from './pod-counts.ts';
import { removeFinalizer, settleStatus } from './settle-status.ts';
import { trackPods } from './tracking.ts';

/** What the pass did about the pods. */
export interface Managed {
  readonly active: number;
  readonly ready: number;
  readonly terminating: number;
  readonly end: ConditionFields | undefined;
  readonly refusal?: Refusal | undefined;
  readonly requeueAfterMs?: number | undefined;
  /** Whether the pass was free to act on the pods, so that it may tell of suspending and resuming. */
  readonly wasManaged: boolean;
}

export function syncTracked(view: TrackedView, means: JobMeans): PassOutcome {
  const { job, version } = view;
  const state = jobState(view);
  const managed =
    state.end === undefined ? manage(view, state, means) : finish(view, state, state.end, means);
  const now = formatTime(view.nowEpochMs);
  const draft = draftStatus(view, state, managed, now, means);
  const tracking = trackPods(view, state, draft.status, managed.end);
  const refusal = settleStatus(
    view,
    state,
    managed,
    { ...COPY_OF, ...tracking, needsFlush: tracking.needsFlush || draft.changed },
    now,
    means,
  );
  const requeueAfterMs = earliest(managed.requeueAfterMs, deadlineInMs(view, state));
  const isBackoffByQueue =
    !version.has('jobBackoffByPodFailures') && state.hasNewFailure && managed.end === undefined;
  if (refusal !== undefined) return { forget: false, refusal, requeueAfterMs };
  if (isBackoffByQueue) {
    const message = `failed pod(s) detected for job key "${keyOf(job)}"`;
    return { forget: state.succeeded > (job.status.succeeded ?? 0), refusal: { message }, requeueAfterMs };
  }
  return { forget: true, refusal: managed.refusal, requeueAfterMs };
}

/** What counts after pods were deleted: until 1.30 only the next pass saw that they are on their way out. */
function afterDeletion(
  { version }: TrackedView,
  { activePods, ready, terminating }: JobState,
  deleted: readonly Pod[],
  done: number,
): Pick<Managed, 'active' | 'ready' | 'terminating'> {
  const active = activePods.length - done;
  if (!version.has('jobCountsDeletionsAtOnce')) return { active, ready, terminating };
  return { active, ready: ready - deleted.filter(isPodReady).length, terminating: terminating + done };
}

// The Job cannot end while pods are left to delete, or may yet turn up in the cache.
function finish(view: TrackedView, state: JobState, end: ConditionFields, means: JobMeans): Managed {
  const active = state.activePods.length;
  const { done, refusal } = deletePods(view.job, state.activePods, means.control);
  return {
    ...afterDeletion(view, state, state.activePods, done),
    end: done === active && view.expectationsSatisfied ? end : undefined,
    refusal,
    wasManaged: false,
  };
}

function manage(view: TrackedView, state: JobState, means: JobMeans): Managed {
  const { job, version } = view;
  const wasManaged = view.expectationsSatisfied && job.metadata.deletionTimestamp === undefined;
  const calls = wasManaged ? managePods(view, state, means) : countsOf(state);
  const { completions } = job.spec;
  const isComplete =
    calls.active === 0 && (completions === undefined ? state.succeeded > 0 : state.succeeded >= completions);
  return {
    ...COPY_OF,
    ...calls,
    wasManaged,
    end: isComplete ? completion(version.has('jobDelaysTerminalCondition')) : undefined,
  };
}

const completion = (isDelayed: boolean): ConditionFields =>
  isDelayed
    ? {
        type: 'SuccessCriteriaMet',
        reason: 'CompletionsReached',
        message: 'Reached expected number of succeeded pods',
      }
    : { type: 'Complete' };

const countsOf = ({ activePods, ready, terminating }: JobState): ManagedPods => ({
  active: activePods.length,
  ready,
  terminating,
});

type ManagedPods = Omit<Managed, 'end' | 'wasManaged'>;

function managePods(view: TrackedView, state: JobState, means: JobMeans): ManagedPods {
  const { job, version } = view;
  const counts = countsOf(state);
  const plan = planPods(view, state);
  switch (plan.kind) {
    case 'nothing':
      return counts;
    case 'wait':
      return { ...counts, requeueAfterMs: plan.delayMs };
    case 'delete': {
      const release = (pod: Pod): Refusal | undefined => removeFinalizer(pod, means);
      const { done, refusal } = deleteExpectedPods(job, plan.pods, means.control, means.memory, release);
      return { ...afterDeletion(view, state, plan.pods, done), refusal };
    }
    case 'create': {
      const pods = plan.indexes.map((index) =>
        newJobPod(job, {
          index,
          replaces: index === undefined ? undefined : state.heldBack.get(index),
          version,
        }),
      );
      const { done, refusal } = createExpectedPods(job, pods, means.control, means.memory);
      return { ...counts, active: counts.active + done, refusal };
    }
  }
}

// The counts of the moment, and whether the Job was suspended or resumed.
function draftStatus(
  view: TrackedView,
  state: JobState,
  managed: Managed,
  now: string,
  { component }: JobMeans,
): { status: Job['status']; changed: boolean } {
  const { job, version } = view;
  const { active: _active, ready: _ready, terminating: _terminating, ...rest } = job.status;
  let status: Job['status'] = {
    ...COPY_OF,
    ...rest,
    ...(state.startTime === undefined ? {} : { startTime: state.startTime }),
    ...(managed.active === 0 ? {} : { active: managed.active }),
    ...(version.has('jobReadyPods') ? { ready: managed.ready } : {}),
    ...(version.has('jobPodReplacementPolicy') ? { terminating: managed.terminating } : {}),
    uncountedTerminatedPods: job.status.uncountedTerminatedPods ?? {},
  };
  let changed =
    (status.active ?? 0) !== (job.status.active ?? 0) ||
    status.ready !== job.status.ready ||
    status.terminating !== job.status.terminating;
  if (managed.wasManaged && managed.end === undefined) {
    const suspended = isSuspended(job);
    const message = suspended ? 'Job suspended' : 'Job resumed';
    const condition: ConditionFields = {
      type: 'Suspended',
      status: suspended ? 'True' : 'False',
      reason: suspended ? 'JobSuspended' : 'JobResumed',
      message,
    };
    const updated = withCondition(status.conditions, condition, now);
    if (updated.changed) {
      status = { ...status, conditions: [...updated.conditions] };
      // The deadline counts the time in which the Job is active without a break.
      if (!suspended) status = { ...status, startTime: now };
      component.recorder.event(job, 'Normal', suspended ? 'Suspended' : 'Resumed', message);
      changed = true;
    }
  }
  return { status, changed };
}

// When `activeDeadlineSeconds` will be over.
function deadlineInMs({ job, nowEpochMs }: TrackedView, { startTime, end }: JobState): number | undefined {
  const deadline = job.spec.activeDeadlineSeconds;
  if (deadline === undefined || end !== undefined || isSuspended(job) || startTime === undefined)
    return undefined;
  return Math.max(0, Date.parse(startTime) + deadline * 1000 - nowEpochMs);
}

const earliest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
