// What PersistentVolumes and their claims show alike: access modes, size, class.
// Source: kubernetes v1.28.0 pkg/apis/core/helper/helpers.go, GetAccessModesAsString, GetPersistentVolumeClass,
// GetPersistentVolumeClaimClass; kubectl v0.32.0 pkg/util/storage/storage.go.

import type { ObjectMeta } from '../objects.ts';
import { formatQuantity } from '../quantity/format.ts';
import { parseQuantity } from '../quantity/quantity.ts';

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

const SHORT_MODES = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const;

/** `RWO,ROX`: each once, in a fixed order. */
export function accessModesText(modes: readonly string[] | undefined): string {
  return SHORT_MODES.filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(',');
}

/** The storage of a resource list in canonical form; `0` if it has none. */
export function storageText(resources: Readonly<Record<string, string | number>> | undefined): string {
  return quantityText(resources?.storage);
}

export function quantityText(quantity: string | number | undefined | null): string {
  return quantity === undefined || quantity === null ? '0' : formatQuantity(parseQuantity(quantity));
}

/** The class by the old annotation, else by the field; empty if there is none. */
export function storageClassOf(
  metadata: Pick<ObjectMeta, 'annotations'> | undefined,
  storageClassName: string | undefined | null,
): string {
  return metadata?.annotations?.[CLASS_ANNOTATION] ?? storageClassName ?? '';
}
