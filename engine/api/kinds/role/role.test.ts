// What the API server says of Roles that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/rbac/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
};

describeRefusals(
  'refused: Role: spec',
  KIND,
  `
rules: no verbs, no groups, no resources
  rules: [{}, {verbs: [get]}, {verbs: [get], apiGroups: ['']}]
  > rules[0].verbs: Required value: verbs must contain at least one value
  > rules[0].apiGroups: Required value: resource rules must supply at least one api group
  > rules[0].resources: Required value: resource rules must supply at least one resource
  > rules[1].apiGroups: Required value: resource rules must supply at least one api group
  > rules[1].resources: Required value: resource rules must supply at least one resource
  > rules[2].resources: Required value: resource rules must supply at least one resource

paths in a namespace
  rules: [{verbs: [get], nonResourceURLs: [/healthz]}]
  > rules[0].nonResourceURLs: Invalid value: ["/healthz"]: namespaced rules cannot apply to non-resource URLs
`,
);
