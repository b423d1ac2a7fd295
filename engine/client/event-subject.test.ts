import { describe, it } from 'node:test';
import { expect } from 'chai';
import { EventSubject, isCombined } from './event-subject.ts';

// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/record/events_cache_test.go.
describe('What a source has said of one object', () => {
  const logged = { name: 'web.1', namespace: 'default', count: 1 };

  it('finds an event again by level, reason, part and message', () => {
    const subject = new EventSubject(0);
    const started = subject.similarTo('Normal', 'Started', 'Container started', 0);
    subject.log(started, 'spec.containers{web}', 'Container started', logged);
    const again = subject.similarTo('Normal', 'Started', 'Container started', 5);
    expect(again).to.equal(started);
    expect(subject.known(again, 'spec.containers{web}', 'Container started')).to.equal(logged);
    expect(subject.known(again, 'spec.containers{log}', 'Container started')).to.equal(undefined);
    expect(subject.known(again, 'spec.containers{web}', 'Container created')).to.equal(undefined);
    const warned = subject.similarTo('Warning', 'Started', 'Container started', 5);
    expect(subject.known(warned, 'spec.containers{web}', 'Container started')).to.equal(undefined);
  });

  it('keeps events of one message apart by their parts', () => {
    const subject = new EventSubject(0);
    const similar = subject.similarTo('Normal', 'Started', 'Container started', 0);
    const other = { ...logged, name: 'web.2' };
    subject.log(similar, 'spec.containers{web}', 'Container started', logged);
    subject.log(similar, 'spec.containers{log}', 'Container started', other);
    expect(subject.known(similar, 'spec.containers{web}', 'Container started')).to.equal(logged);
    expect(subject.known(similar, 'spec.containers{log}', 'Container started')).to.equal(other);
  });

  it('combines from the tenth different message on, unless ten minutes lie between', () => {
    const combinedAt = (stepMs: number): number => {
      const subject = new EventSubject(0);
      for (let n = 1; n <= 12; n += 1)
        if (isCombined(subject.similarTo('Normal', 'SuccessfulCreate', `Created job tick-${n}`, n * stepMs)))
          return n;
      return Number.POSITIVE_INFINITY;
    };
    expect(combinedAt(1000)).to.equal(10);
    expect(combinedAt(600_001)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('lets 25 events pass, and one more every five minutes', () => {
    const subject = new EventSubject(0);
    for (let n = 0; n < 25; n += 1) expect(subject.isSpam(0)).to.equal(false);
    expect(subject.isSpam(0)).to.equal(true);
    expect(subject.isSpam(299_999)).to.equal(true);
    expect(subject.isSpam(300_000)).to.equal(false);
    expect(subject.isSpam(300_000)).to.equal(true);
  });
});
