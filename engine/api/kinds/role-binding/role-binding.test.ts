// What the API server says of RoleBindings that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/rbac/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
};

describeRefusals(
  'refused: RoleBinding: spec',
  KIND,
  String.raw`
a role of another group and kind, without name
  roleRef: {apiGroup: x, kind: Thing, name: ''}
  > roleRef.apiGroup: Unsupported value: "x": supported values: "rbac.authorization.k8s.io"
  > roleRef.kind: Unsupported value: "Thing": supported values: "Role", "ClusterRole"
  > roleRef.name: Required value

subjects: no name, bad names, other groups, unknown kinds
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}
  subjects: [{kind: ServiceAccount, name: A_}, {kind: ServiceAccount, name: a, apiGroup: x}, {kind: User, name: '',
    apiGroup: x}, {kind: Group, name: g, apiGroup: x}, {kind: Robot, name: r}]
  > subjects[0].name: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > subjects[1].apiGroup: Unsupported value: "x": supported values: ""
  > subjects[2].name: Required value
  > subjects[2].apiGroup: Unsupported value: "x": supported values: "rbac.authorization.k8s.io"
  > subjects[3].apiGroup: Unsupported value: "x": supported values: "rbac.authorization.k8s.io"
  > subjects[4].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"
`,
);

describeRefusals(
  'refused: RoleBinding: updates',
  KIND,
  `
the role
  old: {roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}}
  new: {roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: b}}
  > roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef
`,
);
