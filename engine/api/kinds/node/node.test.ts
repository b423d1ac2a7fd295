// What the API server says of nodes that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateNode.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Node',
};

describeRefusals(
  'refused: Node: spec',
  KIND,
  `
taints: no key, twice, unknown effect, bad value
  spec: {taints: [{key: a b, effect: NoSchedule}, {key: k, value: x y, effect: Never}, {key: z, effect: ''}]}
  > metadata.taints[0].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > metadata.taints[1].value: Invalid value: "x y": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  > metadata.taints[1].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
  > metadata.taints[2].effect: Required value

ranges: not one, two of one family, not the first
  spec: {podCIDR: 10.0.0.0/24, podCIDRs: [10.0.1.0/24, 10.0.2.0/24, x]}
`,
);

describeRefusals(
  'refused: Node: updates',
  KIND,
  `
the range
  old: {spec: {podCIDR: 10.0.0.0/24, podCIDRs: [10.0.0.0/24]}}
  new: {spec: {podCIDR: 10.0.1.0/24, podCIDRs: [10.0.1.0/24]}}
  > spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid

the provider
  old: {spec: {providerID: a}}
  new: {spec: {providerID: b}}
  > spec.providerID: Forbidden: node updates may not change providerID except from "" to valid
`,
);
