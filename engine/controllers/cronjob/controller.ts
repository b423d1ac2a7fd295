// The CronJob controller: CronJobs are looked at when they or their Jobs change, and at their next scheduled time.
//
// Controller v2. Its pass is in sync.ts; releases before it poll instead (poll.ts).
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/cronjob_controllerv2.go.

import type { CronJob, Job } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import { controllerIn, controllerOf } from '../controller-ref-manager.ts';
import { missedRunsQuery, requeueAfter } from './due-run.ts';
import { startCronJobPoll } from './poll.ts';
import { scheduleOf } from './schedule.ts';
import { type CronJobCalls, syncCronJob } from './sync.ts';

/** Jobs by the name of their controller, whatever its uid: a CronJob made anew under its name takes up the old one's Jobs. */
const BY_CONTROLLER_NAME = 'controller name';

/** @param component its name is `cronjob-controller` */
export function startCronJobController(component: Component): void {
  if (component.version.has('cronJobControllerV2')) startCronJobQueue(component);
  else startCronJobPoll(component);
}

function startCronJobQueue(component: Component): void {
  const { version } = component;
  const cronJobs = component.informers.of('CronJob');
  const jobs = component.informers.of('Job');
  jobs.addIndex(BY_CONTROLLER_NAME, (job) => {
    const owner = controllerOf(job);
    return owner === undefined ? [] : [`${job.metadata.namespace}/${owner.name}`];
  });
  const calls = callsOf(component);

  const queue = component.queue('cronjob', (key) => {
    const cronJob = cronJobs.getByKey(key);
    if (cronJob === undefined) return;
    const { nowEpochMs } = component.kernel;
    const ofName: Job[] = jobs.byIndex(BY_CONTROLLER_NAME, key);
    const owned = version.has('cronJobFindsAllItsJobs') ? ofName : withTemplateLabels(ofName, cronJob);
    const pass = syncCronJob(cronJob, owned, { calls, nowEpochMs, version });
    if (pass.refused !== undefined) {
      component.decide('retry', `CronJob ${key} is tried again: ${pass.refused.message}`, cronJob);
      queue.addRateLimited(key);
    } else if (pass.requeueAfterMs !== undefined) {
      queue.forget(key);
      queue.addAfter(key, pass.requeueAfterMs, `next run of CronJob ${key} (${cronJob.spec.schedule})`);
    }
  });

  // A new schedule counts from its next time; any other change is looked at now.
  const updateCronJob = (cronJob: CronJob, before: CronJob): void => {
    const { schedule, timeZone } = cronJob.spec;
    if (schedule === before.spec.schedule && timeZone === before.spec.timeZone) {
      queue.add(keyOf(cronJob));
      return;
    }
    const read = scheduleOf(cronJob, version);
    if (!read.ok) {
      const message = `unparseable schedule for cronjob: ${schedule}`;
      component.recorder.event(cronJob, 'Warning', 'UnParseableCronJobSchedule', message);
      return;
    }
    const delayMs = requeueAfter(missedRunsQuery(cronJob, component.kernel.nowEpochMs), read.next, version);
    if (delayMs !== undefined)
      queue.addAfter(keyOf(cronJob), delayMs, `next run of CronJob ${keyOf(cronJob)} (${schedule})`);
  };
  cronJobs.addHandler({
    add: (cronJob) => queue.add(keyOf(cronJob)),
    update: updateCronJob,
    delete: (cronJob) => queue.add(keyOf(cronJob)),
  });

  const addOwnerOf = (job: Job): void => {
    const cronJob = controllerIn(cronJobs, 'CronJob', job);
    if (cronJob !== undefined) queue.add(keyOf(cronJob));
  };
  jobs.addHandler({
    add: addOwnerOf,
    update: (job, before) => {
      if (controllerOf(before)?.uid !== controllerOf(job)?.uid) addOwnerOf(before);
      addOwnerOf(job);
    },
    delete: addOwnerOf,
  });
}

// Until 1.23 Jobs were looked up by the labels of the template as it is now.
// Source: kubernetes v1.21.0 pkg/controller/cronjob/cronjob_controllerv2.go, getJobsToBeReconciled.
function withTemplateLabels(jobs: Job[], { spec }: CronJob): Job[] {
  const wanted = Object.entries((spec.jobTemplate.metadata?.labels ?? {}) as Record<string, string>);
  return jobs.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels?.[key] === value));
}

export function callsOf({ client, recorder }: Component): CronJobCalls {
  return {
    getCronJob: (namespace, name) => client.get('CronJob', namespace, name),
    getJob: (namespace, name) => client.get('Job', namespace, name),
    createJob: (job) => client.create('Job', job),
    deleteJob: (namespace, name) =>
      client.delete('Job', namespace, name, { propagationPolicy: 'Background' }),
    updateStatus: (cronJob) => client.updateStatus(cronJob),
    record: (cronJob, { type, reason, message }) => recorder.event(cronJob, type, reason, message),
  };
}
