import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { ExploredRun } from '../model/exploration.ts';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { disturbancesOf, explorationTotals, runText, statusesOfFailingRun } from './exploration.ts';
import { TraceIndex } from './trace-index.ts';

const runs: readonly ExploredRun[] = [
  { disturbances: 1, verdict: 'passed' },
  { seed: 7, disturbances: 0, verdict: 'passed' },
  { seed: 8, disturbances: 12, verdict: 'failed' },
];

describe('an exploration', () => {
  it('counts its runs', () => {
    expect(explorationTotals({ runs })).to.deep.equal({ runs: 3, failed: 1, kept: 1, mostDisturbances: 12 });
    expect(explorationTotals({ runs: [] }).mostDisturbances).to.equal(0);
  });

  it('ends a failing run with the step that failed', () => {
    expect(statusesOfFailingRun([true, true, false])).to.deep.equal(['passed', 'failed', 'skipped']);
    expect(statusesOfFailingRun([true])).to.deep.equal(['failed']);
    expect(statusesOfFailingRun([false, false])).to.deep.equal([]);
  });

  it('says of each run what it was', () => {
    expect(runs.map(runText)).to.deep.equal([
      'run 1, a kept case: 1 disturbance, passed',
      'run 2, seed 7: 0 disturbances, passed',
      'run 3, seed 8: 12 disturbances, failed',
    ]);
  });

  it('finds what was disturbed in a trace', () => {
    const trace = new TraceBuilder();
    const decision = { type: 'decision', actor: 'scheduler', text: 'x' } as const;
    trace.add({ ...decision, topic: 'schedule' });
    trace.add({ ...decision, topic: 'disturbance' });
    const index = new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 1 });
    expect(disturbancesOf(index).map(({ seq }) => seq)).to.deep.equal([2]);
  });
});
