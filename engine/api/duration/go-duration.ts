// Durations as Go writes them: `1h30m`, `1.5s`, `-250ms`. In nanoseconds, as Go holds them.
//
// Source: Go src/time/format.go, ParseDuration; src/time/time.go, Duration.String (texts of Go 1.15 and later).

import { quoteGo } from '../validation/field-error.ts';

/** Its message is Go's. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5
  μs: 1_000n, // U+03BC
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const INT64_MAX = 2n ** 63n - 1n;

// Digits of a fraction past the unit's nanoseconds are dropped.
function fractionOf(digits: string, unit: bigint): bigint {
  return digits === '' ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
}

/**
 * Nanoseconds of a Go duration; `0` needs no unit.
 *
 * @throws DurationError  with Go's message
 */
export function parseGoDuration(text: string): bigint {
  const invalid = (): DurationError => new DurationError(`time: invalid duration ${quoteGo(text)}`);
  const isNegative = text.startsWith('-');
  let rest = /^[-+]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return 0n;
  if (rest === '') throw invalid();
  let total = 0n;
  while (rest !== '') {
    const [number, whole, fraction] = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest)!;
    if (`${whole}${fraction ?? ''}` === '') throw invalid();
    rest = rest.slice(number.length);
    const unitText = /^[^.0-9]*/.exec(rest)![0];
    if (unitText === '') throw new DurationError(`time: missing unit in duration ${quoteGo(text)}`);
    if (!Object.hasOwn(NANOSECONDS, unitText)) {
      throw new DurationError(`time: unknown unit ${quoteGo(unitText)} in duration ${quoteGo(text)}`);
    }
    const unit = NANOSECONDS[unitText]!;
    rest = rest.slice(unitText.length);
    total += BigInt(whole || '0') * unit + fractionOf(fraction ?? '', unit);
    if (total > INT64_MAX && !(isNegative && total === INT64_MAX + 1n)) throw invalid();
  }
  return isNegative ? -total : total;
}

/** Whole milliseconds of a Go duration, rounded toward zero. @throws DurationError */
export function parseGoDurationMs(text: string): number {
  return Number(parseGoDuration(text) / 1_000_000n);
}

// The value in units, with its fraction less the trailing zeros.
function inUnits(nanoseconds: bigint, unit: bigint): string {
  const rest = nanoseconds % unit;
  const whole = String(nanoseconds / unit);
  if (rest === 0n) return whole;
  const places = String(unit).length - 1;
  return `${whole}.${String(rest).padStart(places, '0').replace(/0+$/, '')}`;
}

/** `72h3m0.5s`; below a second in the largest unit that leaves a whole number before the point; `0s`. */
export function formatGoDuration(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${formatGoDuration(-nanoseconds)}`;
  if (nanoseconds === 0n) return '0s';
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${inUnits(nanoseconds, 1_000n)}µs`;
  if (nanoseconds < 1_000_000_000n) return `${inUnits(nanoseconds, 1_000_000n)}ms`;
  const hours = nanoseconds / NANOSECONDS.h!;
  const minutes = (nanoseconds % NANOSECONDS.h!) / NANOSECONDS.m!;
  const seconds = `${inUnits(nanoseconds % NANOSECONDS.m!, NANOSECONDS.s!)}s`;
  if (hours > 0n) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${minutes}m${seconds}` : seconds;
}

/** As `formatGoDuration`, of whole milliseconds. */
export function formatGoDurationMs(milliseconds: number): string {
  return formatGoDuration(BigInt(milliseconds) * 1_000_000n);
}
