// What a field of a component's configuration may hold: each check gives what is wrong with a value, or nothing.
//
// Knows no field and no component. What only one component asks of a value stands with that component.

import { DurationError, parseGoDurationMs } from '../duration/go-duration.ts';
import { parseQuantity, QuantityError } from '../quantity/quantity.ts';

/** @returns how the value is wrong, to be read after it: `is no text` */
export type Check = (value: unknown) => string | undefined;

export const isText: Check = (value) => (typeof value === 'string' ? undefined : 'is no text');

export const isTruth: Check = (value) =>
  typeof value === 'boolean' ? undefined : 'is neither true nor false';

export const isWholeNumber: Check = (value) => (Number.isInteger(value) ? undefined : 'is no whole number');

export const isDuration: Check = (value) =>
  typeof value === 'string' ? problemOf(() => parseGoDurationMs(value)) : 'is no duration';

/** `''` among the words: Go's zero value, for which the default stands. */
export const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string)
      ? undefined
      : `is not known here, only ${words.filter((word) => word !== '').join(', ')}`;

export const isTexts: Check = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
    ? undefined
    : 'is no map of texts: numbers go in quotes';

export const isQuantities: Check = (value) => {
  const wrong = isTexts(value);
  if (wrong !== undefined) return wrong;
  for (const text of Object.values(value as Readonly<Record<string, string>>)) {
    const problem = problemOf(() => parseQuantity(text));
    if (problem !== undefined) return problem;
  }
  return undefined;
};

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof QuantityError || error instanceof DurationError) return error.message;
    throw error;
  }
}
