// Rows of `kubectl get serviceaccounts`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printServiceAccount.

import type { ServiceAccount } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const serviceAccountPrinter = definePrinter<ServiceAccount>({
  columns: columns('Name', 'Secrets', 'Age'),
  cells: (account, context) => [account.metadata.name, (account.secrets ?? []).length, age(account, context)],
});
