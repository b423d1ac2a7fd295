import { test } from 'node:test';
import { expect } from 'chai';
import { conformanceDocument, judge, type Played } from './report.ts';

const played = (differences: readonly string[], matched = 3): Played => ({
  ...{ file: 'a.json', kind: 'table', about: 'sums', source: 'pkg/a.go', matched, of: 4, differences },
});
const known = { file: 'a.json', what: 'case-1', reason: 'it | differs' };

test('a difference that is known is no news', () => {
  expect(judge([played(['case-1'])], [known], {})).to.deep.equal({ unexplained: [], stale: [] });
});

test('a new difference is told', () => {
  const { unexplained } = judge([played(['case-1', 'case-2'])], [known], {});
  expect(unexplained).to.deep.equal([{ file: 'a.json', what: 'case-2' }]);
});

test('an entry that no longer differs is told', () => {
  expect(judge([played([], 4)], [known], {}).stale).to.deep.equal([known]);
});

test('a star stands for the rest of a name', () => {
  const all = { ...known, what: 'case-*' };
  expect(judge([played(['case-1', 'case-2'])], [all], {})).to.deep.equal({ unexplained: [], stale: [] });
  expect(judge([played(['other'])], [all], {}).stale).to.deep.equal([all]);
});

test('a table that nothing plays is told, unless it is for later', () => {
  const none = played([], 0);
  expect(judge([none], [], {}).unexplained).to.have.length(1);
  expect(judge([none], [], { 'a.json': 'not yet' }).unexplained).to.deep.equal([]);
  expect(judge([played([], 4)], [], { 'a.json': 'not yet' }).stale).to.have.length(1);
});

test('the document says what matched, and why something does not', () => {
  const text = conformanceDocument({
    ...{ played: [played(['case-1'])], deviations: [known], forLater: { 'b.json': 'not yet' } },
    kinds: [{ kind: 'Pod', fieldSupport: { 'spec.hostPID': 'unmodelled' } } as never],
    refusedCommands: ['drain'],
    otherKinds: ['Binding'],
  });
  expect(text).to.include('| `a.json` | sums | 1.20.2 | pkg/a.go | 3 of 4 | see below |');
  expect(text).to.include('it \\| differs');
  expect(text).to.include('| `hostPID` | Pod |');
  expect(text).to.include('`drain`');
});
