// Rows of `kubectl get csinodes`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printCSINode.

import type { CSINode } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const csiNodePrinter = definePrinter<CSINode>({
  columns: columns('Name', 'Drivers', 'Age'),
  cells: (node, context) => [node.metadata.name, (node.spec.drivers ?? []).length, age(node, context)],
});
