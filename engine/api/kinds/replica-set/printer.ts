// Rows of `kubectl get replicasets`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printReplicaSet.

import type { ReplicaSet } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabelSelector } from '../../selectors/label-selector.ts';

export const replicaSetPrinter = definePrinter<ReplicaSet>({
  columns: [...columns('Name', 'Desired', 'Current', 'Ready', 'Age'), ...TEMPLATE_COLUMNS],
  cells: (set, context) => [
    set.metadata.name,
    set.spec.replicas ?? 0,
    set.status.replicas ?? 0,
    set.status.readyReplicas ?? 0,
    age(set, context),
    ...containerCells(set.spec.template),
    formatLabelSelector(set.spec.selector),
  ],
});
