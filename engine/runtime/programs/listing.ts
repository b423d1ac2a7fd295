// Programs that look at files without reading them: `ls`, `stat`, `du`, `df`, `find`, `readlink`, `realpath`.

import { type Inode, sizeBytes, treeBytes } from '../filesystem/inode.ts';
import { baseName } from '../filesystem/paths.ts';
import { matchesPattern } from '../shell/pattern.ts';
import { parseArguments } from './arguments.ts';
import { formatDate } from './date-format.ts';
import type { Invocation, Program } from './program.ts';

/** `drwxr-xr-x` */
function modeText(node: Inode): string {
  const type = { file: '-', directory: 'd', symlink: 'l', device: 'c' }[node.kind];
  let text = type;
  for (let shift = 6; shift >= 0; shift -= 3) {
    const bits = (node.mode >> shift) & 7;
    text += `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
  }
  return (node.mode & 0o1000) !== 0 ? `${text.slice(0, -1)}t` : text;
}

function ls(call: Invocation): number {
  const args = parseArguments(call, '1laARdhrtSLnFi');
  const operands = args.operands.length === 0 ? ['.'] : args.operands;
  let code = 0;
  const files: string[] = [];
  const folders: string[] = [];
  for (const operand of [...operands].sort()) {
    const path = call.path(operand);
    const isLink = (args.has('l') || args.has('d')) && !args.has('L');
    const node = isLink ? call.files.lstat(path) : call.files.stat(path);
    const followed = call.files.stat(path);
    if (node === undefined) code = call.fail(`${operand}: No such file or directory`, 1);
    else if (followed?.kind === 'directory' && !args.has('d')) folders.push(operand);
    else files.push(operand);
  }
  const print = (names: readonly { name: string; path: string }[]): void => {
    for (const { name, path } of sorted(call, args, names)) {
      // A link that leads nowhere stays one.
      const node = (args.has('L') ? call.files.stat(path) : undefined) ?? call.files.lstat(path);
      if (node !== undefined) call.out(args.has('l') ? `${longLine(node, name)}\n` : `${name}\n`);
    }
  };
  print(files.map((name) => ({ name, path: call.path(name) })));
  for (const [i, folder] of folders.entries()) {
    if (operands.length > 1) call.out(`${i + files.length > 0 ? '\n' : ''}${folder}:\n`);
    const path = call.path(folder);
    const names = call.files
      .list(path)
      .filter((name) => args.has('a') || args.has('A') || !name.startsWith('.'));
    if (args.has('l')) call.out('total 0\n');
    const dots = args.has('a') ? ['.', '..'] : [];
    print([...dots, ...names].map((name) => ({ name, path: `${path}/${name}` })));
    if (args.has('R')) call.notModelled('option -R');
  }
  return code;
}

function sorted(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
  names: readonly { name: string; path: string }[],
): { name: string; path: string }[] {
  const list = [...names];
  const node = (path: string): Inode | undefined => call.files.lstat(path);
  if (args.has('t')) list.sort((a, b) => (node(b.path)?.mtimeMs ?? 0) - (node(a.path)?.mtimeMs ?? 0));
  if (args.has('S')) list.sort((a, b) => size(node(b.path)) - size(node(a.path)));
  return args.has('r') ? list.reverse() : list;
}

function size(node: Inode | undefined): number {
  return node === undefined ? 0 : sizeBytes(node);
}

function longLine(node: Inode, name: string): string {
  const links = node.kind === 'directory' ? 2 : 1;
  const when = formatDate(node.mtimeMs, '%b %e %H:%M') ?? '';
  const arrow = node.kind === 'symlink' ? ` -> ${node.target}` : '';
  const bytes = String(sizeBytes(node)).padStart(9);
  return `${modeText(node)} ${String(links).padStart(4)} root     root     ${bytes} ${when} ${name}${arrow}`;
}

const KINDS = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  device: 'character special file',
};

function stat(call: Invocation): number {
  const args = parseArguments(call, 'c:Lt', { format: 'c' });
  let code = 0;
  for (const operand of args.operands) {
    const node = args.has('L') ? call.files.stat(call.path(operand)) : call.files.lstat(call.path(operand));
    if (node === undefined) {
      code = call.fail(`can't stat '${operand}': No such file or directory`);
      continue;
    }
    const format = args.value('c');
    if (format === undefined) {
      call.out(
        `  File: ${operand}\n  Size: ${sizeBytes(node)}\t${KINDS[node.kind]}\nAccess: (${octal(node)}/${modeText(node)})\n`,
      );
    } else
      call.out(`${format.replace(/%(.)/g, (_, letter: string) => statField(call, node, operand, letter))}\n`);
  }
  return code;
}

