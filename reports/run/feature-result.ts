// What a feature's file says of itself, for readers: texts without indentation, its rules, its outlines, its tags.

import type { GherkinDocument } from './envelope.ts';
import type { FeatureResult, OutlineResult } from './run-result.ts';

export function featureOf({ uri = '', feature }: GherkinDocument): FeatureResult {
  return {
    uri,
    name: feature?.name ?? uri,
    description: unindented(feature?.description ?? ''),
    tags: feature?.tags.map((tag) => tag.name) ?? [],
    rules: (feature?.children ?? []).flatMap(({ rule }) => {
      const description = unindented(rule?.description ?? '');
      return rule === undefined || description === '' ? [] : [{ name: rule.name, description }];
    }),
    outlines: (feature?.children ?? [])
      .flatMap((child) => [child, ...(child.rule?.children ?? [])])
      .flatMap(({ scenario }): OutlineResult[] => {
        if (scenario === undefined || scenario.examples.length === 0) return [];
        const { name, location, steps } = scenario;
        return [{ name, line: location.line, steps: steps.map(({ keyword, text }) => ({ keyword, text })) }];
      }),
  };
}

/** Of the feature and everything in it. */
export function tagsOf({ feature }: GherkinDocument): string[] {
  const children = (feature?.children ?? []).flatMap(({ rule, scenario }) =>
    rule === undefined
      ? [scenario]
      : [{ tags: rule.tags, examples: [] }, ...rule.children.map((child) => child.scenario)],
  );
  const tagged = [
    feature,
    ...children.flatMap((child) => (child === undefined ? [] : [child, ...child.examples])),
  ];
  return tagged.flatMap((one) => one?.tags ?? []).map(({ name }) => name);
}

export const unindented = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
