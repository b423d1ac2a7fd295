// What records of requests add up to, for all clients or some, since the beginning or since a moment.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { TrafficOutcome, TrafficRecord } from '../trace/records.ts';
import { TrafficTallies, TrafficTally } from './traffic-tally.ts';

const outcome = (kind: TrafficOutcome['outcome'], count: number, ms = 20, firstMs = 0): TrafficOutcome => ({
  outcome: kind,
  why: kind === 'answered' ? '' : `it was ${kind}`,
  count,
  firstMs,
  lastMs: firstMs,
  latency: { minMs: ms, maxMs: ms, histogram: [[ms, count]] },
  exemplar: { sentMs: firstMs },
});

const record = (seq: number, clients: string, part: Partial<TrafficRecord>): TrafficRecord => {
  const sent = (part.outcomes ?? []).reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ type: 'traffic', seq, t: seq * 1000, cause: 0, text: '', clients, target: 'service "web"' },
    ...{ fromMs: seq * 1000 - 1000, toMs: seq * 1000, sent, attempts: sent, inFlight: 0 },
    ...{ outcomes: [], retried: [], outages: [] },
    ...part,
  };
};

const RECORDS: readonly TrafficRecord[] = [
  record(1, 'a', {
    outcomes: [outcome('answered', 90), outcome('refused', 10, 0, 300)],
    outages: [{ fromMs: 300 }],
  }),
  record(2, 'b', { outcomes: [outcome('answered', 50, 70)] }),
  record(3, 'a', { outages: [{ fromMs: 300 }] }),
  record(4, 'a', {
    outcomes: [
      outcome('answered', 9, 30),
      outcome('refused', 2, 0, 3200),
      outcome('server error', 1, 900, 3500),
    ],
    outages: [{ fromMs: 300, toMs: 3100 }],
    retried: [{ outcome: 'reset', why: 'it was reset', count: 4 }],
  }),
];

function tallies(until = RECORDS.length): TrafficTallies {
  const all = new TrafficTallies();
  for (const one of RECORDS.slice(0, until)) all.add(one);
  return all;
}

describe('the tally of requests', () => {
  it('is by clients, or of all', () => {
    const all = tallies();
    expect(all.names).to.deep.equal(['a', 'b']);
    expect(all.of('a')).to.include({ sent: 112, ended: 112, failed: 13, retried: 4 });
    expect(all.of('b')).to.include({ sent: 50, failed: 0 });
    expect(all.of(undefined)).to.include({ sent: 162, failed: 13 });
    expect(all.of('nobody')).to.include({ sent: 0 });
    expect(all.of(undefined).sent).to.equal(162);
    const firsts = [
      all.of('a').firstFailure(),
      all.of(undefined).firstFailure(1000),
      all.of('b').firstFailure(),
    ];
    expect(firsts).to.deep.equal([1, 4, undefined]);
  });

  it('since a moment has what came after it', () => {
    const rest = tallies().of('a').since(tallies(3).of('a').copy());
    expect(rest).to.include({ sent: 12, ended: 12, failed: 3, retried: 4 });
    const [refused] = rest.endingsOf((ending) => ending.outcome === 'refused');
    expect(refused).to.include({ count: 2, firstMs: undefined });
    const none = tallies(1).of('a').since(tallies(1).of('a').copy());
    expect(none).to.include({ sent: 0, failed: 0 });
    expect(none.endingsOf(() => true)).to.deep.equal([]);
    expect(none.percentileMs(50)).to.equal(undefined);
  });

  it('has percentiles of the requests that got an answer', () => {
    const tally = tallies().of('a');
    expect([1, 50, 90, 91, 99, 100].map((percent) => tally.percentileMs(percent))).to.deep.equal([
      20, 20, 20, 30, 30, 900,
    ]);
    expect(new TrafficTally().percentileMs(99)).to.equal(undefined);
  });

  it('knows the longest outage, as far as it has come, and from a moment on', () => {
    expect(tallies(1).of('a').longestOutage()).to.deep.equal({ fromMs: 300, ms: 700 });
    expect(tallies(3).of('a').longestOutage()).to.deep.equal({ fromMs: 300, ms: 2700 });
    expect(tallies().of('a').longestOutage()).to.deep.equal({ fromMs: 300, ms: 2800 });
    expect(tallies().of('a').longestOutage(3000)).to.deep.equal({ fromMs: 3000, ms: 100 });
    expect(tallies().of('b').longestOutage()).to.deep.equal({ fromMs: 0, ms: 0 });
  });
});
