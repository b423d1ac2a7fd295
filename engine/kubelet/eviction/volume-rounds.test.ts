// When volumes are measured, and what is known between the rounds.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VolumeRounds } from './volume-rounds.ts';

const MINUTE = 60_000;
const held = (bytes: number) => new Map([['data', bytes]]);

// Rounds at 1, 2.5, 4 … minutes.
const rounds = () => new VolumeRounds(0, () => 0.5);

describe('rounds that measure volumes', () => {
  it('know nothing before the first', () => {
    const one = rounds();
    one.note('pod', held(5), 1000);
    expect(one.last('pod', 'data', 5, MINUTE - 1)).to.equal(undefined);
    expect(one.last('pod', 'data', 5, MINUTE)).to.deep.equal({ atMs: MINUTE, held: 5 });
  });

  it('know what was there then, not what came after', () => {
    const one = rounds();
    one.note('pod', held(5), 1000);
    one.note('pod', held(9), MINUTE + 1);
    expect(one.last('pod', 'data', 9, 2 * MINUTE)).to.deep.equal({ atMs: MINUTE, held: 5 });
    expect(one.last('pod', 'data', 9, 2.5 * MINUTE)).to.deep.equal({ atMs: 2.5 * MINUTE, held: 9 });
  });

  it('miss what came and went between two of them', () => {
    const one = rounds();
    one.note('pod', held(0), 1000);
    one.note('pod', held(9), MINUTE + 1);
    one.note('pod', held(0), MINUTE + 2);
    expect(one.last('pod', 'data', 0, 3 * MINUTE)?.held).to.equal(0);
  });

  it('take the newest of a pod that sets no limits', () => {
    expect(rounds().last('other', 'data', 7, 42)).to.deep.equal({ atMs: 42, held: 7 });
  });
});
