// Plays `cronjob-controller`: missed schedule times, one pass of the controller, history clean-up.

import type { CronJob, Job } from '../../engine/api/objects.ts';
import { notFound, refusal, success } from '../../engine/api/status.ts';
import { missedRunsQuery } from '../../engine/controllers/cronjob/due-run.ts';
import { jobsBeyondLimits } from '../../engine/controllers/cronjob/history.ts';
import type { NewJob } from '../../engine/controllers/cronjob/job-template.ts';
import {
  type MissedRunsQuery,
  type NextRun,
  recentUnmetScheduleTimes,
  TOO_MANY_MISSED,
  unmetScheduleTimes,
} from '../../engine/controllers/cronjob/missed-runs.ts';
import { scheduleOf } from '../../engine/controllers/cronjob/schedule.ts';
import { syncCronJob } from '../../engine/controllers/cronjob/sync.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);
const LISTED_MAX = 110;

const seconds = (epochMs: number): string => new Date(epochMs).toISOString().replace('.000Z', 'Z');

function missed(input: TableCase['input']): { query: MissedRunsQuery; next: NextRun } {
  const { creationTimestamp, lastScheduleTime, schedule, startingDeadlineSeconds, now } = input;
  const cronJob = {
    metadata: { creationTimestamp },
    spec: { schedule, startingDeadlineSeconds: startingDeadlineSeconds ?? undefined },
    status: lastScheduleTime ? { lastScheduleTime } : {},
  } as CronJob;
  const read = scheduleOf(cronJob, version);
  if (!read.ok) throw new Error(read.event.message);
  return { query: missedRunsQuery(cronJob, Date.parse(now)), next: read.next };
}

function unmet(input: TableCase['input']): unknown {
  const { query, next } = missed(input);
  const times = unmetScheduleTimes(query, next).map(seconds);
  const count = times.length;
  return {
    count,
    tooManyWarning: count > TOO_MANY_MISSED,
    ...(count > 0 ? { last: times.at(-1) } : {}),
    ...(count > LISTED_MAX ? {} : { times }),
  };
}

function sync({ cronJob, childJobs, now }: TableCase['input']): unknown {
  const jobs = new Map<string, Job>(
    (childJobs ?? []).map((job: Job) => [job.metadata.name, { ...job, status: job.status ?? {} }]),
  );
  const created: Job[] = [];
  const deleted: string[] = [];
  const events: string[] = [];
  const resource = { group: 'batch', resource: 'jobs' };
  const find = (name: string) => {
    const job = jobs.get(name);
    return job === undefined ? refusal(notFound(resource, name)) : success(job);
  };
  // The clean-up of finished Jobs is a call of its own in the table.
  const { successfulJobsHistoryLimit: _s, failedJobsHistoryLimit: _f, ...spec } = cronJob.spec;
  const pass = syncCronJob({ ...cronJob, spec, status: cronJob.status ?? {} }, [...jobs.values()], {
    nowEpochMs: Date.parse(now),
    version,
    calls: {
      getCronJob: () => success({ ...cronJob, status: cronJob.status ?? {} } as CronJob),
      getJob: (_namespace, name) => find(name),
      createJob: (job: NewJob) => {
        const { name } = job.metadata;
        const stored = {
          ...job,
          metadata: { ...job.metadata, uid: `uid-${name}` },
          status: {},
        } as unknown as Job;
        created.push(stored);
        return success(stored);
      },
      deleteJob: (_namespace, name) => {
        deleted.push(name);
        return find(name);
      },
      updateStatus: (object) => success(object),
      record: (_cronJob, { type, reason, message }) => events.push(`${type} ${reason} ${message}`),
    },
  });
  return {
    active: (pass.cronJob.status.active ?? []).map(({ name }) => name),
    created: created.map(({ metadata }) => metadata.name),
    deleted,
    events,
    lastScheduleTime: pass.cronJob.status.lastScheduleTime ?? null,
    requeueAfterSeconds: pass.requeueAfterMs === undefined ? null : pass.requeueAfterMs / 1000,
    createdJob: created[0] && recorded(created[0]),
  };
}

function cleanUp(input: TableCase['input']): unknown {
  const jobs = input.jobs.map(
    ({ name, startTime, finished }: { name: string; startTime: string | null; finished: string | null }) => ({
      metadata: { name },
      status: {
        ...(startTime ? { startTime } : {}),
        conditions: finished ? [{ type: finished, status: 'True' }] : [],
      },
    }),
  );
  const limits = {
    successfulJobsHistoryLimit: input.successfulJobsHistoryLimit ?? undefined,
    failedJobsHistoryLimit: input.failedJobsHistoryLimit ?? undefined,
  };
  // The table lists the names in order of name, whatever the order of deletion.
  return {
    deleted: jobsBeyondLimits(limits, jobs)
      .map(({ metadata }) => metadata.name)
      .sort(),
  };
}

// The recorded Job has no type, as Go's typed client has it.
function recorded({ apiVersion: _apiVersion, kind: _kind, ...job }: Job): unknown {
  return job;
}

// Go writes unset times as null; the engine leaves them out.
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
};

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

export const adapter: TableAdapter = {
  topics: ['cronjob-controller'],
  run: ({ fn, input }) => {
    if (fn === 'recentUnmetScheduleTimes') {
      const { query, next } = missed(input);
      const { times, error } = recentUnmetScheduleTimes(query, next);
      return { times: times.map(seconds), ...(error === undefined ? {} : { error }) };
    }
    if (fn === 'unmetScheduleTimes') return unmet(input);
    if (fn === 'syncCronJob') return sync(input);
    return cleanUp(input);
  },
  // The created Job is recorded for a few cases only.
  matches: (actual, expected) => {
    const { createdJob, ...rest } = actual as { createdJob?: unknown };
    const wanted = expected as { createdJob?: unknown };
    const found = wanted.createdJob === undefined ? rest : { ...rest, createdJob };
    return sortedJson(withoutNulls(found)) === sortedJson(withoutNulls(wanted));
  },
};
