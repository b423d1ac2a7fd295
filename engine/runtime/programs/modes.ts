// `chmod`, and `chown`, which has nothing to change: everything belongs to root.

import { FileError } from '../filesystem/file-error.ts';
import type { Invocation, Program } from './program.ts';

function chmod(call: Invocation): number {
  const words = call.args.filter((arg) => arg !== '-R' && arg !== '-v' && arg !== '-f');
  const deep = call.args.includes('-R');
  const [text = '', ...operands] = words;
  let code = 0;
  for (const operand of operands) {
    code = Math.max(
      code,
      call.onPath(operand, '{}', (path) => setMode(call, path, text, deep)),
    );
  }
  return code;
}

function setMode(call: Invocation, path: string, text: string, deep: boolean): void {
  const node = call.files.stat(path);
  if (node === undefined) throw new FileError('ENOENT', path);
  call.filesToWrite.setMode(path, newMode(call, node.mode, text));
  if (deep && node.kind === 'directory') {
    for (const name of call.files.list(path)) setMode(call, `${path}/${name}`, text, true);
  }
}

const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const WHAT: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, X: 0o111 };

function newMode(call: Invocation, mode: number, text: string): number {
  if (/^[0-7]{3,4}$/.test(text)) return Number.parseInt(text, 8);
  let result = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause);
    if (match === null) return call.notModelled(`mode ${text}`);
    const who = [...(match[1] || 'a')].reduce((bits, letter) => bits | WHO[letter]!, 0);
    // Who is not named: all, as far as the umask of 022 allows.
    const allowed = match[1] === '' ? who & ~0o022 : who;
    const bits = [...match[3]!].reduce((all, letter) => all | WHAT[letter]!, 0) & allowed;
    if (match[2] === '+') result |= bits;
    else if (match[2] === '-') result &= ~bits;
    else result = (result & ~who) | bits;
  }
  return result;
}

/** Everything belongs to root here, so that an owner can be named but makes no difference. */
function chown(call: Invocation): number {
  const operands = call.args.filter((arg) => !arg.startsWith('-')).slice(1);
  let code = 0;
  for (const operand of operands) {
    code = Math.max(
      code,
      call.onPath(operand, '{}', (path) => {
        if (call.files.stat(path) === undefined) throw new FileError('ENOENT', path);
      }),
    );
  }
  return code;
}

export const MODE_PROGRAMS: Readonly<Record<string, Program>> = {
  chmod: { run: chmod },
  chown: { run: chown },
  chgrp: { run: chown },
};
