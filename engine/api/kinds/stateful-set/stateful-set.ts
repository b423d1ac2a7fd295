// StatefulSet: pods with an identity of their own, in order.
//
// Source: kubernetes v1.20.2 pkg/registry/apps/statefulset/strategy.go; pkg/apis/apps/v1/{defaults,conversion}.go; v1.28.0
// for availability, retention of claims and ordinals.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { ApiContext } from '../../kind.ts';
import type { StatefulSet } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setClaimSpecDefaults } from '../pod/claim-defaults.ts';
import { setPodTemplateDefaults } from '../pod/defaults.ts';
import { podSpecSupport } from '../pod/field-support.ts';
import { dropDisabledTemplateFields } from '../pod/template-fields.ts';
import { REPLICAS_SCALE, raiseGenerationOnSpecChange } from '../workload-spec.ts';
import { drop, dropZero } from '../zero-values.ts';
import { statefulSetPrinter } from './printer.ts';
import {
  validateStatefulSet,
  validateStatefulSetStatusUpdate,
  validateStatefulSetUpdate,
} from './validation.ts';
import { STATEFUL_SET_VERSIONS } from './versions.ts';

const emptyStatus = (version: VersionProfile): StatefulSet['status'] =>
  version.has('statefulSetMinReadySeconds') ? { replicas: 0, availableReplicas: 0 } : { replicas: 0 };

function setDefaults(set: StatefulSet, context: ApiContext): void {
  set.spec ??= {} as StatefulSet['spec'];
  const { spec } = set;
  const { version } = context;
  set.status = { ...emptyStatus(version), ...set.status };
  spec.podManagementPolicy ||= 'OrderedReady';
  setUpdateStrategyDefaults(spec, version);
  if (version.has('statefulSetAutoDeletePVC')) {
    spec.persistentVolumeClaimRetentionPolicy ??= {};
    const policy = spec.persistentVolumeClaimRetentionPolicy;
    policy.whenDeleted ||= 'Retain';
    policy.whenScaled ||= 'Retain';
  }
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.serviceName ??= '';
  dropZero(spec, 'minReadySeconds', 'volumeClaimTemplates');
  spec.template ??= {};
  setPodTemplateDefaults(spec.template, context);
  for (const claim of spec.volumeClaimTemplates ?? []) setClaimTemplateDefaults(claim, context);
}

// Without a type the set rolls, partitioned at 0; with the type alone, upstream gives no partition.
function setUpdateStrategyDefaults(spec: StatefulSet['spec'], version: VersionProfile): void {
  spec.updateStrategy ??= {};
  const strategy = spec.updateStrategy;
  if (!strategy.type) {
    strategy.type = 'RollingUpdate';
    strategy.rollingUpdate ??= {};
  }
  if (strategy.type !== 'RollingUpdate' || strategy.rollingUpdate === undefined) return;
  strategy.rollingUpdate.partition ??= 0;
  if (version.has('statefulSetMaxUnavailable')) strategy.rollingUpdate.maxUnavailable ??= 1;
}

type ClaimTemplate = NonNullable<StatefulSet['spec']['volumeClaimTemplates']>[number];

function setClaimTemplateDefaults(claim: ClaimTemplate, { isWithoutConversion }: ApiContext): void {
  if (isWithoutConversion !== true) {
    claim.apiVersion = 'v1';
    claim.kind = 'PersistentVolumeClaim';
  }
  claim.metadata ??= {};
  dropZero(claim.metadata, 'creationTimestamp', 'labels', 'annotations');
  claim.spec ??= {};
  setClaimSpecDefaults(claim.spec);
  claim.status = { ...claim.status, phase: claim.status?.phase ?? 'Pending' };
}

function prepareForCreate(set: StatefulSet, context: ApiContext): void {
  set.status = emptyStatus(context.version);
  set.metadata.generation = 1;
  dropDisabledFields(set, undefined, context);
  dropDisabledTemplateFields(set.spec.template, undefined, context);
}

function prepareForUpdate(set: StatefulSet, old: StatefulSet, context: ApiContext): void {
  set.status = old.status;
  dropDisabledFields(set, old, context);
  dropDisabledTemplateFields(set.spec.template, old.spec.template, context);
  raiseGenerationOnSpecChange(set, old);
}

function dropDisabledFields(set: StatefulSet, old: StatefulSet | undefined, { version }: ApiContext): void {
  const { spec } = set;
  if (!version.has('statefulSetMinReadySeconds') && !old?.spec.minReadySeconds) drop(spec, 'minReadySeconds');
  if (!version.has('statefulSetStartOrdinal') && !old?.spec.ordinals) drop(spec, 'ordinals');
  if (!version.has('statefulSetAutoDeletePVC') && !old?.spec.persistentVolumeClaimRetentionPolicy) {
    drop(spec, 'persistentVolumeClaimRetentionPolicy');
  }
  if (!version.has('statefulSetMaxUnavailable')) drop(spec.updateStrategy?.rollingUpdate, 'maxUnavailable');
}

export const statefulSet = defineKind<StatefulSet>({
  kind: 'StatefulSet',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  versions: STATEFUL_SET_VERSIONS,
  statusSubresource: true,
  printer: statefulSetPrinter,
  scale: REPLICAS_SCALE,
  setDefaults,
  prepareForCreate,
  prepareForUpdate,
  prepareForStatusUpdate: (set, old) => {
    set.spec = old.spec;
  },
  validateCreate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  validateStatusUpdate: validateStatefulSetStatusUpdate,
  fieldSupport: podSpecSupport('spec.template.spec'),
});
