// The operator over time that begins a sentence: `within 30 seconds `, `throughout `, `until pod "a" is Ready, `,
// `at most 5 seconds after pod "a" is Ready, `, `for at most 3 seconds in total `, `while node "node-2" is down, never `,
// or nothing. What each says is in docs/vocabulary.md.

import { type Amount, parseAmount, UserError } from '../../engine/index.ts';
import { parseDuration } from './duration.ts';

export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'throughout' }
  | { readonly kind: 'never' }
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'for the next'; readonly ms: number }
  | { readonly kind: 'after exactly'; readonly ms: number; readonly toleranceMs: number }
  | { readonly kind: 'times'; readonly amount: Amount }
  | { readonly kind: 'rate'; readonly amount: Amount; readonly perMs: number }
  | ({ readonly kind: 'lasting'; readonly how: Lasting['how'] } & Lengths)
  | ({ readonly kind: 'latency'; readonly sentence: string } & Lengths)
  | { readonly kind: 'until'; readonly sentence: string; readonly boundMs: number }
  | { readonly kind: 'before' | 'after'; readonly sentence: string }
  | { readonly kind: 'while' | 'since'; readonly sentence: string; readonly inner: When };

/** Bounds are included; `Infinity` is none. */
export interface Lengths {
  readonly minMs: number;
  readonly maxMs: number;
}

export interface Lasting extends Lengths {
  readonly how: 'in total' | 'in a row';
}

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
  const [, scope, other = '', inner = ''] =
    /^(while|since) ((?:"[^"]*"|,(?! )|[^",])+)(?:, (.*))?$/s.exec(said) ?? [];
  if (scope === 'while' || scope === 'since') {
    return { kind: scope, sentence: other, inner: innerOf(inner, scope) };
  }
  return parseOpening(said) ?? parseBounded(said);
}

// What looks ahead from now cannot be asked of a stretch that may be long past.
function innerOf(text: string, scope: 'while' | 'since'): When {
  const inner = parseWhen(text.replace(/^(within .*) of its beginning/s, '$1'));
  if (inner.kind !== 'for the next' && inner.kind !== 'until') return inner;
  throw new UserError({
    message: `"${inner.kind}" looks ahead from now, and "${scope}" looks back`,
    hint: `say it without "${scope}", or begin with: ${scope} …, throughout …`,
  });
}

function parseOpening(said: string): When | undefined {
  const [, opening, rest = ''] =
    /^(within|for the next|after exactly|until|before|after|for) (.*)$/s.exec(said) ?? [];
  switch (opening) {
    case 'within':
    case 'for the next':
      // `within 5 seconds after pod "a" is Ready` bounds a wait.
      return rest.includes(' after ') ? undefined : { kind: opening, ms: parseDuration(rest) };
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
    case 'after':
      return { kind: opening, sentence: rest };
    case 'for':
      return { kind: 'lasting', ...parseLasting(rest) };
    default:
      return undefined;
  }
}

// `at most 2 times per minute`, `at most 5 seconds after pod "a" is Ready`
function parseBounded(said: string): When {
  const [, bound, sentence] = /^(.*?) after (.*)$/s.exec(said) ?? [];
  if (bound !== undefined && sentence !== undefined)
    return { kind: 'latency', sentence, ...parseLengths(bound) };
  const [, times, per] = /^(.*(?:times?|once|twice)) (?:per|each|every|an?) (.*)$/s.exec(said) ?? [];
  if (times === undefined || per === undefined) return { kind: 'times', amount: parseTimes(said) };
  return { kind: 'rate', amount: parseTimes(times), perMs: parseSpan(per) };
}

/** `at most 3 times per minute` @throws UserError */
export function parseRate(text: string): Extract<When, { kind: 'rate' }> {
  const when = parseBounded(text);
  if (when.kind === 'rate') return when;
  throw new UserError({ message: `"${text}" is no rate`, hint: 'write at most 3 times per minute' });
}

/** `per minute `, or nothing. @returns milliseconds @throws UserError */
export const parsePer = (text: string): number | undefined =>
  text === '' ? undefined : parseSpan(text.trim().replace(/^\S+ /, ''));

/** `minute`, `10 seconds`: a length that must not be nothing. @throws UserError */
export function parseSpan(text: string): number {
  const ms = parseDuration(/^\d/.test(text) ? text : `1 ${text}`);
  if (ms > 0) return ms;
  throw new UserError({
    message: `nothing happens in "${text}"`,
    hint: 'write per second, per minute, per 10 seconds',
  });
}

/** `at most 3 seconds in total`, `at least 10 seconds in a row` @throws UserError */
export function parseLasting(text: string): Lasting {
  const [, bound = text, how] = /^(.*?),? (in total|altogether|in a row|at a stretch)$/s.exec(text) ?? [];
  if (how === undefined) {
    throw new UserError({
      message: `"for ${text}" says neither of all times together nor of each`,
      hint: `write "for ${text} in total", or "for ${text} in a row"`,
    });
  }
  return {
    how: how === 'in total' || how === 'altogether' ? 'in total' : 'in a row',
    ...parseLengths(bound),
  };
}

const LENGTHS: readonly (readonly [pattern: RegExp, lengths: (a: number, b: number) => Lengths])[] = [
  [/^(?:at most|within) (.*)$/, (a) => ({ minMs: 0, maxMs: a })],
  [/^(?:less|fewer) than (.*)$/, (a) => ({ minMs: 0, maxMs: a - 1 })],
  [/^at least (.*)$/, (a) => ({ minMs: a, maxMs: Number.POSITIVE_INFINITY })],
  [/^more than (.*)$/, (a) => ({ minMs: a + 1, maxMs: Number.POSITIVE_INFINITY })],
  [/^between (.*) and (.*)$/, (a, b) => ({ minMs: a, maxMs: b })],
  [/^(?:exactly )?(.*)$/, (a) => ({ minMs: a, maxMs: a })],
];

/** `at most 5 seconds`, `between 5 and 10 seconds` @throws UserError for what is no duration, and bounds that exclude each other */
export function parseLengths(text: string): Lengths {
  for (const [pattern, lengths] of LENGTHS) {
    const [, first, second] = pattern.exec(text) ?? [];
    if (first === undefined) continue;
    // `between 5 and 10 seconds`: the unit is said once.
    const unit = second === undefined || !/^[\d.]+$/.test(first) ? '' : (/ ?[a-z]+$/.exec(second)?.[0] ?? '');
    const { minMs, maxMs } = lengths(
      parseDuration(`${first}${unit}`),
      second === undefined ? 0 : parseDuration(second),
    );
    if (minMs <= maxMs && maxMs >= 0) return { minMs, maxMs };
    throw new UserError({
      message: `no time is "${text}"`,
      hint: 'put the shorter time first: between 5 and 10 seconds',
    });
  }
  return { minMs: 0, maxMs: 0 };
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
