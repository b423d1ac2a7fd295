// The simulation clock and its event loop. Knows nothing of Kubernetes and writes no trace itself.
//
// Time is an integer count of milliseconds since the scenario's start. Whatever runs, runs inside an event (or inside
// `withCause`), and whatever is scheduled or recorded there inherits the cause, so causes are stored and never guessed.
// A timer with a label becomes a trace record only when something follows from it: quiet timers cost nothing.

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

/** Why `advance` came back. */
export type AdvanceEnd = 'reached' | 'stopped';

const EVENTS_PER_INSTANT_MAX = 2_000_000;
const EVENTS_PER_RUN_MAX = 500_000_000;

export class Kernel {
  readonly startEpochMs: number;
  private readonly heap = new EventHeap();
  private readonly eventsPerInstantMax: number;
  private readonly eventsPerRunMax: number;
  private readonly recordTimer: ((event: SimEvent) => number) | undefined;
  private now: number;
  private nextSeq = 1;
  private ran = 0;
  private ranThisInstant = 0;
  private busy: Map<string, number> | undefined;
  private current: SimEvent | undefined;
  private forcedCause = 0;
  private isRunning = false;

  constructor(options: KernelOptions) {
    this.startEpochMs = options.startEpochMs;
    this.now = options.beginMs ?? 0;
    this.eventsPerInstantMax = options.eventsPerInstantMax ?? EVENTS_PER_INSTANT_MAX;
    this.eventsPerRunMax = options.eventsPerRunMax ?? EVENTS_PER_RUN_MAX;
    this.recordTimer = options.recordTimer;
  }

  /** Simulation time in whole milliseconds since the start. */
  get nowMs(): number {
    return this.now;
  }

  /** The calendar: milliseconds since the Unix epoch. */
  get nowEpochMs(): number {
    return this.startEpochMs + this.now;
  }

  /** How many events have run so far. */
  get eventsRun(): number {
    return this.ran;
  }

  /**
   * Puts an event on the future event list. O(log n).
   *
   * @throws InvariantError  the delay is negative or not whole
   */
  schedule(options: ScheduleOptions, run: () => void): SimEvent {
    const { delayMs } = options;
    if (!Number.isInteger(delayMs) || delayMs < 0) {
      throw new InvariantError(
        `event "${options.kind}" scheduled ${delayMs} ms from now; want a whole number of at least 0`,
      );
    }
    const event: SimEvent = {
      dueMs: this.now + delayMs,
      priority: options.priority ?? PRIORITY.work,
      seq: this.nextSeq++,
      kind: options.kind,
      cause: this.inheritedCause(),
      label: options.label,
      record: 0,
      canceled: false,
      run,
    };
    this.heap.push(event);
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
    const { current } = this;
    if (this.forcedCause !== 0) return this.forcedCause;
    if (current === undefined) return 0;
    if (current.record === 0 && current.label !== undefined && this.recordTimer !== undefined) {
      current.record = this.recordTimer(current);
    }
    return current.record !== 0 ? current.record : current.cause;
  }

  /** The cause without making a record of the timer at hand. */
  inheritedCause(): number {
    if (this.forcedCause !== 0) return this.forcedCause;
    const { current } = this;
    if (current === undefined) return 0;
    return current.record !== 0 ? current.record : current.cause;
  }

  /** Runs `body` as a consequence of the record `seq`. */
  withCause<T>(seq: number, body: () => T): T {
    const before = this.forcedCause;
    this.forcedCause = seq;
    try {
      return body();
    } finally {
      this.forcedCause = before;
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
    if (this.isRunning) throw new InvariantError('advance called from inside an event');
    const endMs = this.now + durationMs;
    this.isRunning = true;
    try {
      for (let next = this.heap.peek(); next !== undefined && next.dueMs <= endMs; next = this.heap.peek()) {
        this.heap.pop();
        if (next.canceled) continue;
        this.runOne(next);
        if (isDone?.() === true) return 'stopped';
      }
      if (endMs > this.now) this.ranThisInstant = 0;
      this.now = endMs;
      return 'reached';
    } finally {
      this.isRunning = false;
    }
  }

  private runOne(event: SimEvent): void {
    if (event.dueMs > this.now) {
      this.now = event.dueMs;
      this.ranThisInstant = 0;
      this.busy = undefined;
    }
    this.ran += 1;
    this.ranThisInstant += 1;
    if (this.ranThisInstant > this.eventsPerInstantMax / 2) this.countTowardsBound(event);
    if (this.ran > this.eventsPerRunMax) {
      throw new BudgetError(
        `more than ${this.eventsPerRunMax} events in one run; still waiting: ${this.describePending()}`,
      );
    }
    this.current = event;
    event.run();
    this.current = undefined;
  }

  // Counting by kind starts at half the bound, so that ordinary instants pay nothing for it.
  private countTowardsBound(event: SimEvent): void {
    this.busy ??= new Map();
    this.busy.set(event.kind, (this.busy.get(event.kind) ?? 0) + 1);
    if (this.ranThisInstant <= this.eventsPerInstantMax) return;
    const busiest = describeCounts(this.busy);
    throw new BudgetError(
      `more than ${this.eventsPerInstantMax} events at one instant (${this.now} ms), so time would never move on; busiest: ${busiest}`,
    );
  }

  /** What is still to come: due time, kind and label of each live event, in the order they would run. */
  pending(): readonly SimEvent[] {
    const live = this.heap.values().filter((event) => !event.canceled);
    return live.sort((a, b) => a.dueMs - b.dueMs || a.priority - b.priority || a.seq - b.seq);
  }

  /** The kinds of events still to come and how many of each, most numerous first. */
  describePending(): string {
    const counts = new Map<string, number>();
    for (const { kind } of this.pending()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts.size === 0 ? 'nothing' : describeCounts(counts);
  }
}

function describeCounts(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted
    .slice(0, 5)
    .map(([kind, count]) => `${kind} (${count})`)
    .join(', ');
}
