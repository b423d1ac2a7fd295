// `grep`, `egrep`, `fgrep` over files, folders or standard input.
//
// Source: GNU grep 3.8 and busybox 1.35, whose output is the same for what is modelled. Left out: `-P`, `-b`, `-z`, colours.

import { EFFECT } from '../process/effects.ts';
import { readLine } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { posixRegex } from './posix-regex.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text-input.ts';

const LONG_OPTIONS = {
  'after-context': 'A:',
  'before-context': 'B:',
  context: 'C:',
  count: 'c',
  'extended-regexp': 'E',
  'files-with-matches': 'l',
  'fixed-strings': 'F',
  'ignore-case': 'i',
  'invert-match': 'v',
  'line-number': 'n',
  'max-count': 'm:',
  'only-matching': 'o',
  quiet: 'q',
  recursive: 'r',
  silent: 'q',
  'word-regexp': 'w',
};

function* grep(call: Invocation): Task<number> {
  const args = parseArguments(call, 'qivcnEFsowxle:rRhHm:A:B:C:a', LONG_OPTIONS);
  const operands = [...args.operands];
  const patterns = args.has('e') ? args.values('e') : [operands.shift() ?? ''];
  const wanted = wantedOf(call, args, patterns);
  const isRecursive = args.has('r') || args.has('R');
  if (operands.length === 0) {
    if (isRecursive) call.notModelled('-r without a file');
    return yield* grepInput(call, wanted);
  }
  const files = isRecursive ? operands.flatMap((operand) => filesBelow(call, operand)) : operands;
  const { texts, code } = yield* inputs(call, files, args.has('s'));
  const hasNames = (operands.length > 1 || isRecursive || args.has('H')) && !args.has('h');
  let found = false;
  // With -q the first match ends it, before a later file is looked for.
  for (const { name, text } of texts) {
    const search = new Search(call, wanted, name, hasNames);
    for (const line of linesOf(text)) if (search.take(line)) break;
    if (search.count > 0 && wanted.shows === 'nothing') return 0;
    found = search.end() || found;
  }
  if (code !== 0) return 2;
  return found ? 0 : 1;
}

// Line by line, as they come.
function* grepInput(call: Invocation, wanted: Wanted): Task<number> {
  call.process.effects.add(EFFECT.input);
  const search = new Search(call, wanted, '(standard input)', false);
  for (;;) {
    const next = yield* readLine(call.stdin);
    if (next === undefined || search.take(next.line)) break;
  }
  return search.end() ? 0 : 1;
}

function filesBelow(call: Invocation, operand: string): string[] {
  if (call.files.stat(call.path(operand))?.kind !== 'directory') return [operand];
  const folder = operand.endsWith('/') ? operand : `${operand}/`;
  return call.files.list(call.path(operand)).flatMap((name) => filesBelow(call, folder + name));
}

interface Wanted {
  readonly regexes: readonly RegExp[];
  readonly isInverted: boolean;
  readonly shows: 'lines' | 'pieces' | 'count' | 'name' | 'nothing';
  readonly hasNumbers: boolean;
  /** How many lines around a match are shown too. */
  readonly before: number;
  readonly after: number;
  /** After so many matches it ends. */
  readonly max: number;
}

function wantedOf(call: Invocation, args: Arguments, patterns: readonly string[]): Wanted {
  const lines = (option: string): number | undefined => {
    const value = args.value(option);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value)) call.notModelled(`-${option} ${value}`);
    return Number(value);
  };
  return {
    regexes: patterns.flatMap((pattern) => pattern.split('\n')).map((line) => regexOf(call, args, line)),
    isInverted: args.has('v'),
    shows: showsOf(args),
    hasNumbers: args.has('n'),
    before: lines('B') ?? lines('C') ?? 0,
    after: lines('A') ?? lines('C') ?? 0,
    max: lines('m') ?? Number.POSITIVE_INFINITY,
  };
}

