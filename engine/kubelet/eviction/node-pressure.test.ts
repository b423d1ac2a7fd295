// A node with room to spare has no rounds at all, whatever its containers use; one that is short has them every ten seconds.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Simulation } from '../../index.ts';

const HOUR_MS = 3_600_000;

/** How many events an hour takes in which nothing else happens. */
function idleHour(words: string): number {
  const nodes = [{ name: 'node-1', cpu: '4', memory: '8Gi', pods: '110' }];
  const simulation = new Simulation({ nodes });
  simulation.images.describe('app', words);
  for (const name of ['a', 'b', 'c']) simulation.kubectl(`kubectl run ${name} --image=app`);
  simulation.advance(60_000);
  const { kernel } = simulation.cluster;
  const before = kernel.eventsRun;
  simulation.advance(HOUR_MS);
  return kernel.eventsRun - before;
}

describe('a node that does not run short', () => {
  const idle = idleHour('runs until stopped');
  for (const words of [
    'uses 500Mi of memory',
    'uses 50Mi of memory, 1Mi more each minute',
    'writes 1Gi per hour',
    'uses 100Mi of memory, uses 1Gi of memory after 2 minutes for 5 minutes',
  ])
    it(`costs nothing while each of its pods ${words}`, () => {
      expect(idleHour(words)).to.equal(idle);
    });

  it('has its rounds when it does', () => {
    expect(idleHour('uses 2700Mi of memory after 10 minutes')).to.be.greaterThan(idle);
  });
});
