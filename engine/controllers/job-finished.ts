// Whether a Job has ended, and how. Shared by the controllers that watch Jobs without running them.
//
// Source: kubernetes v1.20.2 pkg/controller/job/utils.go, IsJobFinished; pkg/controller/cronjob/utils.go, getFinishedStatus.

import type { Job } from '../api/objects.ts';

export type FinishedStatus = 'Complete' | 'Failed';

/** The condition that ended the Job, undefined while it runs. */
export function finishedCondition(
  job: Pick<Job, 'status'>,
): NonNullable<Job['status']['conditions']>[number] | undefined {
  return job.status?.conditions?.find(
    (condition) =>
      (condition.type === 'Complete' || condition.type === 'Failed') && condition.status === 'True',
  );
}

export function finishedStatus(job: Pick<Job, 'status'>): FinishedStatus | undefined {
  return finishedCondition(job)?.type as FinishedStatus | undefined;
}

export function isJobFinished(job: Pick<Job, 'status'>): boolean {
  return finishedCondition(job) !== undefined;
}