function showsOf(args: Arguments): Wanted['shows'] {
  if (args.has('q')) return 'nothing';
  if (args.has('l')) return 'name';
  if (args.has('c')) return 'count';
  return args.has('o') ? 'pieces' : 'lines';
}

function regexOf(call: Invocation, args: Arguments, pattern: string): RegExp {
  let source = args.has('F')
    ? pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    : posixRegex(pattern, { extended: args.has('E') || call.name === 'egrep' }).source;
  if (args.has('w')) source = `\\b(?:${source})\\b`;
  if (args.has('x')) source = `^(?:${source})$`;
  return new RegExp(source, args.has('i') ? 'gi' : 'g');
}

interface NumberedLine {
  readonly number: number;
  readonly line: string;
}

// One input, line after line.
class Search {
  /** Matches so far. */
  count = 0;
  private readonly call: Invocation;
  private readonly wanted: Wanted;
  private readonly name: string;
  private readonly hasName: boolean;
  private number = 0;
  /** Of the last line that was shown. */
  private shown = 0;
  private readonly leading: NumberedLine[] = [];
  /** How many more lines are shown for the sake of the last match. */
  private trailing = 0;

  constructor(call: Invocation, wanted: Wanted, name: string, hasName: boolean) {
    this.call = call;
    this.wanted = wanted;
    this.name = name;
    this.hasName = hasName;
  }

  /** Takes the next line. @returns whether no later one matters */
  take(line: string): boolean {
    const { regexes, isInverted, shows, max } = this.wanted;
    this.number += 1;
    const isFull = this.count >= max;
    if (isFull || regexes.some((regex) => line.search(regex) >= 0) === isInverted) {
      if (shows === 'lines') this.takeOther({ number: this.number, line });
      return isFull && this.trailing === 0;
    }
    this.count += 1;
    if (shows === 'nothing' || shows === 'name') return true;
    if (shows === 'lines') this.showMatch({ number: this.number, line });
    if (shows === 'pieces') this.showPieces(line);
    return this.count >= max && this.trailing === 0;
  }

  /** What is said of the whole. @returns whether anything matched */
  end(): boolean {
    const { shows } = this.wanted;
    if (shows === 'count') this.call.out(`${this.hasName ? `${this.name}:` : ''}${this.count}\n`);
    if (shows === 'name' && this.count > 0) this.call.out(`${this.name}\n`);
    return this.count > 0;
  }

  private takeOther(other: NumberedLine): void {
    const { before } = this.wanted;
    if (this.trailing > 0) {
      this.trailing -= 1;
      this.show(other, '-');
    } else if (before > 0) {
      this.leading.push(other);
      if (this.leading.length > before) this.leading.shift();
    }
  }

  private showMatch(match: NumberedLine): void {
    const { before, after } = this.wanted;
    const first = this.leading[0]?.number ?? match.number;
    // Groups that do not touch are set apart.
    if (before + after > 0 && this.shown > 0 && first > this.shown + 1) this.call.out('--\n');
    for (const line of this.leading.splice(0)) this.show(line, '-');
    this.show(match, ':');
    this.trailing = after;
  }

  private showPieces(line: string): void {
    if (this.wanted.isInverted) return;
    for (const regex of this.wanted.regexes)
      for (const [piece] of line.matchAll(regex))
        if (piece !== '') this.show({ number: this.number, line: piece }, ':');
  }

  private show({ number, line }: NumberedLine, mark: ':' | '-'): void {
    const name = this.hasName ? `${this.name}${mark}` : '';
    this.call.out(`${name}${this.wanted.hasNumbers ? `${number}${mark}` : ''}${line}\n`);
    this.shown = number;
  }
}

export const GREP_PROGRAMS: Readonly<Record<string, Program>> = {
  grep: { run: grep },
  egrep: { run: grep },
  fgrep: { run: (call) => grep(call.withArgs(['-F', ...call.args])) },
};
