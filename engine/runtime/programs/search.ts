// Programs that look for patterns: `grep`, `sed` and `awk`, each the part that scripts in manifests use.

import { EFFECT } from '../process/effects.ts';
import { readLine } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text.ts';

/** A POSIX regular expression as a JavaScript one. Basic: `\(`, `\+` and the like are the operators. */
export function posixRegex(text: string, options: { extended: boolean; flags?: string }): RegExp {
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] ?? '';
    const next = text[i + 1] ?? '';
    if (ch === '[') {
      const end = text.indexOf(']', text[i + 1] === '^' ? i + 3 : i + 2);
      const close =
        text.slice(i).match(/^\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/)?.[0] ??
        (end < 0 ? '[' : text.slice(i, end + 1));
      source += bracket(close);
      i += close.length - 1;
    } else if (ch === '\\') {
      i++;
      if (options.extended) source += /[wWsSbB1-9]/.test(next) ? `\\${next}` : literal(next);
      else if ('(){}+?|'.includes(next)) source += next;
      else if (next === '<' || next === '>') source += '\\b';
      else source += /[wWsSbB1-9nt]/.test(next) ? `\\${next}` : literal(next);
    } else if (!options.extended && '(){}+?|'.includes(ch)) source += `\\${ch}`;
    else if (!options.extended && ch === '*' && source === '') source += '\\*';
    else source += ch;
  }
  return new RegExp(source, options.flags ?? '');
}

function literal(ch: string): string {
  return ch.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

function bracket(text: string): string {
  const body = text.slice(1, -1).replace(/^(\^?)\]/, '$1\\]');
  return `[${body.replace(/\[:(\w+):\]|\[/g, (_, name: string | undefined) => (name === undefined ? '\\[' : (CLASSES[name] ?? '')))}]`;
}

function* grep(call: Invocation): Task<number> {
  const args = parseArguments(call, 'qivcnEFsowxle:rRhHm:A:B:a', {
    quiet: 'q',
    'ignore-case': 'i',
    silent: 'q',
  });
  const operands = [...args.operands];
  const patterns = args.has('e') ? args.values('e') : [operands.shift() ?? ''];
  for (const flag of ['r', 'R', 'A', 'B']) if (args.has(flag)) call.notModelled(`option -${flag}`);
  const flags = args.has('i') ? 'i' : '';
  const regexes = patterns.flatMap((pattern) =>
    pattern.split('\n').map((line) => {
      let source = args.has('F')
        ? line.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
        : posixRegex(line, { extended: args.has('E') || call.name === 'egrep' }).source;
      if (args.has('w')) source = `\\b(?:${source})\\b`;
      if (args.has('x')) source = `^(?:${source})$`;
      return new RegExp(source, flags);
    }),
  );
  const matches = (line: string): boolean => regexes.some((regex) => regex.test(line)) !== args.has('v');
  if (operands.length === 0) return yield* grepInput(call, args, matches, regexes);
  const { texts, code } = yield* inputs(call, operands);
  let found = false;
  for (const { name, text } of texts) {
    const prefix = (texts.length > 1 || args.has('H')) && !args.has('h') ? `${name}:` : '';
    let count = 0;
    for (const [i, line] of linesOf(text).entries()) {
      if (!matches(line)) continue;
      found = true;
      count++;
      if (args.has('q') || args.has('c') || args.has('l')) continue;
      call.out(shown(args, regexes, line, `${prefix}${args.has('n') ? `${i + 1}:` : ''}`));
      if (count >= Number(args.value('m') ?? Number.POSITIVE_INFINITY)) break;
    }
    if (args.has('c') && !args.has('q')) call.out(`${prefix}${count}\n`);
    if (args.has('l') && count > 0) call.out(`${name}\n`);
  }
  if (found && (code === 0 || args.has('q'))) return 0;
  return code === 0 ? 1 : 2;
}

function* grepInput(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
  matches: (line: string) => boolean,
  regexes: readonly RegExp[],
): Task<number> {
  call.process.effects.add(EFFECT.input);
  let count = 0;
  for (let number = 1; ; number++) {
    const next = yield* readLine(call.stdin);
    if (next === undefined) break;
    if (!matches(next.line)) continue;
    count++;
    if (args.has('q')) return 0;
    if (!args.has('c')) call.out(shown(args, regexes, next.line, args.has('n') ? `${number}:` : ''));
    if (count >= Number(args.value('m') ?? Number.POSITIVE_INFINITY)) break;
  }
  if (args.has('c')) call.out(`${count}\n`);
  return count > 0 ? 0 : 1;
}

