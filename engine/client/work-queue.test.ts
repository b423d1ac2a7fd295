// The bucket of retries: source kubernetes v1.20.2 staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go,
// BucketRateLimiter{rate.NewLimiter(rate.Limit(10), 100)}.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Kernel } from '../kernel/kernel.ts';
import { WorkQueue } from './work-queue.ts';

function syncTimes(failing: number, options: { retryBurst?: number } = {}): number[] {
  const kernel = new Kernel({ startEpochMs: 0 });
  const times: number[] = [];
  const queue = new WorkQueue({ kernel, name: 'test', ...options }, () => times.push(kernel.nowMs));
  for (let i = 0; i < failing; i += 1) queue.addRateLimited(`key-${i}`);
  kernel.advance(60_000);
  return times;
}

describe('retries of a work queue', () => {
  it('come after 5 ms for as many keys as the burst holds', () => {
    expect(new Set(syncTimes(100))).to.deep.equal(new Set([5]));
  });

  it('then come ten a second', () => {
    expect(syncTimes(103).slice(100)).to.deep.equal([100, 200, 300]);
  });

  it('are not spread where the controller has a back-off alone', () => {
    expect(new Set(syncTimes(300, { retryBurst: Number.POSITIVE_INFINITY }))).to.deep.equal(new Set([5]));
  });

  it('have their burst back after ten quiet seconds', () => {
    const kernel = new Kernel({ startEpochMs: 0 });
    const times: number[] = [];
    const queue = new WorkQueue({ kernel, name: 'test' }, () => times.push(kernel.nowMs));
    for (let i = 0; i < 100; i += 1) queue.addRateLimited(`key-${i}`);
    kernel.advance(10_000);
    queue.addRateLimited('late');
    kernel.advance(10_000);
    expect(times.at(-1)).to.equal(10_005);
  });
});

describe('a key in the queue', () => {
  function world() {
    const kernel = new Kernel({ startEpochMs: 0 });
    const synced: string[] = [];
    const queue = new WorkQueue({ kernel, name: 'test' }, (key) =>
      synced.push(`${key} by ${kernel.cause()}`),
    );
    const add = (key: string, cause: number): void => kernel.withCause(cause, () => queue.add(key));
    return { kernel, queue, synced, add };
  }

  it('keeps its place when it is added again, and is worked on for what added it last', () => {
    const { kernel, queue, synced, add } = world();
    add('a', 1);
    add('b', 2);
    add('a', 3);
    expect(queue.length).to.equal(2);
    kernel.advance(1);
    expect(synced).to.deep.equal(['a by 3', 'b by 2']);
  });

  it('goes back in behind the others when it was added while it was worked on', () => {
    const kernel = new Kernel({ startEpochMs: 0 });
    const synced: string[] = [];
    const queue = new WorkQueue({ kernel, name: 'test', workers: 1 }, (key) => {
      synced.push(`${key} by ${kernel.cause()}`);
      if (synced.length === 1) kernel.withCause(9, () => queue.add('a'));
    });
    kernel.withCause(1, () => queue.add('a'));
    kernel.withCause(2, () => queue.add('b'));
    kernel.advance(1);
    expect(synced).to.deep.equal(['a by 1', 'b by 2', 'a by 9']);
  });
});
