// ReplicationController: the ReplicaSet of the first years, with plain labels as selector.
//
// Source: kubernetes v1.20.2 pkg/registry/core/replicationcontroller/strategy.go; pkg/apis/core/v1/defaults.go;
// pkg/apis/core/validation/validation.go, ValidateReplicationController*.

import type { ApiContext } from '../../kind.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { ReplicationController } from '../../objects.ts';
import { selectorFromSet } from '../../selectors/label-selector.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import {
  validateAlwaysRunning,
  validatePodTemplate,
  validateReadOnlyPersistentDisks,
} from '../pod/pod-template.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { validateReplicaStatus } from '../replica-set/validation.ts';
import {
  LABELS_SCALE,
  raiseGenerationOnSpecChange,
  SPEC,
  templateSpec,
  validateCounts,
  validateSelectorMatches,
} from '../workload-spec.ts';
import { dropZero } from '../zero-values.ts';
import { replicationControllerPrinter } from './printer.ts';

function setDefaults(controller: ReplicationController, context: ApiContext): void {
  controller.spec ??= {};
  controller.status ??= { replicas: 0 };
  controller.status.replicas ??= 0;
  const { metadata, spec } = controller;
  dropZero(spec, 'minReadySeconds', 'selector');
  const labels = spec.template?.metadata?.labels;
  if (labels !== undefined) {
    spec.selector ??= { ...labels };
    if (Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
  }
  spec.replicas ??= 1;
  if (spec.template !== undefined) setPodTemplateDefaults(spec.template, context);
}

function prepareForCreate(controller: ReplicationController, context: ApiContext): void {
  controller.status = { replicas: 0 };
  controller.metadata.generation = 1;
  dropDisabledTemplateFields(controller.spec.template, undefined, context);
}

function prepareForUpdate(
  controller: ReplicationController,
  old: ReplicationController,
  context: ApiContext,
): void {
  controller.status = old.status;
  dropDisabledTemplateFields(controller.spec.template, old.spec.template, context);
  raiseGenerationOnSpecChange(controller, old);
}

const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

function validateCreate({ metadata, spec }: ReplicationController, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateSpec(spec, problems);
}

function validateSpec(spec: ReplicationController['spec'], problems: Problems): void {
  validateCounts(spec, SPEC, problems, 'minReadySeconds');
  const selector = selectorFromSet(spec.selector);
  if (selector.isEmpty) problems.required(SPEC.child('selector'));
  validateCounts(spec, SPEC, problems, 'replicas');
  const path = SPEC.child('template');
  if (spec.template === undefined) {
    problems.required(path);
    return;
  }
  if (!selector.isEmpty) validateSelectorMatches(selector, spec.template, path, problems);
  validatePodTemplate(spec.template, path, problems);
  const pods = templateSpec(spec.template);
  if ((spec.replicas ?? 0) > 1)
    validateReadOnlyPersistentDisks(pods?.volumes, path.child('spec', 'volumes'), problems);
  validateAlwaysRunning(pods, 'ReplicationController', path.child('spec'), problems);
}

export const replicationController = defineKind<ReplicationController>({
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  singular: 'replicationcontroller',
  shortNames: ['rc'],
  categories: ['all'],
  namespaced: true,
  versions: [{ group: '', version: 'v1', orphansDependents: true }],
  statusSubresource: true,
  printer: replicationControllerPrinter,
  scale: LABELS_SCALE,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (controller, old) => {
    controller.spec = old.spec;
  },
  validateCreate,
  validateUpdate: (controller, old, problems) => {
    validateCreate(controller, problems);
    validateKubeObjectMetaUpdate(controller.metadata, old.metadata, METADATA, problems);
    validateSpec(controller.spec, problems);
  },
  validateStatusUpdate: (controller, old, problems) => {
    validateKubeObjectMetaUpdate(controller.metadata, old.metadata, METADATA, problems);
    validateReplicaStatus(controller.status as Parameters<typeof validateReplicaStatus>[0], problems);
  },
  selectableFields: ({ status }) => ({ 'status.replicas': String(status.replicas ?? 0) }),
  fieldSupport: podSpecSupport('spec.template.spec'),
});
