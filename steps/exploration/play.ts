// Plays a scenario once more in a world of its own: its steps, with the hooks that others have defined around them.
//
// This project's own hooks stay out: reports, traces and exploring belong to the run that cucumber-js started.

import { DataTable, type ITestCaseHookParameter, supportCodeLibraryBuilder } from '@cucumber/cucumber';
import type { Disturbance } from '../../engine/index.ts';
import type { KubespecWorld } from '../world.ts';

type Pickle = ITestCaseHookParameter['pickle'];
type PickleStep = Pickle['steps'][number];

/** What this file uses of the definitions of cucumber-js, whose types do not show it. */
interface Definition {
  readonly code: (this: unknown, ...words: unknown[]) => unknown;
  readonly unwrappedCode: object;
}

interface StepDefinition extends Definition {
  readonly expression: {
    readonly regexp: RegExp;
    match(text: string): readonly Word[] | null;
  };
}

/** One word of a sentence; what it stands for depends on the world. */
interface Word {
  getValue(world: unknown): unknown;
}

interface Hook extends Definition {
  appliesToTestCase(pickle: Pickle): boolean;
  getInvocationParameters(request: object): Promise<{ readonly parameters: unknown[] }>;
}

interface Library {
  readonly World: new (options: object) => KubespecWorld;
  readonly beforeTestCaseHookDefinitionConfigs: readonly object[];
  readonly afterTestCaseHookDefinitionConfigs: readonly object[];
  buildStepDefinitions(): { readonly stepDefinitions: readonly StepDefinition[] };
  buildTestCaseHookDefinitions(configs: readonly object[]): readonly Hook[];
}

const library = supportCodeLibraryBuilder as unknown as Library;

const ownHooks = new WeakSet<object>();

/** A hook of the run that cucumber-js started, and of no other. */
export function ofFirstRun<T extends object>(hook: T): T {
  ownHooks.add(hook);
  return hook;
}

interface Sentence {
  readonly definition: StepDefinition;
  readonly words: readonly Word[];
  readonly argument: PickleStep['argument'];
}

/** What the scenario's sentences and hooks mean; the same in every run. */
interface Script {
  readonly steps: readonly Sentence[];
  readonly before: readonly Hook[];
  readonly after: readonly Hook[];
}

let definitions: readonly StepDefinition[] | undefined;

function scriptOf(pickle: Pickle): Script {
  definitions ??= library.buildStepDefinitions().stepDefinitions;
  const known = definitions;
  const hooks = (configs: readonly object[]): Hook[] =>
    library
      .buildTestCaseHookDefinitions(configs)
      .filter((hook) => hook.appliesToTestCase(pickle) && !ownHooks.has(hook.unwrappedCode));
  return {
    steps: pickle.steps.map(({ text, argument }) => {
      // It has passed once, so each of its sentences has exactly one definition.
      const definition = known.find(({ expression }) => expression.regexp.test(text))!;
      return { definition, words: definition.expression.match(text) ?? [], argument };
    }),
    before: hooks(library.beforeTestCaseHookDefinitionConfigs),
    after: hooks(library.afterTestCaseHookDefinitionConfigs).reverse(),
  };
}

/** A run that has ended. */
export interface Played {
  readonly world: KubespecWorld;
  /** What the failing step threw; absent where all passed. */
  readonly error?: unknown;
}

export type Player = (disturbances: readonly Disturbance[]) => Promise<Played>;

/** Plays the scenario of a hook's parameter again, as often as wanted. */
export function playerOf(
  { gherkinDocument, pickle, testCaseStartedId }: ITestCaseHookParameter,
  parameters: object,
): Player {
  const script = scriptOf(pickle);
  const hookParameter = { gherkinDocument, pickle, testCaseStartedId };
  const nothing = (): void => {};
  return async (disturbances) => {
    const world = new library.World({
      attach: nothing,
      log: nothing,
      link: nothing,
      parameters: structuredClone(parameters),
    });
    world.disturbances = disturbances;
    const error = await firstError([
      ...script.before.map((hook) => () => call(hook, { world, hookParameter })),
      ...script.steps.map((sentence) => () => say(sentence, world)),
      () => world.settle(),
    ]);
    const status = error === undefined ? 'PASSED' : 'FAILED';
    const ended = { ...hookParameter, result: { status }, error: error?.thrown, willBeRetried: false };
    const late = await firstError(
      script.after.map((hook) => () => call(hook, { world, hookParameter: ended })),
    );
    const found = error ?? late;
    return { world, ...(found === undefined ? {} : { error: found.thrown }) };
  };
}

async function call(
  hook: Hook,
  request: { readonly world: KubespecWorld; readonly hookParameter: object },
): Promise<void> {
  const { parameters } = await hook.getInvocationParameters(request);
  await hook.code.apply(request.world, parameters);
}

// As cucumber-js calls a step; the sentence is taken apart once for all runs, which costs more than many a step.
async function say({ definition, words, argument }: Sentence, world: KubespecWorld): Promise<void> {
  const values = await Promise.all(words.map((word) => word.getValue(world)));
  if (argument?.dataTable !== undefined) values.push(new DataTable(argument.dataTable));
  else if (argument?.docString !== undefined) values.push(argument.docString.content);
  await definition.code.apply(world, values);
}

async function firstError(
  calls: readonly (() => unknown)[],
): Promise<{ readonly thrown: unknown } | undefined> {
  try {
    for (const one of calls) await one();
    return undefined;
  } catch (thrown) {
    return { thrown };
  }
}
