// Rows of `kubectl get runtimeclasses`. Source: kubernetes v1.20.2 pkg/printers/internalversion/printers.go, printRuntimeClass.

import type { RuntimeClass } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

/** Of v1alpha1. */
type Old = { readonly spec?: { readonly runtimeHandler?: string } };

export const runtimeClassPrinter = definePrinter<RuntimeClass>({
  columns: columns('Name', 'Handler', 'Age'),
  cells: (object, context) => [
    object.metadata.name,
    object.handler ?? (object as Old).spec?.runtimeHandler ?? '',
    age(object, context),
  ],
});
