// Job rules, and the rules of a Job's spec where a CronJob holds it.
//
// Source: kubernetes v1.20.2 pkg/apis/batch/validation/validation.go; v1.28.0 for indexed Jobs, failure and replacement
// policies; master for managers and success policies; pkg/registry/batch/job/strategy.go, ValidateUpdate.

import { isDns1123Label, nameIsDnsSubdomain } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { Job, PodTemplateSpec } from '../../objects.ts';
import { validateDomainPrefixedPath } from '../../validation/domain-prefixed-path.ts';
import { type FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector, validateLabelSelector } from '../../validation/label-selector.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validatePodTemplate } from '../pod/pod-template.ts';
import {
  compiled,
  SPEC,
  STATUS,
  templateSpec,
  validateCounts,
  validateSelectorMatches,
} from '../workload-spec.ts';
import { validatePodFailurePolicy } from './failure-policy.ts';
import { validateIndexedJob } from './indexed.ts';
import { validateGeneratedSelector } from './selector.ts';
import { validateSuccessPolicy } from './success-policy.ts';

type Spec = Job['spec'];
/** Source: kubernetes master pkg/apis/batch/validation/validation.go, maxManagedByLength, in bytes. */
const MANAGED_BY_MAX_LENGTH = 63;
const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

export function validateJob(job: Job, problems: Problems): void {
  validateJobAgainst(job, undefined, problems);
}

function validateJobAgainst(job: Job, old: Job | undefined, problems: Problems): void {
  const { metadata, spec } = job;
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateGeneratedSelector(job, old, problems);
  validateOwnSpec(spec, problems);
  if (spec.completionMode === 'Indexed' && (spec.completions ?? 0) > 0) validateLastHostname(job, problems);
}

// The pods of an indexed Job are called by their index.
function validateLastHostname({ metadata, spec }: Job, problems: Problems): void {
  const hostname = `${metadata.name}-${spec.completions! - 1}`;
  if (isDns1123Label(hostname, problems.version).length === 0) return;
  const text = `will not able to create pod with invalid DNS label: ${hostname}`;
  problems.invalid(METADATA.child('name'), metadata.name, text);
}

function validateOwnSpec(spec: Spec, problems: Problems): void {
  validateJobSpec(spec, SPEC, problems);
  if (spec.selector === undefined) problems.required(SPEC.child('selector'));
  else validateLabelSelector(spec.selector, SPEC.child('selector'), problems);
  const matcher = compiled(spec.selector);
  if (matcher !== undefined)
    validateSelectorMatches(matcher, spec.template, SPEC.child('template'), problems);
}

/** All but the selector, which only a Job of its own has. */
export function validateJobSpec(spec: Spec, path: FieldPath, problems: Problems): void {
  validateCounts(
    spec,
    path,
    problems,
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
  );
  if (spec.managedBy !== undefined) validateManagedBy(spec.managedBy, path.child('managedBy'), problems);
  validateIndexedJob(spec, path, problems);
  if (spec.podFailurePolicy !== undefined)
    validatePodFailurePolicy(spec, path.child('podFailurePolicy'), problems);
  validateSuccessPolicy(spec, path.child('successPolicy'), problems);
  validateReplacementPolicy(spec, path.child('podReplacementPolicy'), problems);
  validatePodTemplate(spec.template, path.child('template'), problems);
  validateRestartPolicy(spec, path.child('template', 'spec', 'restartPolicy'), problems);
}

function validateManagedBy(managedBy: string, path: FieldPath, problems: Problems): void {
  validateDomainPrefixedPath(managedBy, path, problems);
  if (byteLength(managedBy) > MANAGED_BY_MAX_LENGTH) problems.tooLong(path, MANAGED_BY_MAX_LENGTH);
}

function validateReplacementPolicy(spec: Spec, path: FieldPath, problems: Problems): void {
  if (spec.podReplacementPolicy === undefined) return;
  const supported = spec.podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  if (!supported.includes(spec.podReplacementPolicy))
    problems.notSupported(path, spec.podReplacementPolicy, supported);
}

const RESTART_POLICIES: readonly string[] = ['OnFailure', 'Never'];

