// Runs syntax trees: lists, `&&` and `||`, pipelines, background jobs, subshells, traps between commands.
//
// Everything is a task that yields only where it waits. Source: POSIX.1-2017, Shell Command Language 2.9 and 2.14.

import type { AndOr, CommandNode, ParsedScript, Pipeline, PipelineNode, Statement } from 'unbash';
import { EFFECT } from '../process/effects.ts';
import type { Process } from '../process/process.ts';
import { NullStream, pipe, SinkStream, type Stream } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { exitOf } from '../process/waits.ts';
import { runCommand } from './command.ts';
import { runCompound } from './compound.ts';
import { LoopJump, type Shell, ShellExit, ShellReturn } from './shell.ts';
import { runExitTrap, runTraps } from './traps.ts';

/** Exit code of a shell whose script does not parse. Source: dash, exraise(EXERROR). */
const SYNTAX_ERROR = 2;

/** Runs a whole shell to its end, EXIT trap included. @returns its exit code */
export function* runShell(shell: Shell, script: ParsedScript): Task<number> {
  const code = yield* untilExit(shell, () => runScript(shell, script));
  return yield* runExitTrap(shell, code);
}

/** Runs a parsed text: a script, an `eval`, a sourced file, a trap's command. */
export function* runScript(shell: Shell, script: ParsedScript): Task<number> {
  const wrong = script.errors?.[0];
  if (wrong !== undefined) {
    shell.error(`syntax error: ${wrong.message}`, SYNTAX_ERROR);
    throw new ShellExit(SYNTAX_ERROR);
  }
  return yield* runStatements(shell, script.commands);
}

export function* runStatements(shell: Shell, statements: readonly Statement[]): Task<number> {
  if (statements.length === 0) shell.status = 0;
  for (const statement of statements) {
    if (statement.background === true) startInBackground(shell, statement);
    else yield* runNode(shell, statement.command);
  }
  return shell.status;
}

function* runNode(shell: Shell, node: PipelineNode | AndOr): Task<number> {
  switch (node.type) {
    case 'AndOr':
      return yield* runAndOr(shell, node);
    case 'Pipeline':
      return yield* runPipeline(shell, node);
    default:
      return yield* runSingle(shell, node);
  }
}

function* runAndOr(shell: Shell, node: AndOr): Task<number> {
  const last = node.commands.length - 1;
  for (const [i, command] of node.commands.entries()) {
    const operator = i === 0 ? undefined : node.operators[i - 1];
    if (operator === '&&' && shell.status !== 0) continue;
    if (operator === '||' && shell.status === 0) continue;
    if (i === last) yield* runNode(shell, command);
    else yield* runTested(shell, () => runNode(shell, command));
  }
  return shell.status;
}

/** Runs something whose failure does not end a `set -e` shell. */
export function* runTested(shell: Shell, run: () => Task<number>): Task<number> {
  shell.tested++;
  try {
    return yield* run();
  } finally {
    shell.tested--;
  }
}

function* runPipeline(shell: Shell, node: Pipeline): Task<number> {
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length;
  if (node.prefixes.some((prefix) => prefix.type === 'Time')) shell.problem('time', '`time` is not modelled');
  const run = (): Task<number> => {
    const only = node.commands.length === 1 ? node.commands[0] : undefined;
    return only !== undefined ? runSingle(shell, only) : runStages(shell, node);
  };
  if (negations === 0) {
    yield* run();
    return leaveIfFailed(shell);
  }
  yield* runTested(shell, run);
  if (negations % 2 === 1) shell.status = shell.status === 0 ? 1 : 0;
  return shell.status;
}

function* runStages(shell: Shell, node: Pipeline): Task<number> {
  let input: Stream | undefined;
  const stages: Process[] = [];
  for (const [i, command] of node.commands.entries()) {
    const io = new Map(shell.io);
    if (input !== undefined) io.set(0, input);
    let next: Stream | undefined;
    if (i < node.commands.length - 1) {
      const ends = pipe();
      io.set(1, ends.writer);
      if (node.operators[i] === '|&') io.set(2, ends.writer);
      next = ends.reader;
      // Held until the next stage has it, lest an early writer finds no reader.
      next.retain();
    }
    stages.push(forkProcess(shell, io, command));
    input?.release();
    input = next;
  }
  for (const stage of stages) {
    if (stage.exit === undefined) yield exitOf(stage, { interruptible: false });
    shell.process.effects.add(stage.effects.bits);
  }
  const codes = stages.map((stage) => stage.exit?.code ?? 0);
  const failed = shell.options.has('pipefail') ? codes.findLast((code) => code !== 0) : undefined;
  shell.status = failed ?? codes.at(-1) ?? 0;
  return shell.status;
}

