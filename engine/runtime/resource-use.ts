// What one container uses of its node's memory, disk and processors, as far as its programs' behaviour says.
//
// Files that were really written are counted where they lie (filesystem/); here are only amounts that somebody spoke of.
// One program counts, the one that began last: a script that calls a described program uses what that one does.

import type { Behaviour, DiskWrite } from './behaviour/behaviour.ts';
import {
  amountAt,
  bounded,
  type Course,
  type Growth,
  growthAt,
  isSteady,
  NOTHING,
} from './behaviour/course.ts';
import { KEPT_LOG_BYTES_MAX } from './log.ts';
import type { Process } from './process/process.ts';

interface Write {
  /** Absent: the container's own layer. */
  readonly path: string | undefined;
  readonly course: Course;
}

const NO_WRITES: readonly Write[] = [];

export class ResourceUse {
  /** Whose memory it is. */
  user: Process | undefined;
  memory: Course = NOTHING;
  #logs: Course = NOTHING;
  #writes: readonly Write[] = NO_WRITES;
  #cpuMilli: Course = NOTHING;
  processes = 1;
  readonly #nowMs: () => number;
  #endedMs: number | undefined;
  /** Made when somebody listens. */
  #listeners: (() => void)[] | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /**
   * A program begins.
   *
   * @param isMain  it is the container's own: else it ends before the container does, and with it what it uses
   */
  begin(behaviour: Behaviour, user: Process, isMain: boolean): void {
    const now = this.#nowMs();
    const { memoryBytes = 0, memoryLeakBytesPerHour = 0, memorySteps, writes, logBytesPerHour } = behaviour;
    this.user = user;
    this.memory = course(now, memoryBytes, memoryLeakBytesPerHour, memorySteps);
    this.#cpuMilli = cpuCourse(now, behaviour);
    if (logBytesPerHour !== undefined)
      this.#logs = { ...NOTHING, sinceMs: now, bytesPerHour: logBytesPerHour };
    if (writes !== undefined) this.#writes = [...this.#writes, ...writes.map((write) => begun(write, now))];
    this.processes = behaviour.processes ?? 1;
    this.#changed();
    if (isMain) return;
    user.onExit(() => {
      if (this.user === user && this.#endedMs === undefined) this.#stop();
    });
  }

  /** From now on it does this too, or in place of what it did. */
  change(behaviour: Behaviour): void {
    const now = this.#nowMs();
    const { memoryBytes, memoryLeakBytesPerHour, memorySteps, cpuMilli, logBytesPerHour, writes } = behaviour;
    if (memoryBytes !== undefined || memoryLeakBytesPerHour !== undefined || memorySteps !== undefined) {
      const bytes = memoryBytes ?? amountAt(this.memory, now);
      this.memory = course(now, bytes, memoryLeakBytesPerHour ?? 0, memorySteps);
    }
    if (cpuMilli !== undefined) this.#cpuMilli = cpuCourse(now, { cpuMilli });
    if (logBytesPerHour !== undefined)
      this.#logs = {
        sinceMs: now,
        bytes: amountAt(this.#logs, now),
        bytesPerHour: logBytesPerHour,
        steps: [],
      };
    if (writes !== undefined) this.#writes = [...this.#writes, ...writes.map((write) => begun(write, now))];
    if (behaviour.processes !== undefined) this.processes = behaviour.processes;
    this.#changed();
  }

  /** The container has ended: memory is free, what was written stays. */
  end(): void {
    this.#endedMs = this.#nowMs();
    this.#stop();
  }

  #stop(): void {
    const now = this.#nowMs();
    this.user = undefined;
    this.memory = NOTHING;
    this.#cpuMilli = NOTHING;
    this.processes = this.#endedMs === undefined ? 1 : 0;
    this.#logs = { ...NOTHING, bytes: amountAt(this.#logs, now) };
    if (this.#writes.length > 0)
      this.#writes = this.#writes.map(({ path, course }) => ({
        path,
        course: { ...NOTHING, bytes: amountAt(course, now) },
      }));
    this.#changed();
  }

  get cpuMilli(): number {
    return amountAt(this.#cpuMilli, this.#nowMs());
  }

  logsAt(ms: number): Growth {
    return bounded(growthAt(this.#logs, ms), ms, KEPT_LOG_BYTES_MAX);
  }

  /** By path as the behaviour names it; undefined: the container's own layer. */
  writesAt(ms: number): { readonly path: string | undefined; readonly growth: Growth }[] {
    return this.#writes.map(({ path, course }) => ({ path, growth: growthAt(course, ms) }));
  }

  /** Whether nothing but its memory counts, and that stays as it is. */
  get isSteady(): boolean {
    return (
      this.#writes.length === 0 &&
      isSteady(this.memory) &&
      this.#logs.bytes === 0 &&
      this.#logs.bytesPerHour === 0
    );
  }

  /** Calls back when the use will go on otherwise than it could be worked out before; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners = (this.#listeners ?? []).concat(listener);
    return () => {
      this.#listeners = this.#listeners?.filter((other) => other !== listener);
    };
  }

  #changed(): void {
    if (this.#listeners !== undefined) for (const listener of this.#listeners) listener();
  }
}

function course(
  sinceMs: number,
  bytes: number,
  bytesPerHour: number,
  later: Behaviour['memorySteps'],
): Course {
  if (later === undefined) return { sinceMs, bytes, bytesPerHour, steps: NOTHING.steps };
  const steps = later.flatMap((step) => {
    const atMs = sinceMs + step.afterMs;
    const begins = { atMs, bytes: step.bytes };
    return step.forMs === undefined ? [begins] : [begins, { atMs: atMs + step.forMs, bytes }];
  });
  return { sinceMs, bytes, bytesPerHour, steps: steps.sort((a, b) => a.atMs - b.atMs) };
}

function cpuCourse(sinceMs: number, { cpuMilli = 0, cpuSteps }: Behaviour): Course {
  const steps = cpuSteps?.map(({ milli, ...when }) => ({ ...when, bytes: milli }));
  return cpuMilli === 0 && steps === undefined ? NOTHING : course(sinceMs, cpuMilli, 0, steps);
}

const begun = ({ path, bytes = 0, bytesPerHour = 0 }: DiskWrite, sinceMs: number): Write => ({
  path,
  course: { sinceMs, bytes, bytesPerHour, steps: [] },
});
