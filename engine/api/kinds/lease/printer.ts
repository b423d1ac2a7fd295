// Rows of `kubectl get leases`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printLease.

import type { Lease } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const leasePrinter = definePrinter<Lease>({
  columns: columns('Name', 'Holder', 'Age'),
  cells: (lease, context) => [lease.metadata.name, lease.spec?.holderIdentity ?? '', age(lease, context)],
});
