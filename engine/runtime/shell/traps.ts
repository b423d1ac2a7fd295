// `trap`: commands that run when a signal has come, once the command in the foreground is over, and at the shell's end.

import type { Task } from '../process/task.ts';
import { runScript } from './run.ts';
import { type Shell, ShellExit, ShellReturn } from './shell.ts';

/** Runs the traps of all signals that have come. `$?` is afterwards what it was, unless the trap exits. */
export function* runTraps(shell: Shell): Task<void> {
  for (let signal = shell.process.takeSignal(); signal !== undefined; signal = shell.process.takeSignal()) {
    const command = shell.traps.get(signal);
    if (command === undefined || command === '') continue;
    const status = shell.status;
    shell.touchState();
    yield* runScript(shell, shell.machine.scripts.parse(command));
    shell.status = status;
  }
}

/** Runs the EXIT trap, once. @returns the shell's exit code */
export function* runExitTrap(shell: Shell, code: number): Task<number> {
  const command = shell.traps.get('EXIT');
  if (command === undefined || command === '') return code;
  shell.traps.delete('EXIT');
  shell.status = code;
  try {
    yield* runScript(shell, shell.machine.scripts.parse(command));
  } catch (thrown) {
    if (thrown instanceof ShellExit || thrown instanceof ShellReturn) return thrown.code;
    throw thrown;
  }
  return code;
}
