// How a server treats requests until its sandbox changes: for whoever works out many of them at once instead of asking
// the server each time.

/** The process behind an open port. */
export interface ServerLife {
  /** Calls back once, when it ends. */
  onExit(listener: () => void): void;
}

/** What a server asks of another one for each of its own requests. */
export interface Dependency {
  /** `db` or `db.shop`, as programs in the server's own pod say it. */
  readonly service: string;
  /** Default: the first one that the Service has. */
  readonly port?: number;
  /** Whole milliseconds, after which the server gives it up; default {@link DEPENDENCY_TIMEOUT_MS}. */
  readonly timeoutMs?: number;
}

/** Programs of people have such limits, or none: long enough that a slow answer still counts. */
export const DEPENDENCY_TIMEOUT_MS = 10_000;
/** What a server answers when one that it depends on has failed. */
export const DEPENDENCY_FAILED_STATUS = 503;

export interface Serving {
  readonly life: ServerLife;
  /** Takes connections and answers nothing. */
  readonly isHanging: boolean;
  /** Absent for servers of other protocols than HTTP: those answer, and that is all. */
  readonly status?: number;
  /** Without the time in the queue, whole milliseconds. */
  readonly answersInMs: number;
  /** Absent: any number of requests at once. */
  readonly queue?: RequestQueue;
  /** Asked as soon as the request comes in, all at once. */
  readonly dependsOn: readonly Dependency[];
}

/** Requests that wait for a server with a bounded rate, first come, first served; nobody leaves the queue. */
export class RequestQueue {
  readonly ratePerSecond: number;
  /** Called before a request of now is taken: those on their way come before it. */
  settle: (() => void) | undefined;
  private busyUntilMs = 0;

  constructor(ratePerSecond: number) {
    this.ratePerSecond = ratePerSecond;
  }

  /** Takes a request in. @returns how long it waits until its turn, whole milliseconds, rounded up */
  take(atMs: number): number {
    const beginsMs = Math.max(atMs, this.busyUntilMs);
    this.busyUntilMs = beginsMs + 1000 / this.ratePerSecond;
    return Math.ceil(beginsMs - atMs);
  }
}
