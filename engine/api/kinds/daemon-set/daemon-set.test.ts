// What the API server says of DaemonSets that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/apps/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: DaemonSet: spec',
  KIND,
  `
neither unavailable nor surge
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 0}}}
  > spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0

unavailable and surge
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}}
  > spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero

more than all
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 200%}}}
  > spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "200%": must not be greater than 100%

a selector that its pods do not match
  spec: {selector: {matchLabels: {app: b}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}}
  > spec.template.metadata.labels: Invalid value: {"app":"a"}: ${TICK}selector${TICK} does not match template ${TICK}labels${TICK}
`,
);
