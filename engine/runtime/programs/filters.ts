// Programs that count, order and cut lines: `wc`, `sort`, `uniq`, `cut`, `tr`, `rev`, `tac`.

import { utf8Bytes } from '../filesystem/utf8.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import { unescapeText } from './output.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text-input.ts';

function* wc(call: Invocation): Task<number> {
  const args = parseArguments(call, 'lwcm');
  const { texts, code } = yield* inputs(call, args.operands);
  const all = !['l', 'w', 'c', 'm'].some((flag) => args.has(flag));
  const totals = [0, 0, 0];
  const show = (counts: readonly number[], name: string): void => {
    const wanted = counts.filter((_, i) => all || args.has('lwc'.charAt(i)) || (i === 2 && args.has('m')));
    const isAlone = wanted.length === 1 && texts.length === 1;
    const text = wanted.map((count) => (isAlone ? `${count}` : String(count).padStart(9))).join(' ');
    call.out(name === '-' ? `${text}\n` : `${text} ${name}\n`);
  };
  for (const { text, name } of texts) {
    const node = name === '-' ? undefined : call.files.stat(call.path(name));
    const bytes = node?.kind === 'file' ? node.bytes : utf8Bytes(text);
    const counts = [text.split('\n').length - 1, (text.match(/\S+/g) ?? []).length, bytes];
    for (const [i, count] of counts.entries()) totals[i]! += count;
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
  const keyOf = (line: string): string => {
    const text = args.has('b') ? key.of(line).trimStart() : key.of(line);
    return args.has('f') ? text.toUpperCase() : text;
  };
  const byKey = (a: string, b: string): number => {
    const [x, y] = [keyOf(a), keyOf(b)];
    return numeric ? (Number.parseFloat(x) || 0) - (Number.parseFloat(y) || 0) : byText(x, y);
  };
  const sign = args.has('r') || key.reverse ? -1 : 1;
  const sorted = lines.sort((a, b) => sign * (byKey(a, b) || byText(a, b)));
  // Of lines with equal keys `-u` keeps one.
  const kept = sorted.filter(
    (line, i) => !args.has('u') || i === 0 || byKey(line, sorted[i - 1] as string) !== 0,
  );
  call.out(kept.map((line) => `${line}\n`).join(''));
  return code;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
      set.push(plain[i]!);
      continue;
    }
    for (let code = plain[i]!.charCodeAt(0); code <= to.charCodeAt(0); code++)
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

function* reversed(call: Invocation): Task<number> {
  const { texts, code } = yield* inputs(call, call.args);
  const lines = texts.flatMap((one) => linesOf(one.text));
  const result = call.name === 'tac' ? lines.reverse() : lines.map((line) => [...line].reverse().join(''));
  call.out(result.map((line) => `${line}\n`).join(''));
  return code;
}

export const FILTER_PROGRAMS: Readonly<Record<string, Program>> = {
  wc: { run: wc },
  sort: { run: sort },
  uniq: { run: uniq },
  cut: { run: cut },
  tr: { run: tr },
  rev: { run: reversed },
  tac: { run: reversed },
};
