// Rows of `kubectl get deployments`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printDeployment.

import type { Deployment } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { containerCells, TEMPLATE_COLUMNS } from '../../printing/container-cells.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { labelSelectorAsSelector } from '../../selectors/label-selector.ts';

export const deploymentPrinter = definePrinter<Deployment>({
  columns: [...columns('Name', 'Ready', 'Up-to-date', 'Available', 'Age'), ...TEMPLATE_COLUMNS],
  cells: (deployment, context) => {
    const { spec, status } = deployment;
    return [
      deployment.metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      age(deployment, context),
      ...containerCells(spec.template),
      labelSelectorAsSelector(spec.selector).toString(),
    ];
  },
});