function* runSingle(shell: Shell, node: CommandNode): Task<number> {
  if (node.type === 'Command') yield* runCommand(shell, node);
  else yield* runCompound(shell, node);
  if (shell.process.hasSignal && shell.ownsProcess) yield* runTraps(shell);
  // A slow reader holds back whoever writes into a pipe.
  for (let full = shell.io.get(1)?.full; full !== undefined; full = shell.io.get(1)?.full) yield full;
  if (shell.status !== 0 && FAILS.has(node.type)) return leaveIfFailed(shell);
  return shell.status;
}

/** What `set -e` looks at; the parts of other compounds have been looked at one by one. */
const FAILS: ReadonlySet<CommandNode['type']> = new Set([
  'Command',
  'Subshell',
  'TestCommand',
  'ArithmeticCommand',
  'Redirected',
]);

function leaveIfFailed(shell: Shell): number {
  if (shell.status !== 0 && shell.options.has('e') && shell.tested === 0) throw new ShellExit(shell.status);
  return shell.status;
}

function startInBackground(shell: Shell, statement: Statement): void {
  const io = new Map(shell.io);
  io.set(0, new NullStream());
  const child = forkProcess(shell, io, statement.command);
  // POSIX 2.11: without job control a background command does not feel the keyboard.
  child.dispose('INT', 'ignore');
  child.dispose('QUIT', 'ignore');
  shell.touchState();
  shell.lastBackgroundPid = child.pid;
  shell.jobs.set(child.pid, child);
  shell.status = 0;
}

/** A subshell in a process of its own. It begins once the running process waits or ends. */
function forkProcess(shell: Shell, io: ReadonlyMap<number, Stream>, node: PipelineNode | AndOr): Process {
  shell.process.effects.add(EFFECT.processes);
  return shell.machine.table.spawn(
    { command: shell.process.command, streams: io, parent: shell.process },
    (process) => {
      const child = shell.fork(process, io);
      child.tested = 0;
      if (node.type === 'Command') child.tail = node;
      return untilExitTrap(child, () => runNode(child, node));
    },
  );
}

function* untilExitTrap(shell: Shell, run: () => Task<number>): Task<number> {
  return yield* runExitTrap(shell, yield* untilExit(shell, run));
}

/** Runs in a copy of the shell that shares its process: `( )` and `$( )`. */
export function* runInSubshell(
  shell: Shell,
  io: ReadonlyMap<number, Stream>,
  run: (child: Shell) => Task<number>,
): Task<number> {
  const child = shell.fork(shell.process, io);
  // What the copy does to its own variables is lost with it.
  const before = shell.process.effects.bits & EFFECT.shellState;
  shell.status = yield* untilExitTrap(child, () => run(child));
  if (before === 0) shell.process.effects.bits &= ~EFFECT.shellState;
  return shell.status;
}

/** Standard output of a script, run as `$( )` does. Its exit code becomes `$?`. */
export function* captureOutput(shell: Shell, script: ParsedScript): Task<string> {
  let text = '';
  const io = new Map(shell.io);
  io.set(
    1,
    new SinkStream((chunk) => {
      text += chunk;
    }, 'captured'),
  );
  yield* runInSubshell(shell, io, (child) => runScript(child, script));
  return text;
}

/** Runs until the end or until something unwinds the shell. */
function* untilExit(shell: Shell, run: () => Task<number>): Task<number> {
  try {
    return yield* run();
  } catch (thrown) {
    if (thrown instanceof ShellExit || thrown instanceof ShellReturn) return thrown.code;
    // `break` in a subshell has no loop of its own to leave.
    if (thrown instanceof LoopJump) return shell.status;
    throw thrown;
  }
}
