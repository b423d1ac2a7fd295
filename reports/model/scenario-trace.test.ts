import { describe, it } from 'node:test';
import { expect } from 'chai';
import { decodeTrace } from './decode.ts';
import { scenarioTrace } from './scenario-trace.ts';
import { Rollout } from './test-rollout.ts';
import { START_EPOCH_MS } from './test-trace.ts';

describe('what a scenario leaves for reports', () => {
  const records = new Rollout().play();
  const { digest, block } = scenarioTrace(records, { startEpochMs: START_EPOCH_MS, endMs: 75_000 });
  const kept = decodeTrace(block);

  it('is its trace, without the objects of Events, which say nothing that their records do not', () => {
    expect(kept).to.have.length(records.length);
    const events = kept.filter((record) => record.type === 'event');
    expect(events.map(({ object }) => object)).to.deep.equal(events.map(() => ({})));
    expect(events[0]).to.include.keys('reason', 'message', 'regarding', 'count');
  });

  it('names the words that came about, each once', () => {
    expect(digest.seen.statuses).to.include.members(['CrashLoopBackOff', 'Running']);
    expect(digest.seen.reasons).to.deep.equal([...new Set(digest.seen.reasons)].sort());
    expect(digest.seen.faults).to.deep.equal(['node node-1 slows down']);
  });
});
