// StatefulSet rules. The template's pod spec is not looked at: it mounts volumes that only its claims bring.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidateStatefulSet*; v1.28.0 for retention policies,
// ordinals and maxUnavailable; pkg/registry/apps/statefulset/strategy.go, ValidateUpdate.

import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { PodTemplateSpec, StatefulSet } from '../../objects.ts';
import type { Selector } from '../../selectors/selector.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import {
  goIntOrString,
  intOrPercentValue,
  validateNotMoreThan100Percent,
  validatePositiveIntOrPercent,
} from '../../validation/int-or-percent.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector, isEmptySelector, validateLabelSelector } from '../../validation/label-selector.ts';
import { METADATA, validateAnnotations, validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validatePodAnnotations } from '../pod/annotations.ts';
import { validateAlwaysRunning } from '../pod/pod-template.ts';
import {
  compiled,
  SPEC,
  STATUS,
  templateSpec,
  validateAtMost,
  validateCollisionCount,
  validateCounts,
  validateSelectorMatches,
} from '../workload-spec.ts';

type Spec = StatefulSet['spec'];
type UpdateStrategy = NonNullable<Spec['updateStrategy']>;

export function validateStatefulSet({ metadata, spec }: StatefulSet, problems: Problems): void {
  const nameCheck = problems.has('statefulSetNamesAreLabels') ? nameIsDnsLabel : nameIsDnsSubdomain;
  validateKubeObjectMeta(metadata, { namespaced: true, nameCheck }, METADATA, problems);
  validateStatefulSetSpec(spec, problems);
}

function validateStatefulSetSpec(spec: Spec, problems: Problems): void {
  validateManagementPolicy(spec.podManagementPolicy ?? '', SPEC.child('podManagementPolicy'), problems);
  validateUpdateStrategy(spec.updateStrategy ?? {}, SPEC.child('updateStrategy'), problems);
  validateRetentionPolicy(spec, problems);
  validateCounts(spec, SPEC, problems, 'replicas', 'minReadySeconds');
  const start = spec.ordinals?.start ?? 0;
  if (start < 0) problems.invalid(SPEC.child('ordinals.start'), start, 'must be greater than or equal to 0');
  const { selector, template = {} } = spec;
  const path = SPEC.child('selector');
  if (selector === undefined) problems.required(path);
  else {
    validateLabelSelector(selector, path, problems);
    if (isEmptySelector(selector))
      problems.invalid(path, goLabelSelector(selector), 'empty selector is invalid for statefulset');
  }
  const matcher = compiled(selector);
  if (matcher === undefined) problems.invalid(path, goLabelSelector(selector), '');
  else validateTemplate(template, matcher, SPEC.child('template'), problems);
  validateAlwaysRunning(templateSpec(template), 'StatefulSet', SPEC.child('template', 'spec'), problems);
}

function validateManagementPolicy(policy: string, path: FieldPath, problems: Problems): void {
  if (policy === '') problems.required(path);
  else if (policy !== 'OrderedReady' && policy !== 'Parallel') {
    problems.invalid(path, policy, "must be 'OrderedReady' or 'Parallel'");
  }
}

function validateUpdateStrategy(strategy: UpdateStrategy, path: FieldPath, problems: Problems): void {
  const { type = '', rollingUpdate } = strategy as {
    type?: string;
    rollingUpdate?: UpdateStrategy['rollingUpdate'];
  };
  if (type === '') problems.required(path);
  else if (type === 'OnDelete') {
    if (rollingUpdate === undefined) return;
    const shown = new GoValue(
      `apps.RollingUpdateStatefulSetStrategy{Partition:${rollingUpdate.partition ?? 0}}`,
      rollingUpdate,
    );
    problems.invalid(path.child('rollingUpdate'), shown, "only allowed for updateStrategy 'RollingUpdate'");
  } else if (type === 'RollingUpdate') {
    if (rollingUpdate !== undefined)
      validateRollingUpdate(rollingUpdate, path.child('rollingUpdate'), problems);
  } else {
    const shown = new GoValue(`apps.StatefulSetUpdateStrategy${JSON.stringify(strategy)}`, strategy);
    problems.invalid(path, shown, "must be 'RollingUpdate' or 'OnDelete'");
  }
}

