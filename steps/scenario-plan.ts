// What the feature says of a scenario before it runs: its steps with their lines, where its own part begins, its name.

import type { ITestCaseHookParameter, ITestStepHookParameter } from '@cucumber/cucumber';

type GherkinDocument = ITestCaseHookParameter['gherkinDocument'];
type Pickle = ITestCaseHookParameter['pickle'];
type PickleStep = ITestStepHookParameter['pickleStep'];
type FeatureChild = NonNullable<GherkinDocument['feature']>['children'][number];
type Scenario = NonNullable<FeatureChild['scenario']>;
type Step = Scenario['steps'][number];
type TableRow = Scenario['examples'][number]['tableBody'][number];

export interface PlannedStep {
  /** With its blank: `Given `. */
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
  /** The first line of its doc string's text; absent without one. */
  readonly docStringLine?: number;
  /** Whether it asserts: a `Then`, or an `And` that follows one. */
  readonly isOutcome: boolean;
}

export interface ScenarioPlan {
  /** As given on the command line. */
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly steps: readonly PlannedStep[];
  /** Index of the step with which `throughout` and `never` begin: the first `When` behind the Background, else the first step there. */
  readonly ownStart: number;
  /** File name of its trace, without the ending. */
  readonly traceName: string;
}

interface Outlined {
  readonly scenario: Scenario;
  /** 1 for the first row of examples; 0 for a plain scenario. */
  readonly row: number;
  readonly rowId?: string;
  readonly name: string;
}

/** What all scenarios of a document share. */
interface Outline {
  readonly background: ReadonlySet<string>;
  readonly steps: ReadonlyMap<string, Step>;
  /** By the id of the scenario, or of its row of examples. */
  readonly byId: ReadonlyMap<string, Outlined>;
  readonly byTraceName: ReadonlyMap<string, readonly Outlined[]>;
}

const outlines = new WeakMap<GherkinDocument, Outline>();

function outlineOf(document: GherkinDocument): Outline {
  const known = outlines.get(document);
  if (known !== undefined) return known;
  const { backgroundSteps, scenarios } = contentsOf(document);
  const all = outlined(scenarios);
  const steps = [...backgroundSteps, ...scenarios.flatMap((scenario) => scenario.steps)];
  const byTraceName = new Map<string, Outlined[]>();
  for (const each of all) {
    const name = kebabCase(each.name);
    const same = byTraceName.get(name);
    if (same === undefined) byTraceName.set(name, [each]);
    else same.push(each);
  }
  const outline = {
    background: new Set(backgroundSteps.map((step) => step.id)),
    steps: new Map(steps.map((step) => [step.id, step])),
    byId: new Map(all.map((each) => [each.rowId ?? each.scenario.id, each])),
    byTraceName,
  };
  outlines.set(document, outline);
  return outline;
}

export function planScenario(document: GherkinDocument, pickle: Pickle): ScenarioPlan {
  const { background, steps, byId, byTraceName } = outlineOf(document);
  // A pickle names its scenario first and its row of examples last.
  const own = byId.get(pickle.astNodeIds.at(-1) ?? '');
  const isOwn = (step: PickleStep): boolean => !step.astNodeIds.some((id) => background.has(id));
  const firstWhen = pickle.steps.findIndex((step) => isOwn(step) && step.type === 'Action');
  return {
    file: pickle.uri,
    name: pickle.name,
    line: pickle.location?.line ?? own?.scenario.location.line ?? 1,
    steps: pickle.steps.map((step) => plannedStep(step, steps)),
    ownStart: firstWhen >= 0 ? firstWhen : Math.max(0, pickle.steps.findIndex(isOwn)),
    traceName: own === undefined ? kebabCase(pickle.name) : traceName(own, byTraceName),
  };
}

function plannedStep(pickleStep: PickleStep, steps: ReadonlyMap<string, Step>): PlannedStep {
  const step = pickleStep.astNodeIds.map((id) => steps.get(id)).find((found) => found !== undefined);
  const docString = step?.docString;
  return {
    keyword: step?.keyword ?? '',
    text: pickleStep.text,
    line: step?.location.line ?? 0,
    ...(docString === undefined ? {} : { docStringLine: docString.location.line + 1 }),
    isOutcome: pickleStep.type === 'Outcome',
  };
}

function contentsOf({ feature }: GherkinDocument): { backgroundSteps: Step[]; scenarios: Scenario[] } {
  const backgroundSteps: Step[] = [];
  const scenarios: Scenario[] = [];
  const take = (child: { background?: { readonly steps: readonly Step[] }; scenario?: Scenario }): void => {
    if (child.background !== undefined) backgroundSteps.push(...child.background.steps);
    if (child.scenario !== undefined) scenarios.push(child.scenario);
  };
  for (const child of feature?.children ?? []) {
    take(child);
    for (const inner of child.rule?.children ?? []) take(inner);
  }
  return { backgroundSteps, scenarios };
}

/** Every scenario with every row of its examples, in the order of the file. */
function outlined(scenarios: readonly Scenario[]): Outlined[] {
  return scenarios.flatMap((scenario): Outlined[] => {
    const rows = scenario.examples.flatMap(({ tableHeader, tableBody }) =>
      tableBody.map((row) => ({ header: tableHeader, row })),
    );
    if (scenario.examples.length === 0) return [{ scenario, row: 0, name: scenario.name }];
    return rows.map(({ header, row }, i) => ({
      scenario,
      row: i + 1,
      rowId: row.id,
      name: filledIn(scenario.name, header, row),
    }));
  });
}

function filledIn(name: string, header: TableRow | undefined, row: TableRow): string {
  return (header?.cells ?? []).reduce(
    (text, { value }, i) => text.replaceAll(`<${value}>`, row.cells[i]?.value ?? ''),
    name,
  );
}

/** Lower case, words joined by dashes; letters of any script stay. */
export const kebabCase = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

// Names that clash get the number of their row, or of their place among the scenarios of that name.
function traceName(own: Outlined, byTraceName: Outline['byTraceName']): string {
  const name = kebabCase(own.name);
  const same = byTraceName.get(name) ?? [own];
  if (same.length < 2) return name;
  const isOneOutline = same.every(({ scenario }) => scenario === own.scenario);
  return `${name}-${isOneOutline ? own.row : same.indexOf(own) + 1}`;
}
