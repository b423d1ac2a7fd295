// What the API server says of limit ranges that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateLimitRange.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'LimitRange',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: LimitRange: spec',
  KIND,
  `
unknown types and names
  spec: {limits: [{type: Thing, max: {Bad_: '1'}}, {type: Container}, {type: Container}]}
  > spec.limits[0].type: Invalid value: "Thing": must be a standard limit type or fully qualified
  > spec.limits[0].max[Bad_]: Invalid value: "Bad_": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.limits[2].type: Duplicate value: "Container"

defaults of pods
  spec: {limits: [{type: Pod, default: {cpu: '1'}, defaultRequest: {cpu: '1'}}]}
  > spec.limits[0].default: Forbidden: may not be specified when ${TICK}type${TICK} is 'Pod'
  > spec.limits[0].defaultRequest: Forbidden: may not be specified when ${TICK}type${TICK} is 'Pod'

claims without bounds
  spec: {limits: [{type: PersistentVolumeClaim, maxLimitRequestRatio: {storage: '2'}}]}
  > spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided

bounds that contradict each other
  spec: {limits: [{type: Container, min: {cpu: '2'}, max: {cpu: '1'}, default: {cpu: '3'},
    defaultRequest: {cpu: '4'}, maxLimitRequestRatio: {cpu: '0.5'}}]}
  > spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1
  > spec.limits[0].defaultRequest[cpu]: Invalid value: "4": default request value 4 is greater than max value 1
  > spec.limits[0].defaultRequest[cpu]: Invalid value: "4": default request value 4 is greater than default limit value 3
  > spec.limits[0].default[cpu]: Invalid value: "1": default value 3 is greater than max value 1
  > spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1

defaults below the minimum
  spec: {limits: [{type: Container, min: {cpu: '2'}, max: {cpu: '4'}, default: {cpu: '1'},
    defaultRequest: {cpu: '1'}, maxLimitRequestRatio: {cpu: '3'}}]}
  > spec.limits[0].defaultRequest[cpu]: Invalid value: "1": min value 2 is greater than default request value 1
  > spec.limits[0].default[cpu]: Invalid value: "2": min value 2 is greater than default value 1
  > spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "3": ratio 3 is greater than max/min = 2.000000

resources that are not overcommitted
  spec: {limits: [{type: Container, default: {example.com/gpu: '2'}, defaultRequest: {example.com/gpu: '1'}}]}
  > spec.limits[0].defaultRequest[example.com/gpu]: Invalid value: "1": default value 2 must equal to defaultRequest value 1 in example.com/gpu
`,
);
