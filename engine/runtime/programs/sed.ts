// `sed`: `s///`, `p`, `d`, `q` and `=` with line numbers, ranges and patterns as addresses; `-n`, `-e`, `-i`, `-E`.

import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import { posixRegex } from './posix-regex.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text-input.ts';

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
      code = Math.max(code, call.onPath(operand, '{}', edit));
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
    const ch = text.charAt(i);
    if (ch === delimiter) {
      parts.push(part);
      part = '';
    } else if (ch !== '\\') part += ch;
    else {
      i++;
      part += text[i] === delimiter ? delimiter : ch + text.charAt(i);
    }
  }
  const flags = /^([gpiI0-9]*)\s*(?:[;\n]|$)/.exec(text.slice(i));
  if (parts.length < 2 || flags === null || /\d/.test(flags[1]!)) return undefined;
  const letters = flags[1]!;
  const regex = posixRegex(parts[0]!, {
    extended,
    flags: `${letters.includes('g') ? 'g' : ''}${/i/i.test(letters) ? 'i' : ''}`,
  });
  const command = { name: 's' as const, regex, replacement: parts[1]!, prints: letters.includes('p') };
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
        if (command.prints === true && line.search(command.regex) >= 0) result += `${changed}\n`;
        line = changed;
      }
    }
    if (keep) result += i === lines.length - 1 && !text.endsWith('\n') ? line : `${line}\n`;
    if (quit) break;
  }
  return result;
}

function sedReplacement(replacement: string, match: readonly unknown[]): string {
  return replacement.replace(/\\(.)|&/g, (_, ch: string | undefined) => {
    if (ch === undefined) return String(match[0]);
    if (/\d/.test(ch)) return String(match[Number(ch)] ?? '');
    return ch === 'n' ? '\n' : ch === 't' ? '\t' : ch;
  });
}

export const SED_PROGRAMS: Readonly<Record<string, Program>> = { sed: { run: sed } };
