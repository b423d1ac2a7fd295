// Lengths of time as people write them: `30 seconds`, `2 minutes 30 seconds`, `an hour`, `500 milliseconds`, `1m30s`.

import { nearest, UserError } from '../../engine/index.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  millisecond: 1,
  ms: 1,
  second: 1000,
  sec: 1000,
  s: 1000,
  minute: 60_000,
  min: 60_000,
  m: 60_000,
  hour: 3_600_000,
  h: 3_600_000,
  day: 86_400_000,
  d: 86_400_000,
};

/**
 * Whole milliseconds of a duration.
 *
 * @throws UserError  quoting the word that is no duration
 */
export function parseDuration(text: string): number {
  const spelled = text.replace(/^an? /, '1 ');
  const parts = [...spelled.matchAll(/(\d+(?:\.\d+)?) ?([a-z]+)/g)];
  if (parts.length === 0 || spelled.replaceAll(/\d+(?:\.\d+)? ?[a-z]+|and|[ ,]/g, '') !== '')
    throw noDuration(text);
  let ms = 0;
  for (const [, amount, unit = ''] of parts) {
    const unitMs = UNIT_MS[unit] ?? UNIT_MS[unit.replace(/s$/, '')];
    if (unitMs === undefined) throw noUnit(text, unit);
    ms += Number(amount) * unitMs;
  }
  if (!Number.isInteger(ms)) {
    throw new UserError({
      message: `"${text}" is no whole number of milliseconds`,
      hint: 'a millisecond is the shortest step',
    });
  }
  return ms;
}

function noDuration(text: string): UserError {
  return new UserError({
    message: `"${text}" is no duration`,
    hint: 'write 30 seconds, 2 minutes 30 seconds, 1 hour, 500 milliseconds, or 1m30s',
  });
}

function noUnit(text: string, unit: string): UserError {
  const near = nearest(unit, ['milliseconds', 'seconds', 'minutes', 'hours', 'days']);
  return new UserError({
    message: `"${unit}" in "${text}" is no unit of time`,
    hint:
      near === undefined ? 'write milliseconds, seconds, minutes, hours or days' : `did you mean ${near}?`,
  });
}
