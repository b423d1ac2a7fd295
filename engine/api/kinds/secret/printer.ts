// Rows of `kubectl get secrets`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printSecret.

import type { Secret } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const secretPrinter = definePrinter<Secret>({
  columns: columns('Name', 'Type', 'Data', 'Age'),
  cells: (secret, context) => [
    secret.metadata.name,
    secret.type ?? '',
    Object.keys(secret.data ?? {}).length,
    age(secret, context),
  ],
});
