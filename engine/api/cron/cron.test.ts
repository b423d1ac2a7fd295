import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { versionProfile } from '../../versions/profile.ts';
import { CronError, type FieldSchedule, parseCron } from './cron.ts';
import { nextCronTime } from './next.ts';
import { isTimeZone, timeZone } from './time-zone.ts';

const BEFORE_V3 = versionProfile(21);

/** The next times after a start, less their seconds. */
function times(
  schedule: string,
  start: string,
  zone: string,
  count: number,
  release = versionProfile(),
): string[] {
  const parsed = parseCron(schedule, release);
  const found: string[] = [];
  for (let at = nextCronTime(parsed, Date.parse(start), zone); at !== undefined && found.length < count; ) {
    found.push(new Date(at).toISOString().slice(5, 16));
    at = nextCronTime(parsed, at, zone);
  }
  return found;
}

describe('cron times', () => {
  const rows: readonly {
    name: string;
    schedule: string;
    start: string;
    zone: string;
    due: readonly string[];
  }[] = [
    {
      name: 'a skipped hour is not made up for',
      schedule: '30 2 * * *',
      start: '2024-03-09T12:00Z',
      zone: 'America/New_York',
      due: ['03-11T06:30'],
    },
    {
      name: 'a repeated hour is due twice',
      schedule: '30 1 * * *',
      start: '2024-11-02T12:00Z',
      zone: 'America/New_York',
      due: ['11-03T05:30', '11-03T06:30'],
    },
    {
      name: 'a skipped midnight is left out',
      schedule: '0 0 * * *',
      start: '2018-11-02T12:00Z',
      zone: 'America/Sao_Paulo',
      due: ['11-03T03:00', '11-05T02:00'],
    },
    {
      name: 'a change of half an hour',
      schedule: '15 2 * * *',
      start: '2024-10-05T00:00Z',
      zone: 'Australia/Lord_Howe',
      due: ['10-06T15:15'],
    },
    {
      name: 'two day fields without a star are joined by or',
      schedule: '0 0 1-31 * 1',
      start: '2024-01-01T00:00Z',
      zone: 'UTC',
      due: ['01-02T00:00', '01-03T00:00'],
    },
    {
      name: 'a day that never comes',
      schedule: '0 0 30 2 *',
      start: '2024-01-01T00:00Z',
      zone: 'UTC',
      due: [],
    },
    {
      name: 'a field that nothing fits',
      schedule: ', * * * *',
      start: '2024-01-01T00:00Z',
      zone: 'UTC',
      due: [],
    },
    {
      name: 'a constant delay counts from the start',
      schedule: '@every 90s',
      start: '2024-01-01T00:00:30.5Z',
      zone: 'UTC',
      due: ['01-01T00:02', '01-01T00:03'],
    },
    {
      name: 'the zone of the schedule outranks the other',
      schedule: 'TZ=Asia/Tokyo 0 9 * * *',
      start: '2024-01-01T00:00Z',
      zone: 'Europe/Berlin',
      due: ['01-02T00:00'],
    },
  ];
  for (const { name, schedule, start, zone, due } of rows) {
    it(name, () => {
      expect(times(schedule, start, zone, Math.max(1, due.length))).to.deep.equal(due);
    });
  }

  it('a step makes a star no star, since v3', () => {
    const due = (release = versionProfile()): string[] =>
      times('0 0 */10 * 1', '2024-01-01T12:00Z', 'UTC', 2, release);
    expect(due()).to.deep.equal(['01-08T00:00', '01-11T00:00']);
    expect(due(BEFORE_V3)).to.deep.equal(['03-11T00:00', '04-01T00:00']);
  });

  it('equals a search minute by minute', () => {
    const part = (min: number, max: number): fc.Arbitrary<string> =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min, max }).map(String),
        fc.integer({ min: 1, max: 20 }).map((step) => `*/${step}`),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      );
    const start = Date.parse('2023-12-30T00:00Z');
    fc.assert(
      fc.property(
        part(0, 59),
        part(0, 23),
        part(1, 31),
        part(0, 6),
        fc.nat(3 * 86_400),
        (m, h, d, w, offset) => {
          const schedule = parseCron(`${m} ${h} ${d} * ${w}`) as FieldSchedule;
          const after = start + offset * 1000;
          const limit = after + 7 * 86_400_000;
          const fits = (at: number): boolean => {
            const date = new Date(at);
            const days = [
              schedule.dayOfMonth.has[date.getUTCDate()]!,
              schedule.dayOfWeek.has[date.getUTCDay()]!,
            ];
            const isAnd = schedule.dayOfMonth.isStar || schedule.dayOfWeek.isStar;
            const day = isAnd ? days.every(Boolean) : days.some(Boolean);
            return (
              schedule.minute.has[date.getUTCMinutes()]! && schedule.hour.has[date.getUTCHours()]! && day
            );
          };
          let at = (Math.floor(after / 60_000) + 1) * 60_000;
          while (at <= limit && !fits(at)) at += 60_000;
          const next = nextCronTime(schedule, after);
          if (at <= limit) expect(next).to.equal(at);
          else expect(next ?? Number.POSITIVE_INFINITY).to.be.greaterThan(limit);
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('cron texts', () => {
  // Source: robfig/cron v3.0.1 parser_test.go; the texts of v1.1.0 are held by the recorded table.
  const refused: readonly [string, string][] = [
    ['', 'empty spec string'],
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * * * 7', 'end of range (7) above maximum (6): 7'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    [
      '9223372036854775808 * * * *',
      'failed to parse int from 9223372036854775808: strconv.Atoi: parsing "9223372036854775808": value out of range',
    ],
    ['@every x', 'failed to parse duration @every x: time: invalid duration "x"'],
    ['@nightly', 'unrecognized descriptor: @nightly'],
    ['TZ=Mars/Base * * * * *', 'provided bad location Mars/Base: unknown time zone Mars/Base'],
  ];
  for (const [text, message] of refused) {
    it(`"${text}" is refused`, () => {
      expect(() => parseCron(text)).to.throw(CronError, message);
    });
  }

  it('a zone in the schedule is one field too many before v3', () => {
    expect(() => parseCron('TZ=UTC 0 0 * * *', BEFORE_V3)).to.throw(
      'Expected exactly 5 fields, found 6: TZ=UTC 0 0 * * *',
    );
  });
});

describe('time zones', () => {
  it('knows names, not offsets', () => {
    expect(['UTC', 'Etc/UTC', 'Europe/Berlin'].map(isTimeZone)).to.deep.equal([true, true, true]);
    expect(['+01:00', 'Mars/Base'].map(isTimeZone)).to.deep.equal([false, false]);
  });

  it('a local time comes from its own moment', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ];
    const since = Date.parse('1975-01-01T00:00Z') / 1000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: since, max: since + 80 * 31_557_600 }),
        (name, seconds) => {
          const zone = timeZone(name);
          const { year, month, day, hour, minute, second, weekday } = zone.localAt(seconds);
          const at = zone.timeOf(year, month, day, hour, minute, second);
          // An hour that is repeated has two moments.
          expect(Math.abs(at - seconds)).to.be.oneOf([0, 1800, 3600, 7200]);
          expect(zone.localAt(at)).to.deep.equal(zone.localAt(seconds));
          expect(weekday).to.equal(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });
});
