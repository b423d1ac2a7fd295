// Which finished Jobs a CronJob no longer keeps: the oldest beyond each of its two limits.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/cronjob/cronjob_controllerv2.go, cleanupFinishedJobs.

import type { Job } from '../../api/objects.ts';
import { finishedStatus } from '../job-finished.ts';

export interface HistoryLimits {
  /** Absent: keep all. */
  readonly successfulJobsHistoryLimit?: number | undefined;
  readonly failedJobsHistoryLimit?: number | undefined;
}

// By start time, those without one last, then by name. Source: kubernetes v1.20.2 pkg/controller/cronjob/utils.go, byJobStartTime.
function compareByStart(a: Job, b: Job): number {
  const startA = a.status.startTime;
  const startB = b.status.startTime;
  if (startA === undefined && startB !== undefined) return 1;
  if (startA !== undefined && startB === undefined) return -1;
  if (startA === startB) return a.metadata.name < b.metadata.name ? -1 : 1;
  return (startA as string) < (startB as string) ? -1 : 1;
}

/** Jobs to delete, in the order of deletion: successful ones first, each list oldest first. */
export function jobsBeyondLimits(limits: HistoryLimits, jobs: readonly Job[]): Job[] {
  return [
    ...beyond(limits.successfulJobsHistoryLimit, jobs, 'Complete'),
    ...beyond(limits.failedJobsHistoryLimit, jobs, 'Failed'),
  ];
}

function beyond(limit: number | undefined, jobs: readonly Job[], finished: 'Complete' | 'Failed'): Job[] {
  if (limit === undefined) return [];
  const kept = jobs.filter((job) => finishedStatus(job) === finished);
  return kept.length <= limit ? [] : kept.sort(compareByStart).slice(0, kept.length - limit);
}
