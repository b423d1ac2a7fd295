// The simulation clock and its event loop. Knows nothing of Kubernetes and writes no trace itself.
//
// Time is an integer count of milliseconds since the scenario's start. Whatever runs, runs inside an event (or inside
// `withCause`), and whatever is scheduled or recorded there inherits the cause, so causes are stored and never guessed.
// A timer with a label becomes a trace record only when something follows from it: quiet timers cost nothing.
// A process that may die schedules through a handle of its own (`handle()`): when that ends, nothing it waited for comes.

import { BudgetError, InvariantError } from '../errors.ts';
import { EventHeap } from './event-heap.ts';
import { PRIORITY, type SimEvent } from './sim-event.ts';

export interface KernelOptions {
  /** Milliseconds since the Unix epoch at simulation time 0. */
  readonly startEpochMs: number;
  /** Simulation time at which the clock begins; negative for what happens before the scenario. Default 0. */
  readonly beginMs?: number;
  /** Default 2,000,000. */
  readonly eventsPerInstantMax?: number;
  /** Default 500,000,000. */
  readonly eventsPerRunMax?: number;
  /** Writes the trace record of a labeled timer that led to something; returns its sequence number. */
  readonly recordTimer?: (event: SimEvent) => number;
}

export interface ScheduleOptions {
  /** Whole milliseconds from now, at least 0. */
  readonly delayMs: number;
  readonly kind: string;
  /** Default `PRIORITY.work`. */
  readonly priority?: number;
  /** What is waited for, for timers that explain something: `back-off 20s restarting failed container`. */
  readonly label?: string;
}

/** Looks at each event before it runs, for runs in which things happen at other moments than by themselves. */
export interface Conductor {
  /**
   * @param next  what is due after it
   * @returns the instant at which it runs instead, behind all that waits for that instant by now; undefined: now
   */
  putOff(event: SimEvent, next: SimEvent | undefined): number | undefined;
}

/** Why `advance` came back. */
export type AdvanceEnd = 'reached' | 'stopped';

const EVENTS_PER_INSTANT_MAX = 2_000_000;
const EVENTS_PER_RUN_MAX = 500_000_000;

/** What all handles on one kernel share. */
interface Timeline {
  readonly heap: EventHeap;
  readonly eventsPerInstantMax: number;
  readonly eventsPerRunMax: number;
  readonly recordTimer: ((event: SimEvent) => number) | undefined;
  now: number;
  nextSeq: number;
  ran: number;
  ranThisInstant: number;
  busy: Map<string, number> | undefined;
  current: SimEvent | undefined;
  forcedCause: number;
  isRunning: boolean;
  conductor: Conductor | undefined;
}

const newTimeline = (options: KernelOptions): Timeline => ({
  heap: new EventHeap(),
  eventsPerInstantMax: options.eventsPerInstantMax ?? EVENTS_PER_INSTANT_MAX,
  eventsPerRunMax: options.eventsPerRunMax ?? EVENTS_PER_RUN_MAX,
  recordTimer: options.recordTimer,
  now: options.beginMs ?? 0,
  nextSeq: 1,
  ran: 0,
  ranThisInstant: 0,
  busy: undefined,
  current: undefined,
  forcedCause: 0,
  isRunning: false,
  conductor: undefined,
});

export class Kernel {
  readonly startEpochMs: number;
  private readonly line: Timeline;
  /** Marks the events of a handle; undefined for those of nobody in particular. */
  private readonly process: Kernel | undefined;
  /** Whose handle this is: `kubelet node-1`; empty for the kernel itself. */
  readonly name: string;
  private isEnded = false;

  constructor(options: KernelOptions, line?: Timeline, name = '') {
    this.startEpochMs = options.startEpochMs;
    this.line = line ?? newTimeline(options);
    this.process = line === undefined ? undefined : this;
    this.name = name;
  }

  /** A handle for a process that may die: the same clock, and events that `end` takes away. */
  handle(name = ''): Kernel {
    return new Kernel({ startEpochMs: this.startEpochMs }, this.line, name);
  }

  /** The process of this handle is gone: nothing that it waited for comes, nothing that it still asks for will. O(n). */
  end(): void {
    if (this.process === undefined) throw new InvariantError('only the handle of a process can end');
    this.isEnded = true;
    for (const event of this.line.heap.values()) if (event.process === this.process) event.canceled = true;
  }

  /** From now on somebody looks at each event before it runs. */
  conduct(conductor: Conductor): void {
    this.line.conductor = conductor;
  }

  /** What the running event still leads to follows from that record as well. */
  followFrom(seq: number): void {
    const { line } = this;
    if (line.forcedCause !== 0) line.forcedCause = seq;
    else if (line.current !== undefined) line.current.record = seq;
  }

  /** Whether the process of this handle is gone. */
  get isOver(): boolean {
    return this.isEnded;
  }

  /** Simulation time in whole milliseconds since the start. */
  get nowMs(): number {
    return this.line.now;
  }

  /** The calendar: milliseconds since the Unix epoch. */
  get nowEpochMs(): number {
    return this.startEpochMs + this.line.now;
  }

  /** How many events have run so far. */
  get eventsRun(): number {
    return this.line.ran;
  }