function octal(node: Inode): string {
  return (node.mode & 0o7777).toString(8).padStart(4, '0');
}

function statField(call: Invocation, node: Inode, name: string, letter: string): string {
  switch (letter) {
    case 's':
      return String(sizeBytes(node));
    case 'n':
      return name;
    case 'a':
      return (node.mode & 0o7777).toString(8);
    case 'A':
      return modeText(node);
    case 'F':
      return node.kind === 'file' && sizeBytes(node) === 0 ? 'regular empty file' : KINDS[node.kind];
    case 'Y':
      return String(Math.floor(node.mtimeMs / 1000));
    case 'U':
    case 'G':
      return 'root';
    case 'u':
    case 'g':
      return '0';
    default:
      return call.notModelled(`stat format %${letter}`);
  }
}

function du(call: Invocation): number {
  const args = parseArguments(call, 'shkmabc');
  let code = 0;
  for (const operand of args.operands.length === 0 ? ['.'] : args.operands) {
    const node = call.files.stat(call.path(operand));
    if (node === undefined) {
      code = call.fail(`${operand}: No such file or directory`);
      continue;
    }
    const bytes = treeBytes(node);
    const text = args.has('b')
      ? String(bytes)
      : args.has('h')
        ? humanSize(bytes)
        : String(Math.ceil(bytes / (args.has('m') ? 1024 ** 2 : 1024)));
    call.out(`${text}\t${operand}\n`);
  }
  return code;
}

function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)}${['', 'K', 'M', 'G', 'T'][unit]}`;
}

function find(call: Invocation): number {
  const words = [...call.args];
  const roots: string[] = [];
  while (words[0] !== undefined && !words[0].startsWith('-')) roots.push(words.shift()!);
  const tests: ((path: string, node: Inode) => boolean)[] = [];
  let deletes = false;
  let depthMax = Number.POSITIVE_INFINITY;
  while (words.length > 0) {
    const word = words.shift();
    const value = words[0] ?? '';
    if (word === '-print') continue;
    if (word === '-delete') {
      deletes = true;
      continue;
    }
    words.shift();
    if (word === '-name') tests.push((path) => matchesPattern(baseName(path), value));
    else if (word === '-path') tests.push((path) => matchesPattern(path, value));
    else if (word === '-type')
      tests.push((_, node) => ({ f: 'file', d: 'directory', l: 'symlink' })[value] === node.kind);
    else if (word === '-maxdepth') depthMax = Number(value);
    else if (word === '-mmin' && /^[-+]\d+$/.test(value)) {
      const edge = call.machine.host.nowEpochMs() - Number(value.slice(1)) * 60_000;
      tests.push((_, node) => (value.startsWith('+') ? node.mtimeMs < edge : node.mtimeMs > edge));
    } else call.notModelled(`find ${word}`);
  }
  let code = 0;
  const visit = (path: string, depth: number): void => {
    const node = call.files.lstat(call.path(path));
    if (node === undefined) {
      code = call.fail(`${path}: No such file or directory`);
      return;
    }
    if (tests.every((test) => test(path, node))) {
      if (deletes) call.filesToWrite.remove(call.path(path));
      else call.out(`${path}\n`);
    }
    if (node.kind !== 'directory' || depth >= depthMax) return;
    for (const name of call.files.list(call.path(path)))
      visit(path.endsWith('/') ? path + name : `${path}/${name}`, depth + 1);
  };
  for (const root of roots.length === 0 ? ['.'] : roots) visit(root, 0);
  return code;
}

function readlink(call: Invocation): number {
  const args = parseArguments(call, 'fen');
  const operand = args.operands[0] ?? '';
  if (args.has('f') || args.has('e')) {
    return call.onPath(operand, '{}', (path) => call.out(`${call.files.realPath(path)}\n`));
  }
  const node = call.files.lstat(call.path(operand));
  if (node?.kind !== 'symlink') return 1;
  call.out(`${node.target}\n`);
  return 0;
}

export const LISTING_PROGRAMS: Readonly<Record<string, Program>> = {
  ls: { run: ls },
  stat: { run: stat },
  du: { run: du },
  find: { run: find },
  readlink: { run: readlink },
  realpath: {
    run: (call) =>
      call.onPath(call.args[0] ?? '', '{}', (path) => call.out(`${call.files.realPath(path)}\n`)),
  },
};
