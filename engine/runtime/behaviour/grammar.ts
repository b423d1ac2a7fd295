// The pieces that behaviours in words are made of: durations, numbers, sizes, and the form of a phrase.

import type { Behaviour } from './behaviour.ts';

export type Draft = { -readonly [K in keyof Behaviour]: Behaviour[K] };

export interface Phrase {
  /** D is a duration, N a number, SIZE an amount of memory. */
  readonly form: string;
  readonly pattern: RegExp;
  readonly apply: (draft: Draft, match: readonly string[]) => void;
}

/** One duration, as 40s, 20 ms, 5 minutes or 1h30m. */
export const D =
  '((?:\\d+(?:\\.\\d+)?\\s*(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d)\\s*)+|an? (?:second|minute|hour|day))';
export const N = '(\\d+(?:\\.\\d+)?)';
export const SIZE = '(\\d+(?:\\.\\d+)?\\s*(?:[KMGT]i?B?|bytes|B))';

export function phrase(form: string, pattern: string, apply: Phrase['apply']): Phrase {
  return { form, pattern: new RegExp(`^(?:it )?${pattern}$`, 'i'), apply };
}

const UNIT_MS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milli)/i, 1],
  [/^s/i, 1000],
  [/^m/i, 60_000],
  [/^h/i, 3_600_000],
  [/^d/i, 86_400_000],
];

export function duration(text: string | undefined): number {
  const one = /^an? (.*)$/i.exec(text ?? '')?.[1];
  const spelled = one === undefined ? (text ?? '') : `1 ${one}`;
  let ms = 0;
  for (const [, amount, unit = ''] of spelled.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    ms += Number(amount) * (UNIT_MS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0);
  }
  return Math.round(ms);
}

const UNIT_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1000,
  m: 1000 ** 2,
  g: 1000 ** 3,
  t: 1000 ** 4,
  ki: 1024,
  mi: 1024 ** 2,
  gi: 1024 ** 3,
  ti: 1024 ** 4,
};

export function bytes(text: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text ?? '');
  const unit = (match?.[2] ?? '')
    .toLowerCase()
    .replace(/^bytes$/, '')
    .replace(/b$/, '');
  return Math.round(Number(match?.[1] ?? 0) * (UNIT_BYTES[unit] ?? 1));
}
