import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Job, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import {
  type BackoffRecord,
  NO_FAILURES,
  nextRecord,
  queueBackoffMs,
  remainingBackoffMs,
} from './backoff.ts';
import { firstFree, formatIntervals, has, parseIntervals, total, withIndexes } from './index-intervals.ts';
import { judgeFailure } from './pod-failure-policy.ts';
import { metSuccessRule } from './success-policy.ts';

const FUZZ = { seed: 42, numRuns: 200 };

// Source: kubernetes v1.28.0 pkg/controller/job/indexed_job_utils_test.go, TestCalculateSucceededIndexes and TestIntervalsHaveIndex.
const INTERVALS: readonly [indexes: number[], text: string][] = [
  [[], ''],
  [[3], '3'],
  [[3, 4], '3,4'],
  [[3, 4, 5], '3-5'],
  [[0, 2, 4], '0,2,4'],
  [[0, 2, 3, 4, 5, 9], '0,2-5,9'],
];
for (const [indexes, text] of INTERVALS) {
  test(`indexes ${JSON.stringify(indexes)} print as "${text}"`, () => {
    expect(formatIntervals(withIndexes([], indexes))).to.equal(text);
  });
}

test('indexes at or beyond completions are cut off when read', () => {
  expect(parseIntervals('0-2,4-9', 6)).to.deep.equal([
    { first: 0, last: 2 },
    { first: 4, last: 5 },
  ]);
});

test('intervals hold what was put in, and survive printing and reading', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), (indexes) => {
      const intervals = withIndexes([], indexes);
      expect(total(intervals)).to.equal(indexes.length);
      for (let index = 0; index <= 61; index++)
        expect(has(intervals, index)).to.equal(indexes.includes(index));
      expect(parseIntervals(formatIntervals(intervals), 61)).to.deep.equal(intervals);
      const free = firstFree(intervals, 5, 61);
      expect(free).to.deep.equal(
        Array.from({ length: 61 }, (_, i) => i)
          .filter((i) => !indexes.includes(i))
          .slice(0, 5),
      );
    }),
    FUZZ,
  );
});

const endedAt = (second: number): Pod =>
  ({
    metadata: { name: 'p', uid: `u${second}`, creationTimestamp: '2025-01-01T00:00:00Z' },
    status: {
      containerStatuses: [{ state: { terminated: { finishedAt: new Date(second * 1000).toISOString() } } }],
    },
  }) as unknown as Pod;

test('a success forgives the failures before it, not those after', () => {
  const before: BackoffRecord = { failures: 4, lastFailureEpochMs: 1000 };
  expect(nextRecord(before, [endedAt(20)], [endedAt(10), endedAt(30), endedAt(40)])).to.deep.equal({
    failures: 2,
    lastFailureEpochMs: 40_000,
  });
  expect(nextRecord(before, [endedAt(20)], [])).to.deep.equal(NO_FAILURES);
  expect(nextRecord(before, [], [endedAt(30)])).to.deep.equal({ failures: 5, lastFailureEpochMs: 30_000 });
});

test('the wait doubles from 10 s to at most 10 min, counted from the last failure', () => {
  const waits = [0, 1, 2, 3, 6, 7, 20].map(
    (failures) => remainingBackoffMs({ failures, lastFailureEpochMs: 0 }, 0, 600_000) / 1000,
  );
  expect(waits).to.deep.equal([0, 10, 20, 40, 320, 600, 600]);
  expect(remainingBackoffMs({ failures: 2, lastFailureEpochMs: 5000 }, 15_000, 600_000)).to.equal(10_000);
});

test('the queue waits 0, 10, 20, 40 s ... at most 6 min', () => {
  expect([0, 1, 2, 3, 6, 7].map((requeues) => queueBackoffMs(requeues) / 1000)).to.deep.equal([
    0, 10, 20, 40, 320, 360,
  ]);
});

const failed = (exitCode: number, conditions: object[] = []): Pod =>
  ({
    metadata: { namespace: 'default', name: 'p' },
    status: {
      phase: 'Failed',
      conditions,
      containerStatuses: [{ name: 'c', state: { terminated: { exitCode } } }],
    },
  }) as unknown as Pod;

test('the first rule of a podFailurePolicy that matches decides', () => {
  const policy = {
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } },
      { action: 'Count', onExitCodes: { operator: 'NotIn', values: [1] } },
    ],
  } as unknown as NonNullable<Job['spec']['podFailurePolicy']>;
  const version = versionProfile();
  const verdict = (pod: Pod) => judgeFailure(policy, pod, version);
  expect(verdict(failed(42, [{ type: 'DisruptionTarget', status: 'True' }]))).to.deep.equal({
    action: 'Ignore',
    counts: false,
  });
  expect(verdict(failed(42))).to.deep.include({ action: 'FailJob', counts: true });
  expect(verdict(failed(2))).to.deep.equal({ action: 'Count', counts: true });
  expect(verdict(failed(1))).to.deep.equal({ counts: true });
  expect(judgeFailure(undefined, failed(1), version)).to.deep.equal({ counts: true });
});

test('a successPolicy asks for certain indexes, for a number of them, or for both', () => {
  const job = (rules: object[]): Job =>
    ({ spec: { completions: 10, successPolicy: { rules } } }) as unknown as Job;
  const done = withIndexes([], [0, 1, 2, 5]);
  expect(metSuccessRule(job([{ succeededIndexes: '0-2' }]), done)).to.equal('Matched rules at index 0');
  expect(metSuccessRule(job([{ succeededIndexes: '0-3' }]), done)).to.equal(undefined);
  expect(metSuccessRule(job([{ succeededCount: 5 }, { succeededCount: 4 }]), done)).to.equal(
    'Matched rules at index 1',
  );
  expect(metSuccessRule(job([{ succeededIndexes: '2-9', succeededCount: 2 }]), done)).to.equal(
    'Matched rules at index 0',
  );
});
