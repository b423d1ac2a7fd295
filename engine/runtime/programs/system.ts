// Programs about the machine, the environment and numbers: `env`, `hostname`, `id`, `ps`, `expr`, `which`, `xargs` …

import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { posixRegex } from './posix-regex.ts';
import { Invocation, type Program } from './program.ts';

function printenv(call: Invocation): number {
  if (call.args.length === 0) {
    for (const [name, value] of call.env) call.out(`${name}=${value}\n`);
    return 0;
  }
  let code = 0;
  for (const name of call.args) {
    const value = call.env.get(name);
    if (value === undefined) code = 1;
    else call.out(`${value}\n`);
  }
  return code;
}

/** `env [-i] [-u NAME] [NAME=VALUE …] [COMMAND …]` */
function* env(call: Invocation): Task<number> {
  const variables = new Map(call.env);
  const words = [...call.args];
  for (;;) {
    const word = words[0];
    if (word === '-i') variables.clear();
    else if (word === '-u') variables.delete(words[1] ?? '');
    else if (word !== undefined && /^[A-Za-z_]\w*=/.test(word)) {
      variables.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    } else break;
    words.splice(0, word === '-u' ? 2 : 1);
  }
  const inner = new Invocation({ ...call.parts(), env: variables, process: call.process, argv: words });
  if (words.length === 0) return printenv(inner.withArgs([]));
  const result = call.machine.runWords(inner);
  return typeof result === 'number' ? result : yield* result;
}

function uname(call: Invocation): number {
  const all: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: call.machine.sandbox.hostname,
    r: '5.15.0',
    v: '#1 SMP',
    m: 'x86_64',
    o: 'GNU/Linux',
  };
  const letters = call.args.join('').replace(/-/g, '');
  const wanted = letters.includes('a') ? 'snrvmo' : letters || 's';
  call.out(
    `${[...'snrvmo']
      .filter((letter) => wanted.includes(letter))
      .map((letter) => all[letter])
      .join(' ')}\n`,
  );
  return 0;
}

function ps(call: Invocation): number {
  call.process.effects.add(EFFECT.processes);
  call.out('PID   USER     TIME  COMMAND\n');
  for (const process of call.machine.table.living()) {
    call.out(`${String(process.pid).padStart(5)} root      0:00 ${process.command}\n`);
  }
  return 0;
}

function pgrep(call: Invocation): number {
  call.process.effects.add(EFFECT.processes);
  const full = call.args.includes('-f');
  const other = call.args.find((arg) => arg.startsWith('-') && arg !== '-f');
  if (other !== undefined) return call.notModelled(`option ${other}`);
  const pattern = call.args.filter((arg) => !arg.startsWith('-'))[0] ?? '';
  const found = call.machine.table.living().filter((process) => {
    if (process === call.process) return false;
    const program = process.command.split(' ')[0]!;
    return new RegExp(pattern).test(full ? process.command : program.slice(program.lastIndexOf('/') + 1));
  });
  for (const process of found) call.out(`${process.pid}\n`);
  return found.length > 0 ? 0 : 1;
}

/** `pkill`, `killall`: by name of the program. */
function pkill(call: Invocation): number {
  call.process.effects.add(EFFECT.processes);
  const words = call.args.filter((arg) => !arg.startsWith('-'));
  const signalWord = call.args.find((arg) => /^-(SIG)?[A-Z0-9]+$/.test(arg))?.slice(1) ?? 'TERM';
  const full = call.args.includes('-f');
  let found = false;
  for (const process of [...call.machine.table.living()]) {
    const program = process.command.split(' ')[0]!;
    const name = full ? process.command : program.slice(program.lastIndexOf('/') + 1);
    if (process === call.process || !words.some((word) => (full ? name.includes(word) : name === word)))
      continue;
    const signal = call.machine.signalName(signalWord);
    if (signal === undefined) return call.fail(`bad signal name '${signalWord}'`);
    found = process.signal(signal) || found;
  }
  if (found) return 0;
  return call.name === 'killall' ? call.fail(`${words.join(' ')}: no process killed`) : 1;
}

function which(call: Invocation): number {
  let code = 0;
  for (const word of call.args.filter((arg) => !arg.startsWith('-'))) {
    const kind = call.machine.lookUp(word, call.cwd).kind;
    if (kind === 'program' || kind === 'script')
      call.out(`${word.startsWith('/') ? word : `/usr/bin/${word}`}\n`);
    else code = 1;
  }
  return code;
}

function expr(call: Invocation): number {
  try {
    const result = new Expression(call).value();
    call.out(`${result}\n`);
    return result === '' || result === '0' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return call.fail(error.message, 2);
  }
}

/** An expression without a value; `expr` prints it alone and ends with 2. */
class ExpressionError extends Error {}

/** Precedence climbing over the arguments of `expr`. */
class Expression {
  readonly #call: Invocation;
  readonly #words: readonly string[];
  #at = 0;

  constructor(call: Invocation) {
    this.#call = call;
    this.#words = call.args;
  }

