// Conditions on one object, whatever its kind.

import { Then } from '@cucumber/cucumber';
import {
  endedCondition,
  existsCondition,
  type FieldTest,
  fieldCondition,
  goneCondition,
  isInStateCondition,
  nodeDownCondition,
  type ObjectName,
  onNodeCondition,
  type Reported,
  reportsCondition,
  targetOf,
} from '../engine/index.ts';
import { condition, expectation } from './expectation.ts';
import { within } from './operator-of.ts';

interface State {
  readonly word: string;
  readonly wanted: boolean;
}

Then(
  '{when}{kind} {name} is {state}',
  condition(function (kind: string, name: ObjectName, { word, wanted }: State) {
    return isInStateCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), word, wanted);
  }),
);

Then(
  '{when}node {name} is {power}',
  condition(function (name: ObjectName, power: string) {
    return nodeDownCondition(this.vocabulary, targetOf(this.vocabulary, 'node', name), power === 'down');
  }),
);

Then(
  '{when}{kind} {name} is never {state}',
  expectation(function (when, kind: string, name: ObjectName, { word, wanted }: State) {
    const target = targetOf(this.vocabulary, kind, name);
    return {
      when: within(when, { kind: 'never' }),
      condition: isInStateCondition(this.vocabulary, target, word, wanted),
    };
  }),
);

Then(
  '{when}{kind} {name} exists',
  condition(function (kind: string, name: ObjectName) {
    return existsCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), true);
  }),
);

Then(
  '{when}{kind} {name} does not exist',
  condition(function (kind: string, name: ObjectName) {
    return existsCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), false);
  }),
);

Then(
  '{when}{kind} {name} is gone',
  condition(function (kind: string, name: ObjectName) {
    return goneCondition(this.vocabulary, targetOf(this.vocabulary, kind, name));
  }),
);

Then(
  '{when}{kind} {name} has completed',
  condition(function (kind: string, name: ObjectName) {
    return endedCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), 'completed');
  }),
);

Then(
  '{when}{kind} {name} has failed',
  condition(function (kind: string, name: ObjectName) {
    return endedCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), 'failed');
  }),
);

Then(
  '{when}{kind} {name} is on node {string}',
  condition(function (kind: string, name: ObjectName, node: string) {
    this.checkNode(node);
    return onNodeCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), node);
  }),
);

const reports = condition(function (
  kind: string,
  name: ObjectName,
  type: string,
  status: string,
  detail: Pick<Reported, 'reason' | 'message'>,
) {
  const target = targetOf(this.vocabulary, kind, name);
  return reportsCondition(this.vocabulary, target, { type, status, ...detail });
});

Then('{when}{kind} {name} reports {conditionType} {conditionStatus}{reason}', reports);
Then('{when}{kind} {name} has condition {string} {string}{reason}', reports);

Then(
  '{when}{path} of {kind} {name} {fieldTest}',
  condition(function (path: string, kind: string, name: ObjectName, test: FieldTest) {
    return fieldCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), path, test);
  }),
);
