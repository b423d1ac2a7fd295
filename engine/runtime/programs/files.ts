// Programs that make, move and remove files: `touch`, `rm`, `mkdir`, `rmdir`, `cp`, `mv`, `ln`, `mktemp`, and path names.

import { FileError } from '../filesystem/file-error.ts';
import { baseName, dirName } from '../filesystem/paths.ts';
import { EFFECT } from '../process/effects.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';

function touch(call: Invocation): number {
  const args = parseArguments(call, 'cam');
  let code = 0;
  for (const operand of args.operands) {
    if (args.has('c') && call.files.stat(call.path(operand)) === undefined) continue;
    code = Math.max(
      code,
      call.onPath(operand, '{}', (path) => call.filesToWrite.touch(path)),
    );
  }
  return code;
}

function rm(call: Invocation): number {
  const args = parseArguments(call, 'rRfvi', { recursive: 'r', force: 'f' });
  const force = args.has('f');
  let code = 0;
  for (const operand of args.operands) {
    const node = call.files.lstat(call.path(operand));
    if (node === undefined && force) continue;
    if (node?.kind === 'directory' && !args.has('r') && !args.has('R')) {
      code = call.fail(`'${operand}' is a directory`);
      continue;
    }
    code = Math.max(
      code,
      call.onPath(operand, "can't remove '{}'", (path) => removeTree(call, path)),
    );
  }
  return code;
}

/** A mount point cannot be removed, but what lies in it can. */
function removeTree(call: Invocation, path: string): void {
  const files = call.filesToWrite;
  try {
    files.remove(path);
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'EBUSY') throw error;
    for (const name of files.list(path)) files.remove(`${path}/${name}`);
    throw error;
  }
}

function mkdir(call: Invocation): number {
  const args = parseArguments(call, 'pm:v', { parents: 'p', mode: 'm' });
  const mode = Number.parseInt(args.value('m') ?? '755', 8);
  let code = 0;
  for (const operand of args.operands) {
    const make = (path: string): void => {
      if (args.has('p')) call.filesToWrite.makeDirectories(path, mode);
      else call.filesToWrite.makeDirectory(path, mode);
    };
    code = Math.max(code, call.onPath(operand, "can't create directory '{}'", make));
  }
  return code;
}

function rmdir(call: Invocation): number {
  const args = parseArguments(call, 'p');
  let code = 0;
  for (const operand of args.operands) {
    // With -p its parents go as well, as long as they are empty then.
    for (let name = operand; name !== '.' && name !== '/'; name = args.has('p') ? dirName(name) : '.') {
      const failed = call.onPath(name, "'{}'", (path) => call.filesToWrite.removeDirectory(path));
      code = Math.max(code, failed);
      if (failed !== 0) break;
    }
  }
  return code;
}

/** Runs `each(from, to)` for `cp A… B` and `mv A… B`. */
function forPairs(
  call: Invocation,
  operands: readonly string[],
  each: (from: string, to: string) => number,
): number {
  if (operands.length < 2) return call.fail('missing file operand');
  const target = operands.at(-1)!;
  const sources = operands.slice(0, -1);
  const intoFolder = call.files.stat(call.path(target))?.kind === 'directory';
  if (!intoFolder && sources.length > 1) return call.fail(`target '${target}' is not a directory`);
  let code = 0;
  for (const source of sources) {
    const to = intoFolder ? `${target}/${baseName(source)}` : target;
    code = Math.max(code, each(source, to));
  }
  return code;
}

function cp(call: Invocation): number {
  const args = parseArguments(call, 'rRafpLdPvnuT', { recursive: 'r', archive: 'a' });
  const deep = args.has('r') || args.has('R') || args.has('a');
  return forPairs(call, args.operands, (from, to) => {
    const source = call.files.stat(call.path(from));
    if (source === undefined && !call.machine.assumeFile(call.path(from))) {
      return call.fail(`can't stat '${from}': No such file or directory`);
    }
    if (source?.kind === 'directory' && !deep) return call.fail(`omitting directory '${from}'`);
    if (args.has('n') && call.files.stat(call.path(to)) !== undefined) return 0;
    return call.onPath(to, "can't create '{}'", (path) => copyInto(call, call.path(from), path));
  });
}

