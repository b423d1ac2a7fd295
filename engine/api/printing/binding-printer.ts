// Rows of `kubectl get rolebindings` and `clusterrolebindings`.
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printRoleBinding; pkg/apis/rbac/helpers.go,
// SubjectsStrings.

import type { ClusterRoleBinding, RoleBinding } from '../objects.ts';
import { age } from './age.ts';
import { columns, definePrinter, wide } from './define-printer.ts';

type Binding = RoleBinding | ClusterRoleBinding;

export const bindingPrinter = definePrinter<Binding>({
  columns: [...columns('Name', 'Role', 'Age'), ...wide('Users', 'Groups', 'ServiceAccounts')],
  cells: (binding, context) => [
    binding.metadata.name,
    `${binding.roleRef.kind}/${binding.roleRef.name}`,
    age(binding, context),
    subjectsText(binding, 'User'),
    subjectsText(binding, 'Group'),
    subjectsText(binding, 'ServiceAccount'),
  ],
});

function subjectsText({ subjects }: Binding, wanted: string): string {
  return (subjects ?? [])
    .filter(({ kind }) => kind === wanted)
    .map(({ name, namespace = '' }) => (wanted === 'ServiceAccount' ? `${namespace}/${name}` : name))
    .join(', ');
}
