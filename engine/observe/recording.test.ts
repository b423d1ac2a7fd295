// What leaves no record by itself, written down and looked back at.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Condition } from './condition.ts';
import { check } from './over-time.ts';
import { asRecorded, Recording } from './recording.ts';
import { World } from './test-history.ts';

const FROM = { ms: 0, seq: 0 };

/** Holds from 3 to 7, without any event that says so. */
function byItself(world: World): Condition {
  return {
    text: 'the moon is up',
    concerns: () => false,
    isLive: true,
    look: () => {
      const holds = world.nowMs() >= 3 && world.nowMs() < 7;
      return { holds, found: holds ? 'up' : 'down', isMet: true };
    },
    nextTurnMs: () => [3, 7].find((ms) => ms > world.nowMs()),
    reasons: () => [{ ref: { kind: 'Moon', name: 'm' }, state: 'away', message: `at ${world.nowMs()}` }],
    blame: () => [],
  };
}

const recordingOf = (world: World): Recording =>
  new Recording({
    view: world.view,
    nowMs: world.nowMs,
    note: (record) => world.note(record as Parameters<World['note']>[0]),
    advance: world.advance,
  });

describe('a condition that is written down', () => {
  it('turns where nothing happens, and can be looked back at', () => {
    const world = new World([[5, 1]]);
    const recording = recordingOf(world);
    const condition = byItself(world);
    recording.begin(condition);
    recording.begin(condition);
    recording.advance(10);
    const past = asRecorded(condition);
    const lasted = check(world, past, { kind: 'lasting', how: 'in total', minMs: 4, maxMs: 4, from: FROM });
    expect([lasted.passed, lasted.periods]).to.deep.equal([true, [{ fromMs: 3, toMs: 7 }]]);
    const throughout = check(world, past, { kind: 'never', from: FROM });
    expect([throughout.passed, throughout.deciding?.t]).to.deep.equal([false, 3]);
    expect(past.reasons?.(world.view)[0]?.message).to.equal('at 7');
  });

  it('stops where the caller is done, and costs nothing where nobody asks', () => {
    const world = new World([[5, 1]]);
    const idle = recordingOf(world);
    idle.advance(2);
    expect([world.nowMs(), world.log.length]).to.deep.equal([2, 0]);
    const recording = recordingOf(world);
    recording.begin(byItself(world));
    recording.advance(10, () => world.nowMs() >= 3);
    expect(world.nowMs()).to.equal(3);
  });

  it('has met nothing before anybody looked', () => {
    const world = new World([]);
    const verdict = check(world, asRecorded(byItself(world)), { kind: 'throughout', from: FROM });
    expect(verdict.reason).to.equal('asserted nothing: nobody has looked yet');
  });
});
