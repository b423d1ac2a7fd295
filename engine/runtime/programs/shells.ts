// `sh`, `bash`, `ash`: `-c` with a script, a script file, or standard input.

import { FileError } from '../filesystem/file-error.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { runScript, runShell } from '../shell/run.ts';
import { SHELL_NAMES } from '../shell/script-file.ts';
import { type OptionLetter, Shell } from '../shell/shell.ts';
import { tailCommand } from '../shell/tail.ts';
import type { Invocation, Program } from './program.ts';

const OPTIONS: ReadonlySet<string> = new Set(['e', 'u', 'x', 'f', 'a']);

function* shell(call: Invocation): Task<number> {
  const isBash = call.name === 'bash';
  const letters: string[] = [];
  let args = call.args;
  while (/^[-+][a-zA-Z]/.test(args[0] ?? '') || args[0]?.startsWith('--') === true) {
    const word = args[0]!;
    args = args.slice(1);
    if (word === '--') break;
    if (word === '--login' || word === '--posix' || word === '--norc' || word === '--noprofile') continue;
    if (word.startsWith('--')) return call.notModelled(`option ${word}`);
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        letters.push(args[0] ?? '');
        args = args.slice(1);
      } else letters.push(letter);
    }
  }
  let script: string;
  let name = call.argv[0]!;
  const inline = letters.includes('c');
  if (inline) {
    script = args[0] ?? '';
    name = args[1] ?? name;
    args = args.slice(2);
  } else if (args[0] !== undefined && !letters.includes('s')) {
    try {
      script = call.files.readFile(call.path(args[0]));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return call.fail(`can't open '${args[0]}': ${error.message}`, 2);
    }
    name = args[0];
    args = args.slice(1);
  } else {
    // Without a terminal on it, standard input is read to its end; with one nothing ever comes.
    script = yield* readAll(call.stdin);
  }
  const { machine, process, env, cwd, io } = call;
  const state = Shell.create({
    machine,
    process,
    env: withDefaults(env, cwd),
    cwd,
    io,
    name,
    args,
    script,
    isBash,
  });
  for (const letter of letters) {
    if (OPTIONS.has(letter)) state.options.add(letter as OptionLetter);
    else if (letter === 'pipefail') state.options.add('pipefail');
    else if (letter === 'errexit') state.options.add('e');
    else if (letter === 'nounset') state.options.add('u');
    else if (letter === 'xtrace') state.options.add('x');
    else if (!'cslipm'.includes(letter)) call.notModelled(`option -${letter}`);
  }
  const tree = machine.scripts.parse(script);
  if (inline) state.tail = tailCommand(tree);
  if (letters.includes('l')) yield* profile(state);
  return yield* runShell(state, tree);
}

function* profile(state: Shell): Task<void> {
  const path = '/etc/profile';
  if (state.machine.files.stat(path) !== undefined) {
    yield* runScript(state, state.machine.scripts.parse(state.machine.files.readFile(path)));
  }
}

function withDefaults(env: ReadonlyMap<string, string>, cwd: string): ReadonlyMap<string, string> {
  return env.get('PWD') === cwd ? env : new Map([...env, ['PWD', cwd]]);
}

export const SHELL_PROGRAMS: Readonly<Record<string, Program>> = Object.fromEntries(
  [...SHELL_NAMES].map((name) => [name, { run: shell, ownProcess: true }]),
);
