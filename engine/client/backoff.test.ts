import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Backoff, exponentialDelayMs, fastSlowDelayMs } from './backoff.ts';

// Failures of one item as [when it failed, when that was heard of], in seconds; then what holds at `atSeconds`.
interface Row {
  readonly name: string;
  readonly source: string;
  readonly failures: readonly (readonly [number, number])[];
  readonly atSeconds: number;
  readonly eventSeconds: number;
  readonly delaySeconds: number;
  readonly isInBackOffSince: boolean;
  readonly isInBackOffSinceUpdate: boolean;
}

const SOURCE = 'client-go v0.20.2 util/flowcontrol/backoff.go';
const at = (...seconds: number[]): (readonly [number, number])[] => seconds.map((second) => [second, second]);

const ROWS: readonly Row[] = [
  {
    name: 'an item that never failed does not wait',
    source: `${SOURCE}, IsInBackOffSince`,
    failures: [],
    atSeconds: 0,
    eventSeconds: 0,
    delaySeconds: 0,
    isInBackOffSince: false,
    isInBackOffSinceUpdate: false,
  },
  {
    name: 'the first failure waits for the base',
    source: `${SOURCE}, initEntryUnsafe`,
    failures: at(0),
    atSeconds: 9,
    eventSeconds: 0,
    delaySeconds: 10,
    isInBackOffSince: true,
    isInBackOffSinceUpdate: true,
  },
  {
    name: 'the wait is over at its end',
    source: `${SOURCE}, IsInBackOffSince`,
    failures: at(0),
    atSeconds: 10,
    eventSeconds: 0,
    delaySeconds: 10,
    isInBackOffSince: false,
    isInBackOffSinceUpdate: false,
  },
  {
    name: 'it doubles up to its bound',
    source: `${SOURCE}, Next`,
    failures: at(0, 20, 60, 140, 300, 600),
    atSeconds: 899,
    eventSeconds: 600,
    delaySeconds: 300,
    isInBackOffSince: true,
    isInBackOffSinceUpdate: true,
  },
  {
    name: 'twice the bound without a failure is not yet too old',
    source: `${SOURCE}, hasExpired`,
    failures: at(0, 600),
    atSeconds: 600,
    eventSeconds: 600,
    delaySeconds: 20,
    isInBackOffSince: true,
    isInBackOffSinceUpdate: true,
  },
  {
    name: 'after more than twice the bound it begins anew',
    source: `${SOURCE}, hasExpired`,
    failures: at(0, 20, 621),
    atSeconds: 621,
    eventSeconds: 621,
    delaySeconds: 10,
    isInBackOffSince: true,
    isInBackOffSinceUpdate: true,
  },
  {
    name: 'the event counts for whether it begins anew, hearing of it for when it was last used',
    source: `${SOURCE}, Next`,
    failures: [
      [0, 0],
      [600, 605],
    ],
    atSeconds: 622,
    eventSeconds: 600,
    delaySeconds: 20,
    isInBackOffSince: false,
    isInBackOffSinceUpdate: true,
  },
  {
    name: 'an event long after the last failure is not held back',
    source: `${SOURCE}, IsInBackOffSince`,
    failures: at(0),
    atSeconds: 601,
    eventSeconds: 601,
    delaySeconds: 10,
    isInBackOffSince: false,
    isInBackOffSinceUpdate: false,
  },
];

function check(row: Row): void {
  const backoff = new Backoff(10_000, 300_000);
  for (const [event, now] of row.failures) backoff.next('item', event * 1000, now * 1000);
  const nowMs = row.atSeconds * 1000;
  expect(backoff.get('item'), 'delay').to.equal(row.delaySeconds * 1000);
  expect(backoff.isInBackOffSince('item', row.eventSeconds * 1000, nowMs), 'since the event').to.equal(
    row.isInBackOffSince,
  );
  expect(backoff.isInBackOffSinceUpdate('item', nowMs), 'since the update').to.equal(
    row.isInBackOffSinceUpdate,
  );
}

describe('back-off', () => {
  for (const row of ROWS) it(`${row.name} (${row.source})`, () => check(row));

  it('forgets items only once they have expired', () => {
    const backoff = new Backoff(10_000, 300_000);
    backoff.next('old', 0);
    backoff.next('new', 1);
    backoff.collectGarbage(600_001);
    expect([backoff.get('old'), backoff.get('new')]).to.deep.equal([0, 10_000]);
  });
});

describe('delays of rate limiters', () => {
  it('double with each failure up to a bound', () => {
    expect([0, 1, 7, 8].map((failures) => exponentialDelayMs(5, 1000, failures))).to.deep.equal([
      5, 10, 640, 1000,
    ]);
  });

  it('are short for the first failures only', () => {
    const limits = { fastMs: 5, slowMs: 100, fastAttemptsMax: 2 };
    expect([0, 1, 2].map((failures) => fastSlowDelayMs(limits, failures))).to.deep.equal([5, 5, 100]);
  });
});