/** `cp -r a/. b` copies the content, into what is already there. */
function copyInto(call: Invocation, from: string, to: string): void {
  const files = call.filesToWrite;
  const source = files.stat(from);
  if (source?.kind !== 'directory' || files.stat(to)?.kind !== 'directory') {
    files.copy(from, to);
    return;
  }
  for (const name of files.list(from)) copyInto(call, `${from}/${name}`, `${to}/${name}`);
}

function mv(call: Invocation): number {
  const args = parseArguments(call, 'fnvT');
  return forPairs(call, args.operands, (from, to) => {
    if (call.files.lstat(call.path(from)) === undefined) {
      return call.fail(`can't rename '${from}': No such file or directory`);
    }
    return call.onPath(to, `can't rename '${from}'`, (path) =>
      call.filesToWrite.rename(call.path(from), path),
    );
  });
}

function ln(call: Invocation): number {
  const args = parseArguments(call, 'sfnvT');
  const [target = '', given] = args.operands;
  let name = given ?? baseName(target);
  if (!args.has('n') && call.files.stat(call.path(name))?.kind === 'directory')
    name = `${name}/${baseName(target)}`;
  return call.onPath(name, '{}', (path) => {
    if (args.has('f') && call.files.lstat(path) !== undefined) call.filesToWrite.remove(path);
    // Differs: a hard link is a copy; later writes to one name do not show under the other.
    if (args.has('s')) call.filesToWrite.symlink(target, path);
    else call.filesToWrite.copy(call.path(target), path);
  });
}

/** Differs: the name counts up instead of being random. */
function mktemp(call: Invocation): number {
  const args = parseArguments(call, 'dp:tqu');
  const folder = args.value('p') ?? (args.has('t') ? '/tmp' : undefined);
  const [given = 'tmp.XXXXXX'] = args.operands;
  const template =
    folder !== undefined || args.operands.length === 0 ? `${folder ?? '/tmp'}/${given}` : given;
  for (let n = 1; ; n++) {
    const name = template.replace(/X+$/, (run) => String(n).padStart(run.length, '0'));
    const path = call.path(name);
    if (call.files.stat(path) !== undefined) continue;
    const code = call.onPath(path, '{}', (at) =>
      args.has('d') ? call.filesToWrite.makeDirectory(at, 0o700) : call.filesToWrite.writeFile(at, '', 0o600),
    );
    if (code === 0) call.out(`${name}\n`);
    return code;
  }
}

function notPermitted(call: Invocation): number {
  call.process.effects.add(EFFECT.readFiles);
  return call.fail('permission denied (are you root?)');
}

export const FILE_PROGRAMS: Readonly<Record<string, Program>> = {
  touch: { run: touch },
  rm: { run: rm },
  mkdir: { run: mkdir },
  rmdir: { run: rmdir },
  cp: { run: cp },
  mv: { run: mv },
  ln: { run: ln },
  mktemp: { run: mktemp },
  sync: { run: () => 0 },
  mount: { run: notPermitted },
  umount: { run: notPermitted },
  unlink: {
    run: (call) =>
      call.onPath(call.args[0] ?? '', "can't remove file '{}'", (path) => call.filesToWrite.remove(path)),
  },
  install: { run: (call) => call.notModelled('`install`; use cp and chmod') },
  dirname: {
    run: (call) => {
      const [path] = call.args;
      if (path === undefined) return call.fail('missing operand');
      call.out(`${dirName(path)}\n`);
      return 0;
    },
  },
  basename: {
    run: (call) => {
      const [path, suffix = ''] = call.args;
      if (path === undefined) return call.fail('missing operand');
      const name = baseName(path);
      call.out(
        `${suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`,
      );
      return 0;
    },
  },
};
