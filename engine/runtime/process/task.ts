// How programs run: a generator that yields what it waits for and is resumed when that has come.
//
// Whatever needs no time runs through in one go; only waits cost an event. A wait that a signal handler may cut short
// is `interruptible`; it is then resumed with the signal's name.

import type { SignalName } from './signals.ts';

/** Value with which a wait ends: the signal that interrupted it, or nothing. */
export type Wake = SignalName | undefined;

export interface Wait {
  readonly interruptible: boolean;
  /** Begins to wait; `resume` may be called at most once, never from within `arm`. @returns how to stop waiting */
  arm(resume: () => void): () => void;
  /** A signal that the process handles has arrived while this wait, not interruptible, goes on. */
  onSignal?(): void;
}

/** A running piece of a program. */
export type Task<T> = Generator<Wait, T, Wake>;

/** A task that needs no wait. */
// biome-ignore lint/correctness/useYield: a task that ends at once is a task all the same.
export function* done<T>(value: T): Task<T> {
  return value;
}
