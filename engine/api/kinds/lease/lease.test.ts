// What the API server says of Leases that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/coordination/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
};

describeRefusals(
  'refused: Lease: spec',
  KIND,
  `
durations and transitions
  spec: {leaseDurationSeconds: 0, leaseTransitions: -1, holderIdentity: ''}
  > spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0
  > spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0
`,
);
