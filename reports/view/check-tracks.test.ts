import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { CheckRecord } from '../../engine/trace/records.ts';
import { checkTracks, decidingSeq } from './check-tracks.ts';
import { TraceIndex } from './trace-index.ts';

type Sample = CheckRecord['samples'][number];

const sample = (t: number, holds: boolean, value?: number): Sample => ({
  t,
  seq: t / 1000,
  holds,
  found: value === undefined ? String(holds) : `${value} ready`,
  ...(value === undefined ? {} : { value }),
});

const check = (more: Partial<CheckRecord> & Pick<CheckRecord, 'samples'>): CheckRecord => ({
  type: 'check',
  seq: 99,
  t: more.toMs ?? 10_000,
  cause: 0,
  text: 'deployment "web" has 3 available replicas',
  operator: 'within',
  phrase: '',
  fromMs: 1000,
  toMs: 10_000,
  verdict: 'passed',
  decidedBy: more.samples.at(-1)?.seq ?? 0,
  ...more,
});

const trackOf = (record: CheckRecord): ReturnType<typeof checkTracks>[number] => {
  const [track] = checkTracks(new TraceIndex([record], { startEpochMs: 0, endMs: 20_000 }));
  if (track === undefined) throw new RangeError('no track');
  return track;
};

interface Row {
  readonly name: string;
  readonly check: CheckRecord;
  readonly told: string;
  readonly bound?: string;
}

const CLIMB = [sample(1000, false, 1), sample(2000, false, 2), sample(4000, true, 3)];

const rows: readonly Row[] = [
  {
    name: 'came true in time',
    check: check({
      samples: CLIMB,
      toMs: 4000,
      slackMs: 57_000,
      closest: { t: 4000, found: '3 ready', margin: 0 },
    }),
    told: 'held at +4s, 57s to spare',
    bound: 'exactly 3',
  },
  {
    name: 'did not come true in time',
    check: check({
      samples: CLIMB.slice(0, 2),
      verdict: 'failed',
      closest: { t: 2000, found: '2 ready', margin: -1 },
    }),
    told: 'not until +10s: 2 ready',
    bound: 'exactly 3',
  },
  {
    name: 'ceased to hold',
    check: check({
      operator: 'for the next',
      text: 'service "web" has at least 3 ready endpoints',
      samples: [sample(1000, true, 4), sample(3000, true, 3), sample(5000, false, 1)],
      toMs: 5000,
      verdict: 'failed',
      closest: { t: 3000, found: '3 ready', margin: 0 },
    }),
    told: 'not at +5s: 1 ready; closest 3 ready at +3s',
    bound: 'at least 3',
  },
  {
    name: 'held throughout, below a most',
    check: check({
      operator: 'throughout',
      text: 'at most 5 pods are there',
      samples: [sample(1000, true, 2), sample(2000, true, 4)],
      decidedBy: 1,
      closest: { t: 2000, found: '4 ready', margin: 1 },
    }),
    told: 'held for 9s; closest 4 ready at +2s',
    bound: 'at most 5',
  },
  {
    name: 'never came true',
    check: check({ operator: 'never', samples: [sample(1000, false)] }),
    told: 'never held',
  },
  {
    name: 'came true though it should never',
    check: check({
      operator: 'never',
      samples: [sample(1000, false), sample(2000, true)],
      verdict: 'failed',
    }),
    told: 'held at +2s: true',
  },
  {
    name: 'came true twice',
    check: check({
      operator: 'times',
      samples: [sample(1000, true), sample(2000, false), sample(3000, true)],
    }),
    told: 'came true 2 times',
  },
  {
    name: 'an event that was recorded, with a number in its name',
    check: check({
      text: 'event "BackOff" is recorded for pod "web-1"',
      samples: [sample(1000, false, 0), sample(2000, true, 1)],
      toMs: 2000,
      slackMs: 3000,
      closest: { t: 2000, found: '1 ready', margin: 0 },
    }),
    told: 'held at +2s, 3s to spare',
    bound: 'at least 1',
  },
  {
    name: 'asked of one instant',
    check: check({
      operator: 'now',
      samples: [sample(4000, true, 1)],
      closest: { t: 4000, found: '1 ready', margin: 0 },
    }),
    told: '+4s 1 ready',
    bound: 'exactly 1',
  },
  {
    name: 'a margin that other samples contradict gives no bound',
    check: check({
      operator: 'throughout',
      text: 'at most 1 pods are there',
      samples: [sample(1000, true, 0), sample(2000, true, 1), sample(3000, true, 0)],
      closest: { t: 1000, found: '0 ready', margin: 0 },
    }),
    told: 'held for 9s',
  },
  {
    name: 'a wait tells how long it was',
    check: check({
      operator: 'latency',
      phrase: 'at most 5s after pod "a" is Terminating,',
      samples: [sample(1000, false), sample(4000, true)],
      decidedMs: 4000,
      found: 'it is gone',
      measured: { unit: 'ms', value: 2000, max: 5000 },
    }),
    told: '2s, at most 5s, slack 3s; +4s it is gone',
  },
  {
    name: 'a stretch without a number tells what was found',
    check: check({
      operator: 'while',
      phrase: 'while node "a" is down, throughout',
      samples: [sample(1000, true), sample(4000, false)],
      verdict: 'failed',
      decidedMs: 4000,
      found: 'false',
    }),
    told: '+4s false',
  },
  {
    name: 'nothing was there to ask',
    check: check({ operator: 'throughout', samples: [], verdict: 'failed', decidedBy: 0 }),
    told: 'not at +10s: nothing',
  },
];

describe('the track of a check', () => {
  for (const { name, check: record, told, bound } of rows)
    it(name, () => {
      const track = trackOf(record);
      expect(track.told).to.equal(told);
      const found = track.bound && `${track.bound.sense} ${track.bound.value}`;
      expect(found).to.equal(bound);
    });

  it('is named as the sentence has it, without a name where it asks of one instant', () => {
    const [within] = rows;
    const phrase = 'for the next 10m';
    expect(trackOf({ ...(within as Row).check, phrase }).operator).to.equal(phrase);
    expect(trackOf({ ...(within as Row).check, operator: 'now', phrase: 'now' }).operator).to.equal('');
  });

  it('has the window that was granted, not the part that was needed', () => {
    const { deadlineMs, runs } = trackOf((rows[0] as Row).check);
    expect(deadlineMs).to.equal(61_000);
    expect(runs.map(({ fromMs, toMs }) => [fromMs, toMs])).to.deep.equal([
      [1000, 2000],
      [2000, 4000],
      [4000, 4000],
    ]);
  });

  it('is decided by the record that showed it, or by the end of its time', () => {
    expect(rows.slice(0, 3).map((row) => decidingSeq(row.check))).to.deep.equal([4, 99, 5]);
  });
});
