// What must hold of any cluster and any pods: nothing is overcommitted, and nothing waits that would fit.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { SchedulerWorld } from './test-world.ts';

const FIXED = { seed: 42, numRuns: 200 };

const scenes = fc.record({
  minor: fc.constantFrom(20, 22, 27, 33),
  nodes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
  pods: fc.array(fc.record({ cpus: fc.integer({ min: 1, max: 5 }), priority: fc.constantFrom(0, 100) }), {
    minLength: 1,
    maxLength: 20,
  }),
});

interface Scene {
  readonly minor: number;
  /** Cpus of each node. */
  readonly nodes: readonly number[];
  readonly pods: readonly { readonly cpus: number; readonly priority: number }[];
}

function play({ minor, nodes, pods }: Scene): SchedulerWorld {
  const world = new SchedulerWorld({ minor });
  nodes.forEach((cpus, i) => {
    world.node(`node-${i}`, { cpu: String(cpus) });
  });
  pods.forEach(({ cpus, priority }, i) => {
    world.pod(`pod-${i}`, { priority, preemptionPolicy: 'Never' }, { cpu: String(cpus) });
  });
  world.advanceSeconds(30);
  return world;
}

/** Free cpus of each node. */
function roomOf(world: SchedulerWorld, { nodes, pods }: Scene): number[] {
  return nodes.map((cpus, i) => {
    const here = pods.filter((_, pod) => world.nodeOf(`pod-${pod}`) === `node-${i}`);
    return here.reduce((free, pod) => free - pod.cpus, cpus);
  });
}

describe('where pods end up', () => {
  it('no node gives away more than it has', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(Math.min(...roomOf(play(scene), scene))).to.be.at.least(0);
      }),
      FIXED,
    );
  });

  it('no pod waits that would fit', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const world = play(scene);
        const room = Math.max(...roomOf(world, scene));
        const waiting = scene.pods.filter((_, i) => world.nodeOf(`pod-${i}`) === undefined);
        expect(waiting.filter(({ cpus }) => cpus <= room)).to.deep.equal([]);
      }),
      FIXED,
    );
  });

  it('the same seed gives the same places and the same trace', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const [a, b] = [play(scene), play(scene)];
        expect(a.trace.records).to.deep.equal(b.trace.records);
      }),
      { ...FIXED, numRuns: 50 },
    );
  });
});
