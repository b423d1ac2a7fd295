// Rows of `kubectl get poddisruptionbudgets`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printPodDisruptionBudget.

import type { PodDisruptionBudget } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const podDisruptionBudgetPrinter = definePrinter<PodDisruptionBudget>({
  columns: columns('Name', 'Min Available', 'Max Unavailable', 'Allowed Disruptions', 'Age'),
  cells: (budget, context) => [
    budget.metadata.name,
    budget.spec.minAvailable ?? 'N/A',
    budget.spec.maxUnavailable ?? 'N/A',
    budget.status?.disruptionsAllowed ?? 0,
    age(budget, context),
  ],
});
