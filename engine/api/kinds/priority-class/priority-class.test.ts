// What the API server says of PriorityClasses that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/scheduling/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
};

describeRefusals(
  'refused: PriorityClass: spec',
  KIND,
  `
a value that is the system's
  value: 1000000001
  > value: Forbidden: maximum allowed value of a user defined priority is 1000000000

a name that is the system's
  metadata: {name: system-mine}
  value: 1
  > metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-mine is not a known system priority class

a system class with another value
  metadata: {name: system-node-critical}
  value: 1
  globalDefault: true
  > metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: value of system-node-critical PriorityClass must be 2000001000

an unknown preemption policy
  value: 1
  preemptionPolicy: Often
  > preemptionPolicy: Unsupported value: "Often": supported values: "PreemptLowerPriority", "Never"
`,
);

describeRefusals(
  'refused: PriorityClass: updates',
  KIND,
  `
the value
  old: {value: 1}
  new: {value: 2}
  > value: Forbidden: may not be changed in an update.

the value (1.20)
  old: {value: 1}
  new: {value: 2}
  > Value: Forbidden: may not be changed in an update.

the preemption policy
  old: {value: 1, preemptionPolicy: PreemptLowerPriority}
  new: {value: 1, preemptionPolicy: Never}
  > preemptionPolicy: Invalid value: "Never": field is immutable
`,
);
