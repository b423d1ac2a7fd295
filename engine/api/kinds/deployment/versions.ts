// Deployments of the versions before apps/v1: their defaults, and rollbackTo, which apps/v1 keeps in an annotation.
//
// Source: kubernetes v1.15 pkg/apis/{extensions,apps}/v1beta1/{defaults,conversion}.go; pkg/apis/apps/v1/conversion.go.

import type { ServedVersion } from '../../kind.ts';
import type { AnyObject, Deployment } from '../../objects.ts';
import { clonePlain } from '../../plain.ts';
import { selectByTemplateLabels } from '../workload-spec.ts';

export const ROLLBACK_ANNOTATION = 'deprecated.deployment.rollback.to';
/** Means none: extensions/v1beta1 had no limit and no deadline. */
const UNLIMITED = 2 ** 31 - 1;

type OldSpec = Deployment['spec'] & { rollbackTo?: { revision?: number } };

function oldDeployment(object: AnyObject): { deployment: Deployment; spec: OldSpec } {
  const deployment = clonePlain(object) as unknown as Deployment;
  deployment.spec ??= {} as Deployment['spec'];
  selectByTemplateLabels(deployment);
  const spec = deployment.spec as OldSpec;
  if (spec.rollbackTo !== undefined) {
    const revision = String(spec.rollbackTo.revision ?? 0);
    deployment.metadata.annotations = { ...deployment.metadata.annotations, [ROLLBACK_ANNOTATION]: revision };
    delete spec.rollbackTo;
  }
  return { deployment, spec };
}

function fromExtensions(object: AnyObject): AnyObject {
  const { deployment, spec } = oldDeployment(object);
  spec.strategy ??= {};
  const strategy = spec.strategy;
  strategy.type ??= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate' || strategy.rollingUpdate !== undefined) {
    strategy.rollingUpdate = { maxUnavailable: 1, maxSurge: 1, ...strategy.rollingUpdate };
  }
  spec.progressDeadlineSeconds ??= UNLIMITED;
  spec.revisionHistoryLimit ??= UNLIMITED;
  return deployment as unknown as AnyObject;
}

function fromAppsV1beta1(object: AnyObject): AnyObject {
  const { deployment, spec } = oldDeployment(object);
  spec.revisionHistoryLimit ??= 2;
  return deployment as unknown as AnyObject;
}

function toOldVersion(object: AnyObject): AnyObject {
  const { [ROLLBACK_ANNOTATION]: revision, ...annotations } = object.metadata.annotations ?? {};
  if (revision === undefined) return object;
  const spec = { ...(object.spec as object), rollbackTo: { revision: Number(revision) } };
  return { ...object, metadata: { ...object.metadata, annotations }, spec };
}

export const DEPLOYMENT_VERSIONS: readonly ServedVersion[] = [
  { group: 'apps', version: 'v1' },
  { group: 'apps', version: 'v1beta2', until: 15, orphansDependents: true },
  {
    group: 'apps',
    version: 'v1beta1',
    until: 15,
    orphansDependents: true,
    toStorage: fromAppsV1beta1,
    fromStorage: toOldVersion,
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    until: 15,
    orphansDependents: true,
    toStorage: fromExtensions,
    fromStorage: toOldVersion,
  },
];
