// Where a scenario stands in its feature file: its rule, its description, and the keyword and line of each step.

import type { GherkinDocument } from './envelope.ts';

export interface PickleOrigin {
  readonly line: number;
  readonly rule?: string;
  readonly description: string;
  /** By the id of the step in the document; those of backgrounds too. */
  readonly steps: ReadonlyMap<string, StepOrigin>;
  /** Its examples by the id of their row, each cell with its heading; empty for a plain scenario. */
  readonly examples: ReadonlyMap<string, Example>;
}

export type Example = readonly (readonly [heading: string, value: string])[];

export interface StepOrigin {
  readonly keyword: string;
  readonly line: number;
  readonly isBackground: boolean;
}

type Feature = NonNullable<GherkinDocument['feature']>;
type Child = Feature['children'][number];
type Steps = NonNullable<Child['scenario']>['steps'];

/** The origins, by the id of the scenario in the document. */
export function outlineOf(document: GherkinDocument | undefined): ReadonlyMap<string, PickleOrigin> {
  const origins = new Map<string, PickleOrigin>();
  addChildren(document?.feature?.children ?? [], { steps: new Map() }, origins);
  return origins;
}

function addChildren(
  children: readonly Child[],
  outer: { readonly rule?: string; readonly steps: ReadonlyMap<string, StepOrigin> },
  origins: Map<string, PickleOrigin>,
): void {
  const background = new Map(outer.steps);
  for (const child of children) {
    if (child.background !== undefined) addSteps(child.background.steps, true, background);
    if (child.scenario !== undefined) {
      const { id, location, description, steps } = child.scenario;
      const examples = examplesOf(child.scenario);
      const all = new Map(background);
      addSteps(steps, false, all);
      const rule = outer.rule === undefined ? {} : { rule: outer.rule };
      origins.set(id, { line: location.line, description, steps: all, examples, ...rule });
    }
    if (child.rule !== undefined)
      addChildren(child.rule.children, { rule: child.rule.name, steps: background }, origins);
  }
}

function examplesOf({
  examples = [],
}: Pick<NonNullable<Child['scenario']>, 'examples'>): Map<string, Example> {
  const rows = new Map<string, Example>();
  for (const { tableHeader, tableBody } of examples)
    for (const { id, cells } of tableBody)
      rows.set(
        id,
        cells.map(({ value }, i) => [tableHeader?.cells[i]?.value ?? '', value]),
      );
  return rows;
}

function addSteps(steps: Steps, isBackground: boolean, into: Map<string, StepOrigin>): void {
  for (const { id, keyword, location } of steps) into.set(id, { keyword, line: location.line, isBackground });
}
