// Rows of `kubectl get persistentvolumes`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printPersistentVolume; the column VolumeAttributesClass: KEP-3751.

import type { PersistentVolume } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';
import { accessModesText, storageClassOf, storageText } from '../../printing/volume-cells.ts';

export const persistentVolumePrinter = definePrinter<PersistentVolume>({
  columns: ({ version }) => [
    ...columns('Name', 'Capacity', 'Access Modes', 'Reclaim Policy', 'Status', 'Claim', 'StorageClass'),
    ...columns(
      ...(version.has('volumeAttributesClassColumn') ? ['VolumeAttributesClass'] : []),
      'Reason',
      'Age',
    ),
    ...wide('VolumeMode'),
  ],
  cells: (volume, context) => {
    const { metadata, spec, status } = volume;
    const { claimRef } = spec;
    return [
      metadata.name,
      storageText(spec.capacity),
      accessModesText(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? ''),
      claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : '',
      storageClassOf(metadata, spec.storageClassName),
      ...(context.version.has('volumeAttributesClassColumn')
        ? [spec.volumeAttributesClassName ?? '<unset>']
        : []),
      status?.reason ?? '',
      age(volume, context),
      spec.volumeMode ?? '<unset>',
    ];
  },
});
