// Makes a step of a condition, and finds the condition that a sentence inside another one speaks of (`until …, `).

import { supportCodeLibraryBuilder } from '@cucumber/cucumber';
import { type Condition, nearest, UserError } from '../engine/index.ts';
import type { StepFailure } from './step-failure.ts';
import type { When } from './words/when.ts';
import type { KubespecWorld } from './world.ts';

/** The condition of a sentence's words, those of the operator aside. */
// biome-ignore lint/suspicious/noExplicitAny: the words are as different as the sentences
export type ConditionBuilder = (this: KubespecWorld, ...words: any[]) => Condition;

/** A sentence taken apart: when its condition is to hold, and the condition. */
export interface Expectation {
  readonly when: When;
  readonly condition: Condition;
}

/** The expectation of a sentence's words, those of the operator at its beginning first. */
// biome-ignore lint/suspicious/noExplicitAny: the words are as different as the sentences
export type ExpectationBuilder = (this: KubespecWorld, when: When, ...words: any[]) => Expectation;

type StepCode = (this: KubespecWorld, when: When, ...words: unknown[]) => void;

interface Known {
  readonly build: ExpectationBuilder;
  /** All that it says of time stands at its beginning, so that another sentence may hold it. */
  readonly isPlain: boolean;
  /** Found in every sentence that speaks of it; then it is written down where a later step looks back at it. */
  readonly recorded?: RegExp | undefined;
}

const known = new WeakMap<object, Known>();

/**
 * The code of a step that begins with `{when}` and goes on with a condition: it looks at the condition under the operator.
 *
 * @param build  takes the words after `{when}`
 * @param recorded  for a condition that leaves no record by itself and is to: what every sentence about it contains
 */
export function condition(build: ConditionBuilder, recorded?: RegExp): StepCode {
  const plain: ExpectationBuilder = function plain(when, ...words) {
    return { when, condition: build.apply(this, words) };
  };
  return stepOf({ build: plain, isPlain: true, recorded }, build.length + 1);
}

/** The code of a step that says more of time behind its `{when}`. @param build  takes all words */
export const expectation = (build: ExpectationBuilder): StepCode =>
  stepOf({ build, isPlain: false }, build.length);

function stepOf(sentence: Known, length: number): StepCode {
  const code: StepCode = function step(...words) {
    const { when, condition: wanted } = sentence.build.apply(this, words);
    this.expect(when, wanted);
  };
  // cucumber-js counts a definition's parameters.
  Object.defineProperty(code, 'length', { value: length });
  known.set(code, sentence);
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

interface Sentence extends Known {
  readonly pattern: string;
  readonly expression: Definition['expression'];
}

let sentences: readonly Sentence[] | undefined;

// The definitions themselves are asked, so that users' own conditions work inside `until` as well.
function knownSentences(): readonly Sentence[] {
  sentences ??= library.buildStepDefinitions().stepDefinitions.flatMap((definition): Sentence[] => {
    const { pattern, expression, unwrappedCode } = definition;
    const sentence = known.get(unwrappedCode);
    return sentence === undefined || typeof pattern !== 'string'
      ? []
      : [{ pattern, expression, ...sentence }];
  });
  return sentences;
}

/** Whether a code is one of the registered steps, and not a hook. */
export function isStepCode(code: object): boolean {
  return library.stepDefinitionConfigs.some((definition) => definition.code === code);
}

/** A sentence that one of the definitions reads; what it expects may need the cluster. */
interface Reading {
  /** As it begins. */
  readonly when: When;
  readonly isPlain: boolean;
  readonly expectation: () => Expectation;
}

/**
 * The condition of a sentence without an operator: `pod "a" is Ready`.
 *
 * @throws UserError  for a sentence that is no condition
 */
export function conditionOfSentence(world: KubespecWorld, text: string): Condition {
  return theOne(readings(world, text), isBare, text).expectation().condition;
}

/**
 * What a sentence expects, its operator included: `for the next 1 minute pod "a" is Ready`.
 *
 * @throws UserError  for a sentence that is no condition
 */
export const expectationOf = (world: KubespecWorld, text: string): Expectation =>
  theOne(readings(world, text), () => true, text).expectation();

/** Whether a sentence speaks of what leaves no record by itself, and is to. */
export const wantsRecord = (text: string): boolean =>
  knownSentences().some(({ recorded }) => recorded?.test(text) === true);

/**
 * What a sentence with its operator would fail with, if it fails: `for the next 1 minute pod "a" is Ready`.
 *
 * @throws UserError  for a sentence that is no condition
 */
export function failureOfSentence(world: KubespecWorld, text: string): StepFailure | undefined {
  const { when, condition: wanted } = expectationOf(world, text);
  return world.failureOf(when, wanted);
}

const isBare = ({ when, isPlain }: Reading): boolean => isPlain && when.kind === 'now';

function* readings(world: KubespecWorld, text: string): Iterable<Reading> {
  for (const { expression, build, isPlain } of knownSentences()) {
    const matched = expression.match(text);
    if (matched === null) continue;
    const [when, ...words] = matched.map((argument) => argument.getValue(world));
    yield { when: when as When, isPlain, expectation: () => build.call(world, when as When, ...words) };
  }
}

function theOne(all: Iterable<Reading>, isWanted: (one: Reading) => boolean, text: string): Reading {
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
