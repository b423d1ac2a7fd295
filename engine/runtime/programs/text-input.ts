// Where programs that work on text get it from.

import { FileError } from '../filesystem/file-error.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import type { Invocation } from './program.ts';

/** Texts of the named files, or of standard input; a file that cannot be read is reported (unless `isSilent`) and left out. */
export function* inputs(
  call: Invocation,
  operands: readonly string[],
  isSilent = false,
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
      code = isSilent ? 1 : call.fail(cannotOpen(call, name, error.message));
    }
  }
  return { texts, code };
}

// Programs that say more than the name of a file that they cannot read. Source: busybox 1.35, GNU coreutils 9.1 and sed 4.9.
const REFUSALS: Readonly<Record<Invocation['machine']['userland'], Readonly<Record<string, string>>>> = {
  busybox: { cat: "can't open '{}'", tail: "can't open '{}'", uniq: "can't open '{}'" },
  gnu: {
    head: "cannot open '{}' for reading",
    tail: "cannot open '{}' for reading",
    tac: "failed to open '{}' for reading",
    sort: 'cannot read: {}',
    sed: "can't read {}",
  },
};

/** How a program says that it cannot read a file. */
export const cannotOpen = (call: Invocation, name: string, reason: string): string =>
  `${(REFUSALS[call.machine.userland][call.name] ?? '{}').replace('{}', () => name)}: ${reason}`;

/** Lines without newlines; a last line without one counts. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
