// The list of a CronJob's running Jobs in its status: looking up, taking out, adding, and what finished Jobs leave behind.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/utils.go.

import type { CronJob, Job } from '../../api/objects.ts';

export type CronJobStatus = CronJob['status'];

const withActive = (cronJob: CronJob, active: NonNullable<CronJobStatus['active']>): CronJob => {
  const { active: _old, ...status } = cronJob.status;
  return { ...cronJob, status: active.length === 0 ? status : { active, ...status } };
};

export const activeJobs = (cronJob: CronJob): NonNullable<CronJobStatus['active']> =>
  cronJob.status.active ?? [];

export const isInActiveList = (cronJob: CronJob, uid: string): boolean =>
  activeJobs(cronJob).some((reference) => reference.uid === uid);

export const isInActiveListByName = (cronJob: CronJob, name: string): boolean =>
  activeJobs(cronJob).some(
    (reference) => reference.name === name && reference.namespace === cronJob.metadata.namespace,
  );

export const withoutActive = (cronJob: CronJob, uid: string): CronJob =>
  withActive(
    cronJob,
    activeJobs(cronJob).filter((reference) => reference.uid !== uid),
  );

/** The CronJob after it has started the Job for a scheduled time. @param lastScheduleTime RFC 3339 */
export function withStarted(cronJob: CronJob, job: Job, lastScheduleTime: string): CronJob {
  const { namespace, name, uid, resourceVersion } = job.metadata;
  const reference = { kind: 'Job', namespace, name, uid, apiVersion: 'batch/v1', resourceVersion };
  const added = withActive(cronJob, [...activeJobs(cronJob), reference] as never);
  return { ...added, status: { ...added.status, lastScheduleTime } };
}

/** Carries over when the last Job to succeed did so; the same object when that is known already. */
export function withLastSuccess(cronJob: CronJob, job: Job): CronJob {
  const { completionTime } = job.status;
  const { lastSuccessfulTime } = cronJob.status;
  if (completionTime === undefined || completionTime === lastSuccessfulTime) return cronJob;
  if (lastSuccessfulTime !== undefined && Date.parse(lastSuccessfulTime) >= Date.parse(completionTime))
    return cronJob;
  return { ...cronJob, status: { ...cronJob.status, lastSuccessfulTime: completionTime } };
}