  value(level = 0): string {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#primary();
    let left = this.value(level + 1);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at++;
      left = this.#apply(left, operator, this.value(level + 1));
    }
  }

  #primary(): string {
    const word = this.#words[this.#at++];
    if (word === '(') {
      const value = this.value();
      if (this.#words[this.#at++] !== ')') throw new ExpressionError('syntax error');
      return value;
    }
    if (word === 'length') return String(this.#primary().length);
    if (word === 'substr') {
      const [text, position, length] = [this.#primary(), Number(this.#primary()), Number(this.#primary())];
      return position < 1 ? '' : text.slice(position - 1, position - 1 + length);
    }
    if (word === 'index') {
      const [text, characters] = [this.#primary(), this.#primary()];
      return String([...text].findIndex((ch) => characters.includes(ch)) + 1);
    }
    if (word === 'match') return matchPattern(this.#primary(), this.#primary());
    if (word === undefined) throw new ExpressionError('syntax error');
    return word;
  }

  #apply(left: string, operator: string, right: string): string {
    if (operator === '|') return left !== '' && left !== '0' ? left : right;
    if (operator === '&') return left !== '' && left !== '0' && right !== '' && right !== '0' ? left : '0';
    if (operator === ':') return matchPattern(left, right);
    const numeric = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
    const [a, b] = [Number(left), Number(right)];
    if ('+-*/%'.includes(operator)) {
      if (!numeric || ('/%'.includes(operator) && b === 0)) {
        const isBusybox = this.#call.machine.userland === 'busybox';
        const wrong = isBusybox ? 'non-numeric argument' : 'non-integer argument';
        throw new ExpressionError(numeric ? 'division by zero' : wrong);
      }
      const results = { '+': a + b, '-': a - b, '*': a * b, '/': Math.trunc(a / b), '%': a % b };
      return String(results[operator as keyof typeof results]);
    }
    const order = numeric ? a - b : left < right ? -1 : left > right ? 1 : 0;
    const truth = {
      '=': order === 0,
      '==': order === 0,
      '!=': order !== 0,
      '<': order < 0,
      '<=': order <= 0,
      '>': order > 0,
      '>=': order >= 0,
    };
    return truth[operator as keyof typeof truth] ? '1' : '0';
  }
}

/** `text : pattern`: what the first group matched, or the number of characters matched; always from the start. */
function matchPattern(text: string, pattern: string): string {
  const match = posixRegex(`^${pattern.replace(/^\^/, '')}`, { extended: false }).exec(text);
  return /\\\(/.test(pattern) ? (match?.[1] ?? '') : String(match?.[0].length ?? 0);
}

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

/** `xargs [-n N] [-I {}] [-r] COMMAND`: without `-r` and `-I` the command runs once on no input. */
function* xargs(call: Invocation): Task<number> {
  const words = [...call.args];
  let perCall = Number.POSITIVE_INFINITY;
  let placeholder: string | undefined;
  let skipsEmpty = false;
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift()!;
    const option = word.slice(0, 2);
    const value = (): string => word.slice(2) || (words.shift() ?? '');
    if (option === '-n') perCall = Number(value());
    else if (option === '-I') placeholder = value();
    else if (word === '-r') skipsEmpty = true;
    else return call.notModelled(`option ${word}`);
  }
  call.process.effects.add(EFFECT.input);
  const text = yield* readAll(call.stdin);
  const items =
    placeholder === undefined ? quotedWords(text) : text.split('\n').filter((line) => line !== '');
  const command = words.length === 0 ? ['echo'] : words;
  const step = placeholder === undefined ? Math.min(perCall, Math.max(items.length, 1)) : 1;
  let code = 0;
  const runsOnce = items.length === 0 && placeholder === undefined && !skipsEmpty;
  for (let i = 0; i < items.length || (i === 0 && runsOnce); i += step) {
    const part = items.slice(i, i + step);
    const mark = placeholder;
    const argv =
      mark === undefined ? [...command, ...part] : command.map((word) => word.split(mark).join(part[0]));
    const result = call.machine.runWords(new Invocation({ ...call.parts(), process: call.process, argv }));
    if ((typeof result === 'number' ? result : yield* result) !== 0) code = 123;
  }
  return code;
}

/** Blanks separate words, quotes and backslashes hold them together. */
function quotedWords(text: string): string[] {
  const pieces = text.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return pieces.map((piece) =>
    piece.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) => double ?? single ?? escaped),
  );
}

function* nohup(call: Invocation): Task<number> {
  const result = call.machine.runWords(
    new Invocation({ ...call.parts(), process: call.process, argv: call.args }),
  );
  return typeof result === 'number' ? result : yield* result;
}

function prints(text: string): Program {
  return {
    run: (call) => {
      call.out(`${text}\n`);
      return 0;
    },
  };
}

export const SYSTEM_PROGRAMS: Readonly<Record<string, Program>> = {
  true: { run: () => 0 },
  false: { run: () => 1 },
  env: { run: env },
  printenv: { run: printenv },
  hostname: {
    run: (call) => {
      const { hostname, addresses } = call.machine.sandbox;
      call.out(`${/^-[iI]$/.test(call.args[0] ?? '') ? addresses.join(' ') : hostname}\n`);
      return 0;
    },
  },
  whoami: prints('root'),
  id: {
    run: (call) => {
      const [option = ''] = call.args;
      const whole = 'uid=0(root) gid=0(root) groups=0(root)\n';
      call.out(/^-[ugG]$/.test(option) ? '0\n' : /^-(?:[ugG]n|n[ugG])$/.test(option) ? 'root\n' : whole);
      return 0;
    },
  },
  arch: prints('x86_64'),
  uname: { run: uname },
  ps: { run: ps },
  pgrep: { run: pgrep },
  pidof: { run: (call) => pgrep(call.withArgs([`^${call.args[0] ?? ''}$`])) },
  pkill: { run: pkill },
  killall: { run: pkill },
  which: { run: which },
  expr: { run: expr },
  xargs: { run: xargs },
  nohup: { run: nohup },
  nice: { run: nohup },
  setsid: { run: nohup },
  clear: { run: () => 0 },
};
