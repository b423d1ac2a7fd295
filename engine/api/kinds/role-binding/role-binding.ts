// RoleBinding: grants a role's rules within one namespace.

import { defineBinding } from '../role/binding-kind.ts';

export const roleBinding = defineBinding({
  kind: 'RoleBinding',
  plural: 'rolebindings',
  singular: 'rolebinding',
  namespaced: true,
  roleKinds: ['Role', 'ClusterRole'],
});
