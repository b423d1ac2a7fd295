// A number with its bounds, for people: what an operator over time came to.

import { spanText } from './clock-text.ts';
import type { Measurement } from './failure.ts';

const numberText = (unit: Measurement['unit'], n: number): string =>
  unit === 'ms' ? spanText(n) : n === 1 ? 'once' : `${n} times`;

/** `14.043s, at most 3s` */
export function measurementText({ unit, value, min, max }: Measurement): string {
  return [numberText(unit, value), boundsText(unit, min, max)].filter((part) => part !== '').join(', ');
}

/** How far the number is inside its bounds, below 0 outside: `2s`, `-1 time`; undefined without bounds. */
export function slackText({ unit, value, min, max }: Measurement): string | undefined {
  const slack = Math.min(
    min === undefined ? Number.POSITIVE_INFINITY : value - min,
    max === undefined ? Number.POSITIVE_INFINITY : max - value,
  );
  if (slack === Number.POSITIVE_INFINITY) return undefined;
  const size = Math.abs(slack);
  const text = unit === 'ms' ? spanText(size) : size === 1 ? '1 time' : `${size} times`;
  return slack < 0 ? `-${text}` : text;
}

function boundsText(unit: Measurement['unit'], min: number | undefined, max: number | undefined): string {
  if (min === undefined) return max === undefined ? '' : `at most ${numberText(unit, max)}`;
  if (max === undefined) return min === 0 ? '' : `at least ${numberText(unit, min)}`;
  if (min === max) return `exactly ${numberText(unit, min)}`;
  return `between ${numberText(unit, min)} and ${numberText(unit, max)}`;
}
