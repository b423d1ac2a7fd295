// Rows of `kubectl get daemonsets`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printDaemonSet.

import type { DaemonSet } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabelSelector, formatLabels } from '../../selectors/label-selector.ts';

export const daemonSetPrinter = definePrinter<DaemonSet>({
  columns: [
    ...columns('Name', 'Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Node Selector', 'Age'),
    ...TEMPLATE_COLUMNS,
  ],
  cells: (set, context) => {
    const { spec, status } = set;
    return [
      set.metadata.name,
      status.desiredNumberScheduled ?? 0,
      status.currentNumberScheduled ?? 0,
      status.numberReady ?? 0,
      status.updatedNumberScheduled ?? 0,
      status.numberAvailable ?? 0,
      formatLabels(spec.template.spec?.nodeSelector),
      age(set, context),
      ...containerCells(spec.template),
      formatLabelSelector(spec.selector),
    ];
  },
});
