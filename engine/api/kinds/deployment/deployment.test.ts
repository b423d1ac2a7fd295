// What the API server says of Deployments that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/apps/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Deployment: spec',
  KIND,
  `
neither unavailable nor surge
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 0}}}
  > spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when ${TICK}maxSurge${TICK} is 0

more than all unavailable, below zero, no percentage
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 101%, maxSurge: x}}}
  > spec.strategy.rollingUpdate.maxSurge: Invalid value: "x": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')
  > spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%

a deadline no later than what is ready
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, minReadySeconds: 10, progressDeadlineSeconds: 10}
  > spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds
`,
);
