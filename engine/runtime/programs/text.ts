// Programs that copy and cut text: `cat`, `head`, `tail`, `tee`, `wc`, `sort`, `uniq`, `cut`, `tr`, `rev`, `tac`,
// `nl`, `base64`, `md5sum`-like sums left out.

import { FileError } from '../filesystem/file-error.ts';
import { utf8Bytes } from '../filesystem/inode.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll, readLine } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { fileChange } from '../process/waits.ts';
import { parseArguments } from './arguments.ts';
import { unescapeText } from './output.ts';
import type { Invocation, Program } from './program.ts';

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
      code = call.fail(`can't open '${name}': ${error.message}`);
    }
  }
  return { texts, code };
}

/** Lines without newlines; a last line without one counts. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function* cat(call: Invocation): Task<number> {
  const args = parseArguments(call, 'nuvAeE');
  if (args.operands.length === 0 || args.operands[0] === '-') {
    // Passes on what comes as it comes: the other end may be a program that never ends.
    call.process.effects.add(EFFECT.input);
    for (;;) {
      const text = yield* call.stdin.read();
      if (text === undefined) return 0;
      call.out(text);
    }
  }
  const { texts, code } = yield* inputs(call, args.operands);
  const text = texts.map((one) => one.text).join('');
  if (args.has('n'))
    call.out(
      linesOf(text)
        .map((line, i) => `${String(i + 1).padStart(6)}\t${line}\n`)
        .join(''),
    );
  else call.out(text);
  return code;
}

function countOf(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
): { count: number; fromStart: boolean } {
  const text = args.value('n') ?? '10';
  if (!/^[-+]?\d+$/.test(text)) call.notModelled(`count ${text}`);
  return { count: Math.abs(Number(text)), fromStart: text.startsWith('+') };
}

/** `-5` is an old way to write `-n 5`. */
function withOldCount(call: Invocation): ReturnType<typeof parseArguments> {
  const words = call.args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
  return parseArguments(call.withArgs(words), 'n:c:fFqvs:', { follow: 'f', lines: 'n' });
}

