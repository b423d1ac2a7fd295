// Rows of `kubectl get` of a custom kind: the name, and what its definition's additionalPrinterColumns point to.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor/
// tableconvertor.go; pkg/apis/apiextensions/helpers.go, serveDefaultColumnsIfEmpty.

import { numberText } from '../../jsonpath/go-text.ts';
import { findJsonPath, renderJsonPath } from '../../jsonpath/jsonpath.ts';
import type { PrintContext, Printer } from '../../kind.ts';
import type { AnyObject, CustomResourceDefinition } from '../../objects.ts';
import { since } from '../../printing/age.ts';

type Version = CustomResourceDefinition['spec']['versions'][number];
type Column = NonNullable<Version['additionalPrinterColumns']>[number];

const DEFAULT_COLUMNS: readonly Column[] = [
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
];

/** The printer of the kind that a definition declares, in one of its versions. */
export function customResourcePrinter({
  additionalPrinterColumns,
}: Pick<Version, 'additionalPrinterColumns'>): Printer {
  const own = (additionalPrinterColumns ?? []).length > 0 ? additionalPrinterColumns! : DEFAULT_COLUMNS;
  const columns = [
    { name: 'Name' },
    ...own.map(({ name, priority = 0 }) => ({ name, ...(priority !== 0 && { wide: true }) })),
  ];
  return {
    columns: () => columns,
    cells: (object, context) => [
      object.metadata.name,
      ...own.map((column) => cellText(column, object, context)),
    ],
  };
}

// What is missing, or not of the column's type, leaves the cell empty.
function cellText({ type, jsonPath }: Column, object: AnyObject, context: PrintContext): string {
  const path = `{${jsonPath}}`;
  const [value] = findJsonPath(path, object);
  if (value === undefined || value === null) return '';
  if (type === 'string') return renderJsonPath('{.value}', { value });
  if (type === 'integer' && typeof value === 'number') return numberText(Math.trunc(value));
  if (type === 'number' && typeof value === 'number') return numberText(value);
  if (type === 'boolean' && typeof value === 'boolean') return String(value);
  if (type !== 'date' || typeof value !== 'string') return '';
  return Number.isNaN(Date.parse(value)) ? '<invalid>' : since(value, context);
}
