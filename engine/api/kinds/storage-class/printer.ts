// Rows of `kubectl get storageclasses`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printStorageClass; pkg/apis/storage/util/helpers.go, IsDefaultAnnotation.

import type { StorageClass } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** Whether claims without a class get this one. */
export const isDefaultStorageClass = ({ metadata }: StorageClass): boolean =>
  DEFAULT_ANNOTATIONS.some((key) => metadata.annotations?.[key] === 'true');

export const storageClassPrinter = definePrinter<StorageClass>({
  columns: columns(
    'Name',
    'Provisioner',
    'ReclaimPolicy',
    'VolumeBindingMode',
    'AllowVolumeExpansion',
    'Age',
  ),
  cells: (storageClass, context) => [
    `${storageClass.metadata.name}${isDefaultStorageClass(storageClass) ? ' (default)' : ''}`,
    storageClass.provisioner,
    storageClass.reclaimPolicy ?? 'Delete',
    storageClass.volumeBindingMode ?? 'Immediate',
    storageClass.allowVolumeExpansion ?? false,
    age(storageClass, context),
  ],
});
