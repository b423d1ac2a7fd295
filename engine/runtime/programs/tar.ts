// `tar`: makes, lists and unpacks archives, in a file or through a pipe.
//
// Words are those of GNU tar 1.34 and busybox 1.35. Left out: compression, updates, and members chosen by pattern.

import { packTar, type TarEntry, unpackTar } from '../archive/tar.ts';
import { FileError } from '../filesystem/file-error.ts';
import type { FileSystem } from '../filesystem/filesystem.ts';
import { resolvePath } from '../filesystem/paths.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';

const FLAGS = 'cxtvmpf:C:o';
const LONG = {
  ...{ create: 'c', extract: 'x', list: 't', verbose: 'v', touch: 'm', file: 'f', directory: 'C' },
  'no-same-permissions': 'no-same-permissions',
  'no-same-owner': 'o',
};

function* tar(call: Invocation): Task<number> {
  const [first = '', ...rest] = call.args;
  // The old form: letters without a dash.
  const dashed = first === '' || first.startsWith('-') ? call : call.withArgs([`-${first}`, ...rest]);
  const args = parseArguments(dashed, FLAGS, LONG);
  const folder = call.path(args.value('C') ?? '.');
  if (call.files.stat(folder)?.kind !== 'directory') return noFolder(call, args.value('C') ?? '.');
  if (args.has('c')) return create(call, args, folder);
  if (!args.has('x') && !args.has('t')) return call.notModelled('neither -c nor -x nor -t');
  const archive = args.value('f') ?? '-';
  call.process.effects.add(EFFECT.input);
  const text = archive === '-' ? yield* readAll(call.stdin) : readArchive(call, archive);
  if (text === undefined) return isGnu(call) ? 2 : 1;
  const entries = unpackTar(text);
  if (entries === undefined) return notAnArchive(call);
  if (args.has('t')) {
    for (const { name, kind } of entries) call.out(`${name}${kind === 'directory' ? '/' : ''}\n`);
    return 0;
  }
  return extract(call, args, folder, entries);
}

const isGnu = ({ machine }: Invocation): boolean => machine.userland === 'gnu';

function noFolder(call: Invocation, folder: string): number {
  if (!isGnu(call)) return call.fail(`can't change directory to '${folder}': No such file or directory`);
  call.fail(`${folder}: Cannot open: No such file or directory`);
  return call.fail('Error is not recoverable: exiting now', 2);
}

function notAnArchive(call: Invocation): number {
  if (!isGnu(call)) return call.fail('invalid tar magic');
  call.fail('This does not look like a tar archive');
  return exitDelayed(call);
}

function exitDelayed(call: Invocation): number {
  return isGnu(call)
    ? call.fail('Exiting with failure status due to previous errors', 2)
    : call.fail('error exit delayed from previous errors');
}

function readArchive(call: Invocation, archive: string): string | undefined {
  try {
    return call.files.readFile(call.path(archive));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (isGnu(call)) {
      call.fail(`${archive}: Cannot open: ${error.message}`);
      call.fail('Error is not recoverable: exiting now');
    } else call.fail(`can't open '${archive}': ${error.message}`);
    return undefined;
  }
}

function create(call: Invocation, args: Arguments, folder: string): number {
  const archive = args.value('f') ?? '-';
  if (args.operands.length === 0) {
    if (!isGnu(call)) return call.fail('empty archive');
    call.fail('Cowardly refusing to create an empty archive');
    call.err("Try 'tar --help' or 'tar --usage' for more information.\n");
    return 2;
  }
  let isCut = false;
  let hasFailed = false;
  const entries = args.operands.flatMap((operand) => {
    const path = resolvePath(folder, operand);
    if (call.files.lstat(path) === undefined) {
      hasFailed = true;
      const why = 'No such file or directory';
      call.fail(isGnu(call) ? `${operand}: Cannot stat: ${why}` : `${operand}: ${why}`);
      return [];
    }
    if (operand.startsWith('/') && !isCut) {
      isCut = true;
      call.fail(
        `${isGnu(call) ? 'Removing' : 'removing'} leading ${isGnu(call) ? '`' : "'"}/' from member names`,
      );
    }
    return entriesBelow(call.files, path, operand.replace(/^\/+/, '').replace(/\/$/, '') || '.');
  });
  if (args.has('v'))
    for (const { name, kind } of entries) {
      const line = `${name}${kind === 'directory' ? '/' : ''}\n`;
      if (archive === '-') call.err(line);
      else call.out(line);
    }
  const text = packed(call, entries);
  if (archive === '-') call.out(text);
  else if (call.onPath(archive, '{}', (path) => call.filesToWrite.writeFile(path, text)) !== 0) return 2;
  return hasFailed ? exitDelayed(call) : 0;
}

// GNU tar has a form of its own for names that no header holds.
function packed(call: Invocation, entries: readonly TarEntry[]): string {
  try {
    return packTar(entries);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return call.notModelled(error.message);
  }
}

function entriesBelow(files: FileSystem, path: string, name: string): TarEntry[] {
  const node = files.lstat(path);
  if (node === undefined || node.kind === 'device') return [];
  const { mode, mtimeMs } = node;
  if (node.kind === 'file') return [{ name, kind: 'file', text: node.text, mode, mtimeMs }];
  if (node.kind === 'symlink') return [{ name, kind: 'symlink', text: node.target, mode, mtimeMs }];
  const below = files.list(path).flatMap((one) => entriesBelow(files, `${path}/${one}`, `${name}/${one}`));
  return [{ name, kind: 'directory', text: '', mode, mtimeMs }, ...below];
}

function extract(call: Invocation, args: Arguments, folder: string, entries: readonly TarEntry[]): number {
  const files = call.filesToWrite;
  const isNew = args.has('m');
  let hasFailed = false;
  for (const entry of entries) {
    if (args.has('v')) call.out(`${entry.name}${entry.kind === 'directory' ? '/' : ''}\n`);
    const path = resolvePath(folder, entry.name);
    try {
      put(files, path, entry);
      if (!isNew && entry.kind === 'file') files.touch(path, entry.mtimeMs);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      hasFailed = true;
      const what = isGnu(call) ? `${entry.name}: Cannot open` : `can't open '${entry.name}'`;
      call.fail(`${what}: ${error.message}`);
      if (!isGnu(call)) return 1;
    }
  }
  return hasFailed ? exitDelayed(call) : 0;
}

function put(files: FileSystem, path: string, { kind, text, mode }: TarEntry): void {
  files.makeDirectories(path.slice(0, Math.max(path.lastIndexOf('/'), 1)));
  if (kind === 'directory') {
    if (files.stat(path)?.kind !== 'directory') files.makeDirectory(path, mode);
    return;
  }
  // What is there is unlinked first, a symlink too.
  const there = files.lstat(path);
  if (there !== undefined && there.kind !== 'directory') files.remove(path);
  if (kind === 'symlink') files.symlink(text, path);
  else files.writeFile(path, text, mode);
}

export const TAR_PROGRAMS: Readonly<Record<string, Program>> = { tar: { run: tar } };
