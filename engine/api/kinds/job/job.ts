// Job: pods that run to completion.
//
// Source: kubernetes v1.20.2 pkg/registry/batch/job/strategy.go; v1.28.0 for generations.

import type { ApiContext } from '../../kind.ts';
import type { Job } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { raiseGenerationOnSpecChange } from '../workload-spec.ts';
import { dropDisabledJobFields, setJobDefaults } from './defaults.ts';
import { jobPrinter } from './printer.ts';
import { generateSelector } from './selector.ts';
import { validateJob, validateJobStatusUpdate, validateJobUpdate } from './validation.ts';

function prepareForCreate(job: Job, context: ApiContext): void {
  job.status = {};
  if (context.version.has('batchGenerations')) job.metadata.generation = 1;
  dropDisabledJobFields(job.spec, undefined, context);
  dropDisabledTemplateFields(job.spec.template, undefined, context);
  generateSelector(job, context.version.has('jobLabelsWithDomain'));
}

function prepareForUpdate(job: Job, old: Job, context: ApiContext): void {
  job.status = old.status;
  dropDisabledJobFields(job.spec, old.spec, context);
  dropDisabledTemplateFields(job.spec.template, old.spec.template, context);
  if (context.version.has('batchGenerations')) raiseGenerationOnSpecChange(job, old);
}

export const job = defineKind<Job>({
  kind: 'Job',
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  categories: ['all'],
  namespaced: true,
  versions: [{ group: 'batch', version: 'v1', orphansDependents: true }],
  statusSubresource: true,
  printer: jobPrinter,
  setDefaults: setJobDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (job, old) => {
    job.spec = old.spec;
  },
  validateCreate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatusUpdate: validateJobStatusUpdate,
  selectableFields: ({ status }) => ({ 'status.successful': String(status.succeeded ?? 0) }),
  fieldSupport: {
    ...podSpecSupport('spec.template.spec'),
  },
});
