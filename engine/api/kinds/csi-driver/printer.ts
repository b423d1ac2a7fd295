// Rows of `kubectl get csidrivers`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printCSIDriver.
// Differs: before 1.21, StorageCapacity and the two columns after it hung on alpha gates that are off; they are left out.

import type { CSIDriver } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const csiDriverPrinter = definePrinter<CSIDriver>({
  columns: ({ version }) =>
    columns(
      ...['Name', 'AttachRequired', 'PodInfoOnMount'],
      ...(version.has('csiStorageCapacity') ? ['StorageCapacity'] : []),
      ...(version.has('csiServiceAccountToken') ? ['TokenRequests', 'RequiresRepublish'] : []),
      ...['Modes', 'Age'],
    ),
  cells: (driver, context) => {
    const { spec } = driver;
    const { version } = context;
    return [
      driver.metadata.name,
      spec.attachRequired ?? true,
      spec.podInfoOnMount ?? false,
      ...(version.has('csiStorageCapacity') ? [spec.storageCapacity ?? false] : []),
      ...(version.has('csiServiceAccountToken')
        ? [tokenRequestsText(driver), spec.requiresRepublish ?? false]
        : []),
      (spec.volumeLifecycleModes ?? []).join(',') || '<none>',
      age(driver, context),
    ];
  },
});

function tokenRequestsText({ spec: { tokenRequests } }: CSIDriver): string {
  if (tokenRequests === undefined || tokenRequests === null) return '<unset>';
  return tokenRequests.map(({ audience }) => audience).join(',');
}
