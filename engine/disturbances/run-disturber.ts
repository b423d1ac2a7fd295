// Disturbs one run, from the moment of its making: counts what could be disturbed, does what it was told to, and says in
// the trace where it did. With nothing to do it counts, and the run is the default run, byte for byte.

import type { About, Delay, Disturber } from '../client/disturber.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { ChangeRecord, EventRecord, TraceRecord } from '../trace/records.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import { RunConductor } from './conductor.ts';
import type { Crash, Disturbance, Late, Pause } from './disturbance.ts';
import { crashText, lateText, objectText, orderText, pauseText } from './words.ts';

/** A process that may die and be started again. */
export interface Mortal {
  readonly isUp: boolean;
  /** Whether it may die in the middle of what it does; otherwise it does so right after it. */
  readonly diesAtOnce: boolean;
  stop(): void;
  startAgain(): void;
}

/** A disturbance that took effect. */
export interface Applied {
  readonly disturbance: Disturbance;
  readonly text: string;
  readonly t: number;
  /** Its record in the trace. */
  readonly seq: number;
}

/** What of a run could be disturbed: how often each thing happened. */
export interface Census {
  readonly delays: readonly { readonly consumer: string; readonly delay: Delay; readonly count: number }[];
  readonly ties: number;
  readonly writes: readonly { readonly process: string; readonly count: number }[];
  /** From its beginning until now, in milliseconds. */
  readonly lengthMs: number;
}

export interface RunDisturberOptions {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly disturbances: readonly Disturbance[];
  readonly mortal: (process: string) => Mortal | undefined;
}

interface Counted {
  readonly consumer: string;
  readonly delay: Delay;
  count: number;
  readonly late: ReadonlyMap<number, Late>;
}

const ofKind = <K extends Disturbance['kind']>(
  all: readonly Disturbance[],
  kind: K,
): Extract<Disturbance, { kind: K }>[] => all.filter((one) => one.kind === kind) as never;

export class RunDisturber implements Disturber {
  readonly lateMaxMs: number;
  /** In the order in which they took effect. */
  readonly applied: Applied[] = [];
  private readonly told = new Set<number>();
  private readonly options: RunDisturberOptions;
  private readonly beganMs: number;
  private readonly conductor: RunConductor;
  private readonly counts = new Map<string, Map<Delay, Counted>>();
  private readonly writes = new Map<string, number>();
  private readonly lates: readonly Late[];
  private readonly crashes: readonly Crash[];

  constructor(options: RunDisturberOptions) {
    const { kernel, disturbances } = options;
    this.options = options;
    this.beganMs = kernel.nowMs;
    this.lates = ofKind(disturbances, 'late');
    this.crashes = ofKind(disturbances, 'crash');
    this.lateMaxMs = this.lates.reduce((sum, { byMs }) => sum + byMs, 0);
    const orders = new Map(ofKind(disturbances, 'order').map((order) => [order.nth, order]));
    this.conductor = new RunConductor({
      ties: new Set(orders.keys()),
      onSwap: (nth, first, second) => this.say(orders.get(nth)!, orderText(first, second)),
    });
    kernel.conduct(this.conductor);
    for (const pause of ofKind(disturbances, 'pause')) this.plan(pause);
  }

  lateMs(consumer: string, delay: Delay, about: About | undefined): number {
    const counted = this.countedOf(consumer, delay);
    counted.count += 1;
    const late = counted.late.get(counted.count);
    if (late === undefined || late.byMs === 0) return 0;
    const change =
      about !== undefined && 'changedAtMs' in about ? this.changeAt(about.changedAtMs) : undefined;
    const what = change === undefined ? objectText(about) : `${change.ref.kind} "${change.ref.name}"`;
    this.say(late, lateText(late, what), change?.seq);
    return late.byMs;
  }

  wrote({ name }: Kernel): void {
    const count = (this.writes.get(name) ?? 0) + 1;
    this.writes.set(name, count);
    for (const crash of this.crashes) if (crash.process === name && crash.write === count) this.crash(crash);
  }

  writeSeq(): number {
    const { trace } = this.options;
    let seq = trace.lastSeq;
    while (this.told.has(seq)) seq -= 1;
    return seq;
  }

  census(): Census {
    const delays = [...this.counts.values()].flatMap((byDelay) => [...byDelay.values()]);
    return {
      delays: delays.map(({ consumer, delay, count }) => ({ consumer, delay, count })),
      ties: this.conductor.ties,
      writes: [...this.writes].map(([process, count]) => ({ process, count })),
      lengthMs: this.options.kernel.nowMs - this.beganMs,
    };
  }

  private countedOf(consumer: string, delay: Delay): Counted {
    let byDelay = this.counts.get(consumer);
    if (byDelay === undefined) {
      byDelay = new Map();
      this.counts.set(consumer, byDelay);
    }
    let counted = byDelay.get(delay);
    if (counted === undefined) {
      const own = this.lates.filter((late) => late.consumer === consumer && late.delay === delay);
      counted = { consumer, delay, count: 0, late: new Map(own.map((late) => [late.nth, late])) };
      byDelay.set(delay, counted);
    }
    return counted;
  }

  private plan(pause: Pause): void {
    const { kernel, mortal } = this.options;
    kernel.schedule({ delayMs: pause.atMs, kind: 'pause' }, () => {
      if (mortal(pause.process)?.isUp !== true) return;
      this.say(pause, pauseText(pause));
      this.conductor.pause(pause.process, kernel.nowMs + pause.forMs);
    });
  }

  private crash(crash: Crash): void {
    const { kernel, mortal } = this.options;
    const process = mortal(crash.process);
    if (process === undefined) return;
    const die = (): void => {
      if (!process.isUp) return;
      this.say(crash, crashText(crash, this.lastWriteText()));
      process.stop();
      kernel.schedule({ delayMs: crash.downMs, kind: 'restart' }, () => {
        if (!process.isUp) process.startAgain();
      });
    };
    if (process.diesAtOnce) die();
    else kernel.schedule({ delayMs: 0, kind: 'crash' }, die);
  }

  // The write that it dies after is the newest one.
  private lastWriteText(): string {
    const last = this.options.trace.records.findLast(isWrite);
    return last === undefined ? 'a call' : `its ${last.op} of ${last.ref.kind} "${last.ref.name}"`;
  }

  // The newest write of a Service or its endpoints at that instant.
  private changeAt(ms: number): ChangeRecord | undefined {
    return this.options.trace.records.findLast(
      (record): record is ChangeRecord =>
        record.t === ms && record.type === 'change' && OF_SERVICES.has(record.ref.kind),
    );
  }

  private say(disturbance: Disturbance, text: string, cause = this.options.kernel.cause()): void {
    const { kernel, trace } = this.options;
    const seq = trace.appendCausedBy(cause, {
      type: 'decision',
      actor: 'exploration',
      topic: 'disturbance',
      text,
      detail: disturbance,
    });
    this.told.add(seq);
    // An informer sees to that itself: others hear of the same write in the same event.
    const isDelivery = disturbance.kind === 'late' && disturbance.delay === 'watchDelivery';
    if (!isDelivery) kernel.followFrom(seq);
    this.applied.push({ disturbance, text, t: kernel.nowMs, seq });
  }
}

const OF_SERVICES: ReadonlySet<string> = new Set(['EndpointSlice', 'Endpoints', 'Service']);

const isWrite = (record: TraceRecord): record is ChangeRecord | EventRecord =>
  record.type === 'change' || record.type === 'event';
