// Rows of `kubectl get replicationcontrollers`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printReplicationController.

import type { ReplicationController } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabels } from '../../selectors/label-selector.ts';

export const replicationControllerPrinter = definePrinter<ReplicationController>({
  columns: [...columns('Name', 'Desired', 'Current', 'Ready', 'Age'), ...TEMPLATE_COLUMNS],
  cells: (set, context) => [
    set.metadata.name,
    set.spec.replicas ?? 0,
    set.status.replicas ?? 0,
    set.status.readyReplicas ?? 0,
    age(set, context),
    ...containerCells(set.spec.template),
    formatLabels(set.spec.selector),
  ],
});
