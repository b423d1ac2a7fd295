// What the API server says of Events that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/events.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
};

describeRefusals(
  'refused: Event of events.k8s.io: new form',
  KIND,
  `
nothing
  > eventTime: Required value
  > type: Invalid value: "": has invalid value:

an unknown type
  regarding: {kind: Pod, namespace: default, name: a}
  eventTime: '2025-01-01T00:00:00.000000Z'
  reportingController: example.com/c
  reportingInstance: i
  action: Do
  reason: Done
  type: Bad
  > type: Invalid value: "": has invalid value: Bad

a controller that is no name
  regarding: {kind: Pod, namespace: default, name: a}
  eventTime: '2025-01-01T00:00:00.000000Z'
  reportingController: a b
  reportingInstance: i
  action: Do
  reason: Done
  type: Normal
  > reportingController: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

what only the old form has
  regarding: {kind: Pod, namespace: default, name: a}
  eventTime: '2025-01-01T00:00:00.000000Z'
  reportingController: example.com/c
  reportingInstance: i
  action: Do
  reason: Done
  type: Normal
  deprecatedCount: 1
  deprecatedFirstTimestamp: '2025-01-01T00:00:00Z'
  deprecatedLastTimestamp: '2025-01-01T00:00:00Z'
  deprecatedSource: {component: c, host: h}
  > firstTimestamp: Invalid value: "": needs to be unset
  > lastTimestamp: Invalid value: "": needs to be unset
  > count: Invalid value: "": needs to be unset
  > source: Invalid value: "": needs to be unset

all that it needs
  regarding: {kind: Pod, namespace: default, name: a}
  eventTime: '2025-01-01T00:00:00.000000Z'
  reportingController: example.com/c
  reportingInstance: i
  action: Do
  reason: Done
  type: Normal
`,
);

describeRefusals(
  'refused: Event of events.k8s.io: updates',
  KIND,
  `
the reason
  old: {regarding: {kind: Pod, namespace: default, name: a}, eventTime: '2025-01-01T00:00:00.000000Z',
    reportingController: example.com/c, reportingInstance: i, action: Do, reason: Done, type: Normal}
  new: {regarding: {kind: Pod, namespace: default, name: a}, eventTime: '2025-01-01T00:00:00.000000Z',
    reportingController: example.com/c, reportingInstance: i, action: Do, reason: Other, type: Normal}
  > reason: Invalid value: "Other": field is immutable
  > reason: Invalid value: "Other": field is immutable
`,
);
