// The words that sentences are made of. Each is read once, and what cannot be read is quoted back.
//
// The patterns take more than is right (any unit, any word for a kind), so that a misspelt word is answered with the right
// one and not with "undefined step". `{when}` may be empty: each condition works with each operator over time.

import { defineParameterType } from '@cucumber/cucumber';
import { parseAmount } from '../engine/index.ts';
import { parseDuration } from './words/duration.ts';
import { parseName } from './words/name.ts';
import { parsePods } from './words/pods.ts';
import { parseBecause, parseOnPort } from './words/reach.ts';
import { parseFieldTest, parseFileTest, parseReason, parseState } from './words/tests.ts';
import { parseLasting, parseLengths, parsePer, parseRate, parseTimes, parseWhen } from './words/when.ts';
import { BOUNDED, FACT, LASTING, PER, RATE, WHEN } from './words/when-pattern.ts';
import { spoken } from './world.ts';

defineParameterType({
  name: 'duration',
  regexp: /an? [a-z]+|\d+(?:\.\d+)? ?[a-z]+(?:,? (?:and )?\d+(?:\.\d+)? ?[a-z]+| ?\d+(?:\.\d+)?[a-z]+)*/,
  transformer: spoken(parseDuration),
  useForSnippets: false,
});

defineParameterType({ name: 'when', regexp: WHEN, transformer: spoken(parseWhen), useForSnippets: false });

defineParameterType({
  name: 'lasting',
  regexp: LASTING,
  transformer: spoken(parseLasting),
  useForSnippets: false,
});

defineParameterType({
  name: 'lengths',
  regexp: BOUNDED,
  transformer: spoken(parseLengths),
  useForSnippets: false,
});

defineParameterType({ name: 'rate', regexp: RATE, transformer: spoken(parseRate), useForSnippets: false });

defineParameterType({
  name: 'per',
  regexp: PER,
  transformer: spoken(parsePer),
  useForSnippets: false,
});

defineParameterType({ name: 'fact', regexp: FACT, useForSnippets: false });

defineParameterType({
  name: 'order',
  regexp: /before|after|comes before|comes after/,
  useForSnippets: false,
});

defineParameterType({
  name: 'kind',
  regexp: /[a-z][a-z0-9]*/,
  useForSnippets: false,
});

defineParameterType({
  name: 'name',
  regexp: /"[^"]*"(?: in namespace "[^"]*")?/,
  transformer: spoken(parseName),
  useForSnippets: false,
});

defineParameterType({
  name: 'amount',
  regexp: /(?:exactly |at least |at most |more than |fewer than |less than )?\d+|no|between \d+ and \d+/,
  transformer: spoken(parseAmount),
  useForSnippets: false,
});

defineParameterType({
  name: 'times',
  regexp: /(?:exactly |at least |at most |more than |fewer than |between \d+ and )?(?:\d+ times?|once|twice)/,
  transformer: spoken(parseTimes),
  useForSnippets: false,
});

// The word before "replicas", "pods", "endpoints": available, ready, not ready; or none.
defineParameterType({
  name: 'counted',
  regexp: /(?:(?:not )?[a-z]+ )?/,
  transformer: (text: string) => text.trim(),
  useForSnippets: false,
});

defineParameterType({
  name: 'state',
  regexp: /(?:not )?[A-Z][\w:/,-]*|(?:not )?ready|unready/,
  transformer: spoken(parseState),
  useForSnippets: false,
});

defineParameterType({ name: 'power', regexp: /up|down/, useForSnippets: false });

defineParameterType({ name: 'made', regexp: /created|deleted/, useForSnippets: false });

defineParameterType({
  name: 'podState',
  regexp: /[A-Z][\w:/,-]*|ready|running|pending/,
  useForSnippets: false,
});

defineParameterType({
  name: 'containerState',
  regexp: /(?:not )?[a-z]+/,
  useForSnippets: false,
});

defineParameterType({
  name: 'conditionType',
  regexp: /[A-Z][\w./-]*/,
  useForSnippets: false,
});

defineParameterType({
  name: 'conditionStatus',
  regexp: /True|False|Unknown/,
  useForSnippets: false,
});

// What may follow: a reason, part of a message, both, or nothing.
defineParameterType({
  name: 'reason',
  regexp: /(?: with reason "[^"]*")?(?:(?: and| with) (?:a )?message(?: containing)? "[^"]*")?/,
  transformer: spoken(parseReason),
  useForSnippets: false,
});

defineParameterType({
  name: 'pods',
  regexp:
    /pods?(?: with labels? "[^"]*"(?: in namespace "[^"]*")?| of [a-z][a-z0-9]* "[^"]*"(?: in namespace "[^"]*")?| on node "[^"]*"| in namespace "[^"]*")?/,
  transformer: spoken(parsePods),
  useForSnippets: false,
});

defineParameterType({
  name: 'path',
  regexp: /\{.+\}/,
  useForSnippets: false,
});

defineParameterType({
  name: 'fieldTest',
  regexp: /is "[^"]*"|is not "[^"]*"|contains "[^"]*"|does not contain "[^"]*"|is empty|is not empty/,
  transformer: spoken(parseFieldTest),
  useForSnippets: false,
});

defineParameterType({
  name: 'fileTest',
  regexp: /is "[^"]*"|contains "[^"]*"|does not contain "[^"]*"|exists|does not exist/,
  transformer: spoken(parseFileTest),
  useForSnippets: false,
});

defineParameterType({
  name: 'behaviour',
  regexp: /(?:never |keep |[a-z]+ ).*|crash|ignore TERM/,
  useForSnippets: false,
});

defineParameterType({ name: 'can', regexp: /can|cannot/, useForSnippets: false });

defineParameterType({
  name: 'onPort',
  regexp: /(?: on port \d+)?/,
  transformer: spoken(parseOnPort),
  useForSnippets: false,
});

defineParameterType({
  name: 'because',
  regexp: /(?: because .+)?/,
  transformer: spoken(parseBecause),
  useForSnippets: false,
});

defineParameterType({
  name: 'version',
  regexp: /v?\d+(?:\.\d+)*/,
  useForSnippets: false,
});
