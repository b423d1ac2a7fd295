import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { FeatureResult, ScenarioResult, StepResult } from '../run/run-result.ts';
import { exampleText, featureDocument } from './feature-sections.ts';

const step = (line: number, isBackground = false): StepResult => ({
  keyword: 'Given ',
  text: `step ${line}`,
  line,
  status: 'passed',
  ...(isBackground ? { isBackground: true as const } : {}),
});

const scenario = (line: number, more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  id: `x:${line}`,
  uri: 'features/x.feature',
  line,
  feature: 'X',
  name: `scenario ${line}`,
  description: '',
  tags: [],
  status: 'passed',
  steps: [step(2, true), step(line + 1)],
  ...more,
});

const feature: FeatureResult = {
  uri: 'features/x.feature',
  name: 'X',
  description: '',
  tags: [],
  rules: [{ name: 'R', description: 'More of it.' }],
  outlines: [{ line: 20, name: 'with <n>', steps: [{ keyword: 'Given ', text: '<n> pods' }] }],
};

const inR = { rule: 'R', steps: [step(2, true), step(11, true), step(21)] };
const example = (line: number, n: string): ScenarioResult =>
  scenario(line, { ...inR, outline: { line: 20, example: [['n', n]] } });

describe('a feature as a document', () => {
  const scenarios = [scenario(5), scenario(12, inR), example(25, '1'), example(26, '')];
  const { background, sections } = featureDocument(feature, scenarios);

  it('begins with the steps that all scenarios share', () => {
    expect(background.map(({ line }) => line)).to.deep.equal([2]);
  });

  it('has rules with what they say and their own background', () => {
    expect(
      sections.map(({ rule, description, background }) => [rule, description, background.length]),
    ).to.deep.equal([
      ['', '', 0],
      ['R', 'More of it.', 1],
    ]);
  });

  it('keeps the examples of an outline together', () => {
    const items = sections[1]?.items.map((item) =>
      'outline' in item ? [item.outline.name, item.headings, item.examples.length] : item.scenario.name,
    );
    expect(items).to.deep.equal(['scenario 12', ['with <n>', ['n'], 2]]);
  });

  it('tells examples apart', () => {
    expect(scenarios.map(exampleText)).to.deep.equal(['', '', 'n 1', 'n ""']);
  });

  it('has nothing to say of a feature without scenarios', () => {
    expect(featureDocument(feature, [])).to.deep.equal({ background: [], sections: [] });
  });
});
