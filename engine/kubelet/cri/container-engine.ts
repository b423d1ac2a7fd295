// What the kubelet needs of whatever runs containers. The one implementation is `runtime-engine.ts`.

import type { Container, Pod, Probe } from '../../api/objects.ts';
import type { Connection, HttpAnswer, HttpRequest } from '../../runtime/host.ts';
import type { Behaviour, LogLine, Mount } from '../../runtime/runtime.ts';
import type { ContainerUse } from './container-use.ts';

export interface Launch {
  readonly pod: Pod;
  readonly container: Container;
  /** Init containers and those of Jobs end by themselves where their program is unknown. */
  readonly role: 'app' | 'init' | 'sidecar' | 'job';
  /** In order, all references resolved. */
  readonly env: ReadonlyMap<string, string>;
  /** `$(VAR)` expanded. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly mounts: readonly Mount[];
  /** How often this container was started before. */
  readonly restartCount: number;
}

export interface ContainerEnd {
  readonly exitCode: number;
  /** Set when the kernel or the runtime ended it: `OOMKilled`, `StartError`. */
  readonly reason?: string;
  readonly message?: string;
}

export interface ExecEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in order of writing. */
  readonly output: string;
  /** Whether the same command is certain to end so again until the container changes. */
  readonly isStable: boolean;
  /** Why the runtime could not start the command. */
  readonly startError?: string;
}

/** An answer that comes `tookMs` after the question; `isStable`: the same until `onChange` fires. */
export interface ProbeAnswer {
  /** Good, but worth an event: an HTTP status of 300 to 399. Default: no. */
  readonly isWarning?: boolean;
  readonly isSuccess: boolean;
  readonly output: string;
  readonly tookMs: number;
  readonly isStable: boolean;
}

export interface RunningContainer {
  /** Where it answers. */
  readonly address: string;
  signal(name: 'TERM' | 'KILL'): void;
  /** Its program ends by itself with this code. */
  crash(exitCode: number): void;
  /** It answers nothing more, or does so again. */
  hang(isHanging: boolean): void;
  /** Whether anybody could tell. */
  readonly hasOpenPort: boolean;
  /** The kernel ends it for want of memory. */
  killForMemory(): void;
  /** What it takes of its node. */
  readonly use: ContainerUse;
  /** From now on it uses other amounts. */
  changeUse(behaviour: Behaviour): void;
  /**
   * Runs a command in the container; `done` comes when it ends, perhaps at once. Returns how to kill it.
   *
   * @param stdin  all that it can read; default: nothing
   */
  exec(command: readonly string[], done: (end: ExecEnd) => void, stdin?: string): () => void;
  /** Its program reads that text and then the end, where its input is open. */
  attach(stdin: string): void;
  /** A connection to, and a request of, a port of its pod from inside: `kubectl port-forward`. */
  accept(port: number): Connection;
  answer(request: HttpRequest): HttpAnswer;
  /** HTTP, TCP and gRPC checks; their ports must be numbers. */
  check(probe: Probe): ProbeAnswer;
  /** Tells of changes that may change a stable answer. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** What was written to the termination message file, or by its policy the end of the log. */
  terminationMessage(exitCode: number): string;
  /** Of the current log file, oldest first; also after the end. */
  logLines(): readonly LogLine[];
  /** The text of each log file on the node, the current one last. */
  logFiles(): readonly string[];
  /** The text of a file, or undefined where there is none. */
  readFile(path: string): string | undefined;
}

export interface ContainerEngine {
  /** The pod's network namespace. */
  createSandbox(pod: Pod, ips: readonly string[]): void;
  /**
   * Starts the container; its first instruction runs after the caller, within this instant or the next millisecond.
   *
   * @returns the container, or why it could not be started
   */
  start(
    launch: Launch,
    onEnd: (end: ContainerEnd) => void,
    onOutput: (line: LogLine) => void,
  ): RunningContainer | { readonly startError: string };
  /** The pod is gone for good. */
  forgetPod(uid: string): void;
}
