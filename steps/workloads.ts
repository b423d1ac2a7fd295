// Workloads: what they count, what they roll out, the pods under them, the endpoints before them, the jobs of cron jobs.

import { Then, When } from '@cucumber/cucumber';
import {
  type Amount,
  cronRunsCondition,
  endpointsCondition,
  find,
  type ObjectName,
  podCountCondition,
  podsMadeCondition,
  podsUnder,
  replicasCondition,
  restartsCondition,
  restartsOf,
  rolloutCondition,
  targetOf,
  targetText,
  UserError,
} from '../engine/index.ts';
import { condition, expectation } from './expectation.ts';
import { within } from './operator-of.ts';
import type { SpokenPods } from './words/pods.ts';
import type { When as Asked } from './words/when.ts';
import type { KubespecWorld } from './world.ts';

type Made = Parameters<typeof podsMadeCondition>[2];

Then(
  '{when}{kind} {name} has {amount} {counted}replica(s)',
  condition(function (kind: string, name: ObjectName, amount: Amount, counted: string) {
    return replicasCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), amount, counted);
  }),
);

Then(
  '{when}{kind} {name} has {amount} {counted}pod(s)',
  condition(function (kind: string, name: ObjectName, amount: Amount, counted: string) {
    return replicasCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), amount, counted);
  }),
);

Then(
  '{when}{kind} {name} has {amount} {counted}endpoint(s)',
  condition(function (kind: string, name: ObjectName, amount: Amount, counted: string) {
    return endpointsCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), amount, counted);
  }),
);

Then(
  '{when}{kind} {name} has restarted {times}',
  condition(function (kind: string, name: ObjectName, times: Amount) {
    const target = targetOf(this.vocabulary, kind, name);
    const ofAll = (
      object: Parameters<typeof restartsOf>[0],
      view: Parameters<typeof podsUnder>[0],
    ): number =>
      object.kind === 'Pod'
        ? restartsOf(object)
        : podsUnder(view, object).reduce((sum, pod) => sum + restartsOf(pod as unknown as typeof object), 0);
    return restartsCondition(this.vocabulary, target, times, ofAll);
  }),
);

Then(
  '{when}the rollout of {kind} {name} is complete',
  condition(function (kind: string, name: ObjectName) {
    return rolloutCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), 'complete');
  }),
);

Then(
  '{when}the rollout of {kind} {name} is not complete',
  condition(function (kind: string, name: ObjectName) {
    return rolloutCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), 'not complete');
  }),
);

Then(
  '{when}the rollout of {kind} {name} is stalled',
  condition(function (kind: string, name: ObjectName) {
    return rolloutCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), 'stalled');
  }),
);

Then(
  '{when}there is/are {amount} {pods}',
  condition(function (amount: Amount, pods: SpokenPods) {
    return podCountCondition(this.vocabulary, this.choiceOf(pods), amount);
  }),
);

Then(
  '{when}there is/are {amount} {podState} {pods}',
  condition(function (amount: Amount, state: string, pods: SpokenPods) {
    return podCountCondition(this.vocabulary, this.choiceOf(pods), amount, state);
  }),
);

Then(
  '{when}{amount} {pods} is/are {podState}',
  condition(function (amount: Amount, pods: SpokenPods, state: string) {
    return podCountCondition(this.vocabulary, this.choiceOf(pods), amount, state);
  }),
);

// `never are fewer than 2 pods … ready`
Then(
  '{when}is/are {amount} {pods} {podState}',
  condition(function (amount: Amount, pods: SpokenPods, state: string) {
    return podCountCondition(this.vocabulary, this.choiceOf(pods), amount, state);
  }),
);

// `at most 2 pods per minute are created`
Then(
  '{when}{amount} {pods} {per}is/are {made}',
  expectation(function (when, amount: Amount, pods: SpokenPods, perMs: number | undefined, how: Made) {
    const asked: Asked = perMs === undefined ? { kind: 'times', amount } : { kind: 'rate', amount, perMs };
    return {
      when: within(when, asked),
      condition: podsMadeCondition(this.vocabulary, this.choiceOf(pods), how),
    };
  }),
);

Then(
  '{when}{amount} job(s) of cronjob {name} has/have completed',
  condition(function (amount: Amount, name: ObjectName) {
    return cronRunsCondition(
      this.vocabulary,
      targetOf(this.vocabulary, 'cronjob', name),
      amount,
      'completed',
    );
  }),
);

Then(
  '{when}{amount} job(s) of cronjob {name} has/have failed',
  condition(function (amount: Amount, name: ObjectName) {
    return cronRunsCondition(this.vocabulary, targetOf(this.vocabulary, 'cronjob', name), amount, 'failed');
  }),
);

Then(
  '{when}{amount} job(s) of cronjob {name} is/are/was/were active',
  condition(function (amount: Amount, name: ObjectName) {
    return cronRunsCondition(this.vocabulary, targetOf(this.vocabulary, 'cronjob', name), amount, 'active');
  }),
);

Then(
  '{when}{amount} job(s) of cronjob {name} has/have/was/were (been )created',
  condition(function (amount: Amount, name: ObjectName) {
    return cronRunsCondition(this.vocabulary, targetOf(this.vocabulary, 'cronjob', name), amount, 'created');
  }),
);

When('one pod of {kind} {name} is deleted', function (this: KubespecWorld, kind: string, name: ObjectName) {
  const target = targetOf(this.vocabulary, kind, name);
  const owner = find(this.simulation.view, target);
  const pods = owner === undefined ? [] : podsUnder(this.simulation.view, owner);
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const names = staying.map(({ metadata }) => metadata.name).sort();
  if (names[0] === undefined) {
    throw new UserError({
      message: `${targetText(this.vocabulary, target)} has no pod to delete`,
      hint: 'wait until it has: within 1 minute it has 1 available replica',
    });
  }
  this.run(`kubectl delete pod ${names[0]} --namespace ${target.namespace} --wait=false`);
});
