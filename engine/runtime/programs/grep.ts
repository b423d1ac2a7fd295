// `grep`, `egrep`, `fgrep` over files or standard input.

import { EFFECT } from '../process/effects.ts';
import { readLine } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import { posixRegex } from './posix-regex.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text-input.ts';

function* grep(call: Invocation): Task<number> {
  const args = parseArguments(call, 'qivcnEFsowxle:rRhHm:A:B:a', {
    quiet: 'q',
    'ignore-case': 'i',
    silent: 'q',
  });
  const operands = [...args.operands];
  const patterns = args.has('e') ? args.values('e') : [operands.shift() ?? ''];
  for (const flag of ['r', 'R', 'A', 'B']) if (args.has(flag)) call.notModelled(`option -${flag}`);
  const flags = args.has('i') ? 'i' : '';
  const regexes = patterns.flatMap((pattern) =>
    pattern.split('\n').map((line) => {
      let source = args.has('F')
        ? line.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
        : posixRegex(line, { extended: args.has('E') || call.name === 'egrep' }).source;
      if (args.has('w')) source = `\\b(?:${source})\\b`;
      if (args.has('x')) source = `^(?:${source})$`;
      return new RegExp(source, flags);
    }),
  );
  const matches = (line: string): boolean => regexes.some((regex) => regex.test(line)) !== args.has('v');
  if (operands.length === 0) return yield* grepInput(call, args, matches, regexes);
  const { texts, code } = yield* inputs(call, operands, args.has('s'));
  let found = false;
  // With -q the first match ends it, before a later file is looked for.
  for (const { name, text } of texts) {
    const prefix = (texts.length > 1 || args.has('H')) && !args.has('h') ? `${name}:` : '';
    let count = 0;
    for (const [i, line] of linesOf(text).entries()) {
      if (!matches(line)) continue;
      found = true;
      count++;
      if (args.has('q')) return 0;
      if (args.has('c') || args.has('l')) continue;
      call.out(shown(args, regexes, line, `${prefix}${args.has('n') ? `${i + 1}:` : ''}`));
      if (count >= Number(args.value('m') ?? Number.POSITIVE_INFINITY)) break;
    }
    if (args.has('c')) call.out(`${prefix}${count}\n`);
    if (args.has('l') && count > 0) call.out(`${name}\n`);
  }
  if (code !== 0) return 2;
  return found ? 0 : 1;
}

function* grepInput(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
  matches: (line: string) => boolean,
  regexes: readonly RegExp[],
): Task<number> {
  call.process.effects.add(EFFECT.input);
  let count = 0;
  for (let number = 1; ; number++) {
    const next = yield* readLine(call.stdin);
    if (next === undefined) break;
    if (!matches(next.line)) continue;
    count++;
    if (args.has('q')) return 0;
    if (!args.has('c')) call.out(shown(args, regexes, next.line, args.has('n') ? `${number}:` : ''));
    if (count >= Number(args.value('m') ?? Number.POSITIVE_INFINITY)) break;
  }
  if (args.has('c')) call.out(`${count}\n`);
  return count > 0 ? 0 : 1;
}

function shown(
  args: ReturnType<typeof parseArguments>,
  regexes: readonly RegExp[],
  line: string,
  prefix: string,
): string {
  if (!args.has('o') || args.has('v')) return `${prefix}${line}\n`;
  const pieces = regexes.flatMap((regex) => [...line.matchAll(new RegExp(regex.source, `${regex.flags}g`))]);
  return pieces.map((piece) => `${prefix}${piece[0]}\n`).join('');
}

export const GREP_PROGRAMS: Readonly<Record<string, Program>> = {
  grep: { run: grep },
  egrep: { run: grep },
  fgrep: { run: (call) => grep(call.withArgs(['-F', ...call.args])) },
};