function shown(
  args: ReturnType<typeof parseArguments>,
  regexes: readonly RegExp[],
  line: string,
  prefix: string,
): string {
  if (!args.has('o') || args.has('v')) return `${prefix}${line}\n`;
  const pieces = regexes.flatMap((regex) => [...line.matchAll(new RegExp(regex.source, `${regex.flags}g`))]);
  return pieces.map((piece) => `${prefix}${piece[0]}\n`).join('');
}

interface SedCommand {
  readonly applies: (line: string, number: number, isLast: boolean) => boolean;
  readonly name: 's' | 'p' | 'd' | 'q' | '=';
  readonly regex?: RegExp;
  readonly replacement?: string;
  readonly prints?: boolean;
}

function* sed(call: Invocation): Task<number> {
  const args = parseArguments(call, 'nire:Es', { expression: 'e', quiet: 'n', 'in-place': 'i' });
  const operands = [...args.operands];
  const scripts = args.has('e') ? args.values('e') : [operands.shift() ?? ''];
  const extended = args.has('E') || args.has('r');
  const commands = scripts.flatMap((script) => sedCommands(call, script, extended));
  if (args.has('i')) {
    let code = 0;
    for (const operand of operands) {
      const edit = (path: string): void => {
        const text = call.files.readFile(path);
        call.filesToWrite.writeFile(path, sedText(commands, text, args.has('n')));
      };
      code = Math.max(code, call.onPath(operand, '', edit));
    }
    return code;
  }
  const { texts, code } = yield* inputs(call, operands);
  call.out(sedText(commands, texts.map((one) => one.text).join(''), args.has('n')));
  return code;
}

function sedCommands(call: Invocation, script: string, extended: boolean): SedCommand[] {
  const commands: SedCommand[] = [];
  let rest = script.trim();
  while (rest !== '') {
    const address = /^(?:(\d+|\$)(?:,(\d+|\$))?|\/((?:[^/\\]|\\.)*)\/)?\s*(!?)\s*/.exec(rest);
    const applies = sedAddress(address, extended);
    rest = rest.slice(address?.[0].length ?? 0);
    const simple = /^([pdq=])\s*(?:[;\n]|$)/.exec(rest);
    const substitute = sedSubstitute(rest, extended);
    if (simple !== null) {
      commands.push({ applies, name: simple[1] as SedCommand['name'] });
      rest = rest.slice(simple[0].length).trimStart();
    } else if (substitute !== undefined) {
      commands.push({ applies, ...substitute.command });
      rest = rest.slice(substitute.length).trimStart();
    } else call.notModelled(`sed script ${script}`);
  }
  return commands;
}

function sedAddress(match: RegExpExecArray | null, extended: boolean): SedCommand['applies'] {
  const [, from, to, pattern, not] = match ?? [];
  const negate = not === '!';
  if (pattern !== undefined) {
    const regex = posixRegex(pattern, { extended });
    return (line) => regex.test(line) === !negate;
  }
  if (from === undefined) return () => !negate;
  return (_, number, isLast) => {
    if (to === undefined) return (from === '$' ? isLast : number === Number(from)) !== negate;
    return (number >= Number(from) && (to === '$' || number <= Number(to))) !== negate;
  };
}

function sedSubstitute(
  text: string,
  extended: boolean,
): { command: Pick<SedCommand, 'name' | 'regex' | 'replacement' | 'prints'>; length: number } | undefined {
  const delimiter = text[1];
  if (text[0] !== 's' || delimiter === undefined) return undefined;
  const parts: string[] = [];
  let part = '';
  let i = 2;
  for (; i < text.length && parts.length < 2; i++) {
    const ch = text[i] ?? '';
    if (ch === delimiter) {
      parts.push(part);
      part = '';
    } else if (ch !== '\\') part += ch;
    else {
      i++;
      part += text[i] === delimiter ? delimiter : ch + (text[i] ?? '');
    }
  }
  const flags = /^([gpiI0-9]*)\s*(?:[;\n]|$)/.exec(text.slice(i));
  if (parts.length < 2 || flags === null || /\d/.test(flags[1] ?? '')) return undefined;
  const letters = flags[1] ?? '';
  const regex = posixRegex(parts[0] ?? '', {
    extended,
    flags: `${letters.includes('g') ? 'g' : ''}${/i/i.test(letters) ? 'i' : ''}`,
  });
  const command = { name: 's' as const, regex, replacement: parts[1] ?? '', prints: letters.includes('p') };
  return { command, length: i + flags[0].length };
}

