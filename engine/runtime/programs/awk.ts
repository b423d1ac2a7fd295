// `awk`, the one form that scripts in manifests use: print fields of the lines that a pattern or a number selects.

import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import { posixRegex } from './posix-regex.ts';
import type { Invocation, Program } from './program.ts';
import { inputs, linesOf } from './text-input.ts';

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

export const AWK_PROGRAMS: Readonly<Record<string, Program>> = { awk: { run: awk } };
