// What the reader of a failed step needs: what was thrown, without the stack.

import type { TestStepResult } from './envelope.ts';

const STACK_LINE = /^\s+at /;

/** @returns undefined for a step that did not fail */
export function failureText({ status, message, exception }: TestStepResult): string | undefined {
  if (status !== 'FAILED' && status !== 'AMBIGUOUS') return undefined;
  const formatted = (message ?? '')
    .split('\n')
    .filter((line) => !STACK_LINE.test(line))
    .join('\n')
    .trim();
  // An assertion's difference stands in the formatted text alone.
  if (formatted.includes('+ expected - actual')) return formatted;
  return withoutColors(exception?.message ?? formatted) || 'failed without a message';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what colors begin with
const withoutColors = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '').trim();