function sedText(commands: readonly SedCommand[], text: string, quiet: boolean): string {
  const lines = linesOf(text);
  let result = '';
  for (const [i, original] of lines.entries()) {
    let line = original;
    let keep = !quiet;
    let quit = false;
    for (const command of commands) {
      if (!command.applies(line, i + 1, i === lines.length - 1)) continue;
      if (command.name === 'd') {
        keep = false;
        break;
      }
      if (command.name === 'p') result += `${line}\n`;
      else if (command.name === '=') result += `${i + 1}\n`;
      else if (command.name === 'q') quit = true;
      else if (command.regex !== undefined) {
        const changed = line.replace(command.regex, (...match) =>
          sedReplacement(command.replacement ?? '', match),
        );
        if (changed !== line && command.prints === true) result += `${changed}\n`;
        line = changed;
      }
    }
    if (keep) result += i === lines.length - 1 && !text.endsWith('\n') ? line : `${line}\n`;
    if (quit) break;
  }
  return result;
}

function sedReplacement(replacement: string, match: readonly unknown[]): string {
  return replacement.replace(/\\(.)|&/g, (whole, ch: string | undefined) => {
    if (whole === '&') return String(match[0]);
    if (ch !== undefined && /\d/.test(ch)) return String(match[Number(ch)] ?? '');
    return ch === 'n' ? '\n' : ch === 't' ? '\t' : (ch ?? '');
  });
}

const AWK =
  /^\s*(?:\/((?:[^/\\]|\\.)*)\/|NR\s*(==|>|<|>=|<=|!=)\s*(\d+))?\s*(?:\{\s*print\s*([^{};]*?);?\s*\})?\s*$/;

/** `awk '[/re/ | NR==n] {print [$N, "text" …]}'`; anything else stops the scenario. */
function* awk(call: Invocation): Task<number> {
  const args = parseArguments(call, 'F:v:');
  const [program = '', ...files] = args.operands;
  const match = AWK.exec(program);
  if (match === null || program.trim() === '' || args.has('v')) {
    return call.notModelled('awk: only \'[/re/ or NR==n] {print $1, "text", $NF}\' is modelled');
  }
  const [, pattern, operator, bound, list = ''] = match;
  const regex = pattern === undefined ? undefined : posixRegex(pattern, { extended: true });
  const items = awkItems(call, list);
  const separator = args.value('F');
  const { texts, code } = yield* inputs(call, files);
  for (const [i, line] of texts.flatMap((one) => linesOf(one.text)).entries()) {
    if (regex !== undefined && !regex.test(line)) continue;
    if (operator !== undefined && !compare(i + 1, operator, Number(bound))) continue;
    const fields = awkFields(line, separator);
    const shownText = items.length === 0 ? line : items.map((item) => item(line, fields, i + 1)).join('');
    call.out(`${shownText}\n`);
  }
  return code;
}

function awkFields(line: string, separator: string | undefined): string[] {
  if (separator === undefined || separator === ' ') return line.trim() === '' ? [] : line.trim().split(/\s+/);
  return line.split(separator.length === 1 ? separator : posixRegex(separator, { extended: true }));
}

function compare(a: number, operator: string, b: number): boolean {
  const results = { '==': a === b, '!=': a !== b, '>': a > b, '<': a < b, '>=': a >= b, '<=': a <= b };
  return results[operator as keyof typeof results];
}

type AwkItem = (line: string, fields: readonly string[], number: number) => string;

function awkItems(call: Invocation, list: string): AwkItem[] {
  const items: AwkItem[] = [];
  const token = /\s*(?:(,)|\$(\d+|NF)|"((?:[^"\\]|\\.)*)"|(NF|NR))/y;
  while (token.lastIndex < list.length) {
    const at = token.lastIndex;
    const match = token.exec(list);
    if (match === null) {
      if (list.slice(at).trim() === '') break;
      return call.notModelled(`awk: print ${list}`);
    }
    const [, comma, field, text, variable] = match;
    if (comma !== undefined) items.push(() => ' ');
    else if (field === '0') items.push((line) => line);
    else if (field === 'NF') items.push((_, fields) => fields.at(-1) ?? '');
    else if (field !== undefined) items.push((_, fields) => fields[Number(field) - 1] ?? '');
    else if (text !== undefined)
      items.push(() => text.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\(.)/g, '$1'));
    else items.push((_, fields, number) => String(variable === 'NF' ? fields.length : number));
  }
  return items;
}

export const SEARCH_PROGRAMS: Readonly<Record<string, Program>> = {
  grep: { run: grep },
  egrep: { run: grep },
  fgrep: { run: (call) => grep(call.withArgs(['-F', ...call.args])) },
  sed: { run: sed },
  awk: { run: awk },
};
