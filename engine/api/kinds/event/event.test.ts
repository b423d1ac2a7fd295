// What the API server says of Events that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/events.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Event',
};

describeRefusals(
  'refused: Event: core',
  KIND,
  `
of an object elsewhere
  involvedObject: {kind: Pod, namespace: other, name: a}
  > involvedObject.namespace: Invalid value: "other": does not match event.namespace

of a cluster-wide object outside of default
  metadata: {namespace: other}
  involvedObject: {kind: Node, name: 'n'}
  > involvedObject.namespace: Invalid value: "": does not match event.namespace
`,
);
