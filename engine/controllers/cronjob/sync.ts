// One pass of CronJob controller v2 over one CronJob: bring the list of active Jobs up to date, start the run that is due,
// delete finished Jobs beyond the limits, write the status.
//
// Makes its calls one after the other through `CronJobCalls`; the decisions are in due-run.ts and history.ts.
// Until 1.21 the status is written after each of the steps, changed or not; later once, and only when it changed.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/cronjob_controllerv2.go, sync, syncCronJob.

import type { CronJob, Job } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import type { Result, Status } from '../../api/status.ts';
import { formatTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { finishedStatus } from '../job-finished.ts';
import { activeJobs, isInActiveList, withLastSuccess, withoutActive, withStarted } from './active-jobs.ts';
import { type CronJobEvent, dueRun, missedRunsQuery, requeueAfter } from './due-run.ts';
import { jobsBeyondLimits } from './history.ts';
import { jobFromTemplate, type NewJob } from './job-template.ts';
import { scheduledTimestamp, scheduleOf } from './schedule.ts';

export interface CronJobCalls {
  getCronJob(namespace: string, name: string): Result<CronJob>;
  getJob(namespace: string, name: string): Result<Job>;
  createJob(job: NewJob): Result<Job>;
  /** Deletes the Job and, in the background, its pods. */
  deleteJob(namespace: string, name: string): Result<unknown>;
  updateStatus(cronJob: CronJob): Result<CronJob>;
  record(cronJob: CronJob, event: CronJobEvent): void;
}

export interface CronJobPass {
  /** The CronJob with the status that the pass arrived at. */
  readonly cronJob: CronJob;
  readonly requeueAfterMs?: number | undefined;
  /** The refusal that ended the pass; the CronJob comes back after a back-off. */
  readonly refused?: Status;
}

export interface CronJobContext {
  readonly calls: CronJobCalls;
  readonly nowEpochMs: number;
  readonly version: VersionProfile;
}

const warning = (reason: string, message: string): CronJobEvent => ({ type: 'Warning', reason, message });
const normal = (reason: string, message: string): CronJobEvent => ({ type: 'Normal', reason, message });

/** @param jobs the Jobs that the CronJob controls, as the cache has them */
export function syncCronJob(cronJob: CronJob, jobs: readonly Job[], context: CronJobContext): CronJobPass {
  const always = !context.version.has('cronJobWritesChangedStatusOnly');
  const started = startDueRun(cronJob, jobs, context);
  if (started.refused !== undefined) {
    if (always || started.cronJob.status === cronJob.status) return started;
    const written = context.calls.updateStatus(started.cronJob);
    return written.ok ? started : { cronJob: started.cronJob, refused: written.status };
  }
  const cleaned = cleanUp(started.cronJob, jobs, context);
  const hasLimits =
    cronJob.spec.successfulJobsHistoryLimit !== undefined ||
    cronJob.spec.failedJobsHistoryLimit !== undefined;
  const changed = always ? hasLimits : cleaned.status !== cronJob.status;
  if (!changed) return { ...COPY_OF, ...started, cronJob: cleaned };
  const written = context.calls.updateStatus(cleaned);
  return written.ok
    ? { ...COPY_OF, ...started, cronJob: written.object }
    : { cronJob: cleaned, refused: written.status };
}

function startDueRun(cronJob: CronJob, jobs: readonly Job[], context: CronJobContext): CronJobPass {
  const { calls, nowEpochMs, version } = context;
  const settled = settleActive(cronJob, jobs, context);
  if (settled.refused !== undefined) return settled;
  let current = settled.cronJob;
  if (!version.has('cronJobWritesChangedStatusOnly')) {
    const written = calls.updateStatus(current);
    if (!written.ok) return { cronJob: current, refused: written.status };
    current = written.object;
  }
  if (current.metadata.deletionTimestamp !== undefined) return { cronJob: current };
  const schedule = scheduleOf(current, version);
  if (schedule.ok === false && schedule.isTimeZone) {
    calls.record(current, schedule.event);
    return { cronJob: current };
  }
  if (current.spec.suspend === true) return { cronJob: current };
  if (schedule.ok === false) {
    calls.record(current, schedule.event);
    return { cronJob: current };
  }
  const due = dueRun(current, schedule.next, nowEpochMs, version);
  for (const event of [...schedule.events, ...due.events]) calls.record(current, event);
  const { requeueAfterMs, startEpochMs } = due;
  if (startEpochMs === undefined) return { cronJob: current, requeueAfterMs };
  return startRun(current, startEpochMs, context);
}

// Finished Jobs leave the list; Jobs that are neither in the cache nor on the server do too.
function settleActive(
  cronJob: CronJob,
  jobs: readonly Job[],
  { calls, version }: CronJobContext,
): CronJobPass {
  let current = cronJob;
  for (const job of jobs) {
    const finished = finishedStatus(job);
    const isListed = isInActiveList(current, job.metadata.uid);
    if (!isListed && finished === undefined) {
      const fresh = calls.getCronJob(cronJob.metadata.namespace, cronJob.metadata.name);
      if (!fresh.ok) return { cronJob: current, refused: fresh.status };
      if (isInActiveList(fresh.object, job.metadata.uid)) {
        current = fresh.object;
        continue;
      }
      const message = `Saw a job that the controller did not create or forgot: ${job.metadata.name}`;
      calls.record(current, warning('UnexpectedJob', message));
    } else if (isListed && finished !== undefined) {
      current = withoutActive(current, job.metadata.uid);
      calls.record(
        current,
        normal('SawCompletedJob', `Saw completed job: ${job.metadata.name}, status: ${finished}`),
      );
    } else if (finished !== undefined && version.has('cronJobLastSuccessfulTime')) {
      current = withLastSuccess(current, job);
    }
  }
  const seen = new Set(jobs.map((job) => job.metadata.uid));
  for (const reference of activeJobs(current)) {
    if (seen.has(reference.uid ?? '')) continue;
    const found = calls.getJob(reference.namespace ?? '', reference.name ?? '');
    if (found.ok) continue;
    if (found.status.reason !== 'NotFound') return { cronJob: current, refused: found.status };
    calls.record(current, normal('MissingJob', `Active job went missing: ${reference.name}`));
    current = withoutActive(current, reference.uid ?? '');
  }
  return { cronJob: current };
}

function startRun(cronJob: CronJob, startEpochMs: number, context: CronJobContext): CronJobPass {
  const { calls, nowEpochMs, version } = context;
  let current = cronJob;
  if (current.spec.concurrencyPolicy === 'Replace') {
    for (const { namespace, name } of activeJobs(current)) {
      const found = calls.getJob(namespace ?? '', name ?? '');
      if (!found.ok) {
        calls.record(current, warning('FailedGet', `Get job: ${found.status.message}`));
        return { cronJob: current, refused: found.status };
      }
      const deleted = deleteJob(current, found.object, calls);
      if (deleted.refused !== undefined) return deleted;
      current = deleted.cronJob;
    }
  }
  const timestamp = scheduledTimestamp(current, startEpochMs);
  const created = calls.createJob(jobFromTemplate(current, startEpochMs, timestamp, version));
  if (!created.ok) {
    const { status } = created;
    const isNamespaceGoing =
      status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false;
    if (!isNamespaceGoing && status.reason !== 'AlreadyExists') {
      calls.record(current, warning('FailedCreate', `Error creating job: ${status.message}`));
    }
    return { cronJob: current, refused: status };
  }
  calls.record(current, normal('SuccessfulCreate', `Created job ${created.object.metadata.name}`));
  current = withStarted(current, created.object, formatTime(startEpochMs));
  if (!version.has('cronJobWritesChangedStatusOnly')) {
    const written = calls.updateStatus(current);
    if (!written.ok) return { cronJob: current, refused: written.status };
    current = written.object;
  }
  return { cronJob: current, requeueAfterMs: requeueAfterStart(current, nowEpochMs, version) };
}

// The last run has moved on, so the next look is counted anew.
function requeueAfterStart(
  cronJob: CronJob,
  nowEpochMs: number,
  version: VersionProfile,
): number | undefined {
  const schedule = scheduleOf(cronJob, version);
  return schedule.ok ? requeueAfter(missedRunsQuery(cronJob, nowEpochMs), schedule.next, version) : undefined;
}

function cleanUp(cronJob: CronJob, jobs: readonly Job[], { calls }: CronJobContext): CronJob {
  let current = cronJob;
  for (const job of jobsBeyondLimits(cronJob.spec, jobs)) current = deleteJob(current, job, calls).cronJob;
  return current;
}

function deleteJob(cronJob: CronJob, job: Job, calls: CronJobCalls): CronJobPass {
  const deleted = calls.deleteJob(job.metadata.namespace, job.metadata.name);
  if (!deleted.ok) {
    calls.record(cronJob, warning('FailedDelete', `Deleted job: ${deleted.status.message}`));
    return { cronJob, refused: deleted.status };
  }
  const current = isInActiveList(cronJob, job.metadata.uid)
    ? withoutActive(cronJob, job.metadata.uid)
    : cronJob;
  calls.record(current, normal('SuccessfulDelete', `Deleted job ${job.metadata.name}`));
  return { cronJob: current };
}
