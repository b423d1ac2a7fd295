// Words of sentences, read.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { compareOutput } from '../output-text.ts';
import { kebabCase } from '../scenario-plan.ts';
import { singularVerbs } from './behaviour.ts';
import { parseDuration } from './duration.ts';
import { parseName } from './name.ts';
import { parsePods } from './pods.ts';
import { parseTimes, parseWhen } from './when.ts';
import { WHEN } from './when-pattern.ts';

describe('durations', () => {
  const rows: readonly [string, number][] = [
    ['30 seconds', 30_000],
    ['1 minute', 60_000],
    ['an hour', 3_600_000],
    ['a day', 86_400_000],
    ['2 minutes 30 seconds', 150_000],
    ['2 hours, 30 minutes and 1 second', 9_001_000],
    ['500 milliseconds', 500],
    ['0.5 seconds', 500],
    ['1m30s', 90_000],
    ['250ms', 250],
    ['0 seconds', 0],
  ];
  for (const [text, ms] of rows) it(text, () => void expect(parseDuration(text)).to.equal(ms));
  const refused: readonly [string, string][] = [
    ['soon', 'is no duration'],
    ['5', 'is no duration'],
    ['5 monts', 'no unit of time'],
    ['-5 seconds', 'is no duration'],
    ['0.1 milliseconds', 'whole number'],
  ];
  for (const [text, message] of refused)
    it(`${text} is refused`, () => void expect(() => parseDuration(text)).to.throw(message));
});

describe('operators', () => {
  const rows: readonly [string, unknown][] = [
    ['', { kind: 'now' }],
    ['within 30 seconds ', { kind: 'within', ms: 30_000 }],
    ['for the next 5 minutes ', { kind: 'for the next', ms: 300_000 }],
    ['throughout ', { kind: 'throughout' }],
    ['never ', { kind: 'never' }],
    ['after exactly 10 minutes ', { kind: 'after exactly', ms: 600_000, toleranceMs: 6000 }],
    ['after exactly 3 seconds ', { kind: 'after exactly', ms: 3000, toleranceMs: 1000 }],
    [
      'after exactly 1 minute give or take 5 seconds ',
      { kind: 'after exactly', ms: 60_000, toleranceMs: 5000 },
    ],
    ['until pod "a, b" is Ready, ', { kind: 'until', sentence: 'pod "a, b" is Ready', boundMs: 3_600_000 }],
    [
      'until pod "a" is Ready within 2 hours, ',
      { kind: 'until', sentence: 'pod "a" is Ready', boundMs: 7_200_000 },
    ],
    ['before pod "a" is Ready, ', { kind: 'before', sentence: 'pod "a" is Ready' }],
    ['at most twice ', { kind: 'times', amount: { text: 'at most 2', min: 0, max: 2 } }],
    ['throughout, ', { kind: 'throughout' }],
    ['never, ', { kind: 'never' }],
    ['within 30 seconds, ', { kind: 'within', ms: 30_000 }],
    [
      'at most 3 times per minute ',
      { kind: 'rate', amount: { text: 'at most 3', min: 0, max: 3 }, perMs: 60_000 },
    ],
    [
      'at least twice every 10 seconds ',
      { kind: 'rate', amount: { text: 'at least 2', min: 2, max: Infinity }, perMs: 10_000 },
    ],
    ['for at most 3 seconds in total ', { kind: 'lasting', how: 'in total', minMs: 0, maxMs: 3000 }],
    ['for less than a minute at a stretch, ', { kind: 'lasting', how: 'in a row', minMs: 0, maxMs: 59_999 }],
    ['after pod "a" is Ready, ', { kind: 'after', sentence: 'pod "a" is Ready' }],
    [
      'at most 5 seconds after pod "a" is Ready, ',
      { kind: 'latency', sentence: 'pod "a" is Ready', minMs: 0, maxMs: 5000 },
    ],
    [
      'within 5 seconds after pod "a" is Ready, ',
      { kind: 'latency', sentence: 'pod "a" is Ready', minMs: 0, maxMs: 5000 },
    ],
    [
      'between 5 and 10 seconds after pod "a" is Ready, ',
      { kind: 'latency', sentence: 'pod "a" is Ready', minMs: 5000, maxMs: 10_000 },
    ],
    [
      'more than 5 seconds after pod "a" is Ready, ',
      { kind: 'latency', sentence: 'pod "a" is Ready', minMs: 5001, maxMs: Infinity },
    ],
    [
      'while pod "a, b" is Ready, ',
      { kind: 'while', sentence: 'pod "a, b" is Ready', inner: { kind: 'now' } },
    ],
    [
      'while node "a" is down, since pod "b" is Ready, within 5 seconds of its beginning ',
      {
        kind: 'while',
        sentence: 'node "a" is down',
        inner: { kind: 'since', sentence: 'pod "b" is Ready', inner: { kind: 'within', ms: 5000 } },
      },
    ],
  ];
  for (const [text, when] of rows) {
    it(`"${text}"`, () => {
      expect(parseWhen(text)).to.deep.equal(when);
      expect(new RegExp(`^${WHEN.source}$`).test(text), 'the pattern').to.equal(true);
    });
  }
  const refused: readonly [string, string][] = [
    ['for at most 3 seconds ', 'neither of all times together nor of each'],
    ['at most 5 after pod "a" is Ready, ', '"5" is no duration'],
    ['between 10 and 5 seconds after pod "a" is Ready, ', 'no time is "between 10 and 5 seconds"'],
    ['at most 3 times per fortnite ', 'no unit of time'],
    ['at most 3 times per 0 seconds ', 'nothing happens in "0 seconds"'],
    ['while pod "a" is Ready, for the next 5 seconds ', 'looks ahead from now, and "while" looks back'],
  ];
  for (const [text, message] of refused)
    it(`"${text}" is refused`, () => void expect(() => parseWhen(text)).to.throw(message));
  it('at least once', () => void expect(parseTimes('at least once').min).to.equal(1));
});

