// ReplicaSet: keeps a number of pods of one template running.
//
// Source: kubernetes v1.20.2 pkg/registry/apps/replicaset/strategy.go; pkg/apis/apps/v1/defaults.go;
// pkg/apis/extensions/v1beta1/defaults.go.

import type { ApiContext } from '../../kind.ts';
import type { AnyObject, ReplicaSet } from '../../objects.ts';
import { clonePlain } from '../../plain.ts';
import { defineKind } from '../define-kind.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { REPLICAS_SCALE, raiseGenerationOnSpecChange, selectByTemplateLabels } from '../workload-spec.ts';
import { dropZero } from '../zero-values.ts';
import { replicaSetPrinter } from './printer.ts';
import {
  validateReplicaSet,
  validateReplicaSetStatusUpdate,
  validateReplicaSetUpdate,
} from './validation.ts';

function setDefaults(set: ReplicaSet, context: ApiContext): void {
  set.spec ??= {} as ReplicaSet['spec'];
  set.status ??= { replicas: 0 };
  set.status.replicas ??= 0;
  set.spec.replicas ??= 1;
  dropZero(set.spec, 'minReadySeconds');
  set.spec.template ??= {};
  setPodTemplateDefaults(set.spec.template, context);
}

function prepareForCreate(set: ReplicaSet, context: ApiContext): void {
  set.status = { replicas: 0 };
  set.metadata.generation = 1;
  dropDisabledTemplateFields(set.spec.template, undefined, context);
}

function prepareForUpdate(set: ReplicaSet, old: ReplicaSet, context: ApiContext): void {
  set.status = old.status;
  dropDisabledTemplateFields(set.spec.template, old.spec.template, context);
  raiseGenerationOnSpecChange(set, old);
}

function fromExtensions(object: AnyObject): AnyObject {
  const set = clonePlain(object) as unknown as ReplicaSet;
  selectByTemplateLabels(set);
  return set as unknown as AnyObject;
}

export const replicaSet = defineKind<ReplicaSet>({
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
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
    },
  ],
  statusSubresource: true,
  printer: replicaSetPrinter,
  scale: REPLICAS_SCALE,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (set, old) => {
    set.spec = old.spec;
  },
  validateCreate: validateReplicaSet,
  validateUpdate: validateReplicaSetUpdate,
  validateStatusUpdate: validateReplicaSetStatusUpdate,
  selectableFields: ({ status }) => ({ 'status.replicas': String(status.replicas ?? 0) }),
  fieldSupport: podSpecSupport('spec.template.spec'),
});
