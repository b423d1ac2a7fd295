// `$(( ))`: whole numbers, wrapped to 64 bits where bits matter; an unset variable is 0.

import { type ArithmeticExpression, parse } from 'unbash';
import type { Task } from '../process/task.ts';
import { expandBody } from './expand.ts';
import { parameterValue } from './parameter.ts';
import { captureOutput } from './run.ts';
import { type Shell, ShellExit } from './shell.ts';

const DEPTH_MAX = 50;

/** Value of an expression tree. Assignments in it change variables. */
export function* evaluate(shell: Shell, expression: ArithmeticExpression, depth = 0): Task<number> {
  switch (expression.type) {
    case 'ArithmeticGroup':
      return yield* evaluate(shell, expression.expression, depth);
    case 'ArithmeticWord':
      return yield* wordValue(shell, (yield* wordText(shell, expression)).trim(), depth);
    case 'ArithmeticCommandExpansion': {
      if (expression.script === undefined) return shell.problem(expression.text, 'not understood');
      return yield* wordValue(shell, (yield* captureOutput(shell, expression.script)).trim(), depth);
    }
    case 'ArithmeticTernary': {
      const test = yield* evaluate(shell, expression.test, depth);
      return yield* evaluate(shell, test !== 0 ? expression.consequent : expression.alternate, depth);
    }
    case 'ArithmeticUnary':
      return yield* unary(shell, expression, depth);
    case 'ArithmeticBinary':
      return yield* binary(shell, expression, depth);
  }
}

/** Value of a text such as `1 + x`. */
export function* evaluateText(shell: Shell, text: string, depth = 0): Task<number> {
  const script = parse(`((${text}\n))`);
  const command = script.commands[0]?.command;
  if (command?.type !== 'ArithmeticCommand' || script.errors !== undefined || depth > DEPTH_MAX) {
    return arithmeticError(shell, `expecting primary: "${text}"`);
  }
  return command.expression === undefined ? 0 : yield* evaluate(shell, command.expression, depth + 1);
}

function* wordText(
  shell: Shell,
  word: Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>,
): Task<string> {
  if (word.parts !== undefined) return yield* expandBody(shell, word.parts);
  // A plain `$name` comes without parts.
  return word.value.startsWith('$') ? (parameterValue(shell, word.value.slice(1)) ?? '0') : word.value;
}

function* wordValue(shell: Shell, text: string, depth: number): Task<number> {
  if (text === '') return 0;
  if (/^\d+$/.test(text)) return text.startsWith('0') ? Number.parseInt(text, 8) : Number(text);
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number(text);
  if (!/^[A-Za-z_]\w*$/.test(text)) return yield* evaluateText(shell, text, depth);
  const value = (shell.get(text) ?? '').trim();
  if (value === '' && shell.get(text) === undefined && shell.isBash && shell.options.has('u')) {
    shell.error(`${text}: parameter not set`);
    throw new ShellExit(2);
  }
  if (depth > DEPTH_MAX) return arithmeticError(shell, 'expression recursion level exceeded');
  return value === text ? 0 : yield* wordValue(shell, value, depth + 1);
}

function* unary(
  shell: Shell,
  expression: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
  depth: number,
): Task<number> {
  const value = yield* evaluate(shell, expression.operand, depth);
  switch (expression.operator) {
    case '-':
      return -value;
    case '+':
      return value;
    case '!':
      return value === 0 ? 1 : 0;
    case '~':
      return -value - 1;
    case '++':
    case '--': {
      const next = expression.operator === '++' ? value + 1 : value - 1;
      assign(shell, expression.operand, next);
      return expression.prefix ? next : value;
    }
    default:
      return arithmeticError(shell, `unknown operator ${expression.operator}`);
  }
}

const isMissing = (operand: ArithmeticExpression): boolean =>
  operand.type === 'ArithmeticWord' && operand.value.trim() === '';

function* binary(
  shell: Shell,
  expression: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
  depth: number,
): Task<number> {
  const { operator } = expression;
  // The parser leaves an empty word where an operand is missing.
  if (isMissing(expression.left) || isMissing(expression.right))
    return arithmeticError(shell, 'arithmetic syntax error');
  if (operator === '=') {
    const value = yield* evaluate(shell, expression.right, depth);
    return assign(shell, expression.left, value);
  }
  const left = yield* evaluate(shell, expression.left, depth);
  if (operator === '&&') return left !== 0 && (yield* evaluate(shell, expression.right, depth)) !== 0 ? 1 : 0;
  if (operator === '||') return left !== 0 || (yield* evaluate(shell, expression.right, depth)) !== 0 ? 1 : 0;
  const right = yield* evaluate(shell, expression.right, depth);
  if (operator.endsWith('=') && !['==', '!=', '<=', '>='].includes(operator)) {
    return assign(shell, expression.left, apply(shell, operator.slice(0, -1), left, right));
  }
  return apply(shell, operator, left, right);
}

function apply(shell: Shell, operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return Number.isSafeInteger(left * right) ? left * right : wrapped(BigInt(left) * BigInt(right));
    case '**':
      return left ** right;
    case '/':
    case '%':
      if (right === 0) return arithmeticError(shell, 'divide by zero');
      // Plus zero: -4 % 2 must not print as -0.
      return (operator === '/' ? Math.trunc(left / right) : left % right) + 0;
    case '<<':
      return wrapped(BigInt(left) << BigInt(right & 63));
    case '>>':
      return wrapped(BigInt(left) >> BigInt(right & 63));
    case '&':
      return wrapped(BigInt(left) & BigInt(right));
    case '|':
      return wrapped(BigInt(left) | BigInt(right));
    case '^':
      return wrapped(BigInt(left) ^ BigInt(right));
    case '<':
      return left < right ? 1 : 0;
    case '>':
      return left > right ? 1 : 0;
    case '<=':
      return left <= right ? 1 : 0;
    case '>=':
      return left >= right ? 1 : 0;
    case '==':
      return left === right ? 1 : 0;
    case '!=':
      return left !== right ? 1 : 0;
    case ',':
      return right;
    default:
      return arithmeticError(shell, `unknown operator ${operator}`);
  }
}

function wrapped(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

function assign(shell: Shell, target: ArithmeticExpression, value: number): number {
  if (target.type !== 'ArithmeticWord' || !/^[A-Za-z_]\w*$/.test(target.value.trim()))
    return arithmeticError(shell, 'arithmetic syntax error');
  shell.set(target.value.trim(), String(value));
  return value;
}

function arithmeticError(shell: Shell, text: string): never {
  shell.error(text);
  throw new ShellExit(2);
}
