import { describe, it } from 'node:test';
import { expect } from 'chai';
import { TraceLog } from '../trace/trace-log.ts';
import { RevisionTimes } from './revision-times.ts';
import { compactedRevision, ringOf, WatchWindow } from './watch-window.ts';

/** Events that far apart, in seconds. */
const every = (seconds: number, count: number, fromSeconds = 0): number[] =>
  Array.from({ length: count }, (_, i) => (fromSeconds + i * seconds) * 1000);

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go, resizeCacheLocked.
describe('The watch cache of a kind', () => {
  const rows: readonly [string, number[], boolean, { start: number; isFull: boolean }][] = [
    ['holds a hundred', every(10, 100), true, { start: 0, isFull: true }],
    ['loses the oldest for each one more', every(10, 130), true, { start: 30, isFull: true }],
    ['doubles when it fills within 75 seconds', every(0.5, 130), true, { start: 0, isFull: false }],
    ['does so again', every(0.1, 300), true, { start: 0, isFull: false }],
    ['before 1.20 does not', every(0.5, 130), false, { start: 30, isFull: true }],
    ['just not within 75 seconds', every(0.75, 101), true, { start: 1, isFull: true }],
    ['not full', every(1, 99), true, { start: 0, isFull: false }],
    // 200 of one minute, then one every ten minutes: the newest quarter is old, half the ring goes.
    [
      'halves when the writes get rarer',
      [...every(0.3, 200), ...every(600, 60, 600)],
      true,
      { start: 160, isFull: true },
    ],
  ];
  for (const [name, times, grows, expected] of rows) {
    it(name, () => {
      expect(ringOf(times, grows)).to.deep.equal(expected);
    });
  }
});

/** A server that began a minute before the scenario and wrote revision n at n minutes from then on. */
function written(count: number): RevisionTimes {
  let nowMs = -60_000;
  const trace = new TraceLog({ nowMs: () => nowMs, cause: () => 0 });
  trace.append({ type: 'input', verb: 'cluster', text: '' });
  for (let revision = 1; revision <= count; revision += 1) {
    nowMs = (revision - 1) * 60_000;
    const ref = { kind: 'ConfigMap', name: 'a', uid: 'u' };
    trace.append({
      ...{ type: 'change', op: 'update', ref, actor: 'test', resourceVersion: revision },
      ...{ object: {}, before: undefined },
    } as never);
    trace.append({ type: 'input', verb: 'clock', text: '' });
  }
  return new RevisionTimes(trace, 0);
}

describe('When revisions were written', () => {
  const times = written(30);
  it('is found in the trace', () => {
    expect([1, 2, 17, 30].map((revision) => times.timeOf(revision) / 60_000)).to.deep.equal([0, 1, 16, 29]);
    expect([-1, 0, 0.5, 16, 99].map((minute) => times.at(minute * 60_000))).to.deep.equal([0, 1, 1, 17, 30]);
  });
});

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go, compactor.
describe('etcd', () => {
  const times = written(30);
  const rows: readonly [string, number, number][] = [
    ['forgets nothing in its first ten minutes', 8.9, 0],
    ['then what was there after five', 9, 5],
    ['and nothing more until the next round', 13.9, 5],
    ['which comes five minutes later', 14, 10],
  ];
  for (const [name, minute, revision] of rows) {
    it(name, () => {
      expect(compactedRevision(times, minute * 60_000)).to.equal(revision);
    });
  }
});

describe('A watch that begins in the past', () => {
  const times = written(130);
  const events = Array.from({ length: 130 }, (_, i) => ({ revision: i + 1 }));
  const window = new WatchWindow({
    times,
    nowMs: () => 130 * 60_000,
    firstRevision: 0,
    grows: true,
    isCached: (kind) => kind !== 'Event',
  });
  const rows: readonly [string, string, number, number, string | undefined][] = [
    ['within the watch cache', 'Pod', 30, 0, undefined],
    ['just before it', 'Pod', 29, 0, 'too old resource version: 29 (30)'],
    ['before what is kept at all', 'Pod', 39, 40, 'too old resource version: 39 (40)'],
    ['of a kind without a cache, within what etcd has', 'Event', 124, 0, undefined],
    ['of such a kind, before it', 'Event', 100, 0, 'The resourceVersion for the provided watch is too old.'],
  ];
  for (const [name, kind, after, forgotten, refused] of rows) {
    it(`${name}: ${kind} after ${after}`, () => {
      expect(window.refusal(kind, events, after, forgotten)).to.equal(refused);
    });
  }
});
