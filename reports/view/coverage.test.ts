import { describe, it } from 'node:test';
import { expect } from 'chai';
import { generalFault, reachedWords, tagRows, unusedSentences } from './coverage.ts';

const seen = (statuses: string[], reasons: string[] = [], faults: string[] = []) => ({
  digest: { seen: { statuses, reasons, faults } },
});
const scenarios = [
  {
    id: 'a',
    name: 'a',
    tags: ['@P04', '@slow', '@P04'],
    status: 'passed' as const,
    ...seen(['Init:0/2', 'Init:1/2', 'Running'], ['Pulled'], ['node n-1 stops answering']),
  },
  {
    id: 'b',
    name: 'b',
    tags: ['@P04'],
    status: 'failed' as const,
    ...seen(['Running'], ['Odd'], ['node n-2 stops answering']),
  },
  { id: 'c', name: 'c', tags: [], status: 'undefined' as const },
];

describe('coverage', () => {
  it('lists requirements before other tags, those that did not run without scenarios', () => {
    const rows = tagRows(scenarios, ['@P04', '@P99', '@slow']);
    expect(rows.map(({ tag, isRequirement, counts }) => [tag, isRequirement, counts])).to.deep.equal([
      ['@P04', true, { passed: 1, failed: 1 }],
      ['@P99', true, {}],
      ['@slow', false, { passed: 1 }],
    ]);
  });

  it('counts scenarios in which a word came about, and knows some that did not', () => {
    const { statuses, reasons, faults } = reachedWords(scenarios);
    expect(statuses.slice(0, 2)).to.deep.equal([
      { word: 'Running', scenarios: 2 },
      { word: 'Init:n/m', scenarios: 1 },
    ]);
    expect(statuses).to.deep.include({ word: 'ErrImagePull', scenarios: 0 });
    expect(reasons.slice(0, 2).map(({ word }) => word)).to.deep.equal(['Odd', 'Pulled']);
    expect(faults).to.deep.equal([{ word: 'node … stops answering', scenarios: 2 }]);
  });

  it('names sentences that nobody said', () => {
    const sentences = [
      { text: 'a', uses: 0 },
      { text: 'b', uses: 2 },
    ];
    expect(unusedSentences({ sentences })).to.deep.equal(['a']);
  });

  const faults: readonly (readonly [said: string, general: string])[] = [
    ['the disk of node node-1 fills up to 95%', 'the disk of node … fills up to …%'],
    ['container web of pod default/web crashes with code 3', 'container … of pod … crashes with code …'],
    ['node node-2 is 10 times slower', 'node … is … times slower'],
    [
      'container web of pod default/web begins: leaks 1Gi of memory per minute',
      'container … of pod … begins: leaks …Gi of memory per minute',
    ],
    ['kube-scheduler stops', 'kube-scheduler stops'],
  ];
  for (const [said, general] of faults)
    it(`says "${said}" in general`, () => {
      expect(generalFault(said)).to.equal(general);
    });
});
