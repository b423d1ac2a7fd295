// Rows of `kubectl get controllerrevisions`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printControllerRevision.

import type { ControllerRevision } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const controllerRevisionPrinter = definePrinter<ControllerRevision>({
  columns: columns('Name', 'Controller', 'Revision', 'Age'),
  cells: (revision, context) => [
    revision.metadata.name,
    controllerText(revision),
    revision.revision ?? 0,
    age(revision, context),
  ],
});

function controllerText({ metadata }: ControllerRevision): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const at = owner.apiVersion.indexOf('/');
  const group = at < 0 ? '' : `.${owner.apiVersion.slice(0, at)}`;
  return `${`${owner.kind}${group}`.toLowerCase()}/${owner.name}`;
}
