// What the API server says of CSIDrivers that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/storage/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
};

describeRefusals(
  'refused: CSIDriver: spec',
  KIND,
  String.raw`
a name that is none
  metadata: {name: A_}
  spec: {}
  > metadata.name: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

a name too long
  metadata: {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  spec: {}
  > metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 63 characters

policies that are none
  spec: {fsGroupPolicy: Some, volumeLifecycleModes: [Forever]}
  > spec.fsGroupPolicy: Unsupported value: "Some": supported values: "File", "None", "ReadWriteOnceWithFSType"
  > spec.volumeLifecycleModes: Unsupported value: "Forever": supported values: "Persistent", "Ephemeral"

token requests: twice, short, long
  spec: {tokenRequests: [{audience: a}, {audience: a}, {audience: b, expirationSeconds: 1}, {audience: c,
    expirationSeconds: 4294967297}]}
  > spec.tokenRequests[1].audience: Duplicate value: "a"
  > spec.tokenRequests[2].expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes
  > spec.tokenRequests[3].expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds
`,
);
