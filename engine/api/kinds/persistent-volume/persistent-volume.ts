// PersistentVolume: a piece of storage that a claim can be bound to.
//
// Source: kubernetes v1.20.2 pkg/registry/core/persistentvolume/strategy.go; pkg/apis/core/v1/defaults.go.
// Left out: status.lastPhaseTransitionTime, which needs a clock.

import type { PersistentVolume } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { dropZero } from '../zero-values.ts';
import { persistentVolumePrinter } from './printer.ts';
import { validateVolumeCreate, validateVolumeStatusUpdate, validateVolumeUpdate } from './validation.ts';

function setVolumeDefaults(volume: PersistentVolume): void {
  volume.spec ??= {};
  volume.status ??= {};
  const { spec } = volume;
  dropZero(spec, 'accessModes', 'storageClassName', 'mountOptions');
  volume.status.phase ||= 'Pending';
  spec.persistentVolumeReclaimPolicy ||= 'Retain';
  spec.volumeMode ??= 'Filesystem';
  setResourceListDefaults(spec.capacity);
  if (spec.hostPath != null) spec.hostPath.type ??= '';
  setSourceDefaults(spec);
}

function setSourceDefaults({ iscsi, rbd, scaleIO, azureDisk }: PersistentVolume['spec']): void {
  if (iscsi != null) iscsi.iscsiInterface ||= 'default';
  if (rbd != null) {
    rbd.pool ||= 'rbd';
    rbd.user ||= 'admin';
    rbd.keyring ||= '/etc/ceph/keyring';
  }
  if (scaleIO != null) {
    scaleIO.storageMode ||= 'ThinProvisioned';
    scaleIO.fsType ||= 'xfs';
  }
  if (azureDisk != null) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.kind ??= 'Shared';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
  }
}

export const persistentVolume = defineKind<PersistentVolume>({
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  categories: [],
  namespaced: false,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: persistentVolumePrinter,
  setDefaults: setVolumeDefaults,
  prepareForCreate: (object, { version }) => {
    object.status = version.has('pvPendingOnCreate') ? { phase: 'Pending' } : {};
  },
  prepareForUpdate: (object, old) => {
    object.status = old.status;
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateVolumeCreate,
  validateUpdate: validateVolumeUpdate,
  validateStatusUpdate: validateVolumeStatusUpdate,
  selectableFields: ({ metadata }) => ({ name: metadata.name }),
});
