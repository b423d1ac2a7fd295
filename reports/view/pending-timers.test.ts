import { describe, it } from 'node:test';
import { expect } from 'chai';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { pendingTimers } from './pending-timers.ts';
import { TraceIndex } from './trace-index.ts';

const trace = new TraceBuilder();
const step = trace.step('Given ', 'a cluster', 1);
const timer = (label: string): number => trace.add({ type: 'timer', kind: 'kubelet probe', label });
const log = { type: 'log', pod: { kind: 'Pod', name: 'a' }, container: 'c', stream: 'stdout' } as const;
trace.because(step);
const input = trace.add({ type: 'input', verb: 'kubectl', text: 'kubectl apply' });
const probe = trace.at(5000).because(step).add({ type: 'timer', kind: 'probe', label: 'probe: every 5s' });
trace.because(probe).add({ ...log, text: 'ok' });
trace.at(7000).because(input);
timer('back-off');
trace.at(10_000).because(probe);
timer('probe: every 5s');
const index = new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 20_000 });

const rows: readonly (readonly [
  name: string,
  seq: number,
  pending: readonly (readonly [string, number])[],
])[] = [
  [
    'has what began before, the next first',
    input,
    [
      ['probe: every 5s', 5000],
      ['back-off', 7000],
    ],
  ],
  ['has nothing that began later', step, [['probe: every 5s', 5000]]],
  [
    'has a repeated wait again once it began again',
    probe,
    [
      ['back-off', 2000],
      ['probe: every 5s', 5000],
    ],
  ],
  ['is empty at the end', index.last, []],
];

describe('what is pending', () => {
  for (const [name, seq, pending] of rows)
    it(name, () => {
      expect(pendingTimers(index, seq).map(({ record, inMs }) => [record.label, inMs])).to.deep.equal(
        pending,
      );
    });

  it('tells a wait that repeats once', () => {
    const builder = new TraceBuilder();
    const first = builder.step('Given ', 'a cluster', 1);
    for (const t of [1000, 2000, 3000]) {
      builder.at(t).because(first);
      builder.add({ type: 'timer', kind: 'probe', label: 'every 1s' });
    }
    const repeated = new TraceIndex(builder.records, { startEpochMs: START_EPOCH_MS, endMs: 9000 });
    expect(pendingTimers(repeated, first).map(({ inMs, more }) => [inMs, more])).to.deep.equal([[1000, 2]]);
  });

  it('says what it led to', () => {
    expect(pendingTimers(index, input)[0]?.effect?.type).to.equal('log');
  });
});
