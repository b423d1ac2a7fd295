// Clients that send requests, and what became of those.

import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import {
  type Amount,
  type Bounds,
  type ClientsSpec,
  endingCondition,
  failedCondition,
  failedShareCondition,
  latencyCondition,
  type ObjectName,
  outageCondition,
  parseShare,
  type Rate,
  type SpokenEnding,
  servedCondition,
  targetOf,
  type Whereabouts,
} from '../engine/index.ts';
import { condition } from './expectation.ts';
import {
  type Manner,
  parseClients,
  parseEnding,
  parseManner,
  parseOfClients,
  parseRate,
  parseTarget,
  parseTimeBounds,
  type SpokenClients,
  type SpokenTarget,
} from './words/traffic.ts';
import { type KubespecWorld, spoken } from './world.ts';

const DURATION = String.raw`(?:an? [a-z]+|\d+(?:\.\d+)? ?[a-z]+)`;
const NAME = '"[^"]*"(?: in namespace "[^"]*")?';

const define = <T>(name: string, regexp: RegExp | string, parse: (text: string) => T): void =>
  defineParameterType({
    name,
    regexp: typeof regexp === 'string' ? new RegExp(regexp) : regexp,
    transformer: spoken(parse),
    useForSnippets: false,
  });

define(
  'clients',
  `clients(?: "[^"]*")?(?: outside(?: of)?(?: the cluster)?| (?:in|on) (?:the )?(?:pods of )?[a-z][a-z0-9]* ${NAME})?`,
  parseClients,
);
define(
  'requestRate',
  String.raw`(?:about )?\d+(?:\.\d+)? requests? (?:per|a) (?:second|minute)|from \d+(?:\.\d+)? to \d+(?:\.\d+)? requests (?:per|a) second over ${DURATION}`,
  parseRate,
);
define(
  'target',
  String.raw`service ${NAME}(?: (?:at |on )?port (?:\d+|"[^"]*"))?|node port \d+(?: of node "[^"]*")?|"[^"]*"`,
  parseTarget,
);
define(
  'manner',
  String.raw`(?:,? over (?:\d+|an?|one) connections?(?: that stays? open)?)?(?:(?:,| and|, and)? giving up after ${DURATION})?(?:(?:,| and|, and)? trying again (?:once|twice|\d+ times))?`,
  parseManner,
);
define('ofClients', /(?: of clients "[^"]*")?/, parseOfClients);
define(
  'share',
  /(?:at most |at least |exactly )?\d+(?:\.\d+)?%|between \d+(?:\.\d+)?% and \d+(?:\.\d+)?%/,
  parseShare,
);
define(
  'requestEnding',
  /(?:was|were) (?:refused|reset|answered with \d{3}|answered|tried again)|timed out|found no (?:endpoint|way|such name)/,
  parseEnding,
);
define('timeBounds', `(?:at most|at least|exactly) ${DURATION}`, parseTimeBounds);

Given(
  '{clients} send {requestRate} to {target}{manner}',
  function (this: KubespecWorld, clients: SpokenClients, rate: Rate, target: SpokenTarget, manner: Manner) {
    const { text } = this.step;
    const spec: ClientsSpec = {
      name: clients.name ?? 'clients',
      from: whereaboutsOf(this, clients.from),
      target: targetFor(this, target),
      targetText:
        / to (service .*?|node port .*?|"[^"]*")(?:,? (?:over|giving|trying) .*)?$/.exec(text)?.[1] ?? text,
      rate,
      ...manner,
    };
    this.simulation.startClients(spec, text);
  },
);

function whereaboutsOf(world: KubespecWorld, from: SpokenClients['from']): Whereabouts {
  switch (from.kind) {
    case 'pod': {
      const { namespace = world.vocabulary.namespace, name } = from.name;
      return { kind: 'pod', namespace, name };
    }
    case 'pods of': {
      const { kind, namespace = '', name } = targetOf(world.vocabulary, from.word, from.name);
      return { kind: 'pods of', owner: { kind: kind.kind, namespace, name } };
    }
    default:
      return from as Whereabouts;
  }
}

function targetFor(world: KubespecWorld, target: SpokenTarget): ClientsSpec['target'] {
  if (target.kind !== 'service') return target;
  const { namespace = world.vocabulary.namespace, name } = target.name;
  return { ...target, namespace, name };
}

When('clients stop', function (this: KubespecWorld) {
  this.simulation.stopClients();
});

When('clients {string} stop', function (this: KubespecWorld, name: string) {
  this.simulation.stopClients(name);
});

Then(
  '{when}{amount} request(s){ofClients} has/have failed',
  condition((amount: Amount, clients: string | undefined) => failedCondition(amount, clients)),
);

Then(
  '{when}{share} of (the )requests{ofClients} has/have failed',
  condition((share: Bounds, clients: string | undefined) => failedShareCondition(share, clients)),
);

Then(
  '{when}{amount} request(s){ofClients} {requestEnding}',
  condition((amount: Amount, clients: string | undefined, ending: SpokenEnding) =>
    endingCondition(amount, ending, clients),
  ),
);

Then(
  '{when}the {float}st/nd/rd/th percentile of latency{ofClients} is {timeBounds}',
  condition((percentile: number, clients: string | undefined, bounds: Bounds) =>
    latencyCondition(percentile, bounds, clients),
  ),
);

Then(
  '{when}the longest outage{ofClients} is/was {timeBounds}',
  condition((clients: string | undefined, bounds: Bounds) => outageCondition(bounds, clients)),
);

Then(
  '{when}pod {name} has served {share} of the requests{ofClients}',
  condition(function (name: ObjectName, share: Bounds, clients: string | undefined) {
    return servedCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), share, clients);
  }),
);

Then(
  '{when}each pod of {kind} {name} has served {share} of the requests{ofClients}',
  condition(function (kind: string, name: ObjectName, share: Bounds, clients: string | undefined) {
    return servedCondition(this.vocabulary, targetOf(this.vocabulary, kind, name), share, clients);
  }),
);
