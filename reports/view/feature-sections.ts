// A feature as a document: its background, its rules, and in each rule the scenarios in order, the examples of an outline
// together. Made from the results alone, so that a page can show it without the feature's file.

import type { FeatureResult, OutlineResult, ScenarioResult, StepResult } from '../run/run-result.ts';

type Scenario = Omit<ScenarioResult, 'trace' | 'exploration'>;

export interface FeatureDocument<S extends Scenario> {
  /** Steps that every scenario begins with. */
  readonly background: readonly StepResult[];
  readonly sections: readonly RuleSection<S>[];
}

export interface RuleSection<S extends Scenario> {
  /** Empty for scenarios outside of rules. */
  readonly rule: string;
  readonly description: string;
  /** What the rule's own background adds. */
  readonly background: readonly StepResult[];
  readonly items: readonly RuleItem<S>[];
}

/** A scenario, or an outline with its examples. */
export type RuleItem<S extends Scenario> =
  | { readonly scenario: S }
  | {
      readonly outline: OutlineResult;
      readonly headings: readonly string[];
      readonly examples: readonly S[];
    };

/** @param scenarios of that feature, in order of the file */
export function featureDocument<S extends Scenario>(
  feature: FeatureResult,
  scenarios: readonly S[],
): FeatureDocument<S> {
  const backgrounds = scenarios.map(({ steps }) => steps.filter((step) => step.isBackground === true));
  const background = backgrounds.reduce(commonBeginning, backgrounds[0] ?? []);
  const rules = new Map<string, S[]>();
  for (const scenario of scenarios) {
    const rule = scenario.rule ?? '';
    rules.set(rule, [...(rules.get(rule) ?? []), scenario]);
  }
  const sections = [...rules].map(([rule, own]) => ({
    rule,
    description: feature.rules.find(({ name }) => name === rule)?.description ?? '',
    background: (own[0]?.steps ?? []).filter((step) => step.isBackground === true).slice(background.length),
    items: itemsOf(feature, own),
  }));
  return { background, sections };
}

function commonBeginning(a: readonly StepResult[], b: readonly StepResult[]): readonly StepResult[] {
  const end = a.findIndex((step, i) => step.line !== b[i]?.line || step.text !== b[i]?.text);
  return end < 0 ? a : a.slice(0, end);
}

function itemsOf<S extends Scenario>(feature: FeatureResult, scenarios: readonly S[]): RuleItem<S>[] {
  const items: RuleItem<S>[] = [];
  const outlines = new Map<number, S[]>();
  for (const scenario of scenarios) {
    const { line, example = [] } = scenario.outline ?? {};
    const outline = feature.outlines.find((one) => one.line === line);
    const known = outlines.get(line ?? 0);
    if (outline === undefined) items.push({ scenario });
    else if (known !== undefined) known.push(scenario);
    else {
      const examples = [scenario];
      outlines.set(outline.line, examples);
      items.push({ outline, headings: example.map(([heading]) => heading), examples });
    }
  }
  return items;
}

/** `surge 1, unavailable 0`: what tells an example from the others; empty for a plain scenario. */
export const exampleText = ({ outline }: Pick<Scenario, 'outline'>): string =>
  (outline?.example ?? []).map(([heading, value]) => `${heading} ${value === '' ? '""' : value}`).join(', ');
