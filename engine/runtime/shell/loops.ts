// Loops, and what makes them cheap: a turn that changed nothing will be followed by the same turn.
//
// `while true; do sleep 1; done` would cost an event a second for every pod that idles so. When a turn had no effect
// but one sleep, the next turn's sleep lasts until a signal comes, or a file changes if the turn looked at files; it
// then ends where the sleep in progress would have ended, so nobody can see the difference. A turn that does not even
// sleep would never end its instant: without effect it waits for its reason to change, with effects it takes time.

import type { ArithmeticFor, For, While } from 'unbash';
import { EFFECT, NOT_REPEATABLE } from '../process/effects.ts';
import type { Task, Wait } from '../process/task.ts';
import { fileChange, sleepFor } from '../process/waits.ts';
import { evaluate } from './arithmetic.ts';
import { expandWords } from './expand.ts';
import { runStatements, runTested } from './run.ts';
import { LoopJump, type Shell } from './shell.ts';
import { runTraps } from './traps.ts';

/** Turns of a loop that does not wait, per millisecond: about what a shell does without starting programs. */
const TURNS_PER_MS = 100;

export function* runWhile(shell: Shell, node: While): Task<number> {
  const goesOn = node.kind === 'while' ? 0 : 1;
  const last = { status: 0 };
  yield* repeat(shell, () => whileTurn(shell, node, goesOn, last));
  shell.status = last.status;
  return last.status;
}

/** @param last  takes the status of the body */
function* whileTurn(shell: Shell, node: While, goesOn: number, last: { status: number }): Task<boolean> {
  const test = yield* runTested(shell, () => runStatements(shell, node.clause.commands));
  if ((test === 0 ? 0 : 1) !== goesOn) return false;
  last.status = yield* runStatements(shell, node.body.commands);
  return true;
}

export function* runFor(shell: Shell, node: For): Task<number> {
  const values = node.wordlist === undefined ? shell.positional : yield* expandWords(shell, node.wordlist);
  const rest = values[Symbol.iterator]();
  shell.status = 0;
  yield* repeat(shell, () => forTurn(shell, node, rest));
  return shell.status;
}

function* forTurn(shell: Shell, node: For, rest: Iterator<string>): Task<boolean> {
  const next = rest.next();
  if (next.done === true) return false;
  shell.set(node.name.value, next.value);
  shell.touchState();
  yield* runStatements(shell, node.body.commands);
  return true;
}

export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Task<number> {
  if (node.initialize !== undefined) yield* evaluate(shell, node.initialize);
  shell.status = 0;
  let turns = 0;
  yield* repeat(shell, () => arithmeticTurn(shell, node, turns++));
  return shell.status;
}

function* arithmeticTurn(shell: Shell, node: ArithmeticFor, turnsBefore: number): Task<boolean> {
  if (turnsBefore > 0 && node.update !== undefined) yield* evaluate(shell, node.update);
  if (node.test !== undefined && (yield* evaluate(shell, node.test)) === 0) return false;
  yield* runStatements(shell, node.body.commands);
  return true;
}

/** Runs turns until one returns false or a `break` reaches this loop. */
function* repeat(shell: Shell, turn: () => Task<boolean>): Task<void> {
  const process = shell.process;
  shell.loopDepth++;
  let turnsAtOnce = 0;
  try {
    for (;;) {
      const bits = process.effects.bits;
      const [waits, sleeps] = [process.waitCount, process.sleepCount];
      const startMs = shell.machine.host.nowMs();
      const revision = shell.machine.files.revision;
      process.effects.bits = 0;
      const goesOn = yield* oneTurn(turn);
      process.idleTurn = undefined;
      if (!goesOn) {
        process.effects.bits |= bits;
        return;
      }
      if (process.hasSignal && shell.ownsProcess) yield* runTraps(shell);
      const effects = process.effects.bits;
      process.effects.bits |= bits;
      const readsFiles = (effects & EFFECT.readFiles) !== 0;
      const repeats = (effects & NOT_REPEATABLE) === 0 && shell.machine.files.revision === revision;
      if (process.waitCount > waits) {
        turnsAtOnce = 0;
        const oneSleep = process.waitCount === waits + 1 && process.sleepCount === sleeps + 1;
        if (repeats && oneSleep)
          process.idleTurn = { sleepMs: shell.machine.host.nowMs() - startMs, readsFiles };
      } else if (repeats) {
        yield untilDisturbed(shell, readsFiles);
        if (process.hasSignal && shell.ownsProcess) yield* runTraps(shell);
      } else if (++turnsAtOnce >= TURNS_PER_MS) {
        // Differs: a real loop takes the time its commands take; here 100 turns take a millisecond.
        turnsAtOnce = 0;
        yield sleepFor(shell.machine.host, 1);
      }
    }
  } finally {
    shell.loopDepth--;
  }
}

/** @returns false where the loop ends */
function* oneTurn(turn: () => Task<boolean>): Task<boolean> {
  try {
    return yield* turn();
  } catch (thrown) {
    if (!(thrown instanceof LoopJump)) throw thrown;
    if (thrown.depth > 1) throw new LoopJump(thrown.kind, thrown.depth - 1);
    return thrown.kind === 'continue';
  }
}

function untilDisturbed(shell: Shell, readsFiles: boolean): Wait {
  const change = readsFiles ? fileChange(shell.machine.files) : undefined;
  return { interruptible: true, arm: (resume) => change?.arm(resume) ?? (() => {}) };
}
