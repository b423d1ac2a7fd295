// Makes a step of a condition, and finds the condition that a sentence inside another one speaks of (`until …, `).

import { supportCodeLibraryBuilder } from '@cucumber/cucumber';
import { type Condition, nearest, UserError } from '../engine/index.ts';
import type { StepFailure } from './step-failure.ts';
import type { When } from './words/when.ts';
import type { KubespecWorld } from './world.ts';

/** The condition of a sentence's words, those of the operator aside. */
// biome-ignore lint/suspicious/noExplicitAny: the words are as different as the sentences
export type ConditionBuilder = (this: KubespecWorld, ...words: any[]) => Condition;

type StepCode = (this: KubespecWorld, when: When, ...words: unknown[]) => void;

const builders = new WeakMap<object, ConditionBuilder>();

/**
 * The code of a step that begins with `{when}` and goes on with a condition: it looks at the condition under the operator.
 *
 * @param build  takes the words after `{when}`
 */
export function condition(build: ConditionBuilder): StepCode {
  const code: StepCode = function expectation(when, ...words) {
    this.expect(when, build.apply(this, words));
  };
  // cucumber-js counts a definition's parameters.
  Object.defineProperty(code, 'length', { value: build.length + 1 });
  builders.set(code, build);
  return code;
}

/** What this file uses of a step definition of cucumber-js. */
interface Definition {
  readonly pattern: string | RegExp;
  readonly unwrappedCode: object;
  readonly expression: {
    match(text: string): readonly { getValue(world: unknown): unknown }[] | null;
  };
}

/** What this file uses of cucumber-js' library of steps, whose types do not show it. */
interface Library {
  readonly stepDefinitionConfigs: readonly { readonly code: object }[];
  buildStepDefinitions(): { readonly stepDefinitions: readonly Definition[] };
}

const library = supportCodeLibraryBuilder as unknown as Library;

interface Sentence {
  readonly pattern: string;
  readonly expression: Definition['expression'];
  readonly build: ConditionBuilder;
}

let sentences: readonly Sentence[] | undefined;

// The definitions themselves are asked, so that users' own conditions work inside `until` as well.
function knownSentences(): readonly Sentence[] {
  sentences ??= library.buildStepDefinitions().stepDefinitions.flatMap((definition): Sentence[] => {
    const { pattern, expression, unwrappedCode } = definition;
    const build = builders.get(unwrappedCode);
    return build === undefined || typeof pattern !== 'string' ? [] : [{ pattern, expression, build }];
  });
  return sentences;
}

/** Whether a code is one of the registered steps, and not a hook. */
export function isStepCode(code: object): boolean {
  return library.stepDefinitionConfigs.some((definition) => definition.code === code);
}

/** A sentence taken apart: when its condition is to hold, and the condition, which may need the cluster. */
interface Spoken {
  readonly when: When;
  readonly condition: () => Condition;
}

/**
 * The condition of a sentence without an operator: `pod "a" is Ready`.
 *
 * @throws UserError  for a sentence that is no condition
 */
export function conditionOfSentence(world: KubespecWorld, text: string): Condition {
  return theOne(readings(world, text), ({ when }) => when.kind === 'now', text).condition();
}

/**
 * What a sentence with its operator would fail with, if it fails: `for the next 1 minute pod "a" is Ready`.
 *
 * @throws UserError  for a sentence that is no condition
 */
export function failureOfSentence(world: KubespecWorld, text: string): StepFailure | undefined {
  const { when, condition } = theOne(readings(world, text), () => true, text);
  return world.failureOf(when, condition());
}

function* readings(world: KubespecWorld, text: string): Iterable<Spoken> {
  for (const { expression, build } of knownSentences()) {
    const matched = expression.match(text);
    if (matched === null) continue;
    const [when, ...words] = matched.map((argument) => argument.getValue(world));
    yield { when: when as When, condition: () => build.apply(world, words) };
  }
}

function theOne(all: Iterable<Spoken>, isWanted: (one: Spoken) => boolean, text: string): Spoken {
  for (const one of all) if (isWanted(one)) return one;
  const near = nearest(
    text.replaceAll(/"[^"]*"/g, '"…"'),
    knownSentences().map(({ pattern }) => pattern.replace('{when}', '')),
  );
  throw new UserError({
    message: `"${text}" is no condition`,
    hint: `write one as it stands in a Then step, such as ${near ?? 'pod "web-0" is Ready'}`,
  });
}
