// `test` and `[`: conditions on files, texts and numbers.
// Source: POSIX.1-2017, test; the rules by number of arguments, then `-a` and `-o` with `-a` first.

import type { FileSystem } from '../filesystem/filesystem.ts';
import { sizeBytes } from '../filesystem/inode.ts';
import { resolvePath } from '../filesystem/paths.ts';
import type { Invocation, Program } from './program.ts';

export interface TestContext {
  readonly files: FileSystem;
  readonly cwd: string;
}

/** `-f x` and the like; undefined for an unknown operator. Everything is readable and writable for root. */
export function unaryTest(context: TestContext, operator: string, operand: string): boolean | undefined {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-t') return false;
  if (!/^-[abcdefghLprsSuwxO]$/.test(operator)) return undefined;
  const path = resolvePath(context.cwd, operand);
  if (operand === '') return false;
  if (operator === '-h' || operator === '-L') return context.files.lstat(path)?.kind === 'symlink';
  const node = context.files.stat(path);
  if (node === undefined) return false;
  switch (operator) {
    case '-f':
      return node.kind === 'file';
    case '-d':
      return node.kind === 'directory';
    case '-s':
      return sizeBytes(node) > 0;
    case '-x':
      return node.kind === 'directory' || (node.mode & 0o111) !== 0;
    case '-c':
      return node.kind === 'device';
    case '-b':
    case '-p':
    case '-S':
    case '-g':
    case '-u':
      return false;
    default:
      return true;
  }
}

/** `a = b` and the like; undefined for an unknown operator. @throws TestError where a number is none */
export function binaryTest(
  context: TestContext,
  left: string,
  operator: string,
  right: string,
): boolean | undefined {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-eq':
      return number(left) === number(right);
    case '-ne':
      return number(left) !== number(right);
    case '-lt':
      return number(left) < number(right);
    case '-le':
      return number(left) <= number(right);
    case '-gt':
      return number(left) > number(right);
    case '-ge':
      return number(left) >= number(right);
    case '-nt':
    case '-ot': {
      const [a, b] = [left, right].map((path) => context.files.stat(resolvePath(context.cwd, path))?.mtimeMs);
      const newer = operator === '-nt' ? [a, b] : [b, a];
      return newer[0] !== undefined && newer[1] !== undefined && newer[0] > newer[1];
    }
    case '-ef':
      return (
        context.files.stat(resolvePath(context.cwd, left)) ===
        context.files.stat(resolvePath(context.cwd, right))
      );
    default:
      return undefined;
  }
}

/** A `test` that does not make sense; the program ends with 2. */
export class TestError extends Error {}

function number(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw new TestError(`Illegal number: ${text}`);
  return Number(trimmed);
}

/** Value of the arguments of `test`. */
export function evaluateTest(context: TestContext, args: readonly string[]): boolean {
  if (args.length === 0) return false;
  if (args.length === 1) return args[0] !== '';
  if (args.length === 2) {
    if (args[0] === '!') return args[1] === '';
    return unaryTest(context, args[0]!, args[1]!) ?? unknown(args[0]);
  }
  if (args.length === 3) {
    const value = binaryTest(context, args[0]!, args[1]!, args[2]!);
    if (value !== undefined) return value;
  }
  const parser = new TestParser(context, args);
  return parser.parse();
}

function unknown(word: string | undefined): never {
  throw new TestError(`${word}: unexpected operator`);
}

class TestParser {
  readonly #context: TestContext;
  readonly #args: readonly string[];
  #at = 0;

  constructor(context: TestContext, args: readonly string[]) {
    this.#context = context;
    this.#args = args;
  }

  parse(): boolean {
    const value = this.#or();
    if (this.#at < this.#args.length) unknown(this.#args[this.#at]);
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#args[this.#at] === '-o') {
      this.#at++;
      value = this.#and() || value;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#primary();
    while (this.#args[this.#at] === '-a') {
      this.#at++;
      value = this.#primary() && value;
    }
    return value;
  }

  #primary(): boolean {
    const [first, second, third] = this.#args.slice(this.#at, this.#at + 3);
    if (first === undefined) throw new TestError('argument expected');
    if (second !== undefined && third !== undefined) {
      const value = binaryTest(this.#context, first, second, third);
      if (value !== undefined) {
        this.#at += 3;
        return value;
      }
    }
    if (first === '!') {
      this.#at++;
      return !this.#primary();
    }
    if (first === '(') {
      this.#at++;
      const value = this.#or();
      if (this.#args[this.#at++] !== ')') throw new TestError('closing paren expected');
      return value;
    }
    const unary = second === undefined ? undefined : unaryTest(this.#context, first, second);
    if (unary === undefined) {
      this.#at++;
      return first !== '';
    }
    this.#at += 2;
    return unary;
  }
}

function run(call: Invocation): number {
  let args = call.args;
  if (call.name === '[') {
    if (args.at(-1) !== ']') return call.fail('missing ]', 2);
    args = args.slice(0, -1);
  }
  try {
    return evaluateTest({ files: call.files, cwd: call.cwd }, args) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return call.fail(error.message, 2);
  }
}

export const TEST_PROGRAMS: Readonly<Record<string, Program>> = { test: { run }, '[': { run } };