describe('names and pods', () => {
  it('with and without namespace', () => {
    expect(parseName('"web"')).to.deep.equal({ name: 'web' });
    expect(parseName('"shop/web"')).to.deep.equal({ namespace: 'shop', name: 'web' });
    expect(parseName('"web" in namespace "shop"')).to.deep.equal({ namespace: 'shop', name: 'web' });
    expect(() => parseName('"/web"')).to.throw('is no name');
  });

  it('pods by label, owner, node and namespace', () => {
    expect(parsePods('pods with label "a=b" in namespace "c"')).to.deep.equal({
      labels: 'a=b',
      namespace: 'c',
    });
    expect(parsePods('pod of job "x/y"')).to.deep.equal({
      under: { kind: 'job', name: { namespace: 'x', name: 'y' } },
    });
    expect(parsePods('pods on node "n"')).to.deep.equal({ node: 'n' });
  });
});

describe('what programs do', () => {
  const rows: readonly [string, string][] = [
    ['start in 12 seconds and take 8 seconds to drain', 'starts in 12 seconds and takes 8 seconds to drain'],
    ['never get ready', 'never gets ready'],
    ['crash after 1 minute, they print "start and stop"', 'crashes after 1 minute, prints "start and stop"'],
    ['serves HTTP on 8080', 'serves HTTP on 8080'],
    ['keep serving while they drain', 'keeps serving while they drain'],
  ];
  for (const [many, one] of rows) it(many, () => void expect(singularVerbs(many)).to.equal(one));
});

describe('what a command printed', () => {
  it('agrees but for blanks at line ends and marked cells', () => {
    expect(compareOutput('NAME   AGE\nweb    <any>\n', 'NAME   AGE  \nweb    3m20s\n')).to.equal(undefined);
    expect(compareOutput('web …', 'web is up and running')).to.equal(undefined);
  });

  it('differs line by line', () => {
    expect(compareOutput('a\nb', 'a\nc\nd\n')).to.deep.equal(['  a', '- b', '+ c', '+ d']);
    expect(compareOutput('web <any>', 'web a b')).to.deep.equal(['- web <any>', '+ web a b']);
    expect(compareOutput('a', '')).to.deep.equal(['- a']);
  });
});

describe('names of traces', () => {
  const rows: readonly [string, string][] = [
    ['A new version that works', 'a-new-version-that-works'],
    ['  node-3: silent (and back)! ', 'node-3-silent-and-back'],
    ['滚动 更新', '滚动-更新'],
  ];
  for (const [name, kebab] of rows) it(name, () => void expect(kebabCase(name)).to.equal(kebab));
});
