// An operator in words, as it may stand before a condition.

import { secondsText } from './back/judgement.ts';
import type { Operator } from './verdict.ts';

type Unanchored = Operator extends infer O ? (O extends Operator ? Omit<O, 'from'> : never) : never;

/** `within 30s`, `while pod "a" is Terminating, at most 2 times`; empty for `now`. */
export function operatorText(operator: Unanchored): string {
  switch (operator.kind) {
    case 'now':
      return '';
    case 'within':
    case 'for the next':
      return `${operator.kind} ${secondsText(operator.ms)}`;
    case 'after exactly':
      return `after exactly ${secondsText(operator.ms)} give or take ${secondsText(operator.toleranceMs)}`;
    case 'throughout':
    case 'never':
      return operator.kind;
    case 'times':
      return `${boundsText(operator.min, operator.max, String)} times`;
    case 'rate':
      return `${boundsText(operator.min, operator.max, String)} times per ${secondsText(operator.perMs)}`;
    case 'lasting':
      return `for ${boundsText(operator.minMs, operator.maxMs, secondsText)} ${operator.how}`;
    case 'until':
    case 'before':
    case 'after':
      return `${operator.kind} ${operator.other.text},`;
    case 'latency':
      return `${boundsText(operator.minMs, operator.maxMs, secondsText)} after ${operator.other.text},`;
    case 'soon':
      return `${boundsText(operator.minMs, operator.maxMs, secondsText)} after its beginning`;
    case 'while':
    case 'since':
      return `${operator.kind} ${operator.other.text}, ${operatorText(operator.inner)}`;
    default:
      return operator satisfies never;
  }
}

function boundsText(min: number, max: number, text: (n: number) => string): string {
  if (min === max) return `exactly ${text(min)}`;
  if (max === Number.POSITIVE_INFINITY) return `at least ${text(min)}`;
  return min <= 0 ? `at most ${text(max)}` : `between ${text(min)} and ${text(max)}`;
}
