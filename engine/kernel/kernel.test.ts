import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { InvariantError } from '../errors.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { PRIORITIES } from './event-heap.ts';
import { Kernel } from './kernel.ts';
import { PRIORITY, type SimEvent } from './sim-event.ts';
import { Streams } from './streams.ts';

const runs = { seed: 42, numRuns: 200 };
const arbEvent = fc.record({
  delayMs: fc.nat(50),
  priority: fc.nat(3),
  kind: fc.constantFrom('a', 'b', 'c'),
});

describe('kernel', () => {
  it('has no priority that would reach into the next instant', () => {
    for (const priority of Object.values(PRIORITY))
      expect(priority).to.be.within(-PRIORITIES / 2, PRIORITIES / 2 - 1);
  });

  it('runs events in the order that a plain sort by (time, priority, sequence) gives', () => {
    fc.assert(
      fc.property(fc.array(arbEvent, { maxLength: 60 }), (events) => {
        const kernel = new Kernel({ startEpochMs: 0 });
        const ran: number[] = [];
        events.forEach((event, i) => {
          kernel.schedule(event, () => ran.push(i));
        });
        kernel.advance(50);
        const sorted = events
          .map((event, i) => ({ ...event, i }))
          .sort((a, b) => a.delayMs - b.delayMs || a.priority - b.priority || a.i - b.i)
          .map(({ i }) => i);
        expect(ran).to.deep.equal(sorted);
      }),
      runs,
    );
  });

  it('never fires a canceled event, whenever it is canceled', () => {
    fc.assert(
      fc.property(
        fc.array(arbEvent, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.nat(50),
        (events, pick, atMs) => {
          const kernel = new Kernel({ startEpochMs: 0 });
          const firedAt = new Map<number, number>();
          const handles = events.map((event, i) =>
            kernel.schedule(event, () => firedAt.set(i, kernel.nowMs)),
          );
          const victim = pick % events.length;
          kernel.schedule({ delayMs: atMs, priority: -1, kind: 'cancel' }, () =>
            kernel.cancel(handles[victim]),
          );
          kernel.advance(100);
          if ((events[victim]?.delayMs ?? 0) >= atMs) expect(firedAt.has(victim)).to.equal(false);
          expect(firedAt.size).to.be.at.least(events.length - 1);
        },
      ),
      runs,
    );
  });

  it('includes events due exactly at the end of an advance, and stops where it is told to', () => {
    const kernel = new Kernel({ startEpochMs: 1000 });
    const ran: number[] = [];
    for (const delayMs of [5, 10, 11]) kernel.schedule({ delayMs, kind: 'x' }, () => ran.push(delayMs));
    expect(kernel.advance(10)).to.equal('reached');
    expect(ran).to.deep.equal([5, 10]);
    expect(kernel.nowEpochMs).to.equal(1010);
    expect(kernel.advance(10, () => true)).to.equal('stopped');
    expect(kernel.nowMs).to.equal(11);
  });

  it('names the busiest kinds when time cannot move on', () => {
    const kernel = new Kernel({ startEpochMs: 0, eventsPerInstantMax: 100 });
    const again = (): void => {
      kernel.schedule({ delayMs: 0, kind: 'hot loop' }, again);
    };
    again();
    expect(() => kernel.advance(1)).to.throw(/more than 100 events at one instant.*busiest: hot loop \(51\)/);
  });

  it('refuses negative and fractional delays', () => {
    const kernel = new Kernel({ startEpochMs: 0 });
    expect(() => kernel.schedule({ delayMs: -1, kind: 'x' }, () => {})).to.throw('scheduled -1 ms from now');
    expect(() => kernel.schedule({ delayMs: 0.5, kind: 'x' }, () => {})).to.throw('whole number');
  });
});

interface World {
  kernel: Kernel;
  log: TraceLog;
  streams: Streams;
}

function world(seed: number): World {
  let log: TraceLog;
  const recordTimer = (event: SimEvent): number =>
    log.appendCausedBy(event.cause, { type: 'timer', kind: event.kind, label: event.label ?? '' });
  const kernel = new Kernel({ startEpochMs: 0, recordTimer });
  log = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  return { kernel, log, streams: new Streams(seed) };
}

// A random cascade: each event records something and may schedule more, some of them as labeled timers.
function cascade({ kernel, log, streams }: World, inputs: number): void {
  const stream = streams.stream('cascade');
  const grow = (depth: number): void => {
    if (stream.integer(0, 2) > 0)
      log.append({ type: 'decision', actor: 'test', topic: 'grow', text: String(depth) });
    for (let i = stream.integer(0, depth > 5 ? 0 : 2); i > 0; i -= 1) {
      const options = { delayMs: stream.integer(0, 9), kind: 'grow' };
      kernel.schedule(stream.integer(0, 1) === 0 ? options : { ...options, label: 'wait' }, () =>
        grow(depth + 1),
      );
    }
  };
  for (let i = 0; i < inputs; i += 1) {
    const seq = log.append({ type: 'input', verb: 'test', text: String(i) });
    kernel.withCause(seq, () => grow(0));
    kernel.advance(20);
  }
}

describe('causes', () => {
  it('form a forest rooted in inputs, each cause older than what it led to', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, inputs) => {
        const w = world(seed);
        cascade(w, inputs);
        for (const record of w.log.records) {
          expect(record.cause).to.be.below(record.seq);
          expect(w.log.chain(record.seq).at(-1)?.type).to.equal('input');
        }
      }),
      runs,
    );
  });

  it('are written in order of time, and equal seeds give equal traces', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = [world(seed), world(seed)];
        cascade(a, 3);
        cascade(b, 3);
        expect(JSON.stringify(a.log.records)).to.equal(JSON.stringify(b.log.records));
        const times = a.log.records.map((record) => record.t);
        expect(times).to.deep.equal([...times].sort((x, y) => x - y));
      }),
      runs,
    );
  });

  it('leave out labeled timers that led to nothing', () => {
    const { kernel, log } = world(1);
    const input = log.append({ type: 'input', verb: 'test', text: 'go' });
    kernel.withCause(input, () => {
      kernel.schedule({ delayMs: 1, kind: 'quiet', label: 'nothing comes of it' }, () => {});
      kernel.schedule({ delayMs: 2, kind: 'loud', label: 'back-off' }, () => {
        log.append({ type: 'decision', actor: 'test', topic: 'start', text: 'started' });
      });
    });
    kernel.advance(5);
    expect(log.records.map((r) => [r.type, r.cause])).to.deep.equal([
      ['input', 0],
      ['timer', 1],
      ['decision', 2],
    ]);
  });
});

