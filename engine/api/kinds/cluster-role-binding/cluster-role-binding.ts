// ClusterRoleBinding: grants a ClusterRole's rules everywhere.

import { defineBinding } from '../role/binding-kind.ts';

export const clusterRoleBinding = defineBinding({
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  namespaced: false,
  roleKinds: ['ClusterRole'],
});