  /**
   * Puts an event on the future event list. O(log n).
   *
   * @throws InvariantError  the delay is negative or not whole
   */
  schedule(options: ScheduleOptions, run: () => void): SimEvent {
    const { line } = this;
    const { delayMs } = options;
    if (!Number.isInteger(delayMs) || delayMs < 0) {
      throw new InvariantError(
        `event "${options.kind}" scheduled ${delayMs} ms from now; want a whole number of at least 0`,
      );
    }
    const event: SimEvent = {
      dueMs: small(line.now + delayMs),
      priority: options.priority ?? PRIORITY.work,
      seq: line.nextSeq++,
      kind: options.kind,
      cause: this.inheritedCause(),
      label: options.label,
      record: 0,
      canceled: this.isOver,
      process: this.process,
      run,
    };
    if (!this.isOver) line.heap.push(event);
    return event;
  }

  /** The event will not run. Canceling twice, or after it ran, changes nothing. */
  cancel(event: SimEvent | undefined): void {
    if (event !== undefined) event.canceled = true;
  }

  /**
   * The trace record that what happens now follows from; 0 outside of everything.
   * Inside a labeled timer this writes the timer's record, so call it only when something is recorded.
   */
  cause(): number {
    const { current } = this.line;
    if (this.line.forcedCause !== 0) return this.line.forcedCause;
    if (current === undefined) return 0;
    if (current.record === 0 && current.label !== undefined && this.line.recordTimer !== undefined) {
      current.record = this.line.recordTimer(current);
    }
    return current.record !== 0 ? current.record : current.cause;
  }

  /** The cause without making a record of the timer at hand. */
  inheritedCause(): number {
    if (this.line.forcedCause !== 0) return this.line.forcedCause;
    const { current } = this.line;
    if (current === undefined) return 0;
    return current.record !== 0 ? current.record : current.cause;
  }

  /** Runs `body` as a consequence of the record `seq`. */
  withCause<T>(seq: number, body: () => T): T {
    const before = this.line.forcedCause;
    this.line.forcedCause = seq;
    try {
      return body();
    } finally {
      this.line.forcedCause = before;
    }
  }

  /**
   * Moves simulation time forward and runs every event that falls due on the way.
   *
   * @param durationMs  whole milliseconds, at least 0; events due exactly at the end are included
   * @param isDone  asked after every event; `true` stops there, with the clock at that event's instant
   * @throws BudgetError  more events ran at one instant, or in the whole run, than the bounds allow
   */
  advance(durationMs: number, isDone?: () => boolean): AdvanceEnd {
    const { line } = this;
    if (line.isRunning) throw new InvariantError('advance called from inside an event');
    const endMs = small(line.now + durationMs);
    line.isRunning = true;
    try {
      for (let next = line.heap.peek(); next !== undefined && next.dueMs <= endMs; next = line.heap.peek()) {
        line.heap.pop();
        if (next.canceled || (line.conductor !== undefined && this.isPutOff(next, line.conductor))) continue;
        this.runOne(next);
        if (isDone?.() === true) return 'stopped';
      }
      if (endMs > line.now) line.ranThisInstant = 0;
      line.now = endMs;
      return 'reached';
    } finally {
      line.isRunning = false;
    }
  }

  private isPutOff(event: SimEvent, conductor: Conductor): boolean {
    const { heap, now } = this.line;
    while (heap.peek()?.canceled === true) heap.pop();
    const dueMs = conductor.putOff(event, heap.peek());
    if (dueMs === undefined) return false;
    event.dueMs = Math.max(dueMs, now);
    event.seq = this.line.nextSeq++;
    heap.push(event);
    return true;
  }

  private runOne(event: SimEvent): void {
    const { line } = this;
    if (event.dueMs > line.now) {
      line.now = event.dueMs;
      line.ranThisInstant = 0;
      line.busy = undefined;
    }
    line.ran += 1;
    line.ranThisInstant += 1;
    if (line.ranThisInstant > line.eventsPerInstantMax / 2) this.countTowardsBound(event);
    if (line.ran > line.eventsPerRunMax) {
      throw new BudgetError(
        `more than ${line.eventsPerRunMax} events in one run; still waiting: ${this.describePending()}`,
      );
    }
    line.current = event;
    event.run();
    line.current = undefined;
  }

  // Counting by kind starts at half the bound, so that ordinary instants pay nothing for it.
  private countTowardsBound(event: SimEvent): void {
    this.line.busy ??= new Map();
    this.line.busy.set(event.kind, (this.line.busy.get(event.kind) ?? 0) + 1);
    if (this.line.ranThisInstant <= this.line.eventsPerInstantMax) return;
    const busiest = describeCounts(this.line.busy);
    throw new BudgetError(
      `more than ${this.line.eventsPerInstantMax} events at one instant (${this.line.now} ms), so time would never move on; busiest: ${busiest}`,
    );
  }

  /** What is still to come: due time, kind and label of each live event, in the order they would run. */
  pending(): readonly SimEvent[] {
    const live = this.line.heap.values().filter((event) => !event.canceled);
    return live.sort((a, b) => a.dueMs - b.dueMs || a.priority - b.priority || a.seq - b.seq);
  }

  /** The kinds of events still to come and how many of each, most numerous first. */
  describePending(): string {
    const counts = new Map<string, number>();
    for (const { kind } of this.pending()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts.size === 0 ? 'nothing' : describeCounts(counts);
  }
}

// Delays come out of divisions and draws as floating-point numbers, which V8 keeps in boxes of their own. The clock would
// hand such a number to every record and every object that notes a time, so it goes back to a small integer where it can.
function small(timeMs: number): number {
  const integer = timeMs | 0;
  return integer === timeMs ? integer : timeMs;
}

function describeCounts(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted
    .slice(0, 5)
    .map(([kind, count]) => `${kind} (${count})`)
    .join(', ');
}
