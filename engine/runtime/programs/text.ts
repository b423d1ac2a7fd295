// Programs that pass text on, whole or in part: `cat`, `head`, `tail`, `tee`.

import { EFFECT } from '../process/effects.ts';
import { readLine } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { fileChange } from '../process/waits.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';
import { cannotOpen, inputs, linesOf } from './text-input.ts';

function* cat(call: Invocation): Task<number> {
  const args = parseArguments(call, 'nuvAeE');
  if (args.operands.length === 0 || args.operands[0] === '-') {
    // Passes on what comes as it comes: the other end may be a program that never ends.
    call.process.effects.add(EFFECT.input);
    for (;;) {
      const text = yield* call.stdin.read();
      if (text === undefined) return 0;
      call.out(text);
    }
  }
  const { texts, code } = yield* inputs(call, args.operands);
  const text = texts.map((one) => one.text).join('');
  if (args.has('n'))
    call.out(
      linesOf(text)
        .map((line, i) => `${String(i + 1).padStart(6)}\t${line}\n`)
        .join(''),
    );
  else call.out(text);
  return code;
}

function countOf(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
): { count: number; fromStart: boolean } {
  const text = args.value('n') ?? '10';
  if (!/^[-+]?\d+$/.test(text)) call.notModelled(`count ${text}`);
  return { count: Math.abs(Number(text)), fromStart: text.startsWith('+') };
}

/** `-5` is an old way to write `-n 5`. */
function withOldCount(call: Invocation): ReturnType<typeof parseArguments> {
  const words = call.args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
  return parseArguments(call.withArgs(words), 'n:c:fFqvs:', { follow: 'f', lines: 'n' });
}

function* head(call: Invocation): Task<number> {
  const args = withOldCount(call);
  const bytes = args.value('c');
  const { count } = countOf(call, args);
  if (args.operands.length === 0 && bytes === undefined) {
    call.process.effects.add(EFFECT.input);
    for (let i = 0; i < count; i++) {
      const next = yield* readLine(call.stdin);
      if (next === undefined) return 0;
      call.out(`${next.line}${next.complete ? '\n' : ''}`);
    }
    return 0;
  }
  const { texts, code } = yield* inputs(call, args.operands);
  for (const [i, { text, name }] of texts.entries()) {
    if (texts.length > 1) call.out(`${i > 0 ? '\n' : ''}==> ${name} <==\n`);
    if (bytes !== undefined) call.out(text.slice(0, Number(bytes)));
    else
      call.out(
        linesOf(text)
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
  return code;
}

function* tail(call: Invocation): Task<number> {
  const args = withOldCount(call);
  const { count, fromStart } = countOf(call, args);
  const follow = args.has('f') || args.has('F');
  if (follow && args.operands.length > 0)
    return yield* tailFollow(call, args.operands, count, fromStart, args.has('F'));
  const { texts, code } = yield* inputs(call, args.operands);
  const bytes = args.value('c');
  for (const [i, { text, name }] of texts.entries()) {
    if (texts.length > 1) call.out(`${i > 0 ? '\n' : ''}==> ${name} <==\n`);
    call.out(bytes === undefined ? lastLines(text, count, fromStart) : text.slice(-Number(bytes)));
  }
  return code;
}

function lastLines(text: string, count: number, fromStart: boolean): string {
  const lines = linesOf(text);
  const kept = fromStart ? lines.slice(count - 1) : count === 0 ? [] : lines.slice(-count);
  return kept.map((line) => `${line}\n`).join('');
}

/** Prints what is added to the files, for ever. `tail -f /dev/null` just waits: nothing is ever added. */
function* tailFollow(
  call: Invocation,
  names: readonly string[],
  count: number,
  fromStart: boolean,
  waitsForFile: boolean,
): Task<number> {
  const files = call.files;
  const seen = new Map<string, number>();
  let shown: string | undefined;
  const print = (name: string, text: string): void => {
    if (text === '') return;
    if (names.length > 1 && shown !== name) call.out(`${shown === undefined ? '' : '\n'}==> ${name} <==\n`);
    shown = name;
    call.out(text);
  };
  for (const name of names) {
    const node = files.stat(call.path(name));
    if (node === undefined) {
      call.fail(cannotOpen(call, name, 'No such file or directory'));
      if (!waitsForFile) continue;
    }
    const text = node?.kind === 'file' ? node.text : '';
    if (node?.kind !== 'device') seen.set(name, text.length);
    print(name, lastLines(text, count, fromStart));
  }
  if (seen.size === 0 && names.every((name) => files.stat(call.path(name)) === undefined)) return 1;
  for (;;) {
    yield seen.size === 0 ? { interruptible: false, arm: () => () => {} } : fileChange(files);
    for (const [name, length] of seen) {
      const node = files.stat(call.path(name));
      const file = node?.kind === 'file' ? node : undefined;
      const grown = file?.length ?? 0;
      if (grown === length) continue;
      seen.set(name, grown);
      print(name, file?.textFrom(grown > length ? length : 0) ?? '');
    }
  }
}

function* tee(call: Invocation): Task<number> {
  const args = parseArguments(call, 'ai', { append: 'a' });
  const outputs = args.operands.map((operand) =>
    call.filesToWrite.openFile(call.path(operand), args.has('a') ? 'append' : 'truncate'),
  );
  call.process.effects.add(EFFECT.input);
  for (;;) {
    const text = yield* call.stdin.read();
    if (text === undefined) return 0;
    call.out(text);
    for (const output of outputs) output.append(text);
  }
}

export const TEXT_PROGRAMS: Readonly<Record<string, Program>> = {
  cat: { run: cat },
  head: { run: head },
  tail: { run: tail },
  tee: { run: tee },
};
