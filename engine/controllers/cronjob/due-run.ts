// Whether a CronJob has a run to start now: the run, or how long to wait, and what to tell.
//
// Pure; one decision of a pass of controller v2. The list of active Jobs is taken as already brought up to date.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/cronjob_controllerv2.go, syncCronJob.

import type { CronJob } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { activeJobs, isInActiveListByName } from './active-jobs.ts';
import { jobName } from './job-template.ts';
import {
  type MissedRunsQuery,
  mostRecentRun,
  type NextRun,
  requeueDelayMs,
  TOO_MANY_MISSED,
  unmetScheduleTimes,
} from './missed-runs.ts';

export interface CronJobEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface DueRun {
  readonly events: readonly CronJobEvent[];
  /** The scheduled time whose Job is to be started, in milliseconds since the epoch; absent: nothing to start. */
  readonly startEpochMs?: number;
  /** When to look again; absent: not before the CronJob changes. */
  readonly requeueAfterMs: number | undefined;
}

export function missedRunsQuery(cronJob: CronJob, nowEpochMs: number): MissedRunsQuery {
  const { lastScheduleTime } = cronJob.status;
  return {
    createdEpochMs: Date.parse(cronJob.metadata.creationTimestamp),
    lastScheduleEpochMs: lastScheduleTime === undefined ? undefined : Date.parse(lastScheduleTime),
    startingDeadlineSeconds: cronJob.spec.startingDeadlineSeconds ?? undefined,
    nowEpochMs,
  };
}

export function dueRun(cronJob: CronJob, next: NextRun, nowEpochMs: number, version: VersionProfile): DueRun {
  const query = missedRunsQuery(cronJob, nowEpochMs);
  const { epochMs, missed, error } = lastMissed(query, next, version);
  if (error !== undefined) {
    const message = `invalid schedule: ${cronJob.spec.schedule} : ${error}`;
    return { events: [{ type: 'Warning', reason: 'InvalidSchedule', message }], requeueAfterMs: undefined };
  }
  const requeueAfterMs = requeueAfter(query, next, version);
  if (epochMs === undefined) return { events: [], requeueAfterMs };
  const events = missed > TOO_MANY_MISSED ? [tooManyMissed(missed, version)] : [];
  const wait = (...more: CronJobEvent[]): DueRun => ({ events: [...events, ...more], requeueAfterMs });
  const { startingDeadlineSeconds } = query;
  if (startingDeadlineSeconds !== undefined && epochMs + startingDeadlineSeconds * 1000 < nowEpochMs) {
    const message = `Missed scheduled time to start a job: ${rfc1123z(epochMs)}`;
    return wait({ type: 'Warning', reason: 'MissSchedule', message });
  }
  if (
    isInActiveListByName(cronJob, jobName(cronJob, epochMs, version)) ||
    query.lastScheduleEpochMs === epochMs
  ) {
    return wait();
  }
  if (cronJob.spec.concurrencyPolicy === 'Forbid' && activeJobs(cronJob).length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    return wait({ type: 'Normal', reason: 'JobAlreadyActive', message });
  }
  return { events, startEpochMs: epochMs, requeueAfterMs };
}

/** When to look at the CronJob again, with the rule of the release. */
export function requeueAfter(
  query: MissedRunsQuery,
  next: NextRun,
  version: VersionProfile,
): number | undefined {
  return requeueDelayMs(query, next, {
    fromLastRun: version.has('cronJobRequeueFromLastRun'),
    exact: version.has('cronJobExactMostRecentRun'),
  });
}

function lastMissed(
  query: MissedRunsQuery,
  next: NextRun,
  version: VersionProfile,
): { readonly epochMs: number | undefined; readonly missed: number; readonly error?: string | undefined } {
  if (!version.has('cronJobMostRecentRun')) {
    const times = unmetScheduleTimes(query, next);
    return { epochMs: times.at(-1), missed: times.length };
  }
  const exact = version.has('cronJobExactMostRecentRun');
  const { mostRecentEpochMs, missed, error } = mostRecentRun(query, next, { withDeadline: true, exact });
  return { epochMs: mostRecentEpochMs, missed, error };
}

function tooManyMissed(missed: number, version: VersionProfile): CronJobEvent {
  const count = version.has('cronJobExactMostRecentRun') ? '' : `: ${missed}`;
  const message = `too many missed start times${count}. Set or decrease .spec.startingDeadlineSeconds or check clock skew`;
  return { type: 'Warning', reason: 'TooManyMissedTimes', message };
}

// Go's RFC1123Z: `Wed, 10 Mar 2021 09:50:00 +0000`.
export const rfc1123z = (epochMs: number): string => new Date(epochMs).toUTCString().replace('GMT', '+0000');
