// Programs that print their arguments or a series: `echo`, `printf`, `seq`, `yes`.

import type { Task } from '../process/task.ts';
import { formatDate } from './date-format.ts';
import type { Invocation, Program } from './program.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Replaces backslash escapes. `stop` is set where `\c` ends the output. */
export function unescapeText(text: string): { text: string; stop: boolean } {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const ch = text.charAt(i);
    const next = text[i + 1];
    if (ch !== '\\' || next === undefined) {
      result += ch;
      continue;
    }
    if (next === 'c') return { text: result, stop: true };
    const number = /^\\(?:0([0-7]{0,3})|([1-7][0-7]{0,2})|x([0-9a-fA-F]{1,2}))/.exec(text.slice(i));
    if (number !== null) {
      const code =
        number[3] === undefined
          ? Number.parseInt(number[1] || number[2] || '0', 8)
          : Number(`0x${number[3]}`);
      result += String.fromCharCode(code);
      i += number[0].length - 1;
      continue;
    }
    result += ESCAPES[next] ?? ch + next;
    i++;
  }
  return { text: result, stop: false };
}

function echo(call: Invocation): number {
  let newline = true;
  let escapes = false;
  let from = 0;
  // busybox: -n, -e and -E in any mixture, before the first operand.
  for (; /^-[neE]+$/.test(call.args[from] ?? ''); from++) {
    const letters = call.args[from]!;
    if (letters.includes('n')) newline = false;
    if (letters.includes('e')) escapes = true;
  }
  const text = call.args.slice(from).join(' ');
  const result = escapes ? unescapeText(text) : { text, stop: false };
  call.out(newline && !result.stop ? `${result.text}\n` : result.text);
  return 0;
}

function printf(call: Invocation): number {
  const [format, ...args] = call.args;
  if (format === undefined) return call.fail('usage: printf format [arg ...]', 2);
  if (format === '-v') return call.notModelled('printf -v; use $(printf ...)');
  let rest = args;
  let code = 0;
  let text = '';
  do {
    let used = 0;
    const take = (): string => rest[used++] ?? '';
    const piece = printfOnce(call, format, take);
    if (piece.wrong !== undefined) code = call.fail(`invalid number '${piece.wrong}'`);
    text += piece.text;
    if (piece.stop || used === 0) break;
    rest = rest.slice(used);
  } while (rest.length > 0);
  call.out(text);
  return code;
}

const DIRECTIVE = /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z]|\([^)]*\)T))/y;

function printfOnce(
  call: Invocation,
  format: string,
  take: () => string,
): { text: string; stop: boolean; wrong?: string } {
  let text = '';
  let wrong: string | undefined;
  let plain = '';
  const flush = (): boolean => {
    const result = unescapeText(plain);
    plain = '';
    text += result.text;
    return result.stop;
  };
  for (let i = 0; i < format.length; ) {
    DIRECTIVE.lastIndex = i;
    const match = format[i] === '%' ? DIRECTIVE.exec(format) : null;
    if (match === null) {
      // A backslash takes its next character along, be it a percent sign.
      plain += format.slice(i, format[i] === '\\' ? i + 2 : i + 1);
      i += format[i] === '\\' ? 2 : 1;
      continue;
    }
    i = DIRECTIVE.lastIndex;
    if (match[0] === '%%') {
      plain += '%';
      continue;
    }
    if (flush()) return { text, stop: true };
    const flags = match[1]!;
    const width = match[2] === '*' ? Number(take()) : Number(match[2] ?? 0);
    const precision =
      match[3] === '*' ? Number(take()) : match[3] === undefined ? undefined : Number(match[3]);
    const type = match[4]!;
    const value = take();
    if (type === 'b') {
      const result = unescapeText(value);
      text += pad(result.text, flags, width);
      if (result.stop) return { text, stop: true };
      continue;
    }
    const formatted = convert(call, type, value, flags, precision);
    if (formatted.wrong) wrong = value;
    text += pad(formatted.text, flags, width, formatted.isNumber);
  }
  const stop = flush();
  return wrong === undefined ? { text, stop } : { text, stop, wrong };
}

