import { test } from 'node:test';
import { expect } from 'chai';
import { DESCRIPTION_TABS, escapeTerminal, layoutTabs, TABLE_TABS } from './tab-writer.ts';

interface Row {
  readonly name: string;
  readonly text: string;
  readonly laidOut: string;
  readonly isTable?: boolean;
}

// Source: Go text/tabwriter, the documentation of Writer and its tests.
const ROWS: readonly Row[] = [
  { name: 'what follows the last tab is not filled up', text: 'a\tb\nccc\td\n', laidOut: 'a    b\nccc  d\n' },
  { name: 'a cell that ends in a tab is', text: 'a\tb\t\n', laidOut: 'a  b  \n' },
  { name: 'a line without a column ends its run', text: 'a\tb\n-\nccc\td\n', laidOut: 'a  b\n-\nccc  d\n' },
  {
    name: 'a column runs only as far as lines have it',
    text: 'a\tb\tc\naaa\tb\na\tbbb\tc\n',
    laidOut: 'a    b  c\naaa  b\na    bbb  c\n',
  },
  { name: 'empty cells have the width of the column', text: '\tx\nabc\ty\n', laidOut: '     x\nabc  y\n' },
  { name: 'characters count, not bytes', text: 'µ\tx\nab\ty\n', laidOut: 'µ   x\nab  y\n' },
  {
    name: 'columns of tables are at least six wide',
    text: 'A\tB\nx\ty\n',
    laidOut: 'A     B\nx     y\n',
    isTable: true,
  },
  { name: 'and three apart', text: 'ABCDEF\tB\n', laidOut: 'ABCDEF   B\n', isTable: true },
  { name: 'nothing', text: '', laidOut: '' },
];

for (const { name, text, laidOut, isTable } of ROWS) {
  test(`tabs: ${name}`, () => {
    expect(layoutTabs(text, isTable ? TABLE_TABS : DESCRIPTION_TABS)).to.equal(laidOut);
  });
}

// Source: kubernetes issue 101695; kubectl v0.32.0 pkg/describe/describe_test.go, TestDescribeTerminalEscape.
test('terminals are not steered', () => {
  expect(escapeTerminal('a\u001b[31m\r')).to.equal('a^[[31m\\r');
});

// Source: liggitt/tabwriter, the flag RememberWidths.
test('a column is never narrower than in the table before', () => {
  const widths: number[] = [];
  expect(layoutTabs('ABCDEFGH\tB\tC\n', TABLE_TABS, widths)).to.equal('ABCDEFGH   B     C\n');
  expect(layoutTabs('A\tabcdefgh\tC\n', TABLE_TABS, widths)).to.equal('A          abcdefgh   C\n');
  expect(layoutTabs('A\tB\tC\n', TABLE_TABS, widths)).to.equal('A          B          C\n');
});
