// Cron schedules: the next ten times after a start, printed in the zone, or why the text is refused.

import { CronError, parseCron } from '../../engine/api/cron/cron.ts';
import { nextCronTime } from '../../engine/api/cron/next.ts';
import { timeZone } from '../../engine/api/cron/time-zone.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const release = versionProfile(20);
const TIMES = 10;

const two = (n: number): string => String(n).padStart(2, '0');

function rfc3339(epochMs: number, zone: string): string {
  const { offset } = timeZone(zone).spanAt(epochMs / 1000);
  const local = new Date(epochMs + offset * 1000).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.abs(offset) / 60;
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function times({ schedule, start, timeZone: zone }: TableCase['input']): string[] {
  const parsed = parseCron(schedule, release);
  const found: string[] = [];
  let at: number | undefined = Date.parse(start);
  while (found.length < TIMES) {
    at = nextCronTime(parsed, at, zone);
    if (at === undefined) break;
    found.push(rfc3339(at, zone));
  }
  return found;
}

export const adapter: TableAdapter = {
  topics: ['cron'],
  run: ({ input }) => {
    try {
      if (input.start === undefined) parseCron(input.schedule, release);
      return input.start === undefined ? { valid: true } : { times: times(input), valid: true };
    } catch (error) {
      if (error instanceof CronError) return { error: error.message, valid: false };
      throw error;
    }
  },
};
