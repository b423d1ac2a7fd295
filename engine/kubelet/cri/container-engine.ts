// What the kubelet needs of whatever runs containers. The one implementation stands on `runtime/`; tests bring their own.

import type { Container, Pod, Probe } from '../../api/objects.ts';

export interface Launch {
  readonly pod: Pod;
  readonly container: Container;
  /** Init containers and those of Jobs end by themselves where their program is unknown. */
  readonly role: 'app' | 'init' | 'sidecar' | 'job';
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly podIp: string;
  readonly hostname: string;
  /** How often this container was started before. */
  readonly restartCount: number;
}

export interface ContainerEnd {
  readonly exitCode: number;
  /** Set when the kernel or the runtime ended it: `OOMKilled`. */
  readonly reason?: string;
}

export interface ExecEnd {
  readonly exitCode: number;
  /** Standard output and error, in order of writing. */
  readonly output: string;
  readonly stderr: string;
}

/** An answer that comes `tookMs` after the question; `isStable`: the same until `onChange` fires. */
export interface ProbeAnswer {
  readonly isSuccess: boolean;
  readonly output: string;
  readonly tookMs: number;
  readonly isStable: boolean;
}

export interface RunningContainer {
  signal(name: 'TERM' | 'KILL' | string): void;
  /** Runs a command in the container; `done` comes when it ends. Returns how to kill it. */
  exec(command: readonly string[], done: (end: ExecEnd) => void): () => void;
  /** HTTP, TCP and gRPC checks; undefined for exec. */
  check(probe: Probe): ProbeAnswer;
  /** Tells of changes that may change a stable answer. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Whether a command's answer is certain to stay until `onChange` fires. */
  isPureCommand(command: readonly string[]): boolean;
  /** What was written to the termination message file. */
  terminationMessage(): string;
}

export interface ContainerEngine {
  /** Starts the container; its first instruction runs within this instant, after the caller. */
  start(launch: Launch, onEnd: (end: ContainerEnd) => void, onOutput: (stream: 'stdout' | 'stderr', line: string) => void): RunningContainer;
  /** The pod is gone for good: its volumes and containers may be dropped. */
  forgetPod(uid: string): void;
}
