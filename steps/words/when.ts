// The operator over time that begins a sentence: `within 30 seconds `, `for the next 5 minutes `, `throughout `, `never `,
// `until pod "a" is Ready, `, `before pod "a" is Ready, `, `after exactly 10 minutes `, `at most 2 times `, or nothing.

import { type Amount, parseAmount } from '../../engine/index.ts';
import { parseDuration } from './duration.ts';

export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'throughout' }
  | { readonly kind: 'never' }
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'for the next'; readonly ms: number }
  | { readonly kind: 'after exactly'; readonly ms: number; readonly toleranceMs: number }
  | { readonly kind: 'times'; readonly amount: Amount }
  | { readonly kind: 'until'; readonly sentence: string; readonly boundMs: number }
  | { readonly kind: 'before'; readonly sentence: string };

/** How long `until` waits where the sentence does not say. */
export const UNTIL_BOUND_MS = 3_600_000;
/** `after exactly` allows a hundredth of the time, and at least a second: components take their moments. */
const TOLERANCE_SHARE = 0.01;
const TOLERANCE_MIN_MS = 1000;

/** @param text as matched, blanks at its end included @throws UserError for what is no duration or amount */
export function parseWhen(text: string): When {
  const said = text.trim().replace(/,$/, '');
  if (said === '') return { kind: 'now' };
  if (said === 'throughout' || said === 'never') return { kind: said };
  const [, opening, rest = ''] = /^(within|for the next|after exactly|until|before) (.*)$/s.exec(said) ?? [];
  switch (opening) {
    case 'within':
    case 'for the next':
      return { kind: opening, ms: parseDuration(rest) };
    case 'after exactly':
      return afterExactly(rest);
    case 'until': {
      const [, sentence = rest, bound] = /^(.*) within (\S+(?: \S+)*?)$/.exec(rest) ?? [];
      return {
        kind: 'until',
        sentence,
        boundMs: bound === undefined ? UNTIL_BOUND_MS : parseDuration(bound),
      };
    }
    case 'before':
      return { kind: 'before', sentence: rest };
    default:
      return { kind: 'times', amount: parseTimes(said) };
  }
}

function afterExactly(text: string): When {
  const [length = '', tolerance] = text.split(' give or take ');
  const ms = parseDuration(length);
  const usual = Math.max(TOLERANCE_MIN_MS, Math.round(ms * TOLERANCE_SHARE));
  return {
    kind: 'after exactly',
    ms,
    toleranceMs: tolerance === undefined ? usual : parseDuration(tolerance),
  };
}

/** `3 times`, `at least once`, `exactly twice`. @throws UserError */
export function parseTimes(text: string): Amount {
  const plain = text
    .replace(/\bonce$/, '1')
    .replace(/\btwice$/, '2')
    .replace(/ times?$/, '');
  return parseAmount(plain);
}
