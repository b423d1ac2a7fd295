// Simple commands: assignments, redirections, then a function, a builtin or a program.

import type { Assignment, Command, CommandArgument, Word } from 'unbash';
import type { Task } from '../process/task.ts';
import { exitOf } from '../process/waits.ts';
import { Invocation, type Program, untilEnd } from '../programs/program.ts';
import { BUILTINS, SPECIAL_BUILTINS } from './builtins/index.ts';
import { runCompound } from './compound.ts';
import { expandText, expandWords } from './expand.ts';
import { redirect } from './redirect.ts';
import { runScriptFile } from './script-file.ts';
import { type Shell, ShellExit, ShellReturn } from './shell.ts';

const FUNCTION_DEPTH_MAX = 500;

/** Runs a simple command. @returns its status, which is also `$?` */
export function* runCommand(shell: Shell, node: Command): Task<number> {
  const words = yield* expandArguments(shell, node);
  const assignments = node.prefix.filter((one): one is Assignment => one.type === 'Assignment');
  const hasRedirects = node.redirects.length > 0;
  const io = hasRedirects ? yield* redirect(shell, node.redirects) : shell.io;
  const name = words[0];
  if (io === undefined) {
    // Source: dash 0.5.12 eval.c, evalcommand: a special builtin that cannot be redirected ends the shell.
    shell.status = shell.dialect === 'dash' ? 2 : 1;
    if (shell.dialect !== 'bash' && name !== undefined && SPECIAL_BUILTINS.has(name))
      throw new ShellExit(shell.status);
    return shell.status;
  }
  if (name === undefined) return yield* runAssignments(shell, node, assignments);
  if (assignments.length === 0) trace(shell, [], words);
  if (name === 'exec' && words.length === 1) {
    // Without a command the redirections are the shell's from now on.
    for (const stream of io.values()) if (![...shell.io.values()].includes(stream)) stream.retain();
    shell.io = io;
    shell.status = 0;
    return 0;
  }
  if (assignments.length === 0 && !hasRedirects) {
    shell.status = yield* dispatch(shell, node, words);
    return shell.status;
  }
  const before = shell.io;
  const saved = yield* assignForCommand(shell, name, assignments);
  if (assignments.length > 0) trace(shell, assignments, words);
  shell.io = io;
  try {
    shell.status = yield* dispatch(shell, node, words);
  } finally {
    shell.io = before;
    for (const [variable, old] of saved) shell.restore(variable, old);
  }
  return shell.status;
}

function* expandArguments(shell: Shell, node: Command): Task<string[]> {
  if (node.name === undefined) return [];
  const args = node.args;
  const words: Word[] = [node.name];
  let texts: string[] | undefined;
  for (const arg of args) {
    if (arg.type === 'Word') words.push(arg);
    else {
      // `export A=$x`: the value is not split.
      texts = [
        ...(texts ?? []),
        ...(yield* expandWords(shell, words.splice(0))),
        yield* assignmentText(shell, arg),
      ];
    }
  }
  const rest = yield* expandWords(shell, words);
  return texts === undefined ? rest : [...texts, ...rest];
}

function* assignmentText(shell: Shell, node: Extract<CommandArgument, Assignment>): Task<string> {
  return `${node.name}${node.append === true ? '+' : ''}=${yield* assignedValue(shell, node)}`;
}

function* assignedValue(shell: Shell, node: Assignment): Task<string> {
  if (node.value.type === 'ArrayValue' || node.index !== undefined)
    shell.problem(node.text, 'arrays are not modelled');
  return yield* expandText(shell, node.value);
}

function* runAssignments(shell: Shell, node: Command, assignments: readonly Assignment[]): Task<number> {
  // The status of `x=$(false)` is that of the substitution; without one it is 0.
  shell.status = 0;
  for (const one of assignments) yield* assign(shell, one);
  if (assignments.length > 0) trace(shell, assignments, []);
  return node.prefix.length === 0 ? 0 : shell.status;
}

/**
 * What `set -x` shows of a command. Source: dash 0.5.12 eval.c, evalcommand, which quotes nothing; busybox and bash quote,
 * and bash gives each assignment a line of its own.
 */
function trace(shell: Shell, assignments: readonly Assignment[], words: readonly string[]): void {
  if (!shell.options.has('x')) return;
  const quoted = (text: string): string => (shell.dialect === 'dash' ? text : quoteForTrace(text));
  const set = assignments.map(({ name }) => `${name}=${quoted(shell.get(name) ?? '')}`);
  const command = words.map(quoted).join(' ');
  const lines = shell.dialect === 'bash' ? [...set, command] : [[...set, command].join(' ').trimEnd()];
  for (const line of lines) if (line !== '') shell.err(`+ ${line}\n`);
}

function* assign(shell: Shell, node: Assignment): Task<void> {
  const value = yield* assignedValue(shell, node);
  const whole = node.append === true ? (shell.get(node.name) ?? '') + value : value;
  if (!shell.set(node.name, whole)) throw new ShellExit(2);
}

