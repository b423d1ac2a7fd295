// PersistentVolumeClaim: a request for storage.
//
// Source: kubernetes v1.20.2 pkg/registry/core/persistentvolumeclaim/strategy.go; v1.28.0 for dataSourceRef
// (pkg/api/persistentvolumeclaim/util.go, NormalizeDataSources).

import type { ApiContext } from '../../kind.ts';
import type { PersistentVolumeClaim } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setClaimSpecDefaults } from '../pod/claim-defaults.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { persistentVolumeClaimPrinter } from './printer.ts';
import { validateClaimCreate, validateClaimStatusUpdate, validateClaimUpdate } from './validation.ts';

type Spec = PersistentVolumeClaim['spec'];

// Gate VolumeSnapshotDataSource is on since 1.17 and VolumePVCDataSource since 1.16; before, no source was kept.
function dropDisabledFields(spec: Spec, old: Spec | undefined, { version }: ApiContext): void {
  if (!version.has('pvcDataSourceRef') && old?.dataSourceRef === undefined) delete spec.dataSourceRef;
  if (!version.has('volumeAttributesClass') && old?.volumeAttributesClassName === undefined) {
    delete spec.volumeAttributesClassName;
  }
}

/** dataSource and dataSourceRef name the same; whoever sets one gets both. */
function normalizeDataSources(spec: Spec, { version }: ApiContext): void {
  if (!version.has('pvcDataSourceRef') || spec.dataSourceRef?.namespace) return;
  const { dataSource, dataSourceRef } = spec;
  if (dataSource != null && dataSourceRef == null) spec.dataSourceRef = { ...dataSource };
  else if (dataSource == null && dataSourceRef != null) {
    const { apiGroup, kind, name } = dataSourceRef;
    spec.dataSource = { ...(apiGroup !== undefined && { apiGroup }), kind, name };
  }
}

export const persistentVolumeClaim = defineKind<PersistentVolumeClaim>({
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: persistentVolumeClaimPrinter,
  setDefaults: (object) => {
    object.spec ??= {};
    object.status ??= {};
    object.status.phase ||= 'Pending';
    setClaimSpecDefaults(object.spec);
    setResourceListDefaults(object.status.capacity);
  },
  prepareForCreate: (object, context) => {
    object.status = {};
    dropDisabledFields(object.spec, undefined, context);
    normalizeDataSources(object.spec, context);
  },
  prepareForUpdate: (object, old, context) => {
    object.status = old.status;
    dropDisabledFields(object.spec, old.spec, context);
    normalizeDataSources(object.spec, context);
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateClaimCreate,
  validateUpdate: validateClaimUpdate,
  validateStatusUpdate: validateClaimStatusUpdate,
  selectableFields: ({ metadata }) => ({ name: metadata.name }),
});
