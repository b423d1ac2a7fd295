import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { indented, wordWrap } from './word-wrap.ts';
import { wrappedLines } from './wrapped-lines.ts';

// Source: github.com/mitchellh/go-wordwrap v1.0.1 wordwrap_test.go.
const WRAPPED: readonly (readonly [rule: string, text: string, limit: number, expected: string])[] = [
  ['a word that fits stays', 'foo', 4, 'foo'],
  ['a long word is left whole', 'foobarbaz', 4, 'foobarbaz'],
  ['words go to the next line', 'foo bar baz', 4, 'foo\nbar\nbaz'],
  ['what just fits stays', 'foo bar baz', 7, 'foo bar\nbaz'],
  ['breaks stay', 'foo\nb   a\n bar', 4, 'foo\nb\na\n bar'],
  ['blanks at the end that fit stay', 'foo bar ', 8, 'foo bar '],
  ['blanks at the end that do not fit go', 'foo    ', 4, 'foo'],
  ['blanks before a break that do not fit go', 'foo    \nbar', 4, 'foo\nbar'],
  ['a no-break space is part of a word', 'foo bar\u00a0baz', 7, 'foo\nbar\u00a0baz'],
];

describe('words broken at blanks', () => {
  for (const [rule, text, limit, expected] of WRAPPED)
    it(rule, () => void expect(wordWrap(text, limit)).to.equal(expected));

  it('loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 });
    const property = fc.property(words, fc.integer({ min: 1, max: 40 }), (all, limit) => {
      expect(wordWrap(all.join(' '), limit).split(/\s/).join(' ')).to.equal(all.join(' '));
    });
    fc.assert(property, { seed: 42, numRuns: 200 });
  });
});

describe('indented', () => {
  it('indents empty lines too', () => void expect(indented(2, 'a\n\nb\n')).to.equal('  a\n  \n  b\n  '));
});

// Source: kubectl v0.32.0 pkg/explain/formatter_test.go, TestWrap, and its rules.
const LINES: readonly (readonly [rule: string, text: string, width: number, expected: readonly string[]])[] =
  [
    ['short lines are joined', 'a\nb\nc', 10, ['a b c']],
    ['a line is as wide as it may be', 'aa bb cc', 5, ['aa bb', 'cc']],
    ['a long word is left whole', 'aaaaaaaa b', 5, ['aaaaaaaa', 'b']],
    ['paragraphs are parted, but for the first', 'a\n\nb\n\nc', 10, ['a', 'b', '', 'c']],
    ['empty lines before all else go', '\n\na', 10, ['a']],
    ['a line that ends in a colon ends', 'as follows:\na', 20, ['as follows:', 'a']],
    ['points of a list begin lines', 'x\n- a\n* b\n1. c\n2 d', 20, ['x', '- a', '* b', '1. c', '2 d']],
    ['code stays as it is', 'x\n    a   b\ny', 20, ['x', '    a   b', 'y']],
  ];

describe('descriptions as lines', () => {
  for (const [rule, text, width, expected] of LINES)
    it(rule, () => void expect(wrappedLines(text, width)).to.deep.equal(expected));
});
