// Source: kubernetes v1.20.2 pkg/printers/internalversion/printers.go, printComponentStatus.

import type { ComponentStatus } from '../../objects.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const componentStatusPrinter = definePrinter<ComponentStatus>({
  columns: columns('Name', 'Status', 'Message', 'Error'),
  cells: ({ metadata, conditions }) => {
    const healthy = conditions?.find(({ type }) => type === 'Healthy');
    if (healthy === undefined) return [metadata.name, 'Unknown', '', ''];
    const word = healthy.status === 'True' ? 'Healthy' : 'Unhealthy';
    return [metadata.name, word, healthy.message ?? '', healthy.error ?? ''];
  },
});
