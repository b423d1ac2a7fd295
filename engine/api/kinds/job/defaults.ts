// Defaults of Jobs, and the fields that a release with their gate switched off drops.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/batch/v1/defaults.go, SetDefaults_Job; pkg/registry/batch/job/strategy.go.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { ApiContext } from '../../kind.ts';
import type { Job } from '../../objects.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { drop } from '../zero-values.ts';

type Spec = Job['spec'];

const BACKOFF_LIMIT = 6;
/** Each index has a limit of its own, so that the common one must not bite. */
const BACKOFF_UNLIMITED = 2 ** 31 - 1;

export function setJobDefaults(job: Job, context: ApiContext): void {
  job.spec ??= {} as Spec;
  job.status ??= {};
  const { metadata, spec } = job;
  // A Job without counts runs one pod; one with a parallelism alone is a work queue.
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  const labels = spec.template?.metadata?.labels;
  if (labels !== undefined && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = labels; // One map for both, as upstream: `generateSelector` writes to the two of them.
  const { version } = context;
  const perIndex = version.has('jobBackoffLimitPerIndex') && spec.backoffLimitPerIndex !== undefined;
  spec.backoffLimit ??= perIndex ? BACKOFF_UNLIMITED : BACKOFF_LIMIT;
  if (version.has('indexedJob')) spec.completionMode ??= 'NonIndexed';
  if (version.has('jobSuspend')) spec.suspend ??= false;
  for (const rule of spec.podFailurePolicy?.rules ?? []) {
    for (const pattern of rule.onPodConditions ?? []) pattern.status ||= 'True';
  }
  if (version.has('jobPodReplacementPolicy')) {
    spec.podReplacementPolicy ??= spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed';
  }
  setJobSpecDefaults(spec, context);
}

/** Also of a Job template, which gets no counts: the Jobs made from it do. */
export function setJobSpecDefaults(spec: Spec, context: ApiContext): void {
  spec.template ??= {};
  setPodTemplateDefaults(spec.template, context);
}

const GATED: readonly (readonly [field: keyof Spec, gate: Parameters<VersionProfile['has']>[0]])[] = [
  ['ttlSecondsAfterFinished', 'ttlAfterFinished'],
  ['completionMode', 'indexedJob'],
  ['suspend', 'jobSuspend'],
  ['podFailurePolicy', 'jobPodFailurePolicy'],
  ['backoffLimitPerIndex', 'jobBackoffLimitPerIndex'],
  ['maxFailedIndexes', 'jobBackoffLimitPerIndex'],
  ['podReplacementPolicy', 'jobPodReplacementPolicy'],
  ['successPolicy', 'jobSuccessPolicy'],
  ['managedBy', 'jobManagedBy'],
];

/** In place. @param old absent on create: a field in use stays */
export function dropDisabledJobFields(spec: Spec, old: Spec | undefined, { version }: ApiContext): void {
  for (const [field, gate] of GATED) {
    if (spec[field] !== undefined && !version.has(gate) && old?.[field] === undefined) drop(spec, field);
  }
}
