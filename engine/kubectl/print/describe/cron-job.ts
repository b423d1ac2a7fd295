// Source: kubectl v0.32.0 pkg/describe/describe.go, describeCronJob, describeJobTemplate.

import type { CronJob } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describePodTemplate } from './pod-template.ts';
import { boolOrUnset, describeMeta, orUnset, selectorText, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeCronJob(w: Writer, cronJob: CronJob, world: DescribeWorld): void {
  const { spec, status } = cronJob;
  const job = spec.jobTemplate.spec;
  describeMeta(w, cronJob);
  w.write(0, `Schedule:\t${spec.schedule}\n`);
  w.write(0, `Concurrency Policy:\t${spec.concurrencyPolicy ?? ''}\n`);
  w.write(0, `Suspend:\t${boolOrUnset(spec.suspend)}\n`);
  w.write(0, `Successful Job History Limit:\t${orUnset(spec.successfulJobsHistoryLimit)}\n`);
  w.write(0, `Failed Job History Limit:\t${orUnset(spec.failedJobsHistoryLimit)}\n`);
  w.write(0, `Starting Deadline Seconds:\t${secondsOrUnset(spec.startingDeadlineSeconds)}\n`);
  w.write(0, `Selector:\t${job?.selector ? selectorText(job.selector) : '<unset>'}\n`);
  w.write(0, `Parallelism:\t${orUnset(job?.parallelism)}\n`);
  w.write(0, `Completions:\t${orUnset(job?.completions)}\n`);
  const { activeDeadlineSeconds } = job ?? {};
  if (activeDeadlineSeconds !== undefined && activeDeadlineSeconds !== null) {
    w.write(0, `Active Deadline Seconds:\t${activeDeadlineSeconds}s\n`);
  }
  describePodTemplate(w, job?.template);
  const { lastScheduleTime, active } = status;
  w.write(0, `Last Schedule Time:\t${lastScheduleTime ? timeText(lastScheduleTime) : '<unset>'}\n`);
  w.write(0, `Active Jobs:\t${(active ?? []).map(({ name = '' }) => name).join(', ') || '<none>'}\n`);
  describeEventsOf(w, world, cronJob);
}

const secondsOrUnset = (seconds: number | null | undefined): string =>
  seconds === undefined || seconds === null ? '<unset>' : `${seconds}s`;
