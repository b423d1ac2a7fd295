// `read` and `getopts`.

import { EFFECT } from '../../process/effects.ts';
import { NullStream, readLine } from '../../process/streams.ts';
import type { Task } from '../../process/task.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './index.ts';

function* read(shell: Shell, args: readonly string[]): Task<number> {
  let raw = false;
  const names: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '-r') raw = true;
    // The prompt is for a terminal, and there is none.
    else if (arg === '-p') i += 1;
    else if (arg.startsWith('-')) shell.problem(`read ${arg}`, 'this option of `read` is not modelled');
    else names.push(arg);
  }
  if (names.length === 0) names.push('REPLY');
  shell.process.effects.add(EFFECT.input);
  const input = shell.io.get(0) ?? new NullStream();
  let text = '';
  let complete = false;
  for (;;) {
    const next = yield* readLine(input);
    if (next !== undefined) text += next.line;
    complete = next?.complete === true;
    // A backslash at the end of a line joins the next one, save with -r.
    if (!complete || raw || !/(^|[^\\])(\\\\)*\\$/.test(text)) break;
    text = text.slice(0, -1);
  }
  assignFields(shell, names, text, raw);
  return complete ? 0 : 1;
}

function assignFields(shell: Shell, names: readonly string[], text: string, raw: boolean): void {
  const ifs = shell.get('IFS') ?? ' \t\n';
  const white = [...ifs].filter((ch) => ' \t\n'.includes(ch)).join('');
  let at = 0;
  const skipWhite = (): void => {
    while (at < text.length && white.includes(text.charAt(at))) at++;
  };
  skipWhite();
  for (const [i, name] of names.entries()) {
    let value = '';
    const last = i === names.length - 1;
    while (at < text.length) {
      const ch = text.charAt(at);
      if (ch === '\\' && !raw) {
        value += text.charAt(at + 1);
        at += 2;
        continue;
      }
      if (!last && ifs.includes(ch)) break;
      value += ch;
      at++;
    }
    if (last) value = withoutLastSeparator(trimEnd(value, white), ifs, white);
    shell.set(name, value);
    skipWhite();
    if (at < text.length && ifs.includes(text.charAt(at)) && !last) {
      at++;
      skipWhite();
    }
  }
}

/** One separator at the end belongs to the last field only where another comes before it. */
function withoutLastSeparator(value: string, ifs: string, white: string): string {
  const body = value.slice(0, -1);
  const endsWithOne = value !== '' && ifs.includes(value.slice(-1));
  return endsWithOne && ![...body].some((ch) => ifs.includes(ch) && !white.includes(ch))
    ? trimEnd(body, white)
    : value;
}

function trimEnd(text: string, white: string): string {
  let end = text.length;
  while (end > 0 && white.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Takes one option letter a call from the positional parameters, or from further words. */
const getopts: Builtin = (shell, args) => {
  const [letters = '', name = '', ...rest] = args;
  const words = rest.length > 0 ? rest : shell.positional;
  const index = Number(shell.get('OPTIND') ?? '1');
  const inner = Number(shell.get('_OPTPOS') ?? '1');
  const word = words[index - 1];
  const leave = (): number => {
    shell.set('_OPTPOS', '1');
    shell.set(name, '?');
    return 1;
  };
  if (word === undefined || !/^-./.test(word)) return leave();
  if (word === '--') {
    shell.set('OPTIND', String(index + 1));
    return leave();
  }
  const letter = word.charAt(inner);
  const at = letters.replace(/^:/, '').indexOf(letter);
  const takesValue = letters.replace(/^:/, '')[at + 1] === ':';
  let next = inner + 1 < word.length ? { index, inner: inner + 1 } : { index: index + 1, inner: 1 };
  if (at < 0) {
    shell.set(name, '?');
    if (letters.startsWith(':')) shell.set('OPTARG', letter);
    else shell.err(`Illegal option -${letter}\n`);
  } else if (takesValue) {
    const value = inner + 1 < word.length ? word.slice(inner + 1) : words[index];
    next = { index: inner + 1 < word.length ? index + 1 : index + 2, inner: 1 };
    if (value === undefined) {
      shell.set(name, letters.startsWith(':') ? ':' : '?');
      if (letters.startsWith(':')) shell.set('OPTARG', letter);
      else shell.err(`No arg for -${letter} option\n`);
    } else {
      shell.set(name, letter);
      shell.set('OPTARG', value);
    }
  } else {
    shell.set(name, letter);
    shell.variables.delete('OPTARG');
  }
  shell.set('OPTIND', String(next.index));
  shell.set('_OPTPOS', String(next.inner));
  return 0;
};

export const INPUT_BUILTINS: Readonly<Record<string, Builtin>> = { read, getopts };
