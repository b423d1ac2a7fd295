// Rows of `kubectl get namespaces`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printNamespace.

import type { Namespace } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const namespacePrinter = definePrinter<Namespace>({
  columns: columns('Name', 'Status', 'Age'),
  cells: (namespace, context) => [
    namespace.metadata.name,
    namespace.status?.phase ?? '',
    age(namespace, context),
  ],
});
