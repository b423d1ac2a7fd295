import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ringOf } from './watch-window.ts';

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
