// Kinds that other group/versions had, with the same fields as these.
//
// Source: kubernetes v1.20 staging/src/k8s.io/api/{batch/v2alpha1,rbac/v1alpha1,scheduling/v1alpha1}/types.go.

/** By group/version: the one that they are like, and their kinds. */
export const SAME_AS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'batch/v2alpha1': ['batch/v1beta1', ['CronJob']],
  'rbac.authorization.k8s.io/v1alpha1': [
    'rbac.authorization.k8s.io/v1',
    ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  ],
  'scheduling.k8s.io/v1alpha1': ['scheduling.k8s.io/v1', ['PriorityClass']],
};
