// A sequential activity that takes simulation time: a generator that yields what it waits for.
//
// Each continuation is an event whose cause is what woke it. A routine that never waits finishes at once.

import type { Kernel } from './kernel.ts';

/** What a routine can wait for: a duration, or a callback that somebody calls once. */
export type Wait =
  | { readonly sleepMs: number; readonly label?: string }
  | { readonly until: (wake: () => void) => void };

export type Routine<T> = Generator<Wait, T, void>;

export const sleep = (sleepMs: number, label?: string): Wait =>
  label === undefined ? { sleepMs } : { sleepMs, label };
export const until = (register: (wake: () => void) => void): Wait => ({ until: register });

/**
 * Runs the routine from now on; `done` gets its result, at once if it never waits.
 *
 * @param kind  names its events in counts and bounds
 */
export function run<T>(kernel: Kernel, kind: string, routine: Routine<T>, done: (result: T) => void): void {
  step({ kernel, kind, routine, done });
}

interface Running<T> {
  readonly kernel: Kernel;
  readonly kind: string;
  readonly routine: Routine<T>;
  readonly done: (result: T) => void;
}

function step<T>(running: Running<T>): void {
  const { kernel, kind, routine } = running;
  for (;;) {
    // Somebody else's call back may wake what a dead process waited for.
    if (kernel.isOver) return;
    const next = routine.next();
    if (next.done === true) {
      running.done(next.value);
      return;
    }
    const wait = next.value;
    if ('until' in wait) {
      wait.until(once(() => step(running)));
      return;
    }
    if (wait.sleepMs === 0) continue;
    kernel.schedule({ delayMs: wait.sleepMs, kind, label: wait.label }, () => step(running));
    return;
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}

/** Runs all routines side by side and waits for the last one. */
export function* all<T>(kernel: Kernel, kind: string, routines: readonly Routine<T>[]): Routine<T[]> {
  const results: T[] = new Array(routines.length);
  let left = routines.length;
  let wakeAll: (() => void) | undefined;
  routines.forEach((routine, i) => {
    run(kernel, kind, routine, (result) => {
      results[i] = result;
      left -= 1;
      if (left === 0) wakeAll?.();
    });
  });
  if (left > 0)
    yield until((wake) => {
      wakeAll = wake;
    });
  return results;
}
