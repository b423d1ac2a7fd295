// Order and pauses: of the events that are due, who has to wait. Sits in the kernel and knows no Kubernetes.
//
// Only events of two processes change places, and only within one instant and one priority: what one process does keeps its
// order. Source of the idea: a real cluster promises nothing about the order in which two processes hear or act.

import type { Conductor } from '../kernel/kernel.ts';
import type { SimEvent } from '../kernel/sim-event.ts';

/** Whose event it is; those of no process belong to whoever does that kind of thing. */
const actorOf = ({ process, kind }: SimEvent): string => process?.name ?? kind;

interface Demoted {
  readonly dueMs: number;
  readonly priority: number;
  readonly actor: string;
  readonly moved: Set<SimEvent>;
}

export interface RunConductorOptions {
  /** Which ties go the other way, counted from 1. */
  readonly ties: ReadonlySet<number>;
  /** Tells that the second goes before the first. */
  readonly onSwap: (nth: number, first: string, second: string) => void;
}

export class RunConductor implements Conductor {
  /** Where two processes had something to do at one instant, so far. */
  ties = 0;
  private readonly options: RunConductorOptions;
  private readonly pausedUntilMs = new Map<string, number>();
  private demoted: Demoted | undefined;

  constructor(options: RunConductorOptions) {
    this.options = options;
  }

  /** The process does nothing until then. */
  pause(process: string, untilMs: number): void {
    this.pausedUntilMs.set(process, Math.max(untilMs, this.pausedUntilMs.get(process) ?? 0));
  }

  putOff(event: SimEvent, next: SimEvent | undefined): number | undefined {
    const paused = this.pauseOf(event);
    if (paused !== undefined) return paused;
    if (this.isDemoted(event)) return event.dueMs;
    if (next?.dueMs !== event.dueMs || next.priority !== event.priority) return undefined;
    const [first, second] = [actorOf(event), actorOf(next)];
    if (first === second || this.pauseOf(next) !== undefined) return undefined;
    this.ties += 1;
    if (!this.options.ties.has(this.ties)) return undefined;
    const { dueMs, priority } = event;
    this.demoted = { dueMs, priority, actor: first, moved: new Set([event]) };
    this.options.onSwap(this.ties, first, second);
    return dueMs;
  }

  // The clock has not moved to the event's instant yet.
  private pauseOf({ process, dueMs }: SimEvent): number | undefined {
    if (process === undefined || this.pausedUntilMs.size === 0) return undefined;
    const untilMs = this.pausedUntilMs.get(process.name);
    return untilMs !== undefined && untilMs > dueMs ? untilMs : undefined;
  }

  // The rest of what that process has to do at the instant follows, in its order.
  private isDemoted(event: SimEvent): boolean {
    const { demoted } = this;
    if (demoted === undefined || event.dueMs !== demoted.dueMs || event.priority !== demoted.priority)
      return false;
    if (actorOf(event) !== demoted.actor || demoted.moved.has(event)) return false;
    demoted.moved.add(event);
    return true;
  }
}
