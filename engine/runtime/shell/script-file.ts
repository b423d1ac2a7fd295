// A script that lies in a file, started by its path. It runs in the caller's process: whoever starts it waits for it.

import type { Task } from '../process/task.ts';
import { runShell } from './run.ts';
import { Shell } from './shell.ts';

/** Runs a script file with its own variables, traps and positional parameters. */
export function* runScriptFile(
  shell: Shell,
  file: { readonly path: string; readonly text: string },
  args: readonly string[],
): Task<number> {
  const interpreter = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(file.text);
  const program = interpreter?.[1]?.endsWith('/env') === true ? interpreter[2] : interpreter?.[1];
  const shellName = program?.slice(program.lastIndexOf('/') + 1);
  if (shellName !== undefined && !SHELL_NAMES.has(shellName)) {
    return shell.problem(program ?? '', `the interpreter of ${file.path} is not modelled`);
  }
  const child = Shell.create({
    machine: shell.machine,
    process: shell.process,
    env: shell.env,
    cwd: shell.cwd,
    io: shell.io,
    name: file.path,
    args,
    script: file.text,
    isBash: shellName === 'bash',
  });
  return yield* runShell(child, shell.machine.scripts.parse(file.text));
}

/** Names under which a shell is started. */
export const SHELL_NAMES: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh']);
