import { test } from 'node:test';
import { expect } from 'chai';
import type { Job } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { TestWorld } from '../test-world.ts';
import { startTtlAfterFinishedController, timeLeftMs } from './controller.ts';

function finishedJob(at: TestWorld, ttlSecondsAfterFinished: number | undefined): Job {
  const spec = {
    template: {},
    ...(ttlSecondsAfterFinished === undefined ? {} : { ttlSecondsAfterFinished }),
  };
  const created = at.user.create('Job', {
    kind: 'Job',
    metadata: { name: 'j', namespace: 'default' },
    spec,
  } as never);
  const job = (created as unknown as { object: Job }).object;
  const conditions = [
    { type: 'Failed', status: 'True', lastTransitionTime: formatTime(at.kernel.nowEpochMs) },
  ];
  const written = at.user.updateStatus({ ...job, status: { conditions } } as Job);
  return (written as { object: Job }).object;
}

function world(): TestWorld {
  const at = new TestWorld();
  startTtlAfterFinishedController(at.component('ttl-after-finished-controller'));
  at.start();
  return at;
}

const isThere = (at: TestWorld): boolean => {
  const job = at.server.peek('Job', 'default', 'j');
  return job !== undefined && job.metadata.deletionTimestamp === undefined;
};

test('a finished Job goes when its time is up', () => {
  const at = world();
  finishedJob(at, 100);
  at.advanceSeconds(99);
  expect(isThere(at)).to.equal(true);
  at.advanceSeconds(1);
  expect(isThere(at)).to.equal(false);
});

test('a Job without a TTL stays', () => {
  const at = world();
  finishedJob(at, undefined);
  at.advanceSeconds(86_400);
  expect(isThere(at)).to.equal(true);
});

test('a TTL that is raised in time counts', () => {
  const at = world();
  const job = finishedJob(at, 100);
  at.advanceSeconds(50);
  at.user.update({ ...job, spec: { ...job.spec, ttlSecondsAfterFinished: 200 } });
  at.advanceSeconds(149);
  expect(isThere(at)).to.equal(true);
  at.advanceSeconds(1);
  expect(isThere(at)).to.equal(false);
});

test('the time left counts from when the Job ended', () => {
  const at = world();
  const job = finishedJob(at, 60);
  expect(timeLeftMs(job, at.kernel.nowEpochMs + 20_000)).to.equal(40_000);
  expect(timeLeftMs({ ...job, status: {} }, at.kernel.nowEpochMs)).to.equal(undefined);
});
