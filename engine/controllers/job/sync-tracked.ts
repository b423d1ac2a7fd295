// One pass over a Job in releases from 1.23 on, with its calls: end the Job or manage its pods, write the status, take
// finalizers off, count, write the status again.
//
// The decisions are in job-state.ts, manage-pods.ts and tracking.ts.
// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, syncJob, flushUncountedAndRemoveFinalizers,
// enactJobFinished, recordJobFinished.

import type { Job, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { keyOf } from '../../client/informer.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { type ConditionFields, findCondition, newCondition, withCondition } from './conditions.ts';
import { isTracked, type JobState, jobState, TRACKING_FINALIZER, type TrackedView } from './job-state.ts';
import { planPods } from './manage-pods.ts';
import { newJobPod } from './new-pod.ts';
import { createExpectedPods, deleteExpectedPods, deletePods } from './pod-calls.ts';
import { isSuspended } from './pod-counts.ts';
import type { JobMeans, PassOutcome } from './sync-counted.ts';
import { countUntracked, hasUncounted, type Tracking, trackPods } from './tracking.ts';

interface Managed {
  readonly active: number;
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
  const refusal = settle(
    view,
    state,
    managed,
    { ...tracking, needsFlush: tracking.needsFlush || draft.changed },
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

// The Job cannot end while pods are left to delete, or may yet turn up in the cache.
function finish(view: TrackedView, state: JobState, end: ConditionFields, means: JobMeans): Managed {
  const active = state.activePods.length;
  const { done, refusal } = deletePods(view.job, state.activePods, means.control);
  return {
    active: active - done,
    terminating: state.terminating + done,
    end: done === active && view.expectationsSatisfied ? end : undefined,
    refusal,
    wasManaged: false,
  };
}

function manage(view: TrackedView, state: JobState, means: JobMeans): Managed {
  const { job, version } = view;
  const wasManaged = view.expectationsSatisfied && job.metadata.deletionTimestamp === undefined;
  const { terminating } = state;
  const calls = wasManaged ? managePods(view, state, means) : { active: state.activePods.length };
  const { completions } = job.spec;
  const isComplete =
    calls.active === 0 && (completions === undefined ? state.succeeded > 0 : state.succeeded >= completions);
  return {
    ...calls,
    terminating,
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

function managePods(
  view: TrackedView,
  state: JobState,
  means: JobMeans,
): { active: number; refusal?: Refusal | undefined; requeueAfterMs?: number } {
  const { job, version } = view;
  const active = state.activePods.length;
  const plan = planPods(view, state);
  switch (plan.kind) {
    case 'nothing':
      return { active };
    case 'wait':
      return { active, requeueAfterMs: plan.delayMs };
    case 'delete': {
      const release = (pod: Pod): Refusal | undefined => removeFinalizer(pod, means);
      const { done, refusal } = deleteExpectedPods(job, plan.pods, means.control, means.memory, release);
      return { active: active - done, refusal };
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
      return { active: active + done, refusal };
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
    ...rest,
    ...(state.startTime === undefined ? {} : { startTime: state.startTime }),
    ...(managed.active === 0 ? {} : { active: managed.active }),
    ...(version.has('jobReadyPods')
      ? { ready: managed.end === undefined ? state.ready : Math.min(state.ready, managed.active) }
      : {}),
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

// List what ended, write, take finalizers off, count, end the Job if it is to end, write.
function settle(
  view: TrackedView,
  state: JobState,
  managed: Managed,
  tracking: Tracking,
  now: string,
  means: JobMeans,
): Refusal | undefined {
  const { client } = means.component;
  const key = keyOf(view.job);
  const interim = withInterimCondition(view.job, tracking.status, managed.end, now);
  let job: Job = { ...view.job, status: interim.status };
  if (tracking.needsFlush || interim.changed) {
    const written = client.updateStatus(job);
    if (!written.ok)
      return {
        message: `tracking status: adding uncounted pods to status: ${written.status.message}`,
        status: written.status,
      };
    job = written.object;
    means.memory.setBackoff(key, state.backoff);
  }
  const left = new Set(tracking.tracked);
  const refusal = release(key, tracking.release, left, means);
  const counted = countUntracked(job.status, left);
  job = { ...job, status: counted.status };
  if (refusal !== undefined) {
    if (counted.changed) client.updateStatus(job);
    return refusal;
  }
  const end = tracking.isPartial ? undefined : finalCondition(view, job, managed);
  if (end !== undefined) {
    const { conditions } = withCondition(job.status.conditions, end, now);
    const status = { ...job.status, conditions: [...conditions] };
    job = { ...job, status: end.type === 'Complete' ? { ...status, completionTime: now } : status };
  }
  if (!counted.changed && end === undefined) return undefined;
  const written = client.updateStatus(job);
  if (!written.ok) return refusedBy(written.status);
  if (end !== undefined) recordEnd(job, end, means);
  return undefined;
}

// The interim condition is written before any finalizer goes, so that a restart does not forget why the Job ends.
function withInterimCondition(
  job: Job,
  status: Job['status'],
  end: ConditionFields | undefined,
  now: string,
): { status: Job['status']; changed: boolean } {
  const isInterim = end?.type === 'FailureTarget' || end?.type === 'SuccessCriteriaMet';
  if (end === undefined || !isInterim || findCondition(job, end.type) !== undefined)
    return { status, changed: false };
  return {
    status: { ...status, conditions: [...(status.conditions ?? []), newCondition(end, now)] },
    changed: true,
  };
}

const FINAL = { FailureTarget: 'Failed', SuccessCriteriaMet: 'Complete' } as const;

function finalCondition({ version }: TrackedView, job: Job, managed: Managed): ConditionFields | undefined {
  const { end } = managed;
  if (end === undefined || hasUncounted(job.status)) return undefined;
  if (version.has('jobDelaysTerminalCondition') && managed.terminating > 0) return undefined;
  return end.type === 'FailureTarget' || end.type === 'SuccessCriteriaMet'
    ? { ...end, type: FINAL[end.type] }
    : end;
}

function release(key: string, pods: readonly Pod[], left: Set<string>, means: JobMeans): Refusal | undefined {
  means.memory.expectRemovals(
    key,
    pods.map((pod) => pod.metadata.uid),
  );
  let refusal: Refusal | undefined;
  for (const pod of pods) {
    const failed = removeFinalizer(pod, means);
    if (failed === undefined || failed.status?.reason === 'NotFound') left.delete(pod.metadata.uid);
    if (failed === undefined) continue;
    means.memory.removalObserved(key, pod.metadata.uid);
    if (failed.status?.reason !== 'NotFound') refusal ??= failed;
  }
  return refusal;
}

/** Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, removeTrackingFinalizerPatch. */
export function removeFinalizer(pod: Pod, { component }: Pick<JobMeans, 'component'>): Refusal | undefined {
  if (!isTracked(pod)) return undefined;
  const patch = { metadata: { '$deleteFromPrimitiveList/finalizers': [TRACKING_FINALIZER] } };
  const { namespace, name } = pod.metadata;
  const patched = component.client.patch('Pod', namespace, name, { type: 'strategic', patch });
  return patched.ok ? undefined : refusedBy(patched.status);
}

function recordEnd(job: Job, end: ConditionFields, { component }: JobMeans): void {
  const { recorder } = component;
  if (end.type !== 'Complete') {
    recorder.event(job, 'Warning', end.reason ?? '', end.message ?? '');
    return;
  }
  if (job.spec.completions !== undefined && (job.status.succeeded ?? 0) > job.spec.completions) {
    const message = 'Too many succeeded pods running after completion count reached';
    recorder.event(job, 'Warning', 'TooManySucceededPods', message);
  }
  recorder.event(job, 'Normal', 'Completed', 'Job completed');
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