function validateRollingUpdate(
  update: NonNullable<UpdateStrategy['rollingUpdate']>,
  path: FieldPath,
  problems: Problems,
): void {
  validateCounts(update, path, problems, 'partition');
  const { maxUnavailable } = update;
  if (maxUnavailable === undefined) return;
  const at = path.child('maxUnavailable');
  validatePositiveIntOrPercent(maxUnavailable, at, problems);
  if (intOrPercentValue(maxUnavailable) === 0)
    problems.invalid(at, goIntOrString(maxUnavailable), 'cannot be 0');
  validateNotMoreThan100Percent(maxUnavailable, at, problems);
}

const RETENTION_POLICIES: readonly string[] = ['Retain', 'Delete'];

function validateRetentionPolicy(spec: Spec, problems: Problems): void {
  const policy = spec.persistentVolumeClaimRetentionPolicy;
  if (policy === undefined) return;
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const value: string = policy[field] ?? '';
    if (RETENTION_POLICIES.includes(value)) continue;
    problems.notSupported(
      SPEC.child('persistentVolumeClaimRetentionPolicy', field),
      value,
      RETENTION_POLICIES,
    );
  }
}

function validateTemplate(
  template: PodTemplateSpec,
  matcher: Selector,
  path: FieldPath,
  problems: Problems,
): void {
  if (!matcher.isEmpty) validateSelectorMatches(matcher, template, path, problems);
  const { labels, annotations } = template.metadata ?? {};
  if (labels !== undefined) validateLabels(labels, path.child('labels'), problems);
  if (annotations === undefined) return;
  validateAnnotations(annotations, path.child('annotations'), problems);
  const spec = templateSpec(template);
  if (spec !== undefined) validatePodAnnotations(annotations, spec, path.child('annotations'), problems);
}

export function validateStatefulSetUpdate(set: StatefulSet, old: StatefulSet, problems: Problems): void {
  // Newer releases do not check the name again: it cannot change, and old sets may have a bad one.
  const recent = problems.has('statefulSetNamesAreLabels');
  if (!recent) validateStatefulSet(set, problems);
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  if (recent) validateStatefulSetSpec(set.spec, problems);
  const updatable = updatableFields(problems);
  const munged = { ...set.spec } as Record<string, unknown>;
  for (const field of updatable) munged[field] = old.spec[field];
  if (!semanticallyEqual(munged, old.spec)) problems.forbidden(SPEC, forbiddenText(updatable));
  if (!recent) validateCounts(set.spec, SPEC, problems, 'replicas');
}

function updatableFields(problems: Problems): (keyof Spec)[] {
  if (problems.has('statefulSetRevisionHistoryMutable')) {
    return [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'revisionHistoryLimit',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ];
  }
  if (problems.has('statefulSetStartOrdinal')) {
    return [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ];
  }
  return problems.has('statefulSetMinReadySeconds')
    ? ['replicas', 'template', 'updateStrategy', 'minReadySeconds']
    : ['replicas', 'template', 'updateStrategy'];
}

function forbiddenText(fields: readonly string[]): string {
  const quoted = fields.map((field) => `'${field}'`);
  // Only the list of three has a comma before the "and".
  const and = fields.length === 3 ? ', and ' : ' and ';
  const list = `${quoted.slice(0, -1).join(', ')}${and}${quoted.at(-1)}`;
  return `updates to statefulset spec for fields other than ${list} are forbidden`;
}

export function validateStatefulSetStatusUpdate(
  set: StatefulSet,
  old: StatefulSet,
  problems: Problems,
): void {
  const { status } = set;
  validateCounts(
    status,
    STATUS,
    problems,
    'replicas',
    'readyReplicas',
    'currentReplicas',
    'updatedReplicas',
    'availableReplicas',
    'observedGeneration',
    'collisionCount',
  );
  const counts = ['readyReplicas', 'currentReplicas', 'updatedReplicas'] as const;
  const available = problems.has('statefulSetMinReadySeconds') ? (['availableReplicas'] as const) : [];
  const { replicas = 0, readyReplicas = 0 } = status;
  const text = 'cannot be greater than status';
  validateAtMost(status, replicas, `${text}.replicas`, problems, ...counts, ...available);
  validateAtMost(status, readyReplicas, `${text}.readyReplicas`, problems, ...available);
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  validateCollisionCount(status, old.status, problems);
}
