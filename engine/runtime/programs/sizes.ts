// Programs that make files of a size: `dd`, `fallocate` and `truncate`. Zero bytes are counted, not held.

import { sizeBytes } from '../filesystem/inode.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';

const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  k: 1024,
  K: 1024,
  kB: 1000,
  M: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GB: 1000 ** 3,
};

function parseSize(text: string): number | undefined {
  const match = /^(\d+)([a-zA-Z]*)$/.exec(text);
  const unit = match === null ? undefined : SIZE_UNITS[match[2]!];
  return unit === undefined ? undefined : Number(match![1]) * unit;
}

function* dd(call: Invocation): Task<number> {
  const options = new Map(call.args.map((arg) => arg.split('=', 2) as [string, string]));
  const blockBytes = parseSize(options.get('bs') ?? '512');
  const countText = options.get('count');
  if (blockBytes === undefined) return call.fail(`invalid number '${options.get('bs')}'`);
  const limitBytes = countText === undefined ? undefined : Number(countText) * blockBytes;
  const from = options.get('if');
  const to = options.get('of');
  const source = from === undefined ? undefined : call.files.stat(call.path(from));
  if (from !== undefined && source === undefined)
    return call.fail(`can't open '${from}': No such file or directory`);
  let text = '';
  let zeroBytes = 0;
  if (source?.kind === 'device' && (source.device === 'zero' || source.device === 'random')) {
    if (limitBytes === undefined) return call.notModelled('endless input without count=');
    zeroBytes = limitBytes;
  } else {
    text = from === undefined ? yield* readAll(call.stdin) : call.files.readFile(call.path(from));
    if (limitBytes !== undefined) text = text.slice(0, limitBytes);
  }
  const write = (path: string): void => {
    const file = call.filesToWrite.openFile(path, 'truncate');
    if (text !== '') file.append(text);
    if (zeroBytes > 0) file.pad(zeroBytes);
  };
  const target = to === undefined ? undefined : call.files.stat(call.path(to));
  if (to === undefined) call.out(text);
  else if (target?.kind !== 'device') {
    const code = call.onPath(to, "can't open '{}'", write);
    if (code !== 0) return code;
  }
  const bytes = text.length + zeroBytes;
  const blocks = `${Math.floor(bytes / blockBytes)}+${bytes % blockBytes === 0 ? 0 : 1}`;
  if (options.get('status') !== 'none') call.err(`${blocks} records in\n${blocks} records out\n`);
  return 0;
}

function truncate(call: Invocation): number {
  const args = parseArguments(call, 's:c', { size: 's' });
  const size = parseSize(args.value('s') ?? '');
  if (args.operands.length === 0) return call.fail('missing file operand');
  if (size === undefined) return call.notModelled(`size ${args.value('s')}`);
  let code = 0;
  for (const operand of args.operands) {
    const cut = (path: string): void => {
      const text = call.files.stat(path)?.kind === 'file' ? call.files.readFile(path).slice(0, size) : '';
      const file = call.filesToWrite.openFile(path, 'truncate');
      if (text !== '') file.append(text);
      if (size > text.length) file.pad(size - text.length);
    };
    code = Math.max(code, call.onPath(operand, '{}', cut));
  }
  return code;
}

/** Room on the disk, for as many bytes as are said. */
function fallocate(call: Invocation): number {
  const args = parseArguments(call, 'l:', { length: 'l' });
  const size = parseSize(args.value('l') ?? '');
  if (size === undefined) return call.notModelled(`length ${args.value('l')}`);
  const [path = ''] = args.operands;
  return call.onPath(path, "fallocate: cannot open '{}'", (at) => {
    const node = call.files.stat(at);
    const held = node === undefined ? 0 : sizeBytes(node);
    const file = call.filesToWrite.openFile(at, 'append');
    if (size > held) file.pad(size - held);
  });
}

export const SIZE_PROGRAMS: Readonly<Record<string, Program>> = {
  dd: { run: dd },
  fallocate: { run: fallocate },
  truncate: { run: truncate },
};
