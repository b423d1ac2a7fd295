// All processes of one container, and the order in which they run within an instant: first ready, first run.

import { COPY_OF } from '../../api/plain.ts';
import type { RuntimeHost } from '../host.ts';
import { type ExitStatus, Process, type Streams } from './process.ts';
import { type SignalName, signalExitCode } from './signals.ts';
import type { Task, Wake } from './task.ts';

/** Thrown by a write that nobody will read; ends the process as SIGPIPE does. */
export class BrokenPipe extends Error {}

export class ProcessTable {
  readonly host: RuntimeHost;
  readonly #onError: (error: unknown) => void;
  readonly #processes = new Map<number, Process>();
  readonly #isPidNamespace: boolean;
  #queue: { process: Process; wake: Wake }[] = [];
  #running = false;
  readonly #firstPid: number;
  #nextPid: number;

  /**
   * @param isPidNamespace whether the first process is PID 1, with its immunity and its power over the others
   * @param onError told of what a program threw; the process then ends with 127
   */
  constructor(host: RuntimeHost, isPidNamespace: boolean, onError: (error: unknown) => void) {
    this.host = host;
    this.#onError = onError;
    this.#isPidNamespace = isPidNamespace;
    // With a shared PID namespace PID 1 is the pod's pause process.
    this.#firstPid = isPidNamespace ? 1 : 7;
    this.#nextPid = this.#firstPid + 1;
  }

  /** Processes that have not ended, by rising PID. */
  living(): Process[] {
    return [...this.#processes.values()];
  }

  find(pid: number): Process | undefined {
    return this.#processes.get(pid);
  }

  /**
   * A new process; `program` makes what it runs.
   *
   * @param options `isFirst` for the container's own: a hook may begin before it does, and is not PID 1 for that
   */
  spawn(
    options: { command: string; streams: Streams; parent?: Process; isFirst?: boolean },
    program: (process: Process) => Task<number>,
  ): Process {
    const pid = options.isFirst === true ? this.#firstPid : this.#nextPid++;
    const process = new Process(this, {
      ...COPY_OF,
      ...options,
      pid,
      isInit: pid === 1 && this.#isPidNamespace,
    });
    this.#processes.set(pid, process);
    process.start(program(process));
    return process;
  }

  ready(process: Process, wake: Wake): void {
    this.#queue.push({ process, wake });
    this.drain();
  }

  /** Runs everything that can run now. Nested calls leave the work to the outermost. */
  drain(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let i = 0; i < this.#queue.length; i++) {
        const { process, wake } = this.#queue[i] as { process: Process; wake: Wake };
        process.run(wake);
      }
    } finally {
      this.#queue = [];
      this.#running = false;
    }
  }

  failed(error: unknown): ExitStatus {
    if (error instanceof BrokenPipe) return { code: signalExitCode('PIPE'), signal: 'PIPE' };
    this.#onError(error);
    return { code: 127 };
  }

  ended(process: Process): void {
    this.#processes.delete(process.pid);
    if (process.isInit) this.endAll({ code: 137, signal: 'KILL' });
  }

  /** The kernel kills what is left when PID 1 is gone. */
  endAll(status: ExitStatus): void {
    for (const process of this.living()) process.end(status);
  }

  /** `kill -1` style: every process but PID 1 and the sender. */
  signalAll(signal: SignalName, sender: Process): void {
    for (const process of this.living()) if (process !== sender && process.pid !== 1) process.signal(signal);
  }
}
