// Deployment rules.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidateDeployment* (equal in 1.28);
// pkg/registry/apps/deployment/strategy.go, ValidateUpdate.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { Deployment } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import {
  goIntOrString,
  intOrPercentValue,
  validateNotMoreThan100Percent,
  validatePositiveIntOrPercent,
} from '../../validation/int-or-percent.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateSelectorAndTemplate } from '../replica-set/validation.ts';
import {
  SPEC,
  STATUS,
  validateAtMost,
  validateCollisionCount,
  validateCounts,
  validateSelectorUnchanged,
} from '../workload-spec.ts';
import { ROLLBACK_ANNOTATION } from './versions.ts';

const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

export function validateDeployment({ metadata, spec }: Deployment, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateDeploymentSpec(spec, metadata, problems);
}

/** Where a rollback was asked for in a version before apps/v1, the revision stands in an annotation. */
function validateRollback({ annotations }: Deployment['metadata'], problems: Problems): void {
  const revision = Number(annotations?.[ROLLBACK_ANNOTATION] ?? 0);
  if (revision < 0) validateNonnegative(revision, SPEC.child('rollback', 'version'), problems);
}

function validateDeploymentSpec(
  spec: Deployment['spec'],
  metadata: Deployment['metadata'],
  problems: Problems,
): void {
  validateCounts(spec, SPEC, problems, 'replicas');
  validateSelectorAndTemplate(spec, problems);
  validateStrategy(spec.strategy ?? {}, SPEC.child('strategy'), problems);
  validateCounts(spec, SPEC, problems, 'minReadySeconds', 'revisionHistoryLimit');
  validateRollback(metadata, problems);
  validateCounts(spec, SPEC, problems, 'progressDeadlineSeconds');
  const deadline = spec.progressDeadlineSeconds;
  if (deadline !== undefined && deadline <= (spec.minReadySeconds ?? 0)) {
    problems.invalid(SPEC.child('progressDeadlineSeconds'), deadline, 'must be greater than minReadySeconds');
  }
}

type Strategy = NonNullable<Deployment['spec']['strategy']>;
type RollingUpdate = NonNullable<Strategy['rollingUpdate']>;
const STRATEGIES: readonly string[] = ['Recreate', 'RollingUpdate'];

function validateStrategy(strategy: Strategy, path: FieldPath, problems: Problems): void {
  const at = path.child('rollingUpdate');
  switch (strategy.type as string) {
    case 'Recreate':
      if (strategy.rollingUpdate !== undefined) {
        problems.forbidden(at, "may not be specified when strategy `type` is 'Recreate'");
      }
      return;
    case 'RollingUpdate':
      if (strategy.rollingUpdate === undefined)
        problems.required(at, 'this should be defaulted and never be nil');
      else validateRollingUpdate(strategy.rollingUpdate, at, problems);
      return;
    default:
      problems.notSupported(
        path,
        new GoValue(`apps.DeploymentStrategy${JSON.stringify(strategy)}`, strategy),
        STRATEGIES,
      );
  }
}

function validateRollingUpdate(update: RollingUpdate, path: FieldPath, problems: Problems): void {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  validatePositiveIntOrPercent(maxUnavailable, path.child('maxUnavailable'), problems);
  validatePositiveIntOrPercent(maxSurge, path.child('maxSurge'), problems);
  // 0% of either counts as none: with both at none a rollout could never move.
  if (intOrPercentValue(maxUnavailable) === 0 && intOrPercentValue(maxSurge) === 0) {
    problems.invalid(
      path.child('maxUnavailable'),
      goIntOrString(maxUnavailable),
      'may not be 0 when `maxSurge` is 0',
    );
  }
  validateNotMoreThan100Percent(maxUnavailable, path.child('maxUnavailable'), problems);
}

export function validateDeploymentUpdate(deployment: Deployment, old: Deployment, problems: Problems): void {
  validateKubeObjectMetaUpdate(deployment.metadata, old.metadata, METADATA, problems);
  validateDeploymentSpec(deployment.spec, deployment.metadata, problems);
  const mutableIn = ['extensions/v1beta1', 'apps/v1beta1'];
  validateSelectorUnchanged(deployment.spec.selector, old.spec.selector, mutableIn, problems);
}

export function validateDeploymentStatusUpdate(
  deployment: Deployment,
  old: Deployment,
  problems: Problems,
): void {
  validateKubeObjectMetaUpdate(deployment.metadata, old.metadata, METADATA, problems);
  const { status } = deployment;
  validateCounts(
    status,
    STATUS,
    problems,
    'observedGeneration',
    'replicas',
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
    'unavailableReplicas',
    'collisionCount',
  );
  const text = 'cannot be greater than status.replicas';
  validateAtMost(
    status,
    status.replicas ?? 0,
    text,
    problems,
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
  );
  validateAtMost(
    status,
    status.readyReplicas ?? 0,
    'cannot be greater than readyReplicas',
    problems,
    'availableReplicas',
  );
  validateCollisionCount(status, old.status, problems);
}
