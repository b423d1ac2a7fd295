// What the API server says of namespaces that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateNamespace.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Namespace',
};

describeRefusals(
  'refused: Namespace: spec',
  KIND,
  `
a name that is none
  metadata: {name: A_}
  > metadata.name: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > metadata.labels: Invalid value: "A_": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')

finalizers without a domain
  spec: {finalizers: [mine]}
  > spec.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified
`,
);
