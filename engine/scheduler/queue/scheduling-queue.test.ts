import { describe, it } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { type PodInfo, podInfo } from '../framework/pod-info.ts';
import { backoffMs } from './queued-pod.ts';
import { SchedulingQueue } from './scheduling-queue.ts';

const CHECKED = { seed: 42, numRuns: 200 };

function pod(name: string, spec: object = {}, minor = 20): PodInfo {
  const metadata = { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' };
  const whole = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [], ...spec }, status: {} };
  return podInfo(whole as unknown as Pod, versionProfile(minor));
}

class Clock {
  ms = 0;
  cycleMs = 0;
  readonly queue: SchedulingQueue;
  constructor(minor: number) {
    this.queue = new SchedulingQueue({
      nowMs: () => this.ms,
      cause: () => 0,
      version: versionProfile(minor),
    });
  }

  /** Moves on to what is due next, as the scheduler's timer does. */
  nextFlush(): number | undefined {
    const due = this.queue.nextDueMs();
    if (due === undefined) return undefined;
    this.ms = due;
    this.queue.flush();
    return due;
  }

  fail(...refusedBy: string[]): void {
    const entry = this.queue.pop()!;
    entry.refusedBy = new Set(refusedBy);
    this.queue.addUnschedulable(entry, this.ms + this.cycleMs);
  }
}

describe('the scheduling queue', () => {
  it('gives the higher priority first, then who waits longer', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.nat({ max: 3 }))), (rows) => {
        const clock = new Clock(20);
        const expected = rows.map(([priority, waited], i) => ({ name: `p${i}`, priority, atMs: waited, i }));
        expected.sort((a, b) => a.atMs - b.atMs || a.i - b.i);
        for (const { name, priority, atMs } of expected) {
          clock.ms = atMs;
          clock.queue.add(pod(name, { priority }));
        }
        const order = expected
          .map((each, i) => ({ ...each, i }))
          .sort((a, b) => b.priority - a.priority || a.i - b.i);
        expect(order.map(() => clock.queue.pop()?.pod.name)).to.deep.equal(order.map(({ name }) => name));
      }),
      CHECKED,
    );
  });

  it('doubles the back-off from 1 s to 10 s', () => {
    expect(
      [1, 2, 3, 4, 5, 6].map((tries) => backoffMs(tries, { initialMs: 1000, maxMs: 10_000 })),
    ).to.deep.equal([1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('lets a pod that an event moves wait out its back-off, looked at once a second', () => {
    const clock = new Clock(20);
    clock.ms = 300;
    clock.queue.add(pod('a'));
    clock.fail('NodeResourcesFit');
    clock.queue.move({ name: 'AssignedPodDelete', pod: pod('other') });
    expect(clock.queue.hasActive).to.equal(false);
    expect(clock.nextFlush()).to.equal(2000);
    expect(clock.queue.pop()?.attempts).to.equal(2);
  });

  it('tries an unschedulable pod that nothing moves again after 60 s until 1.23, looked at every 30 s', () => {
    const clock = new Clock(23);
    clock.queue.add(pod('a', {}, 23));
    clock.fail();
    expect(clock.nextFlush()).to.equal(90_000);
    expect(clock.queue.hasActive).to.equal(true);
  });

  it('and after 5 minutes from 1.24 on', () => {
    const clock = new Clock(24);
    clock.queue.add(pod('a'));
    clock.fail();
    expect(clock.nextFlush()).to.equal(330_000);
  });

  it('is woken by any event until 1.21, later only by those that the refusing plugin registered for', () => {
    const move = (minor: number): boolean => {
      const clock = new Clock(minor);
      clock.queue.add(pod('a'));
      clock.fail('NodeResourcesFit');
      clock.ms = 5000;
      clock.queue.move({ name: 'PvAdd' });
      return clock.queue.hasActive;
    };
    expect([21, 22].map(move)).to.deep.equal([true, false]);
  });

  it('is woken by a pod that came only for affinity to it', () => {
    const podAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: {}, topologyKey: 'kubernetes.io/hostname' },
      ],
    };
    const clock = new Clock(20);
    clock.queue.add(pod('indifferent'));
    clock.queue.add(pod('attached', { affinity: { podAffinity } }));
    clock.fail();
    clock.fail();
    clock.ms = 5000;
    clock.queue.move({ name: 'AssignedPodAdd', pod: pod('other') });
    expect(clock.queue.pop()?.pod.name).to.equal('attached');
    expect(clock.queue.hasActive).to.equal(false);
  });

  it('backs off instead of waiting when anything happened during its try, until hints know better in 1.32', () => {
    const dueAt = (minor: number): number | undefined => {
      const clock = new Clock(minor);
      clock.cycleMs = 5;
      clock.queue.add(pod('big', {}, minor));
      clock.fail('NodeResourcesFit');
      clock.ms = 3;
      clock.queue.move({ name: 'AssignedPodAdd', pod: pod('other', {}, minor) });
      return clock.queue.nextDueMs();
    };
    expect([20, 31, 32].map(dueAt)).to.deep.equal([1000, 1000, 330_000]);
  });

  it('holds a pod with scheduling gates back until they are gone', () => {
    const clock = new Clock(30);
    const gated = pod('a', { schedulingGates: [{ name: 'later' }] }, 30);
    clock.queue.add(gated);
    clock.queue.move({ name: 'NodeAdd' });
    expect([clock.queue.hasActive, clock.queue.nextDueMs()]).to.deep.equal([false, undefined]);
    clock.queue.update(gated, pod('a', {}, 30));
    expect(clock.queue.hasActive).to.equal(true);
  });

  it('takes the nomination made by the scheduler for good until the status says otherwise', () => {
    const clock = new Clock(20);
    const waiting = pod('a');
    clock.queue.add(waiting);
    clock.queue.nominator.add(waiting, 'node-1');
    clock.queue.update(waiting, pod('a'));
    expect(clock.queue.nominator.podsFor('node-1').map(({ name }) => name)).to.deep.equal(['a']);
    clock.queue.delete('a');
    expect(clock.queue.nominator.isEmpty).to.equal(true);
  });

  it('cuts back-off ends to whole seconds from 1.33 on, and the second must be over', () => {
    const endOf = (minor: number): number | undefined => {
      const clock = new Clock(minor);
      clock.ms = 1000;
      clock.queue.add(pod('a', {}, minor));
      clock.fail();
      return clock.nextFlush();
    };
    expect([32, 33].map(endOf)).to.deep.equal([2000, 3000]);
  });

  it('counts errors in a row and refusals apart from 1.34 on', () => {
    const endOf = (minor: number): number | undefined => {
      const clock = new Clock(minor);
      clock.queue.add(pod('a', {}, minor));
      clock.fail('NodeResourcesFit');
      clock.queue.move({ name: 'AssignedPodDelete', pod: pod('other') });
      clock.fail('NodeResourcesFit');
      clock.queue.move({ name: 'AssignedPodDelete', pod: pod('other') });
      clock.fail();
      return clock.nextFlush();
    };
    expect([33, 34].map(endOf)).to.deep.equal([5000, 2000]);
  });
});
