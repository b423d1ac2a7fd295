// Writing the status of a Job that counts with finalizers: what ended is listed, finalizers come off, then it is counted and
// the Job ends if it is to end.
//
// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, flushUncountedAndRemoveFinalizers, enactJobFinished,
// recordJobFinished.

import type { Job, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { keyOf } from '../../client/informer.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { type ConditionFields, findCondition, newCondition, withCondition } from './conditions.ts';
import { isTracked, type JobState, TRACKING_FINALIZER, type TrackedView } from './job-state.ts';
import type { JobMeans } from './pass.ts';
import type { Managed } from './sync-tracked.ts';
import { countUntracked, hasUncounted, type Tracking } from './tracking.ts';

// List what ended, write, take finalizers off, count, end the Job if it is to end, write.
export function settleStatus(
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
  let job: Job = { ...COPY_OF, ...view.job, status: interim.status };
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
  job = { ...COPY_OF, ...job, status: counted.status };
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
