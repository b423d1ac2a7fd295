// When a cron schedule is due next.
//
// The search goes as the library's does, field by field and wrapping to the front, because what happens around a change
// to or from daylight saving time follows from its steps. Two shortcuts skip steps that cannot decide anything.
// Source: github.com/robfig/cron v1.1.0 and v3.0.1 spec.go, SpecSchedule.Next and dayMatches; constantdelay.go.

import type { CronSchedule, FieldSchedule } from './cron.ts';
import { type LocalTime, type TimeZone, timeZone as zoneOf } from './time-zone.ts';

const SEARCH_YEARS = 5;
const HOUR = 3600;

function dayMatches(schedule: FieldSchedule, { day, weekday }: LocalTime): boolean {
  const { dayOfMonth, dayOfWeek } = schedule;
  const fitsMonth = dayOfMonth.has[day]!;
  const fitsWeek = dayOfWeek.has[weekday]!;
  return dayOfMonth.isStar || dayOfWeek.isStar ? fitsMonth && fitsWeek : fitsMonth || fitsWeek;
}

const isNever = ({ minute, hour, month }: FieldSchedule): boolean =>
  [minute, hour, month].some((field) => !field.has.includes(true));

class Search {
  private readonly schedule: FieldSchedule;
  private readonly zone: TimeZone;
  private time: number;
  private local: LocalTime;
  /** Whether a field was moved on, after which the smaller ones stand at their beginning. */
  private hasMoved = false;

  constructor(schedule: FieldSchedule, zone: TimeZone, startSeconds: number) {
    this.schedule = schedule;
    this.zone = zone;
    this.time = startSeconds;
    this.local = zone.localAt(startSeconds);
  }

  /** Seconds, or undefined when nothing fits within five years. */
  run(): number | undefined {
    const lastYear = this.local.year + SEARCH_YEARS;
    while (this.local.year <= lastYear) {
      if (this.findMonth() && this.findDay() && this.findHour() && this.findMinute() && this.findSecond())
        return this.time;
    }
    return undefined;
  }

  private moveTo(time: number): void {
    this.time = time;
    this.local = this.zone.localAt(time);
  }

  private moveToDate(
    year: number,
    month: number,
    day: number,
    at: { hour: number; minute: number; second: number },
  ): void {
    this.moveTo(this.zone.timeOf(year, month, day, at.hour, at.minute, at.second));
  }

  /** Sets the smaller fields to their beginning, once. */
  private reset(beginning: () => void): void {
    if (this.hasMoved) return;
    this.hasMoved = true;
    beginning();
  }

  // Each of these returns false where its field wrapped, so that the larger ones are to be checked again.

  private findMonth(): boolean {
    while (!this.schedule.month.has[this.local.month]) {
      this.reset(() => this.moveTo(this.zone.timeOf(this.local.year, this.local.month, 1)));
      const { year, month, day } = this.local;
      this.moveToDate(year, month + 1, day, this.local);
      if (this.local.month === 1) return false;
    }
    return true;
  }

  private findDay(): boolean {
    while (!dayMatches(this.schedule, this.local)) {
      this.reset(() => this.moveTo(this.zone.timeOf(this.local.year, this.local.month, this.local.day)));
      const { year, month, day } = this.local;
      this.moveToDate(year, month, day + 1, this.local);
      if (this.schedule.findsMidnight) this.returnToMidnight();
      if (this.local.day === 1) return false;
    }
    return true;
  }

  // A day whose midnight was skipped begins at 1, or counts from 23 of the day before.
  private returnToMidnight(): void {
    const { hour } = this.local;
    if (hour === 0) return;
    this.moveTo(this.time + (hour > 12 ? 24 - hour : -hour) * HOUR);
  }

  private findHour(): boolean {
    while (!this.schedule.hour.has[this.local.hour]) {
      this.reset(() => {
        const { year, month, day, hour } = this.local;
        this.moveTo(this.zone.timeOf(year, month, day, hour));
      });
      this.moveTo(this.time + HOUR);
      if (this.local.hour === 0) return false;
    }
    return true;
  }

  private findMinute(): boolean {
    const { has } = this.schedule.minute;
    while (!has[this.local.minute]) {
      this.reset(() => this.moveTo(this.time - (((this.time % 60) + 60) % 60)));
      this.moveTo(this.time + 60 * this.minuteStep(has));
      if (this.local.minute === 0) return false;
    }
    return true;
  }

  // Minutes to the next that fits or to the full hour, where no change of the offset lies between; else one.
  private minuteStep(has: readonly boolean[]): number {
    const { minute } = this.local;
    const next = has.indexOf(true, minute + 1);
    const step = (next < 0 ? 60 : next) - minute;
    return this.time + step * 60 < this.zone.spanAt(this.time).end ? step : 1;
  }

  // Only second 0 fits: the library counts up to it and then starts over.
  private findSecond(): boolean {
    if (this.local.second === 0) return true;
    this.hasMoved = true;
    this.moveTo(this.time + 60 - this.local.second);
    return false;
  }
}

/**
 * The first time after a given one at which the schedule is due.
 *
 * @param afterEpochMs milliseconds since 1970; a schedule due exactly then is due after it next time
 * @param timeZone an IANA name, outranked by a zone in the schedule itself
 * @returns whole seconds in milliseconds since 1970; undefined when nothing fits within five years
 * @throws RangeError  when there is no such time zone
 */
export function nextCronTime(
  schedule: CronSchedule,
  afterEpochMs: number,
  timeZone = 'UTC',
): number | undefined {
  const afterSeconds = Math.floor(afterEpochMs / 1000);
  if (schedule.kind === 'every') return afterSeconds * 1000 + schedule.delayMs;
  if (isNever(schedule)) return undefined;
  const found = new Search(schedule, zoneOf(schedule.timeZone ?? timeZone), afterSeconds + 1).run();
  return found === undefined ? undefined : found * 1000;
}