function* head(call: Invocation): Task<number> {
  const args = withOldCount(call);
  const bytes = args.value('c');
  const { count } = countOf(call, args);
  if (args.operands.length === 0 && bytes === undefined) {
    call.process.effects.add(EFFECT.input);
    for (let i = 0; i < count; i++) {
      const next = yield* readLine(call.stdin);
      if (next === undefined) return 0;
      call.out(`${next.line}${next.complete ? '\n' : ''}`);
    }
    return 0;
  }
  const { texts, code } = yield* inputs(call, args.operands);
  for (const { text, name } of texts) {
    if (texts.length > 1) call.out(`==> ${name} <==\n`);
    if (bytes !== undefined) call.out(text.slice(0, Number(bytes)));
    else
      call.out(
        linesOf(text)
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
  return code;
}

function* tail(call: Invocation): Task<number> {
  const args = withOldCount(call);
  const { count, fromStart } = countOf(call, args);
  const follow = args.has('f') || args.has('F');
  if (follow && args.operands.length > 0)
    return yield* tailFollow(call, args.operands, count, fromStart, args.has('F'));
  const { texts, code } = yield* inputs(call, args.operands);
  const bytes = args.value('c');
  for (const { text, name } of texts) {
    if (texts.length > 1) call.out(`==> ${name} <==\n`);
    call.out(bytes === undefined ? lastLines(text, count, fromStart) : text.slice(-Number(bytes)));
  }
  return code;
}

function lastLines(text: string, count: number, fromStart: boolean): string {
  const lines = linesOf(text);
  const kept = fromStart ? lines.slice(count - 1) : count === 0 ? [] : lines.slice(-count);
  return kept.map((line) => `${line}\n`).join('');
}

/** Prints what is added to the files, for ever. `tail -f /dev/null` just waits: nothing is ever added. */
function* tailFollow(
  call: Invocation,
  names: readonly string[],
  count: number,
  fromStart: boolean,
  waitsForFile: boolean,
): Task<number> {
  const files = call.files;
  const seen = new Map<string, number>();
  let shown: string | undefined;
  const print = (name: string, text: string): void => {
    if (text === '') return;
    if (names.length > 1 && shown !== name) call.out(`${shown === undefined ? '' : '\n'}==> ${name} <==\n`);
    shown = name;
    call.out(text);
  };
  for (const name of names) {
    const node = files.stat(call.path(name));
    if (node === undefined) {
      call.fail(`can't open '${name}': No such file or directory`);
      if (!waitsForFile) continue;
    }
    const text = node?.kind === 'file' ? node.text : '';
    if (node?.kind !== 'device') seen.set(name, text.length);
    print(name, lastLines(text, count, fromStart));
  }
  if (seen.size === 0 && names.every((name) => files.stat(call.path(name)) === undefined)) return 1;
  for (;;) {
    yield seen.size === 0 ? { interruptible: false, arm: () => () => {} } : fileChange(files);
    for (const [name, length] of seen) {
      const node = files.stat(call.path(name));
      const text = node?.kind === 'file' ? node.text : '';
      if (text.length === length) continue;
      seen.set(name, text.length);
      print(name, text.length > length ? text.slice(length) : text);
    }
  }
}

function* tee(call: Invocation): Task<number> {
  const args = parseArguments(call, 'ai', { append: 'a' });
  const outputs = args.operands.map((operand) =>
    call.filesToWrite.openFile(call.path(operand), args.has('a') ? 'append' : 'truncate'),
  );
  call.process.effects.add(EFFECT.input);
  for (;;) {
    const text = yield* call.stdin.read();
    if (text === undefined) return 0;
    call.out(text);
    for (const output of outputs) output.append(text);
  }
}

function* wc(call: Invocation): Task<number> {
  const args = parseArguments(call, 'lwcm');
  const { texts, code } = yield* inputs(call, args.operands);
  const all = !['l', 'w', 'c', 'm'].some((flag) => args.has(flag));
  const totals = [0, 0, 0];
  const show = (counts: readonly number[], name: string): void => {
    const wanted = counts.filter((_, i) => all || args.has('lwc'[i] ?? '') || (i === 2 && args.has('m')));
    const text =
      wanted.length === 1 ? String(wanted[0]) : wanted.map((count) => String(count).padStart(9)).join(' ');
    call.out(name === '-' ? `${text}\n` : `${text} ${name}\n`);
  };
  for (const { text, name } of texts) {
    const counts = [text.split('\n').length - 1, (text.match(/\S+/g) ?? []).length, utf8Bytes(text)];
    for (const [i, count] of counts.entries()) totals[i] = (totals[i] ?? 0) + count;
    show(counts, name);
  }
  if (texts.length > 1) show(totals, 'total');
  return code;
}

function* sort(call: Invocation): Task<number> {
  const args = parseArguments(call, 'nrufhbk:t:s', { reverse: 'r', unique: 'u' });
  const { texts, code } = yield* inputs(call, args.operands);
  const lines = texts.flatMap((one) => linesOf(one.text));
  const key = sortKey(call, args.value('k'), args.value('t'));
  const numeric = args.has('n') || key.numeric;
  const order = (a: string, b: string): number => {
    const [x, y] = [key.of(a), key.of(b)];
    const byNumber = numeric ? (Number.parseFloat(x) || 0) - (Number.parseFloat(y) || 0) : 0;
    const result = byNumber || (x < y ? -1 : x > y ? 1 : 0) || (a < b ? -1 : a > b ? 1 : 0);
    return args.has('r') || key.reverse ? -result : result;
  };
  const sorted = lines
    .sort(order)
    .filter((line, i, list) => !args.has('u') || i === 0 || line !== list[i - 1]);
  call.out(sorted.map((line) => `${line}\n`).join(''));
  return code;
}

function sortKey(
  call: Invocation,
  text: string | undefined,
  separator: string | undefined,
): { of: (line: string) => string; numeric: boolean; reverse: boolean } {
  if (text === undefined) return { of: (line) => line, numeric: false, reverse: false };
  const match = /^(\d+)([nr]*)(?:,(\d+)([nr]*))?$/.exec(text);
  if (match === null) return call.notModelled(`sort -k ${text}`);
  const flags = `${match[2]}${match[4] ?? ''}`;
  const from = Number(match[1]) - 1;
  const to = match[3] === undefined ? undefined : Number(match[3]);
  const fields = (line: string): string[] =>
    separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
  return {
    of: (line) =>
      fields(line)
        .slice(from, to)
        .join(separator ?? ' '),
    numeric: flags.includes('n'),
    reverse: flags.includes('r'),
  };
}

function* uniq(call: Invocation): Task<number> {
  const args = parseArguments(call, 'cdu');
  const { texts, code } = yield* inputs(call, args.operands);
  const groups: { line: string; count: number }[] = [];
  for (const line of texts.flatMap((one) => linesOf(one.text))) {
    const last = groups.at(-1);
    if (last?.line === line) last.count++;
    else groups.push({ line, count: 1 });
  }
  for (const { line, count } of groups) {
    if ((args.has('d') && count === 1) || (args.has('u') && count > 1)) continue;
    call.out(args.has('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`);
  }
  return code;
}

function* cut(call: Invocation): Task<number> {
  const args = parseArguments(call, 'd:f:c:b:s', { delimiter: 'd', fields: 'f' });
  const { texts, code } = yield* inputs(call, args.operands);
  const delimiter = args.value('d') ?? '\t';
  const list = args.value('f') ?? args.value('c') ?? args.value('b') ?? '';
  const wanted = (index: number): boolean =>
    list.split(',').some((part) => {
      const [from, to] = part.includes('-') ? part.split('-') : [part, part];
      return index >= Number(from || 1) && index <= Number(to || Number.POSITIVE_INFINITY);
    });
  for (const line of texts.flatMap((one) => linesOf(one.text))) {
    if (!args.has('f')) {
      call.out(`${[...line].filter((_, i) => wanted(i + 1)).join('')}\n`);
    } else if (line.includes(delimiter)) {
      call.out(
        `${line
          .split(delimiter)
          .filter((_, i) => wanted(i + 1))
          .join(delimiter)}\n`,
      );
    } else if (!args.has('s')) call.out(`${line}\n`);
  }
  return code;
}

const SETS: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  space: ' \t\n\r\f\v',
  punct: '!-/:-@[-`{-~',
};

function trSet(text: string): string[] {
  const named = text.replace(/\[:(\w+):\]/g, (whole, name: string) => SETS[name] ?? whole);
  const plain = [...unescapeText(named).text];
  const set: string[] = [];
  for (let i = 0; i < plain.length; i++) {
    const to = plain[i + 2];
    if (plain[i + 1] !== '-' || to === undefined) {
      set.push(plain[i] ?? '');
      continue;
    }
    for (let code = (plain[i] ?? '').charCodeAt(0); code <= to.charCodeAt(0); code++)
      set.push(String.fromCharCode(code));
    i += 2;
  }
  return set;
}

function* tr(call: Invocation): Task<number> {
  const args = parseArguments(call, 'dscC');
  const [from = '', to = ''] = args.operands;
  call.process.effects.add(EFFECT.input);
  const text = yield* readAll(call.stdin);
  const source = trSet(from);
  const complement = args.has('c') || args.has('C');
  const target = args.has('d') ? [] : trSet(to);
  const squeezed = new Set(args.has('s') ? (to === '' || args.has('d') ? source : target) : []);
  let result = '';
  for (const ch of text) {
    const at = source.lastIndexOf(ch);
    const chosen = complement ? at < 0 : at >= 0;
    if (chosen && args.has('d')) continue;
    const mapped =
      chosen && target.length > 0
        ? (target[complement ? target.length - 1 : Math.min(at, target.length - 1)] ?? ch)
        : ch;
    if (squeezed.has(mapped) && result.endsWith(mapped)) continue;
    result += mapped;
  }
  call.out(result);
  return 0;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Differs: the text is taken as Latin-1 where it holds only such characters; others stop the scenario. */
function* base64(call: Invocation): Task<number> {
  const args = parseArguments(call, 'dDw:', { decode: 'd', wrap: 'w' });
  const { texts, code } = yield* inputs(call, args.operands);
  const text = texts.map((one) => one.text).join('');
  if ([...text].some((ch) => ch > '\u007f')) return call.notModelled('base64 of other than ASCII text');
  if (args.has('d') || args.has('D')) call.out(decode64(text));
  else {
    const encoded = encode64(text);
    const width = Number(args.value('w') ?? 76);
    const lines = width === 0 ? encoded : encoded.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n');
    call.out(width === 0 ? lines : `${lines}\n`);
  }
  return code;
}

function encode64(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    result += BASE64[bits >> 18] ?? '';
    result += BASE64[(bits >> 12) & 63] ?? '';
    result += i + 1 < text.length ? BASE64[(bits >> 6) & 63] : '=';
    result += i + 2 < text.length ? BASE64[bits & 63] : '=';
  }
  return result;
}

function decode64(text: string): string {
  let result = '';
  let bits = 0;
  let count = 0;
  for (const ch of text) {
    const value = BASE64.indexOf(ch);
    if (value < 0) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    result += String.fromCharCode((bits >> count) & 0xff);
  }
  return result;
}

function* reversed(call: Invocation): Task<number> {
  const { texts, code } = yield* inputs(call, call.args);
  const lines = texts.flatMap((one) => linesOf(one.text));
  const result = call.name === 'tac' ? lines.reverse() : lines.map((line) => [...line].reverse().join(''));
  call.out(result.map((line) => `${line}\n`).join(''));
  return code;
}

export const TEXT_PROGRAMS: Readonly<Record<string, Program>> = {
  cat: { run: cat },
  head: { run: head },
  tail: { run: tail },
  tee: { run: tee },
  wc: { run: wc },
  sort: { run: sort },
  uniq: { run: uniq },
  cut: { run: cut },
  tr: { run: tr },
  base64: { run: base64 },
  rev: { run: reversed },
  tac: { run: reversed },
};
