import { describe, it } from 'node:test';
import { expect } from 'chai';
import { RunCollector } from '../run/collect-run.ts';
import { testMessages } from '../run/test-messages.ts';
import { chromeTrace } from './chrome-trace.ts';

describe('a Chrome trace', () => {
  const collector = new RunCollector();
  for (const envelope of testMessages(true)) collector.take(envelope);
  const [traced, untraced] = collector.result().scenarios;
  const events = (traced === undefined ? undefined : chromeTrace(traced))?.traceEvents ?? [];

  it('names every process and thread that has slices', () => {
    const named = new Set(
      events.filter(({ name }) => name === 'thread_name').map(({ pid, tid }) => `${pid}/${tid}`),
    );
    for (const { ph, pid, tid } of events) if (ph === 'X') expect(named).to.include(`${pid}/${tid}`);
  });

  it('has no two slices at once in a thread', () => {
    const ends = new Map<string, number>();
    for (const { ph, pid, tid, ts = 0, dur = 0 } of events) {
      if (ph !== 'X') continue;
      const key = `${pid}/${tid}`;
      expect(ts).to.be.at.least(ends.get(key) ?? 0);
      ends.set(key, ts + dur);
    }
    expect(ends.size).to.equal(5);
  });

  it('is not there for a scenario without a trace', () => {
    expect(untraced === undefined ? undefined : chromeTrace(untraced)).to.equal(undefined);
  });
});
