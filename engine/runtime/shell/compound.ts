// Compound commands: `if`, `case`, groups, subshells, `[[ ]]`, `(( ))`, function definitions, and their redirections.

import type { Case, CommandNode, CompoundCommand, If, Redirected } from 'unbash';
import type { Task } from '../process/task.ts';
import { evaluate } from './arithmetic.ts';
import { expandPattern, expandText } from './expand.ts';
import { runArithmeticFor, runFor, runWhile } from './loops.ts';
import { matchesPattern } from './pattern.ts';
import { redirect } from './redirect.ts';
import { runInSubshell, runStatements, runTested } from './run.ts';
import type { Shell } from './shell.ts';
import { runTest } from './test-command.ts';

type Compound = Exclude<CommandNode, { type: 'Command' }>;

/** Runs a compound command. @returns its status, which is also `$?` */
export function* runCompound(shell: Shell, node: Compound): Task<number> {
  switch (node.type) {
    case 'If':
      return yield* runIf(shell, node);
    case 'While':
      return yield* runWhile(shell, node);
    case 'For':
      return yield* runFor(shell, node);
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node);
    case 'Case':
      return yield* runCase(shell, node);
    case 'BraceGroup':
      return yield* runStatements(shell, node.body.commands);
    case 'Subshell':
      return yield* runInSubshell(shell, shell.io, (child) => runStatements(child, node.body.commands));
    case 'Redirected':
      return yield* runRedirected(shell, node);
    case 'Function':
      shell.touchState();
      shell.functions.set(node.name.value, node);
      shell.status = 0;
      return 0;
    case 'TestCommand':
      shell.status = (yield* runTest(shell, node.expression)) ? 0 : 1;
      return shell.status;
    case 'ArithmeticCommand': {
      const value = node.expression === undefined ? 0 : yield* evaluate(shell, node.expression);
      shell.status = value !== 0 ? 0 : 1;
      return shell.status;
    }
    case 'Select':
    case 'Coproc':
      return shell.problem(node.type.toLowerCase(), `\`${node.type.toLowerCase()}\` is not modelled`);
  }
}

function* runRedirected(shell: Shell, node: Redirected): Task<number> {
  const io = yield* redirect(shell, node.redirects);
  if (io === undefined) {
    shell.status = 1;
    return 1;
  }
  const before = shell.io;
  shell.io = io;
  try {
    return yield* runCompound(shell, node.command satisfies CompoundCommand);
  } finally {
    shell.io = before;
  }
}

function* runIf(shell: Shell, node: If): Task<number> {
  for (const branch of [node, ...node.elif]) {
    const test = yield* runTested(shell, () => runStatements(shell, branch.clause.commands));
    if (test === 0) return yield* runStatements(shell, branch.then.commands);
  }
  if (node.else !== undefined) return yield* runStatements(shell, node.else.commands);
  shell.status = 0;
  return 0;
}

function* runCase(shell: Shell, node: Case): Task<number> {
  const text = yield* expandText(shell, node.word);
  let status = 0;
  let fallsThrough = false;
  for (const item of node.items) {
    if (!fallsThrough && !(yield* matchesAny(shell, text, item.pattern))) continue;
    status = yield* runStatements(shell, item.body.commands);
    if (item.terminator === ';;&') continue;
    fallsThrough = item.terminator === ';&';
    if (!fallsThrough) break;
  }
  shell.status = status;
  return status;
}

function* matchesAny(shell: Shell, text: string, patterns: Case['items'][number]['pattern']): Task<boolean> {
  for (const pattern of patterns) {
    if (matchesPattern(text, yield* expandPattern(shell, pattern))) return true;
  }
  return false;
}
