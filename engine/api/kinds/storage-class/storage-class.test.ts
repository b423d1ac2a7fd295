// What the API server says of StorageClasses that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/storage/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
};

describeRefusals(
  'refused: StorageClass: spec',
  KIND,
  `
no provisioner
  provisioner: ''
  > provisioner: Required value

a provisioner that is no name
  provisioner: A b
  > provisioner: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

unknown policies
  provisioner: x.y/z
  reclaimPolicy: Keep
  volumeBindingMode: Later
  > reclaimPolicy: Unsupported value: "Keep": supported values: "Delete", "Retain"
  > volumeBindingMode: Unsupported value: "Later": supported values: "Immediate", "WaitForFirstConsumer"

parameters: an empty key
  provisioner: x.y/z
  parameters: {'': a}
  > parameters: Invalid value: "": field can not be empty.

topologies: no values, twice, the same term twice
  provisioner: x.y/z
  allowedTopologies: [{matchLabelExpressions: [{key: k, values: []}, {key: k, values: [a, a]}]}, {}, {}]
  > allowedTopologies[0].matchLabelExpressions[0].values: Required value
  > allowedTopologies[0].matchLabelExpressions[1].values[1]: Duplicate value: "a"
  > allowedTopologies[0].matchLabelExpressions[1].key: Duplicate value: "k"
  > allowedTopologies[1].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[1].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[1].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[2].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[2].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[2].matchLabelExpressions: Duplicate value: ""
  > allowedTopologies[2].matchLabelExpressions: Duplicate value: ""
`,
);

describeRefusals(
  'refused: StorageClass: updates',
  KIND,
  `
anything
  old: {provisioner: x.y/z}
  new: {provisioner: x.y/w, reclaimPolicy: Retain, volumeBindingMode: WaitForFirstConsumer, parameters: {a: b}}
  > parameters: Forbidden: updates to parameters are forbidden.
  > provisioner: Forbidden: updates to provisioner are forbidden.
  > reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.
  > volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable
`,
);
