// Deployment: rolls a pod template out over ReplicaSets.
//
// Source: kubernetes v1.20.2 pkg/registry/apps/deployment/strategy.go; pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment.

import type { ApiContext } from '../../kind.ts';
import type { Deployment } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { defineKind } from '../define-kind.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { REPLICAS_SCALE, raiseGeneration } from '../workload-spec.ts';
import { dropZero } from '../zero-values.ts';
import { deploymentPrinter } from './printer.ts';
import {
  validateDeployment,
  validateDeploymentStatusUpdate,
  validateDeploymentUpdate,
} from './validation.ts';
import { DEPLOYMENT_VERSIONS } from './versions.ts';

function setDefaults(deployment: Deployment, context: ApiContext): void {
  deployment.spec ??= {} as Deployment['spec'];
  deployment.status ??= {};
  const { spec } = deployment;
  spec.replicas ??= 1;
  spec.strategy ??= {};
  const strategy = spec.strategy;
  strategy.type ||= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate ??= {};
    strategy.rollingUpdate.maxUnavailable ??= '25%';
    strategy.rollingUpdate.maxSurge ??= '25%';
  }
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  dropZero(spec, 'minReadySeconds', 'paused');
  spec.template ??= {};
  setPodTemplateDefaults(spec.template, context);
}

function prepareForCreate(deployment: Deployment, context: ApiContext): void {
  deployment.status = {};
  deployment.metadata.generation = 1;
  dropDisabledTemplateFields(deployment.spec.template, undefined, context);
}

// Annotations count as well: they are copied to the ReplicaSets.
function prepareForUpdate(deployment: Deployment, old: Deployment, context: ApiContext): void {
  deployment.status = old.status;
  dropDisabledTemplateFields(deployment.spec.template, old.spec.template, context);
  const isSame =
    semanticallyEqual(deployment.spec, old.spec) &&
    semanticallyEqual(deployment.metadata.annotations ?? {}, old.metadata.annotations ?? {});
  if (!isSame) raiseGeneration(deployment.metadata, old.metadata);
}

export const deployment = defineKind<Deployment>({
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  versions: DEPLOYMENT_VERSIONS,
  statusSubresource: true,
  printer: deploymentPrinter,
  scale: REPLICAS_SCALE,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (deployment, old) => {
    deployment.spec = old.spec;
    if (old.metadata.labels === undefined) delete deployment.metadata.labels;
    else deployment.metadata.labels = old.metadata.labels;
  },
  validateCreate: validateDeployment,
  validateUpdate: validateDeploymentUpdate,
  validateStatusUpdate: validateDeploymentStatusUpdate,
  fieldSupport: podSpecSupport('spec.template.spec'),
});
