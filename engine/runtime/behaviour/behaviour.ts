// How a program that is not interpreted behaves: plain data, from words, from the image catalogue, or assumed.

import { COPY_OF } from '../../api/plain.ts';
import type { Dependency } from './serving.ts';

/** A port that the program opens once it has started. */
export interface ListenPort {
  /** 1 to 65535 */
  readonly port: number;
  /** UDP ports are remembered and never refuse. */
  readonly protocol: 'tcp' | 'udp' | 'http' | 'grpc';
}

/** From `afterMs` on the program does something else, until `forMs` later if given. Counted from its start. */
export interface Episode {
  readonly afterMs: number;
  readonly forMs?: number;
}

/** Bytes on disk: at once, and more as time goes on. */
export interface DiskWrite {
  /** Absent: the container's own layer. */
  readonly path?: string;
  readonly bytes?: number;
  readonly bytesPerHour?: number;
}

/** Everything absent is the default said with it. Times are whole milliseconds, at least 0. */
export interface Behaviour {
  /** From the start of the process to open ports; default 0. */
  readonly startsInMs?: number;
  /** Until then HTTP answers 503 and gRPC NOT_SERVING, though ports are open; default: as soon as started. */
  readonly readyAfterMs?: number;
  /** HTTP answers 503 for ever. */
  readonly neverReady?: boolean;
  /** Absent: the ports the container declares. */
  readonly listens?: readonly ListenPort[];
  /** Status by path; other paths answer 200. */
  readonly http?: Readonly<Record<string, number>>;
  /** Body of HTTP answers, in which `{hostname}` and `{ip}` stand for the pod's; default empty. */
  readonly body?: string;
  /** Body by path, before `body`. */
  readonly bodies?: Readonly<Record<string, string>>;
  /** Where no body is said: HTTP answers with the files below this folder, and 404 where there is none. */
  readonly documentRoot?: string;
  /** Time to answer one request; default 0. */
  readonly answersInMs?: number;
  /** Requests a second beyond which they queue; default unbounded. */
  readonly requestsPerSecondMax?: number;
  /** Whom it asks for each request, but for those to paths that `http` names; 503 when they fail. */
  readonly dependsOn?: readonly Dependency[];
  /** Takes connections and never answers them. */
  readonly hangs?: Episode;
  /** Answers HTTP with this status. */
  readonly fails?: Episode & { readonly status: number };
  /** Ends by itself. */
  readonly exits?: { readonly afterMs: number; readonly code: number };
  /** From TERM to the end; default 0. New connections are refused meanwhile. */
  readonly drainMs?: number;
  /** Goes on answering while it drains. */
  readonly servesWhileDraining?: boolean;
  readonly ignoresTerm?: boolean;
  /** Exit code after TERM; default 0. */
  readonly termExitCode?: number;
  readonly cpuMilli?: number;
  /** Other amounts of CPU, from the start on after which they come. */
  readonly cpuSteps?: readonly (Episode & { readonly milli: number })[];
  /** CPU time of one request, in milliseconds of one core. */
  readonly cpuMsPerRequest?: number;
  readonly memoryBytes?: number;
  readonly memoryLeakBytesPerHour?: number;
  /** Other amounts of memory before what it leaks. */
  readonly memorySteps?: readonly (Episode & { readonly bytes: number })[];
  /** Files that it writes and nobody reads. */
  readonly writes?: readonly DiskWrite[];
  readonly logBytesPerHour?: number;
  /** Default 1. */
  readonly processes?: number;
  /** Lines on standard output: at the start, or every so often. */
  readonly prints?: readonly { readonly text: string; readonly everyMs?: number }[];
}

/** One behaviour with the parts of another put over it. */
export function overlay(base: Behaviour, words: Behaviour): Behaviour {
  const http =
    base.http === undefined && words.http === undefined ? {} : { http: { ...base.http, ...words.http } };
  return { ...COPY_OF, ...base, ...words, ...http };
}
