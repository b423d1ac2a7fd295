// CronJob rules.
//
// Source: kubernetes v1.20.2 pkg/apis/batch/validation/validation.go, ValidateCronJob*; v1.28.0 for time zones.

import { CronError, parseCron } from '../../cron/cron.ts';
import { isTimeZone } from '../../cron/time-zone.ts';
import { DNS_LABEL_MAX_LENGTH, nameIsDnsSubdomain } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { CronJob, Job } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector } from '../../validation/label-selector.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateJobSpec } from '../job/validation.ts';
import { SPEC, validateCounts } from '../workload-spec.ts';

type Spec = CronJob['spec'];
const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

// A Job's name is the CronJob's with a dash and ten digits.
const NAME_MAX_LENGTH: number = DNS_LABEL_MAX_LENGTH - 11;

export function validateCronJob({ metadata, spec }: CronJob, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateSpec(spec, undefined, problems);
  if (byteLength(metadata.name ?? '') > NAME_MAX_LENGTH) {
    problems.invalid(
      METADATA.child('name'),
      metadata.name,
      `must be no more than ${NAME_MAX_LENGTH} characters`,
    );
  }
}

/** Names that were too long before the rule stay. */
export function validateCronJobUpdate(cronJob: CronJob, old: CronJob, problems: Problems): void {
  validateKubeObjectMetaUpdate(cronJob.metadata, old.metadata, METADATA, problems);
  validateSpec(cronJob.spec, old.spec, problems);
}

function validateSpec(spec: Spec, old: Spec | undefined, problems: Problems): void {
  validateSchedule(spec, SPEC.child('schedule'), problems);
  validateCounts(spec, SPEC, problems, 'startingDeadlineSeconds');
  if (spec.timeZone !== undefined && spec.timeZone !== old?.timeZone) {
    validateTimeZone(spec.timeZone, SPEC.child('timeZone'), problems);
  }
  validateConcurrencyPolicy(spec.concurrencyPolicy ?? '', SPEC.child('concurrencyPolicy'), problems);
  validateJobTemplate(spec.jobTemplate, SPEC.child('jobTemplate', 'spec'), problems);
  validateCounts(spec, SPEC, problems, 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit');
}

function validateSchedule({ schedule, timeZone }: Spec, path: FieldPath, problems: Problems): void {
  if (!schedule) {
    problems.required(path);
    return;
  }
  try {
    parseCron(schedule, problems.version);
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    problems.invalid(path, schedule, error.message);
  }
  if (schedule.includes('TZ') && timeZone !== undefined) {
    problems.invalid(path, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule');
  }
}

function validateTimeZone(name: string, path: FieldPath, problems: Problems): void {
  if (name === '') {
    problems.invalid(path, name, 'timeZone must be nil or non-empty string');
    return;
  }
  const isBad = (part: string): boolean =>
    part === '.' || part === '..' || part.startsWith('-') || !/^[A-Za-z.\-_0-9+]{1,14}$/.test(part);
  if (name.split('/').some(isBad)) {
    problems.invalid(path, name, `unknown time zone ${name}`);
    return;
  }
  if (name.toLowerCase() === 'local') {
    const text = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
    problems.invalid(path, name, text);
  }
  // Go knows "Local" as a location, and names no offsets.
  if (name !== 'Local' && !isTimeZone(name)) problems.invalid(path, name, `unknown time zone ${name}`);
}

const CONCURRENCY_POLICIES: readonly string[] = ['Allow', 'Forbid', 'Replace'];

function validateConcurrencyPolicy(policy: string, path: FieldPath, problems: Problems): void {
  if (policy === '') problems.required(path);
  else if (!CONCURRENCY_POLICIES.includes(policy)) problems.notSupported(path, policy, CONCURRENCY_POLICIES);
}

// The Jobs get selectors of their own.
function validateJobTemplate(template: Spec['jobTemplate'], path: FieldPath, problems: Problems): void {
  const spec = (template.spec ?? {}) as Job['spec'];
  validateJobSpec(spec, path, problems);
  if (spec.selector !== undefined) {
    problems.invalid(
      path.child('selector'),
      goLabelSelector(spec.selector),
      '`selector` will be auto-generated',
    );
  }
  if (spec.manualSelector === true)
    problems.notSupported(path.child('manualSelector'), true, ['nil', 'false']);
}
