// One process of a container: what it runs, what it waits for, what it does about signals, how it ended.
//
// PID 1 of a PID namespace ignores every signal it has no handler for, except KILL from outside. So
// `sh -c "sleep 3600"` outlives TERM until the grace period ends. Source: man 7 pid_namespaces; recorded in the trace
// hooks-and-grace, pod "ignores".

import { EFFECT, Effects } from './effects.ts';
import type { ProcessTable } from './process-table.ts';
import { isFatal, type SignalName, signalExitCode } from './signals.ts';
import type { Stream } from './streams.ts';
import type { Task, Wait, Wake } from './task.ts';

/** How a process ended. */
export interface ExitStatus {
  /** 0 to 255; 128 plus the signal's number if a signal ended it. */
  readonly code: number;
  readonly signal?: SignalName;
}

/** The turn before: nothing but one sleep of this length, and perhaps looks at files. */
export interface IdleTurn {
  readonly sleepMs: number;
  readonly readsFiles: boolean;
}

/** Open streams by descriptor; 0, 1 and 2 are always there. */
export type Streams = ReadonlyMap<number, Stream>;

/** `ignore`: nothing happens. `handle`: the program asks for it with `takeSignal`. */
export type Disposition = 'ignore' | 'handle';

/** Thrown by a program that has just killed its own process, to leave it. */
export class ProcessGone extends Error {}

export class Process {
  readonly pid: number;
  readonly parent: Process | undefined;
  readonly streams: Streams;
  readonly effects = new Effects();
  /** Times the program has waited, and how often of these in `sleep`. */
  waitCount = 0;
  sleepCount = 0;
  /** Set during a turn of a loop whose last turn had no effect; see shell/loops.ts. */
  idleTurn: IdleTurn | undefined;
  /** As `ps` shows it. */
  command: string;
  /** The first process of the PID namespace. */
  readonly isInit: boolean;
  exit: ExitStatus | undefined;
  /** Simulation time of its start. */
  readonly startMs: number;

  readonly #table: ProcessTable;
  readonly #dispositions = new Map<SignalName, Disposition>();
  readonly #pending: SignalName[] = [];
  #task: Task<number> | undefined;
  #wait: Wait | undefined;
  #disarm: (() => void) | undefined;
  #listeners: (() => void)[] = [];

  constructor(
    table: ProcessTable,
    options: { pid: number; isInit: boolean; command: string; streams: Streams; parent?: Process },
  ) {
    this.#table = table;
    this.pid = options.pid;
    this.isInit = options.isInit;
    this.parent = options.parent;
    this.command = options.command;
    this.streams = options.streams;
    this.startMs = table.host.nowMs();
    // What is ignored stays ignored in children; what is handled falls back to the default.
    const inherited = options.parent === undefined ? [] : options.parent.#dispositions;
    for (const [signal, disposition] of inherited) {
      if (disposition === 'ignore') this.#dispositions.set(signal, disposition);
    }
    for (const stream of this.streams.values()) stream.retain();
  }

  /** Gives the process its program; it runs when the table gets to it, within the same instant. */
  start(task: Task<number>): void {
    this.#task = task;
    this.#table.ready(this, undefined);
  }

  /** What to do about a signal from now on; undefined: its default action. KILL cannot be changed. */
  dispose(signal: SignalName, disposition: Disposition | undefined): void {
    if (disposition === undefined) this.#dispositions.delete(signal);
    else this.#dispositions.set(signal, disposition);
  }

  disposition(signal: SignalName): Disposition | undefined {
    return this.#dispositions.get(signal);
  }

  /** `exec`: handlers are lost, ignored signals stay so. */
  forgetHandlers(): void {
    for (const [signal, disposition] of [...this.#dispositions]) {
      if (disposition === 'handle') this.#dispositions.delete(signal);
    }
  }

  /** The oldest handled signal that the program has not seen yet. */
  takeSignal(): SignalName | undefined {
    return this.#pending.shift();
  }

  get hasSignal(): boolean {
    return this.#pending.length > 0;
  }

  /** @returns whether the process was there to be signalled; whether it minds is another matter */
  signal(signal: SignalName, options: { fromOutside: boolean } = { fromOutside: false }): boolean {
    if (this.exit !== undefined) return false;
    if (signal === 'KILL') {
      if (!this.isInit || options.fromOutside) this.end({ code: signalExitCode('KILL'), signal });
      return true;
    }
    const disposition = this.#dispositions.get(signal);
    if (disposition === 'ignore') return true;
    if (disposition === undefined) {
      if (isFatal(signal) && !this.isInit) this.end({ code: signalExitCode(signal), signal });
      return true;
    }
    if (!this.#pending.includes(signal)) this.#pending.push(signal);
    if (this.#wait?.interruptible === true) {
      this.#disarm?.();
      this.#wait = undefined;
      this.#table.ready(this, signal);
    } else {
      this.#wait?.onSignal?.();
    }
    return true;
  }

  /** Calls back when the process has ended; returns how to stop. */
  onExit(listener: () => void): () => void {
    this.#listeners = this.#listeners.concat(listener);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** Runs until the program waits or ends. Called by the table only. */
  run(wake: Wake): void {
    if (this.exit !== undefined || this.#task === undefined) return;
    this.#disarm = undefined;
    this.#wait = undefined;
    let next: IteratorResult<Wait, number>;
    try {
      next = this.#task.next(wake);
    } catch (error) {
      if (error instanceof ProcessGone) return;
      this.end(this.#table.failed(error));
      return;
    }
    if (this.exit !== undefined) return; // it killed itself on the way
    if (next.done === true) {
      this.end({ code: next.value & 0xff });
      return;
    }
    this.effects.add(EFFECT.waited);
    this.waitCount++;
    this.#wait = next.value;
    this.#disarm = next.value.arm(() => {
      this.#wait = undefined;
      this.#table.ready(this, undefined);
    });
  }

  /** Ends the process now, whatever it does. */
  end(status: ExitStatus): void {
    if (this.exit !== undefined) return;
    this.exit = status;
    this.#disarm?.();
    this.#disarm = undefined;
    this.#wait = undefined;
    this.#task = undefined;
    for (const stream of this.streams.values()) stream.release();
    this.#table.ended(this);
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