function validateRestartPolicy(spec: Spec, path: FieldPath, problems: Problems): void {
  const policy: string = templateSpec(spec.template)?.restartPolicy ?? '';
  const isDefault = policy === 'Always' || policy === '';
  if (isDefault && problems.has('jobRestartPolicyRequired')) {
    problems.required(path, `valid values: ${RESTART_POLICIES.map(quoteGo).join(', ')}`);
  } else if (!RESTART_POLICIES.includes(policy)) problems.notSupported(path, policy, RESTART_POLICIES);
  else if (spec.podFailurePolicy !== undefined && policy !== 'Never') {
    problems.invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified');
  }
}

export function validateJobUpdate(job: Job, old: Job, problems: Problems): void {
  validateJobAgainst(job, old, problems);
  validateKubeObjectMetaUpdate(job.metadata, old.metadata, METADATA, problems);
  const { spec } = job;
  validateOwnSpec(spec, problems);
  validateCompletionsUpdate(spec, old.spec, problems);
  validateImmutableField(
    spec.selector,
    old.spec.selector,
    SPEC.child('selector'),
    problems,
    goLabelSelector(spec.selector),
  );
  const template = withSchedulingDirectives(old, spec.template, problems);
  const shown = new GoValue(`core.PodTemplateSpec${JSON.stringify(spec.template)}`, spec.template);
  validateImmutableField(spec.template, template, SPEC.child('template'), problems, shown);
  for (const field of [
    'completionMode',
    'podFailurePolicy',
    'backoffLimitPerIndex',
    'managedBy',
    'successPolicy',
  ] as const) {
    validateImmutableField(spec[field], old.spec[field], SPEC.child(field), problems);
  }
}

// Indexed Jobs may grow and shrink, as long as all their indexes run at once.
function validateCompletionsUpdate(spec: Spec, old: Spec, problems: Problems): void {
  const path = SPEC.child('completions');
  if (spec.completionMode !== 'Indexed' || !problems.has('elasticIndexedJob')) {
    validateImmutableField(spec.completions, old.completions, path, problems);
  } else if (
    spec.completions !== undefined &&
    spec.completions !== old.completions &&
    spec.completions !== spec.parallelism
  ) {
    problems.invalid(
      path,
      spec.completions,
      `can only be modified in tandem with ${SPEC.child('parallelism')}`,
    );
  }
}

// A suspended Job that never ran may be told where its pods run. Source: v1.28.0, validatePodTemplateUpdate.
function withSchedulingDirectives(old: Job, template: PodTemplateSpec, problems: Problems): PodTemplateSpec {
  const isFree = old.spec.suspend === true && old.status.startTime === undefined;
  if (!isFree || !problems.has('jobMutableSchedulingDirectives')) return old.spec.template;
  const before = templateSpec(old.spec.template);
  const now = templateSpec(template);
  if (before === undefined || now === undefined) return old.spec.template;
  const { nodeAffinity: _, ...others } = before.affinity ?? {};
  const nodeAffinity = now.affinity?.nodeAffinity;
  const affinity = nodeAffinity === undefined ? others : { ...others, nodeAffinity };
  const keepsAffinity = now.affinity !== undefined || Object.keys(others).length > 0;
  return {
    metadata: {
      ...old.spec.template.metadata,
      labels: template.metadata?.labels,
      annotations: template.metadata?.annotations,
    },
    spec: {
      ...before,
      nodeSelector: now.nodeSelector,
      tolerations: now.tolerations,
      schedulingGates: now.schedulingGates,
      affinity: keepsAffinity ? affinity : undefined,
    },
  } as PodTemplateSpec;
}

export function validateJobStatusUpdate(job: Job, old: Job, problems: Problems): void {
  validateKubeObjectMetaUpdate(job.metadata, old.metadata, METADATA, problems);
  validateCounts(job.status, STATUS, problems, 'active', 'succeeded', 'failed', 'ready', 'terminating');
  const uncounted = job.status.uncountedTerminatedPods;
  if (uncounted === undefined) return;
  const seen = new Set<string>();
  for (const field of ['succeeded', 'failed'] as const) {
    (uncounted[field] ?? []).forEach((uid, i) => {
      const path = STATUS.child('uncountedTerminatedPods', field).index(i);
      if (uid === '') problems.invalid(path, uid, 'must not be empty');
      else if (seen.has(uid)) problems.duplicate(path, uid);
      seen.add(uid);
    });
  }
}
