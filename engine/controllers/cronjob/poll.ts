// The CronJob controller of releases before v2: every ten seconds it reads all CronJobs and Jobs live and goes through them.
//
// It names Jobs by the second, does not requeue, and stops at more than 100 missed times. It polls only while there are
// CronJobs, which nobody can tell from polling an empty list.
// Source: kubernetes v1.20.2 pkg/controller/cronjob/cronjob_controller.go, syncAll, syncOne, cleanupFinishedJobs.

import type { CronJob, Job } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { finishedStatus } from '../job-finished.ts';
import { activeJobs, isInActiveList, withoutActive, withStarted } from './active-jobs.ts';
import { type CronJobEvent, missedRunsQuery, rfc1123z } from './due-run.ts';
import { jobsBeyondLimits } from './history.ts';
import { jobFromTemplate } from './job-template.ts';
import { recentUnmetScheduleTimes } from './missed-runs.ts';
import { scheduleOf } from './schedule.ts';

// Source: cronjob_controller.go, Run.
const POLL_INTERVAL_MS = 10_000;

const warning = (reason: string, message: string): CronJobEvent => ({ type: 'Warning', reason, message });

export function startCronJobPoll(component: Component): void {
  const { kernel, client } = component;
  let isPolling = false;
  const poll = (): void => {
    const jobs = client.list('Job');
    const cronJobs = client.list('CronJob');
    if (!jobs.ok || !cronJobs.ok) {
      schedulePoll();
      return;
    }
    for (const cronJob of cronJobs.object) {
      const owned = jobs.object.filter((job) => controllerOf(job)?.uid === cronJob.metadata.uid);
      const settled = syncOne(cronJob, owned, component);
      cleanUp(settled, owned, component);
    }
    isPolling = cronJobs.object.length > 0;
    if (isPolling) schedulePoll();
  };
  const schedulePoll = (): void => {
    isPolling = true;
    const delayMs = POLL_INTERVAL_MS - (kernel.nowMs % POLL_INTERVAL_MS);
    kernel.schedule({ delayMs, kind: 'cronjob poll' }, poll);
  };
  component.informers.of('CronJob').addHandler({
    add: () => {
      if (!isPolling) schedulePoll();
    },
  });
}

/** The CronJob as it stands after the pass. */
function syncOne(cronJob: CronJob, jobs: readonly Job[], component: Component): CronJob {
  const { client, recorder, version, kernel } = component;
  const record = (object: CronJob, { type, reason, message }: CronJobEvent): void =>
    recorder.event(object, type, reason, message);
  const written = client.updateStatus(
    settleActive(cronJob, jobs, version.has('cronJobEventNamesStatus'), record),
  );
  if (!written.ok) return cronJob;
  let current = written.object;
  if (current.metadata.deletionTimestamp !== undefined || current.spec.suspend === true) return current;
  const startEpochMs = lastMissedRun(current, component, record);
  if (startEpochMs === undefined) return current;
  if (current.spec.concurrencyPolicy === 'Forbid' && activeJobs(current).length > 0) return current;
  if (current.spec.concurrencyPolicy === 'Replace') {
    for (const { namespace, name } of activeJobs(current)) {
      const found = client.get('Job', namespace, name ?? '');
      if (!found.ok) {
        record(current, warning('FailedGet', `Get job: ${found.status.message}`));
        return current;
      }
      const after = deleteJob(current, found.object, component);
      if (after === undefined) return current;
      current = after;
    }
  }
  const created = client.create(
    'Job',
    jobFromTemplate(current, startEpochMs, formatTime(startEpochMs), version),
  );
  if (!created.ok) {
    const isGoing =
      created.status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false;
    if (!isGoing) record(current, warning('FailedCreate', `Error creating job: ${created.status.message}`));
    return current;
  }
  const message = `Created job ${created.object.metadata.name}`;
  record(current, { type: 'Normal', reason: 'SuccessfulCreate', message });
  component.decide(
    'start',
    `CronJob starts its run of ${formatTime(startEpochMs)} at ${formatTime(kernel.nowEpochMs)}`,
    current,
  );
  const started = client.updateStatus(withStarted(current, created.object, formatTime(startEpochMs)));
  return started.ok ? started.object : current;
}

function settleActive(
  cronJob: CronJob,
  jobs: readonly Job[],
  namesStatus: boolean,
  record: (cronJob: CronJob, event: CronJobEvent) => void,
): CronJob {
  let current = cronJob;
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    const finished = finishedStatus(job);
    const isListed = isInActiveList(current, uid);
    if (!isListed && finished === undefined) {
      record(
        current,
        warning('UnexpectedJob', `Saw a job that the controller did not create or forgot: ${name}`),
      );
    } else if (isListed && finished !== undefined) {
      current = withoutActive(current, uid);
      const message = `Saw completed job: ${name}${namesStatus ? `, status: ${finished}` : ''}`;
      record(current, { type: 'Normal', reason: 'SawCompletedJob', message });
    }
  }
  const seen = new Set(jobs.map((job) => job.metadata.uid));
  for (const { name, uid } of activeJobs(current)) {
    if (seen.has(uid ?? '')) continue;
    record(current, { type: 'Normal', reason: 'MissingJob', message: `Active job went missing: ${name}` });
    current = withoutActive(current, uid ?? '');
  }
  return current;
}

function lastMissedRun(
  cronJob: CronJob,
  { kernel, version }: Component,
  record: (cronJob: CronJob, event: CronJobEvent) => void,
): number | undefined {
  const needsStart = (why: string): undefined => {
    record(cronJob, warning('FailedNeedsStart', `Cannot determine if job needs to be started: ${why}`));
    return undefined;
  };
  const schedule = scheduleOf(cronJob, version);
  if (!schedule.ok) return needsStart(schedule.event.message);
  const { times, error } = recentUnmetScheduleTimes(
    missedRunsQuery(cronJob, kernel.nowEpochMs),
    schedule.next,
  );
  if (error !== undefined) return needsStart(error);
  const last = times.at(-1);
  const deadline = cronJob.spec.startingDeadlineSeconds;
  if (last === undefined || deadline === undefined || last + deadline * 1000 >= kernel.nowEpochMs)
    return last;
  record(cronJob, warning('MissSchedule', `Missed scheduled time to start a job: ${rfc1123z(last)}`));
  return undefined;
}

/** The CronJob without the Job; undefined when the deletion was refused. */
function deleteJob(cronJob: CronJob, job: Job, { client, recorder }: Component): CronJob | undefined {
  const { namespace, name, uid } = job.metadata;
  const deleted = client.delete('Job', namespace, name, { propagationPolicy: 'Background' });
  if (!deleted.ok) {
    recorder.event(cronJob, 'Warning', 'FailedDelete', `Deleted job: ${deleted.status.message}`);
    return undefined;
  }
  recorder.event(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`);
  return withoutActive(cronJob, uid);
}

function cleanUp(cronJob: CronJob, jobs: readonly Job[], component: Component): void {
  let current = cronJob;
  for (const job of jobsBeyondLimits(cronJob.spec, jobs))
    current = deleteJob(current, job, component) ?? current;
  if (current !== cronJob) component.client.updateStatus(current);
}
