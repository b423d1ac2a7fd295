// What the API server says of PodDisruptionBudgets that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/policy/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
};

describeRefusals(
  'refused: PodDisruptionBudget: spec',
  KIND,
  `
bounds: below zero, above 100 %, no percentage
  spec: {selector: {matchLabels: {a: b}}, minAvailable: -1}
  > spec.minAvailable: Invalid value: -1: must be greater than or equal to 0

more than all
  spec: {selector: {matchLabels: {a: b}}, maxUnavailable: 101%}
  > spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%

a text that is no percentage
  spec: {selector: {matchLabels: {a: b}}, minAvailable: half}
  > spec.minAvailable: Invalid value: "half": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')

an unknown eviction policy
  spec: {selector: {matchLabels: {a: b}}, minAvailable: 1, unhealthyPodEvictionPolicy: Never}
  > spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"

a bad selector
  spec: {selector: {matchExpressions: [{key: k, operator: Near}]}, minAvailable: 1}
  > spec.selector.matchExpressions[0].operator: Invalid value: "Near": not a valid selector operator
`,
);
