// Builtins that steer the shell: where it goes on, what it runs next, when it ends.

import { FileError } from '../../filesystem/file-error.ts';
import { resolvePath } from '../../filesystem/paths.ts';
import { EFFECT } from '../../process/effects.ts';
import type { Task } from '../../process/task.ts';
import { runProgram, runWords } from '../command.ts';
import { runScript } from '../run.ts';
import { LoopJump, type Shell, ShellExit, ShellReturn } from '../shell.ts';
import { BUILTINS, type Builtin } from './index.ts';

function codeOf(shell: Shell, args: readonly string[]): number {
  const text = args[0];
  if (text === undefined) return shell.status;
  if (!/^\d+$/.test(text)) return shell.misuse(`Illegal number: ${text}`);
  return Number(text) & 0xff;
}

function jump(kind: 'break' | 'continue'): Builtin {
  return (shell, args) => {
    const count = args[0] ?? '1';
    if (!/^[1-9]\d*$/.test(count)) {
      shell.error(`${kind}: Illegal number: ${count}`);
      throw new ShellExit(2);
    }
    const depth = Math.min(Number(count), shell.loopDepth);
    if (depth < 1) return 0;
    throw new LoopJump(kind, depth);
  };
}

function* exec(shell: Shell, args: readonly string[]): Task<number> {
  const words = args[0] === '--' ? args.slice(1) : args;
  // The program takes the shell's place: its end is the process's, and no EXIT trap runs.
  shell.traps.clear();
  const code = yield* runProgram(shell, words, { inPlace: true });
  throw new ShellExit(code);
}

function* source(shell: Shell, args: readonly string[]): Task<number> {
  const name = args[0] ?? '';
  shell.process.effects.add(EFFECT.readFiles);
  let text: string;
  try {
    text = shell.machine.files.readFile(resolvePath(shell.cwd, name));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return shell.misuse(`.: ${name}: not found`);
  }
  try {
    return yield* runScript(shell, shell.machine.scripts.parse(text));
  } catch (thrown) {
    if (thrown instanceof ShellReturn) return thrown.code;
    throw thrown;
  }
}

function* command(shell: Shell, args: readonly string[]): Task<number> {
  if (args[0] === '-v' || args[0] === '-V') return where(shell, args.slice(1), args[0] === '-V');
  return yield* runWords(shell, args, { inPlace: false });
}

/** Source: dash 0.5.12 mktokens, the keywords. */
const KEYWORDS: ReadonlySet<string> = new Set(
  '! case do done elif else esac fi for if in then until while { }'.split(' '),
);

/** Prints what each word would run, with `type` in a sentence. @returns 127 if one is nothing */
function where(shell: Shell, words: readonly string[], inSentences = false): number {
  let code = 0;
  const kind = shell.dialect === 'dash' ? 'shell function' : 'function';
  for (const word of words) {
    if (KEYWORDS.has(word)) shell.out(inSentences ? `${word} is a shell keyword\n` : `${word}\n`);
    else if (shell.functions.has(word)) shell.out(inSentences ? `${word} is a ${kind}\n` : `${word}\n`);
    else if (BUILTINS.has(word)) shell.out(inSentences ? `${word} is a shell builtin\n` : `${word}\n`);
    else {
      const lookup = shell.machine.lookUp(word, shell.cwd);
      if (lookup.kind === 'program' || lookup.kind === 'script') {
        const path = word.includes('/') ? word : `/usr/bin/${word}`;
        shell.out(inSentences ? `${word} is ${path}\n` : `${path}\n`);
      } else {
        code = 127;
        if (inSentences) shell.out(`${word}: not found\n`);
      }
    }
  }
  return code;
}

export const CONTROL_BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': () => 0,
  break: jump('break'),
  continue: jump('continue'),
  exit: (shell, args) => {
    throw new ShellExit(codeOf(shell, args));
  },
  return: (shell, args) => {
    throw new ShellReturn(codeOf(shell, args));
  },
  exec,
  eval: (shell, args) => runScript(shell, shell.machine.scripts.parse(args.join(' '))),
  '.': source,
  source,
  command,
  type: (shell, args) => where(shell, args, true),
  hash: () => 0,
  umask: (shell, args) => {
    if (args.length === 0) shell.out('0022\n');
    return 0;
  },
  ulimit: (shell, args) => {
    if (args.length < 2) shell.out('unlimited\n');
    return 0;
  },
};
