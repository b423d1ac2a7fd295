// Rows of `kubectl get endpoints`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printEndpoints.

import type { Endpoints } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { endpointsText } from '../../printing/endpoint-text.ts';

export const endpointsPrinter = definePrinter<Endpoints>({
  columns: columns('Name', 'Endpoints', 'Age'),
  cells: (endpoints, context) => [endpoints.metadata.name, endpointsText(endpoints), age(endpoints, context)],
});
