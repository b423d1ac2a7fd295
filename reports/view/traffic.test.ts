import { describe, it } from 'node:test';
import { expect } from 'chai';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { traffic } from '../model/test-traffic.ts';
import { TraceIndex } from './trace-index.ts';
import { percentiles, trafficBands, trafficBuckets } from './traffic-bands.ts';
import { routeOf } from './traffic-route.ts';

function played(): TraceIndex {
  const trace = new TraceBuilder();
  trace.create('kubectl', { kind: 'Service', metadata: { name: 'web', namespace: 'default' } });
  trace.create('kubelet', {
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'default' },
    spec: { nodeName: 'node-2', containers: [{ name: 'web' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', ready: true, state: { running: {} } }] },
  });
  trace.at(1000).add(
    traffic(0, 1000, [
      { pod: 'a', count: 30 },
      { pod: 'b', count: 20, ms: 9 },
    ]),
  );
  const gone = trace.at(1500).delete('kubelet', 'Pod', 'a');
  trace.at(2000).add(
    traffic(
      1000,
      2000,
      [
        { pod: 'b', count: 40 },
        {
          outcome: 'refused',
          pod: 'a',
          why: 'its port is closed',
          count: 4,
          brokenBy: gone,
          node: 'node-1',
          ms: 600,
        },
      ],
      { outages: [{ fromMs: 1600 }], retried: [{ outcome: 'refused', why: 'its port is closed', count: 2 }] },
    ),
  );
  trace.at(3000).add(
    traffic(
      2000,
      3000,
      [
        { outcome: 'refused', pod: 'a', why: 'its port is closed', count: 1, node: 'node-1' },
        { outcome: 'no endpoint', why: 'the Service has none', count: 2 },
      ],
      { outages: [{ fromMs: 1600, toMs: 2900 }] },
    ),
  );
  return new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 3000 });
}

describe('traffic', () => {
  const index = played();
  const [band] = trafficBands(index);
  if (band === undefined) throw new RangeError('no band');

  it('counts what was answered and what failed, shares and latency', () => {
    const { latency, ...totals } = band.totals;
    expect(totals).to.deep.equal({
      sent: 97,
      answered: 90,
      failed: 7,
      retried: 2,
      byOutcome: [
        { outcome: 'answered', count: 90 },
        { outcome: 'refused', count: 5 },
        { outcome: 'no endpoint', count: 2 },
      ],
      byPod: [
        { pod: 'b', count: 60 },
        { pod: 'a', count: 30 },
      ],
      longestOutageMs: 1300,
    });
    expect(latency).to.deep.equal({ p50: 2, p90: 9, p99: 9, max: 9 });
  });

  it('tells failures alike once, with the first of them and what broke it', () => {
    expect(
      band.failures.map(({ outcome, count, firstMs, lastMs, brokenBy }) => [
        outcome,
        count,
        firstMs,
        lastMs,
        brokenBy,
      ]),
    ).to.deep.equal([
      ['refused', 5, 1600, 3000, 4],
      ['no endpoint', 2, 2002, 3000, undefined],
    ]);
  });

  it('shows the way of the first one, and the state of the pod when it ended', () => {
    const routes = band.failures.map((failure) =>
      routeOf(index, band, failure).map(({ text, state }) => `${text} ${state}`.trim()),
    );
    expect(routes).to.deep.equal([
      ['clients on node-1', 'service "web"', 'pod a not there'],
      ['clients outside of the cluster', 'service "web"'],
    ]);
    const before = {
      ...band.failures[0],
      exemplar: { sentMs: 0, endedMs: 1200 },
    } as (typeof band.failures)[0];
    expect(routeOf(index, band, before).at(-1)?.state).to.equal('Running 1/1 on node-2');
  });

  it('tells an outage that goes on once', () => {
    expect(band.outages).to.deep.equal([{ fromMs: 1600, toMs: 2900 }]);
  });

  it('puts stretches on the same pixels together, as rates', () => {
    const rows = trafficBuckets(band, (t) => (t < 2000 ? 0 : 1)).map(({ answeredRate, failedRate, seq }) => [
      answeredRate,
      failedRate,
      seq,
    ]);
    expect(rows).to.deep.equal([
      [45, 2, 5],
      [0, 3, 6],
    ]);
  });

  it('is no stop of the cursor as long as all is answered', () => {
    expect(index.stops.map(({ seq }) => seq)).to.deep.equal([1, 2, 4, 5, 6]);
  });
});

describe('percentiles', () => {
  const latency = (...histogram: (readonly [number, number])[]) => ({
    minMs: 1,
    maxMs: histogram.at(-1)?.[0] ?? 0,
    histogram,
  });
  const rows = [
    ['of nothing are not there', [], undefined],
    ['of one are that one', [latency([7, 1])], [7, 7, 7, 7]],
    [
      'are taken from all histograms together',
      [latency([1, 50], [100, 1]), latency([10, 49])],
      [1, 10, 10, 100],
    ],
  ] as const;
  for (const [name, latencies, wanted] of rows)
    it(name, () => {
      const found = percentiles(latencies);
      expect(found && [found.p50, found.p90, found.p99, found.max]).to.deep.equal(wanted);
    });
});
