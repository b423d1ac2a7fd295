// DaemonSet rules.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidateDaemonSet*; v1.28.0 for maxSurge;
// pkg/registry/apps/daemonset/strategy.go, ValidateUpdate. Left out: that templateGeneration moves with the template, which
// the strategy sees to.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { DaemonSet } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import {
  goIntOrString,
  intOrPercentValue,
  validateNotMoreThan100Percent,
  validatePositiveIntOrPercent,
} from '../../validation/int-or-percent.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector, isEmptySelector, validateLabelSelector } from '../../validation/label-selector.ts';
import { METADATA, validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import {
  validateAlwaysRunning,
  validatePodTemplate,
  validateReadOnlyPersistentDisks,
} from '../pod/pod-template.ts';
import {
  compiled,
  SPEC,
  STATUS,
  templateSpec,
  validateCollisionCount,
  validateCounts,
  validateSelectorMatches,
  validateSelectorUnchanged,
} from '../workload-spec.ts';
import { templateGeneration } from './template-generation.ts';

type UpdateStrategy = NonNullable<DaemonSet['spec']['updateStrategy']>;
const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

export function validateDaemonSet(set: DaemonSet, problems: Problems): void {
  validateKubeObjectMeta(set.metadata, META_RULES, METADATA, problems);
  validateDaemonSetSpec(set, problems);
}

function validateDaemonSetSpec(set: DaemonSet, problems: Problems): void {
  const { spec } = set;
  const { selector, template = {} } = spec;
  const path = SPEC.child('selector');
  validateLabelSelector(selector, path, problems);
  const matcher = compiled(selector);
  const at = SPEC.child('template');
  if (matcher !== undefined) validateSelectorMatches(matcher, template, at, problems);
  if (selector !== undefined && isEmptySelector(selector)) {
    problems.invalid(path, goLabelSelector(selector), 'empty selector is invalid for daemonset');
  }
  validatePodTemplate(template, at, problems);
  const pods = templateSpec(template);
  validateReadOnlyPersistentDisks(pods?.volumes, at.child('spec', 'volumes'), problems);
  validateAlwaysRunning(pods, 'DaemonSet', at.child('spec'), problems);
  validateCounts(spec, SPEC, problems, 'minReadySeconds');
  validateNonnegative(templateGeneration(set), SPEC.child('templateGeneration'), problems);
  validateUpdateStrategy(spec.updateStrategy ?? {}, SPEC.child('updateStrategy'), problems);
  validateCounts(spec, SPEC, problems, 'revisionHistoryLimit');
}

const STRATEGIES: readonly string[] = ['RollingUpdate', 'OnDelete'];

function validateUpdateStrategy(strategy: UpdateStrategy, path: FieldPath, problems: Problems): void {
  switch (strategy.type as string) {
    case 'OnDelete':
      return;
    case 'RollingUpdate':
      if (strategy.rollingUpdate === undefined) problems.required(path.child('rollingUpdate'));
      else validateRollingUpdate(strategy.rollingUpdate, path.child('rollingUpdate'), problems);
      return;
    default:
      problems.notSupported(
        path,
        new GoValue(`apps.DaemonSetUpdateStrategy${JSON.stringify(strategy)}`, strategy),
        STRATEGIES,
      );
  }
}

function validateRollingUpdate(
  update: NonNullable<UpdateStrategy['rollingUpdate']>,
  path: FieldPath,
  problems: Problems,
): void {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  const [unavailablePath, surgePath] = [path.child('maxUnavailable'), path.child('maxSurge')];
  validatePositiveIntOrPercent(maxUnavailable, unavailablePath, problems);
  if (!problems.has('daemonSetMaxSurge')) {
    if (intOrPercentValue(maxUnavailable) === 0)
      problems.invalid(unavailablePath, goIntOrString(maxUnavailable), 'cannot be 0');
    validateNotMoreThan100Percent(maxUnavailable, unavailablePath, problems);
    return;
  }
  validatePositiveIntOrPercent(maxSurge, surgePath, problems);
  validateNotMoreThan100Percent(maxUnavailable, unavailablePath, problems);
  validateNotMoreThan100Percent(maxSurge, surgePath, problems);
  const [hasUnavailable, hasSurge] = [
    intOrPercentValue(maxUnavailable) !== 0,
    intOrPercentValue(maxSurge) !== 0,
  ];
  if (hasUnavailable && hasSurge) {
    problems.invalid(surgePath, goIntOrString(maxSurge), 'may not be set when maxUnavailable is non-zero');
  } else if (!hasUnavailable && !hasSurge)
    problems.required(unavailablePath, 'cannot be 0 when maxSurge is 0');
}

export function validateDaemonSetUpdate(set: DaemonSet, old: DaemonSet, problems: Problems): void {
  validateDaemonSet(set, problems);
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  validateDaemonSetSpec(set, problems);
  validateSelectorUnchanged(set.spec.selector, old.spec.selector, ['extensions/v1beta1'], problems);
}

export function validateDaemonSetStatusUpdate(set: DaemonSet, old: DaemonSet, problems: Problems): void {
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  validateCounts(
    set.status,
    STATUS,
    problems,
    'currentNumberScheduled',
    'numberMisscheduled',
    'desiredNumberScheduled',
    'numberReady',
    'observedGeneration',
    'updatedNumberScheduled',
    'numberAvailable',
    'numberUnavailable',
    'collisionCount',
  );
  validateCollisionCount(set.status, old.status, problems);
}
