// Rows of `kubectl get priorityclasses`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printPriorityClass; the column PreemptionPolicy: kubernetes pull request 126529.

import type { PriorityClass } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const priorityClassPrinter = definePrinter<PriorityClass>({
  columns: ({ version }) =>
    columns(
      ...['Name', 'Value', 'Global-Default', 'Age'],
      ...(version.has('priorityClassPreemptionColumn') ? ['PreemptionPolicy'] : []),
    ),
  cells: (priorityClass, context) => [
    priorityClass.metadata.name,
    priorityClass.value ?? 0,
    priorityClass.globalDefault ?? false,
    age(priorityClass, context),
    ...(context.version.has('priorityClassPreemptionColumn') ? [priorityClass.preemptionPolicy ?? ''] : []),
  ],
});
