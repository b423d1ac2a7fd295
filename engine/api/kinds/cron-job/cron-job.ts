// CronJob: Jobs at the times of a schedule.
//
// Source: kubernetes v1.20.2 pkg/registry/batch/cronjob/strategy.go; pkg/apis/batch/v1beta1/defaults.go; v1.28.0 for
// generations and time zones.

import type { ApiContext } from '../../kind.ts';
import type { CronJob, Job } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setJobSpecDefaults } from '../job/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { raiseGenerationOnSpecChange } from '../workload-spec.ts';
import { drop, dropZero } from '../zero-values.ts';
import { cronJobPrinter } from './printer.ts';
import { validateCronJob, validateCronJobUpdate } from './validation.ts';

const podTemplate = ({ spec }: CronJob): Job['spec']['template'] | undefined =>
  (spec.jobTemplate.spec as Job['spec'] | undefined)?.template;

function setDefaults(cronJob: CronJob, context: ApiContext): void {
  cronJob.spec ??= {} as CronJob['spec'];
  cronJob.status ??= {};
  const { spec } = cronJob;
  spec.concurrencyPolicy ||= 'Allow';
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  spec.jobTemplate ??= {};
  spec.jobTemplate.metadata ??= {};
  dropZero(spec.jobTemplate.metadata, 'labels', 'annotations', 'creationTimestamp');
  spec.jobTemplate.spec ??= {} as Job['spec'];
  setJobSpecDefaults(spec.jobTemplate.spec as Job['spec'], context);
}

function prepareForCreate(cronJob: CronJob, context: ApiContext): void {
  cronJob.status = {};
  if (context.version.has('batchGenerations')) cronJob.metadata.generation = 1;
  if (!context.version.has('cronJobTimeZone')) drop(cronJob.spec, 'timeZone');
  dropDisabledTemplateFields(podTemplate(cronJob), undefined, context);
}

function prepareForUpdate(cronJob: CronJob, old: CronJob, context: ApiContext): void {
  cronJob.status = old.status;
  if (!context.version.has('cronJobTimeZone') && old.spec.timeZone === undefined)
    drop(cronJob.spec, 'timeZone');
  dropDisabledTemplateFields(podTemplate(cronJob), podTemplate(old), context);
  if (context.version.has('batchGenerations')) raiseGenerationOnSpecChange(cronJob, old);
}

export const cronJob = defineKind<CronJob>({
  kind: 'CronJob',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  versions: [
    { group: 'batch', version: 'v1', from: 21 },
    {
      group: 'batch',
      version: 'v1beta1',
      until: 24,
      orphansDependents: true,
      deprecatedFrom: 21,
      replacement: 'batch/v1 CronJob',
    },
    { group: 'batch', version: 'v2alpha1', until: 20, onRequest: true, orphansDependents: true },
  ],
  statusSubresource: true,
  printer: cronJobPrinter,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (cronJob, old) => {
    cronJob.spec = old.spec;
  },
  validateCreate: validateCronJob,
  validateUpdate: validateCronJobUpdate,
  validateStatusUpdate: () => {},
  fieldSupport: podSpecSupport('spec.jobTemplate.spec.template.spec'),
});
