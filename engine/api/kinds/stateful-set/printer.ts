// Rows of `kubectl get statefulsets`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printStatefulSet.

import type { StatefulSet } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { CONTAINER_COLUMNS, containerCells } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const statefulSetPrinter = definePrinter<StatefulSet>({
  columns: [...columns('Name', 'Ready', 'Age'), ...CONTAINER_COLUMNS],
  cells: (set, context) => [
    set.metadata.name,
    `${set.status.readyReplicas ?? 0}/${set.spec.replicas ?? 0}`,
    age(set, context),
    ...containerCells(set.spec.template),
  ],
});
