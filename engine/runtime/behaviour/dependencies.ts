// The servers that a server in words depends on, asked for one request of now: a probe's, a `curl`'s.

import type { Sandbox } from '../sandbox.ts';
import { DEPENDENCY_TIMEOUT_MS, type Dependency } from './serving.ts';

const SERVER_ERROR = 500;

export interface Asked {
  readonly failed: boolean;
  readonly tookMs: number;
}

export class Dependencies {
  readonly #all: readonly Dependency[];
  readonly #sandbox: Sandbox;
  #isAsking = false;

  constructor(all: readonly Dependency[], sandbox: Sandbox) {
    this.#all = all;
    this.#sandbox = sandbox;
  }

  /** Asks all at once: it takes as long as the slowest. A circle of servers fails at once. */
  ask(): Asked {
    if (this.#isAsking) return { failed: true, tookMs: 0 };
    this.#isAsking = true;
    try {
      const answers = this.#all.map((one) => this.#askOne(one));
      return {
        failed: answers.some(({ failed }) => failed),
        tookMs: Math.max(...answers.map(({ tookMs }) => tookMs)),
      };
    } finally {
      this.#isAsking = false;
    }
  }

  #askOne({ service, port, timeoutMs = DEPENDENCY_TIMEOUT_MS }: Dependency): Asked {
    const sandbox = this.#sandbox;
    const wanted = port ?? sandbox.servicePort(service);
    if (wanted === undefined) return { failed: true, tookMs: 0 };
    const connection = sandbox.connect(service, wanted);
    if (!connection.connected) return { failed: true, tookMs: Math.min(connection.tookMs, timeoutMs) };
    const answer = sandbox.http({ method: 'GET', host: service, port: wanted, path: '/', headers: [] });
    if (answer.tookMs > timeoutMs) return { failed: true, tookMs: timeoutMs };
    // Who takes connections and drops HTTP speaks a protocol of its own.
    const failed = 'status' in answer ? answer.status >= SERVER_ERROR : answer.error !== 'refused';
    return { failed, tookMs: answer.tookMs };
  }
}
