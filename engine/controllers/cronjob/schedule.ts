// A CronJob's schedule in its time zone, or why it cannot be read.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/cronjob_controllerv2.go, syncCronJob, formatSchedule.

import { CronError, parseCron } from '../../api/cron/cron.ts';
import { nextCronTime } from '../../api/cron/next.ts';
import { isTimeZone, timeZone } from '../../api/cron/time-zone.ts';
import type { CronJob } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { CronJobEvent } from './due-run.ts';
import type { NextRun } from './missed-runs.ts';

export type ReadSchedule =
  | { readonly ok: true; readonly next: NextRun; readonly events: readonly CronJobEvent[] }
  | { readonly ok: false; readonly isTimeZone: boolean; readonly event: CronJobEvent };

// Objects are never changed once made, and status updates share the spec: a schedule is read once, not at every pass.
const readBySpec = new WeakMap<object, { readonly read: ReadSchedule; readonly version: VersionProfile }>();

/** Without a time zone the schedule is in that of the controller manager, which is UTC. */
export function scheduleOf(cronJob: CronJob, version: VersionProfile): ReadSchedule {
  const known = readBySpec.get(cronJob.spec);
  if (known?.version === version) return known.read;
  const read = readSchedule(cronJob, version);
  readBySpec.set(cronJob.spec, { read, version });
  return read;
}

function readSchedule(cronJob: CronJob, version: VersionProfile): ReadSchedule {
  const text = cronJob.spec.schedule;
  const zone = version.has('cronJobTimeZone') ? cronJob.spec.timeZone : undefined;
  if (zone !== undefined && !isTimeZone(zone)) {
    const message = `invalid timeZone: ${quoteGo(zone)}: unknown time zone ${zone}`;
    return { ok: false, isTimeZone: true, event: { type: 'Warning', reason: 'UnknownTimeZone', message } };
  }
  const hasZonePrefix = text.includes('TZ');
  try {
    const schedule = parseCron(text, version);
    const next: NextRun = (afterEpochMs) =>
      nextCronTime(schedule, afterEpochMs, hasZonePrefix ? 'UTC' : zone);
    return {
      ok: true,
      next,
      events: hasZonePrefix && version.has('cronJobTimeZone') ? [unsupported(text)] : [],
    };
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    const shown = version.has('cronJobTimeZone') ? quoteGo(text) : text;
    const message = `unparseable schedule: ${shown} : ${error.message}`;
    return {
      ok: false,
      isTimeZone: false,
      event: { type: 'Warning', reason: 'UnparseableSchedule', message },
    };
  }
}

function unsupported(text: string): CronJobEvent {
  const page = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
  const message = `CRON_TZ or TZ used in schedule ${quoteGo(text)} is not officially supported, see ${page} for more details`;
  return { type: 'Warning', reason: 'UnsupportedSchedule', message };
}

/** The instant in RFC 3339 as the clocks in the CronJob's time zone show it. */
export function scheduledTimestamp(cronJob: CronJob, epochMs: number): string {
  const zone = cronJob.spec.timeZone;
  const offset = zone === undefined ? 0 : timeZone(zone).spanAt(epochMs / 1000).offset;
  const local = new Date(epochMs + offset * 1000).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
