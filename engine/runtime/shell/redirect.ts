// Redirections: which stream each descriptor means for one command.

import type { HereDoc, Redirect, Redirection } from 'unbash';
import { FileError } from '../filesystem/file-error.ts';
import { resolvePath } from '../filesystem/paths.ts';
import { EFFECT } from '../process/effects.ts';
import { FileOutput, NullStream, type Stream, TextInput } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { expandBody, expandText } from './expand.ts';
import type { Shell } from './shell.ts';

/** The streams after all redirections, left to right; undefined where a file was refused (and reported). */
export function* redirect(
  shell: Shell,
  redirections: readonly Redirection[],
): Task<ReadonlyMap<number, Stream> | undefined> {
  if (redirections.length === 0) return shell.io;
  const io = new Map(shell.io);
  for (const one of redirections) {
    if (one.descriptor?.type === 'FileDescriptorVariable') {
      shell.problem(`{${one.descriptor.name}}`, 'descriptor variables are not modelled');
    }
    const descriptor = one.descriptor?.value;
    if (one.type === 'HereDoc') {
      io.set(descriptor ?? 0, new TextInput(yield* hereDocument(shell, one)));
    } else if (one.type === 'HereString') {
      const text = one.target === undefined ? '' : yield* expandText(shell, one.target);
      io.set(descriptor ?? 0, new TextInput(`${text}\n`));
    } else {
      const target = one.target === undefined ? '' : yield* expandText(shell, one.target);
      try {
        apply(shell, io, one, target);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        shell.error(refusal(one.operator, target, error));
        return undefined;
      }
    }
  }
  return io;
}

/** Source: busybox 1.35 shell/ash.c, openredirect and errmsg. */
function refusal(operator: string, target: string, error: FileError): string {
  const reads = operator === '<';
  const why = error.code === 'ENOENT' ? (reads ? 'no such file' : 'nonexistent directory') : error.message;
  return error.code === 'EBADF'
    ? `${target}: ${why}`
    : `can't ${reads ? 'open' : 'create'} ${target}: ${why}`;
}

function* hereDocument(shell: Shell, node: HereDoc): Task<string> {
  const strips = node.operator === '<<-';
  const { parts, text } = node.body;
  if (parts === undefined || node.delimiter?.quoted === true)
    return strips ? text.replace(/^\t+/gm, '') : text;
  if (!strips) return yield* expandBody(shell, parts);
  // Tabs go where they stand in the script, not where an expansion brings them.
  const stripped = parts.map((part, i) =>
    part.type === 'Literal'
      ? { ...part, value: part.value.replace(i === 0 ? /(^|\n)\t+/g : /(\n)\t+/g, '$1') }
      : part,
  );
  return yield* expandBody(shell, stripped);
}

function apply(shell: Shell, io: Map<number, Stream>, one: Redirect, target: string): void {
  const descriptor = one.descriptor?.type === 'FileDescriptor' ? one.descriptor.value : undefined;
  switch (one.operator) {
    case '<':
      io.set(descriptor ?? 0, openToRead(shell, io, target));
      break;
    case '>':
    case '>|':
    case '>>':
      io.set(descriptor ?? 1, openToWrite(shell, io, target, one.operator === '>>'));
      break;
    case '&>':
    case '&>>': {
      const stream = openToWrite(shell, io, target, one.operator === '&>>');
      io.set(1, stream);
      io.set(2, stream);
      break;
    }
    case '>&':
    case '<&': {
      if (target === '-') {
        io.delete(descriptor ?? (one.operator === '>&' ? 1 : 0));
        break;
      }
      if (!/^\d+$/.test(target)) {
        const stream = openToWrite(shell, io, target, false);
        io.set(1, stream);
        io.set(2, stream);
        break;
      }
      const stream = io.get(Number(target));
      if (stream === undefined) throw new FileError('EBADF', target);
      io.set(descriptor ?? (one.operator === '>&' ? 1 : 0), stream);
      break;
    }
    case '<>':
      shell.problem('<>', 'opening a file for reading and writing is not modelled');
  }
}

function openToRead(shell: Shell, io: ReadonlyMap<number, Stream>, target: string): Stream {
  const path = resolvePath(shell.cwd, target);
  shell.process.effects.add(EFFECT.readFiles);
  const node = shell.machine.files.stat(path);
  if (node?.kind === 'device') {
    if (node.device === 'stdin') return io.get(0) ?? new NullStream();
    if (node.device !== 'null') shell.problem(target, 'reading this device is not modelled');
    return new NullStream();
  }
  return new TextInput(shell.machine.files.readFile(path));
}

function openToWrite(shell: Shell, io: ReadonlyMap<number, Stream>, target: string, append: boolean): Stream {
  const path = resolvePath(shell.cwd, target);
  // `/proc/1/fd/1` is how scripts speak to the container's log from a child.
  const descriptor = /^\/(?:proc\/(?:1|self)|dev)\/fd\/([12])$/.exec(path)?.[1];
  if (descriptor !== undefined) return io.get(Number(descriptor)) ?? new NullStream();
  const node = shell.machine.files.stat(path);
  if (node?.kind === 'device') {
    if (node.device === 'stdout') return io.get(1) ?? new NullStream();
    if (node.device === 'stderr') return io.get(2) ?? new NullStream();
    return new NullStream();
  }
  shell.process.effects.add(EFFECT.wroteFiles);
  return new FileOutput(shell.machine.files.openFile(path, append ? 'append' : 'truncate'));
}
