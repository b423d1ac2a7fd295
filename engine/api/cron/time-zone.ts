// Local time in an IANA zone: offsets, and the way back from a local date that may not exist or exist twice.
//
// The zone data is the JavaScript engine's; each zone's changes are found once a year by asking its formatter, and kept.
// All times are whole seconds since 1970 in UTC. Source: Go src/time/time.go, Date; src/time/zoneinfo.go, lookup.

const DAY = 86_400;

export interface LocalTime {
  readonly year: number;
  /** January is 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Sunday is 0. */
  readonly weekday: number;
}

/** A stretch of time with one offset. */
interface Span {
  /** Included. */
  readonly start: number;
  /** Not included. */
  readonly end: number;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

/** Days since 1970 of a date of the Gregorian calendar; a month or day past its range counts on into the next. */
function daysFromCivil(year: number, month: number, day: number): number {
  const monthIndex = year * 12 + month - 1;
  const y = Math.floor(monthIndex / 12);
  const m = monthIndex - y * 12 + 1;
  // Years begin in March here, so that the leap day comes last.
  const shifted = m <= 2 ? y - 1 : y;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468 + day - 1;
}

function localTime(localSeconds: number): LocalTime {
  const days = Math.floor(localSeconds / DAY);
  const rest = localSeconds - days * DAY;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

const ALWAYS_UTC: Span = { start: -Infinity, end: Infinity, offset: 0 };

export class TimeZone {
  private readonly formatter: Intl.DateTimeFormat | undefined;
  private readonly years = new Map<number, readonly Span[]>();
  private last: Span;

  constructor(name: string) {
    const isUtc = name === '' || name === 'UTC' || name === 'Etc/UTC';
    this.formatter = isUtc ? undefined : formatterOf(name);
    this.last = isUtc ? ALWAYS_UTC : { start: 0, end: 0, offset: 0 };
  }

  /** The stretch around a time. Most questions fall into the one asked for last. */
  spanAt(seconds: number): Span {
    if (seconds >= this.last.start && seconds < this.last.end) return this.last;
    const year = localTime(seconds).year;
    let spans = this.years.get(year);
    if (spans === undefined) {
      spans = this.spansOf(year);
      this.years.set(year, spans);
    }
    this.last = spans.find((span) => seconds < span.end)!;
    return this.last;
  }

  localAt(seconds: number): LocalTime {
    return localTime(seconds + this.spanAt(seconds).offset);
  }

  /**
   * The time of a local date; fields past their range count on into the next. Of two such times, and where there is
   * none, the one that Go's time.Date gives.
   */
  timeOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
    const local = daysFromCivil(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
    const { start, end, offset } = this.spanAt(local);
    const guess = local - offset;
    if (offset === 0 || (guess >= start && guess < end)) return guess;
    return local - this.spanAt(guess).offset;
  }

  // No zone changes twice within four days, so that steps of four days miss nothing.
  private spansOf(year: number): readonly Span[] {
    const spans: Span[] = [];
    const end = daysFromCivil(year + 1, 1, 1) * DAY;
    let start = daysFromCivil(year, 1, 1) * DAY;
    let offset = this.offsetAt(start);
    for (let from = start; from < end; ) {
      const to = Math.min(from + 4 * DAY, end);
      const next = this.offsetAt(to);
      if (next !== offset) {
        const change = this.changeBetween(from, to, offset);
        if (change < end) {
          spans.push({ start, end: change, offset });
          start = change;
          offset = next;
        }
      }
      from = to;
    }
    spans.push({ start, end, offset });
    return spans;
  }

  /** The first second at which the offset is no longer the one given. */
  private changeBetween(before: number, after: number, offset: number): number {
    let low = before;
    let high = after;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  private offsetAt(seconds: number): number {
    const at: Record<string, number> = {};
    for (const { type, value } of this.formatter!.formatToParts(seconds * 1000)) at[type] = Number(value);
    const days = daysFromCivil(at.year!, at.month!, at.day!);
    return days * DAY + at.hour! * 3600 + at.minute! * 60 + at.second! - seconds;
  }
}

function formatterOf(name: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

// Zones are the same for every simulation, and dear to make.
const zones = new Map<string, TimeZone>();

/** @throws RangeError  when the engine knows no such zone */
export function timeZone(name: string): TimeZone {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = new TimeZone(name);
    zones.set(name, zone);
  }
  return zone;
}

/** Whether the name is one of the zone database's, such as `Europe/Berlin`; an offset such as `+01:00` is not. */
export function isTimeZone(name: string): boolean {
  if (/^[-+]/.test(name)) return false;
  try {
    timeZone(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
