// Where programs that work on text get it from.

import { FileError } from '../filesystem/file-error.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import type { Invocation } from './program.ts';

/** Texts of the named files, or of standard input; a file that cannot be read is reported and left out. */
export function* inputs(
  call: Invocation,
  operands: readonly string[],
): Task<{ texts: { name: string; text: string }[]; code: number }> {
  const texts: { name: string; text: string }[] = [];
  let code = 0;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    if (name === '-' || name === '/dev/stdin') {
      call.process.effects.add(EFFECT.input);
      texts.push({ name, text: yield* readAll(call.stdin) });
      continue;
    }
    try {
      const path = call.path(name);
      if (call.files.stat(path)?.kind === 'device' && path !== '/dev/null')
        call.notModelled(`reading ${path}`);
      texts.push({ name, text: call.files.readFile(path) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      code = call.fail(cannotOpen(call, name, error.message));
    }
  }
  return { texts, code };
}

/** How a program says that it cannot read a file. */
export const cannotOpen = (call: Invocation, name: string, reason: string): string =>
  call.machine.userland === 'gnu' ? `${name}: ${reason}` : `can't open '${name}': ${reason}`;

/** Lines without newlines; a last line without one counts. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
