// What an apply that would change fields of other managers is told.
//
// Source: apimachinery v0.36 pkg/util/managedfields/internal/conflict.go; pkg/api/errors/errors.go, NewApplyConflict.

import { applyConflict, type Status, type StatusCause } from '../status.ts';
import { type FieldSet, pathText } from './field-set.ts';
import { managerId, type Owned } from './managers.ts';

/** Fields of one manager that the apply would change. */
export interface Conflict {
  readonly owner: Owned;
  readonly fields: FieldSet;
}

export function conflictStatus(conflicts: readonly Conflict[]): Status {
  const sorted = [...conflicts].sort((a, b) => (managerId(a.owner) < managerId(b.owner) ? -1 : 1));
  const all = sorted.flatMap(({ owner, fields }) =>
    fields.paths().map((path) => ({ owner: ownerText(owner), path: pathText(path) })),
  );
  const causes: StatusCause[] = all.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${owner}`,
    field: path,
  }));
  return applyConflict(messageOf(sorted, all), causes);
}

function messageOf(
  conflicts: readonly Conflict[],
  all: readonly { readonly owner: string; readonly path: string }[],
): string {
  if (all.length === 1)
    return `Apply failed with 1 conflict: conflict with ${all[0]!.owner}: ${all[0]!.path}`;
  const lines = conflicts.flatMap(({ owner, fields }) => [
    `conflicts with ${ownerText(owner)}:`,
    ...fields.paths().map((path) => `- ${pathText(path)}`),
  ]);
  return `Apply failed with ${all.length} conflicts: ${lines.join('\n')}`;
}

function ownerText({ manager, subresource, operation, apiVersion }: Owned): string {
  const name = subresource === '' ? `"${manager}"` : `"${manager}" with subresource "${subresource}"`;
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}
