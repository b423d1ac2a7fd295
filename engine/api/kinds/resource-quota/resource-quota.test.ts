// What the API server says of quotas that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateResourceQuota.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: ResourceQuota: spec',
  KIND,
  `
resources: unknown, fractions, below zero
  spec: {hard: {Bad_: '1', pods: '1.5', cpu: '-1', a/b: '1'}}
  > spec.hard[Bad_]: Invalid value: "Bad_": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.hard[Bad_]: Invalid value: "Bad_": must be a standard resource for quota
  > spec.hard[cpu]: Invalid value: "-1": must be greater than or equal to 0
  > spec.hard[pods]: Invalid value: "1500m": must be an integer

scopes: unknown, that exclude each other, of resources they do not count
  spec: {hard: {services: '1'}, scopes: [Terminating, NotTerminating, Sometimes, BestEffort]}
  > spec.scopes: Invalid value: ["Terminating","NotTerminating","Sometimes","BestEffort"]: unsupported scope applied to resource
  > spec.scopes: Invalid value: ["Terminating","NotTerminating","Sometimes","BestEffort"]: unsupported scope applied to resource
  > spec.scopes: Invalid value: ["Terminating","NotTerminating","Sometimes","BestEffort"]: unsupported scope
  > spec.scopes: Invalid value: ["Terminating","NotTerminating","Sometimes","BestEffort"]: unsupported scope applied to resource
  > spec.scopes: Invalid value: ["Terminating","NotTerminating","Sometimes","BestEffort"]: conflicting scopes

best effort with requests
  spec: {hard: {requests.cpu: '1'}, scopes: [BestEffort, NotBestEffort]}
  > spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: unsupported scope applied to resource
  > spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes

a selector: unknown scope, operators and values
  spec: {hard: {pods: '1'}, scopeSelector: {matchExpressions: [{scopeName: Sometimes, operator: Exists},
    {scopeName: Terminating, operator: In, values: [a]}, {scopeName: PriorityClass, operator: In, values: []},
    {scopeName: PriorityClass, operator: Exists, values: [a]}, {scopeName: PriorityClass, operator: Near}]}}
  > spec.scopeSelector.matchExpressions.scopeName: Invalid value: "Sometimes": unsupported scope
  > spec.scopeSelector.matchExpressions.operator: Invalid value: "In": must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity
  > spec.scopeSelector.matchExpressions.values: Required value: must be at least one value when ${TICK}operator${TICK} is 'In' or 'NotIn' for scope selector
  > spec.scopeSelector.matchExpressions.values: Invalid value: ["a"]: must be no value when ${TICK}operator${TICK} is 'Exist' or 'DoesNotExist' for scope selector
  > spec.scopeSelector.matchExpressions.operator: Invalid value: "Near": not a valid selector operator
`,
);

describeRefusals(
  'refused: ResourceQuota: updates',
  KIND,
  `
the scopes
  old: {spec: {hard: {pods: '1'}, scopes: [NotBestEffort]}}
  new: {spec: {hard: {pods: '1'}, scopes: [BestEffort]}}
  > spec.scopes: Invalid value: ["BestEffort"]: field is immutable
`,
);
