// Rows of `kubectl get ingressclasses`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printIngressClass.

import type { IngressClass } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const ingressClassPrinter = definePrinter<IngressClass>({
  columns: columns('Name', 'Controller', 'Parameters', 'Age'),
  cells: (ingressClass, context) => [
    ingressClass.metadata.name,
    ingressClass.spec.controller ?? '',
    parametersText(ingressClass.spec.parameters),
    age(ingressClass, context),
  ],
});

function parametersText(parameters: IngressClass['spec']['parameters'] | null): string {
  if (parameters === undefined || parameters === null) return '<none>';
  const { kind, name, apiGroup } = parameters;
  return `${kind}${apiGroup === undefined || apiGroup === null ? '' : `.${apiGroup}`}/${name}`;
}
