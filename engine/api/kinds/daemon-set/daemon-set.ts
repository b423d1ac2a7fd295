// DaemonSet: one pod on every node, or on some.
//
// Source: kubernetes v1.20.2 pkg/registry/apps/daemonset/strategy.go; pkg/apis/apps/v1/{defaults,conversion}.go;
// pkg/apis/extensions/v1beta1/defaults.go; v1.28.0 for maxSurge.

import type { ApiContext } from '../../kind.ts';
import type { AnyObject, DaemonSet } from '../../objects.ts';
import { clonePlain } from '../../plain.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { defineKind } from '../define-kind.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { raiseGeneration, selectByTemplateLabels } from '../workload-spec.ts';
import { drop, dropZero } from '../zero-values.ts';
import { daemonSetPrinter } from './printer.ts';
import { setTemplateGeneration, templateGeneration } from './template-generation.ts';
import { validateDaemonSet, validateDaemonSetStatusUpdate, validateDaemonSetUpdate } from './validation.ts';

const emptyStatus = (): DaemonSet['status'] => ({
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
});

function setDefaults(set: DaemonSet, context: ApiContext): void {
  set.spec ??= {} as DaemonSet['spec'];
  set.status = { ...emptyStatus(), ...set.status };
  const { spec } = set;
  spec.updateStrategy ??= {};
  const strategy = spec.updateStrategy;
  strategy.type ||= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate ??= {};
    strategy.rollingUpdate.maxUnavailable ??= 1;
    if (context.version.has('daemonSetMaxSurge')) strategy.rollingUpdate.maxSurge ??= 0;
    else drop(strategy.rollingUpdate, 'maxSurge');
  }
  spec.revisionHistoryLimit ??= 10;
  dropZero(spec, 'minReadySeconds');
  spec.template ??= {};
  setPodTemplateDefaults(spec.template, context);
}

function prepareForCreate(set: DaemonSet, context: ApiContext): void {
  set.status = emptyStatus();
  set.metadata.generation = 1;
  setTemplateGeneration(set, Math.max(templateGeneration(set), 1));
  dropDisabledTemplateFields(set.spec.template, undefined, context);
}

function prepareForUpdate(set: DaemonSet, old: DaemonSet, context: ApiContext): void {
  dropDisabledTemplateFields(set.spec.template, old.spec.template, context);
  set.status = old.status;
  const isSameTemplate = semanticallyEqual(set.spec.template, old.spec.template);
  setTemplateGeneration(set, templateGeneration(old) + (isSameTemplate ? 0 : 1));
  if (!isSameTemplate || !semanticallyEqual(set.spec, old.spec)) raiseGeneration(set.metadata, old.metadata);
}

function fromExtensions(object: AnyObject): AnyObject {
  const set = clonePlain(object) as unknown as DaemonSet;
  set.spec ??= {} as DaemonSet['spec'];
  selectByTemplateLabels(set);
  set.spec.updateStrategy ??= {};
  set.spec.updateStrategy.type ??= 'OnDelete';
  return withAnnotatedGeneration(set);
}

function withAnnotatedGeneration(set: DaemonSet): AnyObject {
  const spec = set.spec as DaemonSet['spec'] & { templateGeneration?: number };
  if (spec.templateGeneration !== undefined) setTemplateGeneration(set, spec.templateGeneration);
  delete spec.templateGeneration;
  return set as unknown as AnyObject;
}

function toExtensions(object: AnyObject): AnyObject {
  const set = object as unknown as DaemonSet;
  return { ...object, spec: { ...set.spec, templateGeneration: templateGeneration(set) } };
}

export const daemonSet = defineKind<DaemonSet>({
  kind: 'DaemonSet',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  versions: [
    { group: 'apps', version: 'v1' },
    { group: 'apps', version: 'v1beta2', until: 15, orphansDependents: true },
    {
      group: 'extensions',
      version: 'v1beta1',
      until: 15,
      orphansDependents: true,
      toStorage: fromExtensions,
      fromStorage: toExtensions,
    },
  ],
  statusSubresource: true,
  printer: daemonSetPrinter,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (set, old) => {
    set.spec = old.spec;
  },
  validateCreate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
  validateStatusUpdate: validateDaemonSetStatusUpdate,
  fieldSupport: podSpecSupport('spec.template.spec'),
});
