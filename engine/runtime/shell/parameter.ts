// Parameter expansion: `$x`, `$@`, `$?` and the forms in braces.

import type { ParameterExpansionPart } from 'unbash';
import { EFFECT } from '../process/effects.ts';
import type { Task } from '../process/task.ts';
import { evaluateText } from './arithmetic.ts';
import { addWord, expandPattern, expandText } from './expand.ts';
import type { Fields } from './fields.ts';
import { patternSource } from './pattern.ts';
import { type Shell, ShellExit } from './shell.ts';

/** Exit code of a shell that a wrong expansion ends. Source: dash, exraise(EXERROR). */
const EXPANSION_ERROR = 2;

/** Value of a parameter, special ones included; undefined where it is unset. `@` and `*` are joined with a space. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.pid);
    case '!':
      return shell.lastBackgroundPid === undefined ? undefined : String(shell.lastBackgroundPid);
    case '#':
      return String(shell.positional.length);
    case '@':
    case '*':
      return shell.positional.length === 0 ? undefined : shell.positional.join(' ');
    case '-':
      return [...shell.options].join('');
    case '0':
      return shell.name;
    case 'PPID':
      return shell.get(name) ?? String(shell.process.parent?.pid ?? 0);
    case 'RANDOM':
      if (shell.get(name) === undefined && shell.dialect !== 'dash')
        shell.problem('$RANDOM', 'random numbers are not modelled in scripts');
      return shell.get(name);
    case 'SECONDS':
      return shell.get(name) ?? (shell.isBash ? secondsSinceStart(shell) : undefined);
    default:
      return /^\d/.test(name) ? shell.positional[Number(name) - 1] : shell.get(name);
  }
}

function secondsSinceStart(shell: Shell): string {
  shell.process.effects.add(EFFECT.readTime);
  return String(Math.floor((shell.machine.host.nowMs() - shell.process.startMs) / 1000));
}

/** `$x` without braces. */
export function addSpecial(shell: Shell, fields: Fields, name: string, quoted: boolean): void {
  if (name === '@' || name === '*') addAll(shell, fields, name, quoted);
  else addValue(fields, checkedValue(shell, name) ?? '', quoted);
}

function checkedValue(shell: Shell, name: string): string | undefined {
  const value = parameterValue(shell, name);
  if (value === undefined && shell.options.has('u') && name !== '@' && name !== '*') {
    shell.error(`${name}: parameter not set`);
    throw new ShellExit(EXPANSION_ERROR);
  }
  return value;
}

function addAll(shell: Shell, fields: Fields, name: '@' | '*', quoted: boolean): void {
  if (name === '*' && quoted) {
    const ifs = shell.get('IFS') ?? ' ';
    fields.quoted(shell.positional.join(ifs.slice(0, 1)));
    return;
  }
  for (const [i, value] of shell.positional.entries()) {
    if (i > 0) fields.end();
    addValue(fields, value, quoted);
  }
}

function addValue(fields: Fields, value: string, quoted: boolean): void {
  if (quoted) fields.quoted(value);
  else fields.expansion(value);
}

/** `${x…}` */
export function* addParameter(
  shell: Shell,
  fields: Fields,
  part: ParameterExpansionPart,
  quoted: boolean,
): Task<void> {
  if (part.index !== undefined) shell.problem(part.text, 'arrays are not modelled');
  let name = part.parameter;
  // `${!x}` is the value of the variable that x names; `${!}` and `${!:+word}` are about the last job.
  if (part.prefix === '!') name = name === '' ? '!' : (parameterValue(shell, name) ?? '');
  const operation = part.operation;
  if (part.prefix === '#') {
    const value =
      name === '@' || name === '*' ? shell.positional.length : (checkedValue(shell, name) ?? '').length;
    return addValue(fields, String(value), quoted);
  }
  if (operation === undefined) return addSpecial(shell, fields, name, quoted);
  if (operation.type === 'Default') {
    const value = parameterValue(shell, name);
    const missing = value === undefined || (operation.operator.startsWith(':') && value === '');
    switch (operation.operator) {
      case '+':
      case ':+':
        if (!missing) yield* addWord(shell, fields, operation.operand, quoted);
        return;
      case '=':
      case ':=':
        if (missing) {
          const text = yield* expandText(shell, operation.operand);
          shell.set(name, text);
          return addValue(fields, text, quoted);
        }
        break;
      case '?':
      case ':?':
        if (missing) {
          const text = yield* expandText(shell, operation.operand);
          shell.error(`${name}: ${text === '' ? 'parameter not set' : text}`);
          throw new ShellExit(EXPANSION_ERROR);
        }
        break;
      default:
        if (missing) return yield* addWord(shell, fields, operation.operand, quoted);
    }
    if (name === '@' || name === '*') return addAll(shell, fields, name, quoted);
    return addValue(fields, value ?? '', quoted);
  }
  addValue(fields, yield* transformed(shell, part, checkedValue(shell, name) ?? ''), quoted);
}

function* transformed(shell: Shell, part: ParameterExpansionPart, value: string): Task<string> {
  const operation = part.operation;
  if (shell.dialect === 'dash' && operation?.type !== 'Remove') {
    shell.error('Bad substitution');
    throw new ShellExit(EXPANSION_ERROR);
  }
  switch (operation?.type) {
    case 'Remove': {
      const pattern = yield* expandPattern(shell, operation.operand);
      return remove(value, pattern, operation.operator);
    }
    case 'Replace': {
      const source = patternSource(yield* expandPattern(shell, operation.pattern));
      const replacement = yield* expandText(shell, operation.replacement);
      const anchored = { '/': source, '//': source, '/#': `^(?:${source})`, '/%': `(?:${source})$` };
      const flags = operation.operator === '//' ? 'g' : '';
      return source === ''
        ? value
        : value.replace(new RegExp(anchored[operation.operator], flags), () => replacement);
    }
    case 'Slice': {
      const offset = yield* evaluateText(shell, yield* expandText(shell, operation.offset));
      const from = offset < 0 ? Math.max(0, value.length + offset) : offset;
      if (operation.length === undefined) return value.slice(from);
      const length = yield* evaluateText(shell, yield* expandText(shell, operation.length));
      return length < 0 ? value.slice(from, length) : value.slice(from, from + length);
    }
    case 'CaseModification': {
      const upper = operation.operator.startsWith('^');
      const change = (text: string): string => (upper ? text.toUpperCase() : text.toLowerCase());
      if (operation.operator.length === 2) return change(value);
      return change(value.slice(0, 1)) + value.slice(1);
    }
    default:
      return shell.problem(part.text, 'this form of parameter expansion is not modelled');
  }
}

function remove(value: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  if (operator === '#' || operator === '##') {
    const source = patternSource(pattern, operator === '#');
    return value.replace(new RegExp(`^(?:${source})`), '');
  }
  const matcher = new RegExp(`^(?:${patternSource(pattern)})$`);
  // The shortest end is found from the right, the longest from the left.
  for (let i = 0; i <= value.length; i++) {
    const at = operator === '%' ? value.length - i : i;
    if (matcher.test(value.slice(at))) return value.slice(0, at);
  }
  return value;
}