/** Assignments before a command: for that command only, unless it is a special builtin. */
function* assignForCommand(
  shell: Shell,
  name: string,
  assignments: readonly Assignment[],
): Task<[string, ReturnType<Shell['variables']['get']>][]> {
  const saved: [string, ReturnType<Shell['variables']['get']>][] = [];
  for (const one of assignments) {
    const value = yield* assignedValue(shell, one);
    if (!SPECIAL_BUILTINS.has(name)) saved.unshift([one.name, shell.variables.get(one.name)]);
    shell.set(one.name, value, { export: true });
  }
  return saved;
}

function* dispatch(shell: Shell, node: Command | undefined, words: readonly string[]): Task<number> {
  const name = words[0]!;
  const definition = shell.functions.get(name);
  if (definition !== undefined) return yield* runFunction(shell, definition.body, words.slice(1));
  const builtin = BUILTINS.get(name);
  if (builtin !== undefined) {
    const result = builtin(shell, words.slice(1));
    return typeof result === 'number' ? result : yield* result;
  }
  return yield* runProgram(shell, words, { inPlace: node !== undefined && node === shell.tail });
}

/** Runs words as `command`, `exec` and `eval` leave them: no function is looked up. */
export function* runWords(
  shell: Shell,
  words: readonly string[],
  options: { inPlace: boolean },
): Task<number> {
  const builtin = BUILTINS.get(words[0] ?? '');
  if (builtin !== undefined && !options.inPlace) {
    const result = builtin(shell, words.slice(1));
    return typeof result === 'number' ? result : yield* result;
  }
  return yield* runProgram(shell, words, options);
}

function* runFunction(
  shell: Shell,
  body: Parameters<typeof runCompound>[1] | { type: 'CompoundList' },
  args: readonly string[],
): Task<number> {
  if (body.type === 'CompoundList')
    return shell.problem('function', 'a function body that is no compound command');
  if (shell.functionDepth >= FUNCTION_DEPTH_MAX)
    return shell.error('maximum function recursion depth exceeded', 2);
  const positional = shell.positional;
  shell.positional = args;
  shell.functionDepth++;
  shell.localScopes.push(new Map());
  try {
    return yield* runCompound(shell, body);
  } catch (thrown) {
    if (!(thrown instanceof ShellReturn)) throw thrown;
    return thrown.code;
  } finally {
    shell.functionDepth--;
    shell.positional = positional;
    for (const [name, old] of shell.localScopes.pop() ?? []) shell.restore(name, old);
  }
}

/**
 * Looks a word up and runs what it names.
 *
 * @param options.inPlace the shell has nothing left to do: the program takes over its process, as `exec` does and as
 *   shells do for the last command of `-c`. Source: dash 0.5.11 eval.c, EV_EXIT; busybox ash likewise.
 */
export function* runProgram(
  shell: Shell,
  words: readonly string[],
  options: { inPlace: boolean },
): Task<number> {
  const name = words[0] ?? '';
  if (name === '') return shell.error(': not found', 127);
  const inPlace =
    options.inPlace && shell.ownsProcess && ![...shell.traps.values()].some((command) => command !== '');
  const lookup = shell.machine.lookUp(name, shell.cwd);
  switch (lookup.kind) {
    case 'missing':
      return shell.error(`${name}: not found`, 127);
    case 'forbidden':
      return shell.error(`${name}: Permission denied`, 126);
    case 'script':
      return yield* runScriptFile(shell, lookup, words.slice(1));
    case 'program':
      return yield* start(shell, lookup.program, words, inPlace);
    case 'unknown': {
      // A path that ends a script is the image's own program, and anywhere in it where somebody has said what that does;
      // a mere word more likely a mistake in the script.
      if ((inPlace || shell.machine.isDescribed === true) && name.includes('/'))
        return yield* start(shell, shell.machine.standIn(words), words, inPlace);
      return shell.problem(name, `the program "${name}" is not known`);
    }
  }
}

function* start(shell: Shell, program: Program, words: readonly string[], inPlace: boolean): Task<number> {
  const call = (process: Shell['process']): Invocation =>
    new Invocation({
      machine: shell.machine,
      process,
      argv: words,
      env: shell.env,
      cwd: shell.cwd,
      io: shell.io,
    });
  if (inPlace || program.ownProcess !== true) {
    if (inPlace) {
      shell.process.forgetHandlers();
      shell.process.command = words.join(' ');
    }
    const result = program.run(call(shell.process));
    return typeof result === 'number' ? result : yield* result;
  }
  shell.touchState();
  const child = shell.machine.table.spawn(
    { command: words.join(' '), streams: shell.io, parent: shell.process },
    (process) => untilEnd(() => program.run(call(process))),
  );
  yield exitOf(child, { interruptible: false });
  return child.exit?.code ?? 0;
}

/** Source: busybox 1.35 shell/ash.c, maybe_single_quote. */
function quoteForTrace(word: string): string {
  if (/^[\w+,./:@\]^-]*$/.test(word)) return word;
  return word.replace(/([^']*)('*)/g, (whole, text, quotes) =>
    whole === '' ? '' : `'${text}'${quotes === '' ? '' : `"${quotes}"`}`,
  );
}
