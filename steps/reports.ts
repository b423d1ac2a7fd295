// What was reported: events, and what containers wrote to their logs.

import { Then } from '@cucumber/cucumber';
import {
  type Amount,
  eventCondition,
  kubeletLoggedCondition,
  loggedCondition,
  type ObjectName,
  type Reported,
  targetOf,
} from '../engine/index.ts';
import { condition, expectation } from './expectation.ts';
import { within } from './operator-of.ts';
import type { When } from './words/when.ts';

type Detail = Pick<Reported, 'reason' | 'message'>;

const saying = ({ message }: Detail): { readonly message?: string } =>
  message === undefined ? {} : { message };

Then(
  '{when}event {string} is recorded for {kind} {name}{reason}',
  condition(function (reason: string, kind: string, name: ObjectName, detail: Detail) {
    const target = targetOf(this.vocabulary, kind, name);
    return eventCondition(this.vocabulary, target, { reason, ...saying(detail) });
  }),
);

Then(
  '{when}event {string} is recorded {times} for {kind} {name}{reason}',
  condition(function (reason: string, amount: Amount, kind: string, name: ObjectName, detail: Detail) {
    const target = targetOf(this.vocabulary, kind, name);
    return eventCondition(this.vocabulary, target, { reason, amount, ...saying(detail) });
  }),
);

Then(
  '{when}event {string} is recorded {rate} for {kind} {name}{reason}',
  expectation(function (when, reason: string, rate: When, kind: string, name: ObjectName, detail: Detail) {
    const target = targetOf(this.vocabulary, kind, name);
    const condition = eventCondition(this.vocabulary, target, { reason, ...saying(detail) });
    return { when: within(when, rate), condition };
  }),
);

Then(
  '{when}pod {name} has logged {string}',
  condition(function (name: ObjectName, text: string) {
    return loggedCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), text);
  }),
);

Then(
  '{when}pod {name} has logged {string} {times}',
  condition(function (name: ObjectName, text: string, amount: Amount) {
    return loggedCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), text, { amount });
  }),
);

Then(
  '{when}container {string} of pod {name} has logged {string}',
  condition(function (container: string, name: ObjectName, text: string) {
    return loggedCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), text, { container });
  }),
);

Then(
  '{when}the kubelet of node {string} has logged {string}',
  condition(function (node: string, text: string) {
    return kubeletLoggedCondition(this.vocabulary, targetOf(this.vocabulary, 'node', { name: node }), text);
  }),
);
