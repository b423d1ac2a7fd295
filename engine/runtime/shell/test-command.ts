// `[[ ]]`: the test that is part of the grammar; words are not split and the right side of `==` is a pattern.

import type { TestExpression } from 'unbash';
import { EFFECT } from '../process/effects.ts';
import type { Task } from '../process/task.ts';
import { binaryTest, type TestContext, unaryTest } from '../programs/test.ts';
import { evaluateText } from './arithmetic.ts';
import { expandPattern, expandText } from './expand.ts';
import { matchesPattern } from './pattern.ts';
import type { Shell } from './shell.ts';

/** Value of a `[[ ]]` expression. */
export function* runTest(shell: Shell, node: TestExpression): Task<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return yield* runTest(shell, node.expression);
    case 'TestNot': {
      const value = yield* runTest(shell, node.operand);
      return node.negations.length % 2 === 1 ? !value : value;
    }
    case 'TestLogical': {
      for (const operand of node.operands) {
        const value = yield* runTest(shell, operand);
        if (value === (node.operator === '||')) return value;
      }
      return node.operator === '&&';
    }
    case 'TestUnary': {
      const operand = yield* expandText(shell, node.operand);
      if (node.operator === '-v') return shell.get(operand) !== undefined;
      return (
        unaryTest(contextOf(shell), node.operator, operand) ??
        shell.problem(node.operator, `the test ${node.operator} is not modelled`)
      );
    }
    case 'TestBinary':
      return yield* binary(shell, node);
  }
}

function* binary(shell: Shell, node: Extract<TestExpression, { type: 'TestBinary' }>): Task<boolean> {
  const left = yield* expandText(shell, node.left);
  switch (node.operator) {
    case '=':
    case '==':
      return matchesPattern(left, yield* expandPattern(shell, node.right));
    case '!=':
      return !matchesPattern(left, yield* expandPattern(shell, node.right));
    case '=~':
      return new RegExp(yield* expandText(shell, node.right)).test(left);
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge': {
      const right = yield* evaluateText(shell, yield* expandText(shell, node.right));
      const value = yield* evaluateText(shell, left);
      return binaryTest(contextOf(shell), String(value), node.operator, String(right)) === true;
    }
    default:
      return (
        binaryTest(contextOf(shell), left, node.operator, yield* expandText(shell, node.right)) ??
        shell.problem(node.operator, `the test ${node.operator} is not modelled`)
      );
  }
}

function contextOf(shell: Shell): TestContext {
  shell.process.effects.add(EFFECT.readFiles);
  return { files: shell.machine.files, cwd: shell.cwd };
}
