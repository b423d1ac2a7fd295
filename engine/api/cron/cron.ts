// Cron schedules as Kubernetes reads them: five fields or a descriptor. Knows no clock; see next.ts for the times.
//
// Source: github.com/robfig/cron v1.1.0 (kubernetes to 1.21) and v3.0.1 (since 1.22) parser.go, ParseStandard.

import { type VersionProfile, versionProfile } from '../../versions/profile.ts';
import { DurationError, parseGoDuration } from '../duration/go-duration.ts';
import { quoteGo } from '../validation/field-error.ts';
import { isTimeZone } from './time-zone.ts';

/** Its message is the library's. */
export class CronError extends Error {
  override readonly name = 'CronError';
}

export interface CronField {
  /** Whether a value fits, by the value. */
  readonly has: readonly boolean[];
  /** Whether the field was a star, which decides how the two day fields combine. */
  readonly isStar: boolean;
}

export interface FieldSchedule {
  readonly kind: 'fields';
  readonly minute: CronField;
  readonly hour: CronField;
  readonly dayOfMonth: CronField;
  /** January is 1. */
  readonly month: CronField;
  /** Sunday is 0. */
  readonly dayOfWeek: CronField;
  /** From a TZ= or CRON_TZ= prefix; it outranks any other. */
  readonly timeZone?: string;
  /** Whether a midnight that daylight saving skipped is looked for again; see next.ts. */
  readonly findsMidnight: boolean;
}

export interface EverySchedule {
  readonly kind: 'every';
  /** Whole seconds, at least one. */
  readonly delayMs: number;
}

export type CronSchedule = FieldSchedule | EverySchedule;

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const MONTH_NAMES = ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE: Bounds = { min: 0, max: 59, names: [] };
const HOUR: Bounds = { min: 0, max: 23, names: [] };
const DAY_OF_MONTH: Bounds = { min: 1, max: 31, names: [] };
const MONTH: Bounds = { min: 1, max: 12, names: MONTH_NAMES };
const DAY_OF_WEEK: Bounds = { min: 0, max: 6, names: DAY_NAMES };

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const EVERY = '@every ';

class Parser {
  private readonly isV3: boolean;

  constructor(version: VersionProfile) {
    this.isV3 = version.has('cronLibraryV3');
  }

  /** v3 says the same in lower case. */
  private error(message: string): CronError {
    return new CronError(this.isV3 ? message[0]!.toLowerCase() + message.slice(1) : message);
  }

  schedule(text: string): CronSchedule {
    if (text === '') throw this.error('Empty spec string');
    const { spec, timeZone } = this.isV3 ? this.zonePrefix(text) : { spec: text };
    if (spec.startsWith('@')) return this.descriptor(spec, timeZone);
    const fields = spec.split(/\s+/).filter((field) => field !== '');
    if (fields.length !== 5) {
      const found = this.isV3 ? `[${fields.join(' ')}]` : spec;
      throw this.error(`Expected exactly 5 fields, found ${fields.length}: ${found}`);
    }
    return this.fields(fields, timeZone);
  }

  private zonePrefix(text: string): { spec: string; timeZone?: string } {
    const prefix = /^(?:CRON_)?TZ=/.exec(text);
    if (prefix === null) return { spec: text };
    const end = text.indexOf(' ');
    // Without a space the library panics; the API server then answers nothing useful either.
    const timeZone = text.slice(prefix[0].length, end < 0 ? text.length : end);
    if (!isTimeZone(timeZone)) {
      throw this.error(`Provided bad location ${timeZone}: unknown time zone ${timeZone}`);
    }
    return { spec: end < 0 ? '' : text.slice(end).trim(), timeZone };
  }