function convert(
  call: Invocation,
  type: string,
  value: string,
  flags: string,
  precision: number | undefined,
): { text: string; isNumber: boolean; wrong: boolean } {
  if (type === 's')
    return {
      text: precision === undefined ? value : value.slice(0, precision),
      isNumber: false,
      wrong: false,
    };
  if (type === 'c') return { text: value.slice(0, 1), isNumber: false, wrong: false };
  if (type.endsWith('T')) {
    // Without an argument, and for -1: now. Source: bash 5.2 builtins/printf.def.
    const epochMs = value === '' || value === '-1' ? call.machine.host.nowEpochMs() : Number(value) * 1000;
    return { text: formatDate(epochMs, type.slice(1, -2)) ?? '', isNumber: false, wrong: false };
  }
  const quoted = /^["']/.test(value);
  const number = quoted ? value.charCodeAt(1) : Number(value === '' ? 0 : value);
  const wrong = Number.isNaN(number);
  const n = wrong ? 0 : number;
  const sign = n >= 0 && flags.includes('+') ? '+' : n >= 0 && flags.includes(' ') ? ' ' : '';
  switch (type) {
    case 'd':
    case 'i':
    case 'u': {
      const digits = String(Math.trunc(Math.abs(n))).padStart(precision ?? 1, '0');
      return { text: `${n < 0 ? '-' : sign}${digits}`, isNumber: true, wrong };
    }
    case 'x':
    case 'X':
    case 'o': {
      const digits = Math.trunc(n).toString(type === 'o' ? 8 : 16);
      const prefix = flags.includes('#') ? (type === 'o' ? '0' : `0${type}`) : '';
      return { text: prefix + (type === 'X' ? digits.toUpperCase() : digits), isNumber: true, wrong };
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G': {
      const text = sign + floatText(n, type.toLowerCase(), precision ?? 6);
      return { text: type < 'a' ? text.toUpperCase() : text, isNumber: true, wrong };
    }
    default:
      return call.notModelled(`format %${type}`);
  }
}

/** `%f`, `%e` and `%g` of C: `%g` takes the shorter form and drops zeros at the end. */
function floatText(n: number, type: string, precision: number): string {
  const exponential = (digits: number): string => n.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
  if (type === 'f') return n.toFixed(precision);
  if (type === 'e') return exponential(precision);
  const digits = Math.max(precision, 1);
  const exponent = Number(n.toExponential(digits - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= digits ? exponential(digits - 1) : n.toFixed(digits - 1 - exponent);
  return text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

function pad(text: string, flags: string, width: number, isNumber = false): string {
  if (flags.includes('-') || width < 0) return text.padEnd(Math.abs(width));
  if (!flags.includes('0') || !isNumber) return text.padStart(width);
  const sign = /^[+ -]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function seq(call: Invocation): number {
  let args = call.args;
  let separator = '\n';
  let equalWidth = false;
  for (let [option] = args; option !== undefined && /^-[sw]/.test(option); [option] = args) {
    if (option === '-w') {
      equalWidth = true;
      args = args.slice(1);
    } else {
      separator = option === '-s' ? (args[1] ?? '') : option.slice(2);
      args = args.slice(option === '-s' ? 2 : 1);
    }
  }
  const numbers = args.map(Number);
  if (numbers.length === 0 || numbers.some(Number.isNaN))
    return call.fail(`invalid number '${args.join(' ')}'`);
  const first = numbers.length > 1 ? numbers[0]! : 1;
  const last = numbers.at(-1)!;
  const step = numbers.length > 2 ? numbers[1]! : 1;
  if (step === 0) return call.fail('increment must not be 0');
  const decimals = Math.max(...args.map((arg) => arg.split('.')[1]?.length ?? 0));
  const count = Math.floor((last - first) / step + 1e-9) + 1;
  const values: string[] = [];
  for (let i = 0; i < count; i++) values.push((first + i * step).toFixed(decimals));
  const width = equalWidth ? Math.max(0, ...values.map((value) => value.length)) : 0;
  if (values.length > 0) call.out(`${values.map((value) => value.padStart(width, '0')).join(separator)}\n`);
  return 0;
}

/** Writes for ever; the pipe's capacity holds it back and the reader's end breaks it. */
function* yes(call: Invocation): Task<number> {
  const line = `${call.args.length === 0 ? 'y' : call.args.join(' ')}\n`;
  const output = call.io.get(1);
  if (output === undefined || !('full' in output))
    return call.notModelled('endless output that is not piped');
  for (;;) {
    call.out(line.repeat(64));
    if (output.full !== undefined) yield output.full;
  }
}

export const OUTPUT_PROGRAMS: Readonly<Record<string, Program>> = {
  echo: { run: echo },
  printf: { run: printf },
  seq: { run: seq },
  yes: { run: yes },
};