describe('streams', () => {
  it('are independent of one another and equal for equal seeds', () => {
    const a = new Streams(7);
    const b = new Streams(7);
    b.stream('other').integer(0, 100);
    const draw = (streams: Streams): number[] =>
      Array.from({ length: 20 }, () => streams.stream('watch').integer(0, 999));
    expect(draw(a)).to.deep.equal(draw(b));
    expect(draw(new Streams(8))).not.to.deep.equal(draw(new Streams(7)));
  });
});

describe('a handle', () => {
  it('shares clock and order, and takes its events away when it ends', () => {
    const kernel = new Kernel({ startEpochMs: 0 });
    const handle = kernel.handle();
    const ran: string[] = [];
    kernel.schedule({ delayMs: 1, kind: 'own' }, () => ran.push('kernel'));
    handle.schedule({ delayMs: 1, kind: 'of the process' }, () => ran.push('process'));
    handle.schedule({ delayMs: 5, kind: 'of the process' }, () => ran.push('too late'));
    kernel.advance(2);
    handle.end();
    handle.schedule({ delayMs: 1, kind: 'of the process' }, () => ran.push('from the grave'));
    kernel.advance(10);
    expect(ran).to.deep.equal(['kernel', 'process']);
    expect(handle.nowMs).to.equal(12);
  });

  it('alone can end: the kernel itself cannot', () => {
    expect(() => new Kernel({ startEpochMs: 0 }).end()).to.throw(InvariantError);
  });
});
