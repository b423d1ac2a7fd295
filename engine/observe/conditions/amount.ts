// How many, as sentences say it: `3`, `at least 2`, `at most 1`, `fewer than 2`, `no`, `between 2 and 4`.

import { UserError } from '../../errors.ts';

export interface Amount {
  /** As it was said. */
  readonly text: string;
  /** Both included. */
  readonly min: number;
  readonly max: number;
}

const FORMS: readonly (readonly [RegExp, (n: number, m: number) => readonly [min: number, max: number]])[] = [
  [/^(?:exactly )?(\d+)$/, (n) => [n, n]],
  [/^at least (\d+)$/, (n) => [n, Number.POSITIVE_INFINITY]],
  [/^at most (\d+)$/, (n) => [0, n]],
  [/^more than (\d+)$/, (n) => [n + 1, Number.POSITIVE_INFINITY]],
  [/^(?:fewer|less) than (\d+)$/, (n) => [0, n - 1]],
  [/^between (\d+) and (\d+)$/, (n, m) => [n, m]],
  [/^no$/, () => [0, 0]],
];

/** @throws UserError  for anything else, and for amounts that nothing can be (`fewer than 0`) */
export function parseAmount(text: string): Amount {
  for (const [pattern, bounds] of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [min, max] = bounds(Number(match[1]), Number(match[2]));
    if (max < min)
      throw new UserError({ message: `nothing can be "${text}"`, hint: 'write at most 0, or no' });
    return { text, min, max };
  }
  throw new UserError({
    message: `"${text}" is no amount`,
    hint: 'write 3, at least 2, at most 4, more than 1, fewer than 5, between 2 and 4, or no',
  });
}

/** How far a number is inside the amount: 0 and more where it fits, below 0 by how much it does not. */
export const marginOf = ({ min, max }: Amount, value: number): number => Math.min(value - min, max - value);

/**
 * What was found of what was wanted: `1 of 3 available`; where the amount is no single number, `1 available, wanted at
 * least 3`.
 */
export function foundOf({ text, min, max }: Amount, value: number, what: string): string {
  if (min === max && max > 0) return `${value} of ${max} ${what}`;
  return `${value} ${what}, wanted ${text}`;
}
