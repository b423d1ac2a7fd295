// Rows of `kubectl get persistentvolumeclaims`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printPersistentVolumeClaim; the column VolumeAttributesClass: KEP-3751.

import type { PersistentVolumeClaim } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';
import { accessModesText, storageClassOf, storageText } from '../../printing/volume-cells.ts';

export const persistentVolumeClaimPrinter = definePrinter<PersistentVolumeClaim>({
  columns: ({ version }) => [
    ...columns('Name', 'Status', 'Volume', 'Capacity', 'Access Modes', 'StorageClass'),
    ...columns(...(version.has('volumeAttributesClassColumn') ? ['VolumeAttributesClass'] : []), 'Age'),
    ...wide('VolumeMode'),
  ],
  cells: (claim, context) => {
    const { metadata, spec, status } = claim;
    const isBound = Boolean(spec.volumeName);
    return [
      metadata.name,
      metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? ''),
      spec.volumeName ?? '',
      isBound ? storageText(status?.capacity) : '',
      isBound ? accessModesText(status?.accessModes) : '',
      storageClassOf(metadata, spec.storageClassName),
      ...(context.version.has('volumeAttributesClassColumn')
        ? [spec.volumeAttributesClassName ?? '<unset>']
        : []),
      age(claim, context),
      spec.volumeMode ?? '<unset>',
    ];
  },
});