  private descriptor(text: string, timeZone: string | undefined): CronSchedule {
    if (Object.hasOwn(DESCRIPTORS, text)) return this.fields(DESCRIPTORS[text]!.split(' '), timeZone);
    if (!text.startsWith(EVERY)) throw this.error(`Unrecognized descriptor: ${text}`);
    try {
      const seconds = parseGoDuration(text.slice(EVERY.length)) / 1_000_000_000n;
      return { kind: 'every', delayMs: 1000 * Math.max(1, Number(seconds)) };
    } catch (error) {
      if (!(error instanceof DurationError)) throw error;
      throw this.error(`Failed to parse duration ${text}: ${error.message}`);
    }
  }

  private fields(fields: readonly string[], timeZone: string | undefined): FieldSchedule {
    return {
      kind: 'fields',
      minute: this.field(fields[0]!, MINUTE),
      hour: this.field(fields[1]!, HOUR),
      dayOfMonth: this.field(fields[2]!, DAY_OF_MONTH),
      month: this.field(fields[3]!, MONTH),
      dayOfWeek: this.field(fields[4]!, DAY_OF_WEEK),
      findsMidnight: this.isV3,
      ...(timeZone === undefined ? {} : { timeZone }),
    };
  }

  private field(text: string, bounds: Bounds): CronField {
    const has = new Array<boolean>(bounds.max + 1).fill(false);
    let isStar = false;
    // Empty parts are skipped, so that "," is a field that nothing fits.
    for (const part of text.split(',').filter((each) => each !== '')) {
      const range = this.range(part, bounds);
      for (let value = range.start; value <= range.end; value += range.step) has[value] = true;
      isStar ||= range.isStar;
    }
    return { has, isStar };
  }

  private range(text: string, bounds: Bounds): { start: number; end: number; step: number; isStar: boolean } {
    const [span, stepText, ...moreSteps] = text.split('/');
    const [low, high, ...moreHyphens] = span!.split('-');
    let isStar = low === '*' || low === '?';
    let start = bounds.min;
    let end = bounds.max;
    if (!isStar) {
      start = this.number(low!, bounds.names);
      if (moreHyphens.length > 0) throw this.error(`Too many hyphens: ${text}`);
      end = high === undefined ? start : this.number(high, bounds.names);
    }
    if (moreSteps.length > 0) throw this.error(`Too many slashes: ${text}`);
    const step = stepText === undefined ? 1 : this.number(stepText, []);
    // "5/15" means 5-59/15.
    if (stepText !== undefined && high === undefined) end = bounds.max;
    if (this.isV3 && step > 1) isStar = false;
    this.check(text, bounds, { start, end, step });
    return { start, end, step, isStar };
  }

  private check(
    text: string,
    { min, max }: Bounds,
    range: { start: number; end: number; step: number },
  ): void {
    const { start, end, step } = range;
    if (start < min) throw this.error(`Beginning of range (${start}) below minimum (${min}): ${text}`);
    if (end > max) throw this.error(`End of range (${end}) above maximum (${max}): ${text}`);
    if (start > end) throw this.error(`Beginning of range (${start}) beyond end of range (${end}): ${text}`);
    if (step === 0) throw this.error(`Step of range should be a positive number: ${text}`);
  }

  private number(text: string, names: readonly string[]): number {
    const named = text === '' ? -1 : names.indexOf(text.toLowerCase());
    if (named >= 0) return named;
    // Go's strconv.Atoi and its errors.
    const fail = (why: string): CronError =>
      this.error(`Failed to parse int from ${text}: strconv.Atoi: parsing ${quoteGo(text)}: ${why}`);
    if (!/^[-+]?[0-9]+$/.test(text)) throw fail('invalid syntax');
    const value = BigInt(text.replace('+', ''));
    if (BigInt.asIntN(64, value) !== value) throw fail('value out of range');
    if (value < 0n) throw this.error(`Negative number (${value}) not allowed: ${text}`);
    return Number(value);
  }
}

const NEWEST = versionProfile();

/**
 * Reads a CronJob's schedule.
 *
 * @param version decides between the two releases of the library; default the newest
 * @throws CronError  with the library's message
 */
export function parseCron(text: string, version: VersionProfile = NEWEST): CronSchedule {
  return new Parser(version).schedule(text);
}
