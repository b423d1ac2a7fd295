// A host for tests: a clock and a queue, and the assumptions and problems that were reported.

import type { Container } from './container.ts';
import type { ContainerSpec } from './container-spec.ts';
import type { Assumption, NetworkPort, RuntimeHost, RuntimeProblem } from './host.ts';
import { noNetwork } from './host.ts';
import { Runtime, type RuntimeOptions } from './runtime.ts';
import type { Sandbox } from './sandbox.ts';

/** 2025-01-01T00:00:00Z, the default calendar start. */
export const TEST_EPOCH_MS = 1_735_689_600_000;

/** Runs scheduled calls in order of time and of scheduling. */
export class TestHost implements RuntimeHost {
  readonly assumptions: Assumption[] = [];
  readonly problems: RuntimeProblem[] = [];
  /** Calls that have run. */
  events = 0;
  #now = 0;
  #seq = 0;
  #queue: { dueMs: number; seq: number; run: () => void; cancelled: boolean }[] = [];

  nowMs(): number {
    return this.#now;
  }

  nowEpochMs(): number {
    return TEST_EPOCH_MS + this.#now;
  }

  schedule(delayMs: number, run: () => void): { cancel(): void } {
    const entry = { dueMs: this.#now + delayMs, seq: this.#seq++, run, cancelled: false };
    const at = this.#queue.findIndex((other) => other.dueMs > entry.dueMs);
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  assumption(assumption: Assumption): void {
    this.assumptions.push(assumption);
  }

  problem(problem: RuntimeProblem): void {
    this.problems.push(problem);
  }

  /** Runs everything due until then, inclusive. */
  advanceTo(ms: number): void {
    for (;;) {
      const next = this.#queue[0];
      if (next === undefined || next.dueMs > ms) break;
      this.#queue.shift();
      if (next.cancelled) continue;
      this.#now = next.dueMs;
      this.events++;
      next.run();
    }
    this.#now = ms;
  }

  /** Runs until nothing is left or the limit is reached. */
  settle(limitMs: number): void {
    while (this.#queue.length > 0 && (this.#queue[0]?.dueMs ?? 0) <= limitMs) {
      this.advanceTo(this.#queue[0]?.dueMs ?? 0);
    }
  }
}

export interface World {
  readonly host: TestHost;
  readonly runtime: Runtime;
  readonly sandbox: Sandbox;
}

export function world(network: NetworkPort = noNetwork, options: RuntimeOptions = {}): World {
  const host = new TestHost();
  const runtime = new Runtime(host, options);
  const sandbox = runtime.sandbox({ hostname: 'web-0', addresses: ['10.244.1.7'], network });
  return { host, runtime, sandbox };
}

/** A container of an unknown image unless the parts say otherwise; not started. */
export function containerIn(where: World, parts: Partial<ContainerSpec>): Container {
  return where.runtime.container({
    pod: 'default/web-0',
    container: 'c',
    image: 'acme/shop:1',
    sandbox: where.sandbox,
    ...parts,
  });
}

export interface ScriptRun {
  readonly output: string;
  readonly code: number | undefined;
  readonly tookMs: number;
  readonly problem: string | undefined;
  readonly word: string | undefined;
}

/** Runs `sh -c script` as PID 1 to its end, or to `limitMs`. */
export function runScriptText(script: string, limitMs = 10_000_000, shell = 'sh'): ScriptRun {
  const where = world();
  const container = containerIn(where, { command: [shell, '-c', script] });
  container.start();
  where.host.settle(limitMs);
  return {
    output: container.log.text,
    code: container.exit?.code,
    tookMs: (container.finishedMs ?? where.host.nowMs()) - (container.startedMs ?? 0),
    problem: where.host.problems[0]?.text,
    word: where.host.problems[0]?.word,
  };
}
