// Waiting in simulation time for something to happen to objects, or for the time to run out.
//
// What a watch tells is looked at in an event of its own, so that nothing here runs inside somebody's write.

import { resourceExpired } from '../../api/status.ts';
import type { StoreEvent } from '../../apiserver/store.ts';
import { refusedVerb } from '../../apiserver/verbs/allowed.ts';
import type { WatchFilter } from '../../apiserver/watch-hub.ts';
import { type Routine, until } from '../../kernel/routine.ts';
import { statusFailure } from '../failure.ts';
import type { KubectlSession } from '../session.ts';

export interface WatchOptions {
  readonly kind: string;
  readonly filter: WatchFilter;
  /** Events after this revision. */
  readonly after: number;
  /** Absent: for ever. */
  readonly timeoutMs?: number;
}

/**
 * Hands each event on until `isDone` says so.
 * @returns whether that happened in time
 * @throws CommandFailure  the kind cannot be watched
 */
export function* watchUntil(
  { server, kernel }: KubectlSession,
  { kind, filter, after, timeoutMs }: WatchOptions,
  isDone: (event: StoreEvent) => boolean,
): Routine<boolean> {
  const refused = refusedVerb(server.traits(kind), 'watch');
  if (refused !== undefined) throw statusFailure(refused);
  const pending: StoreEvent[] = [];
  let wake: (() => void) | undefined;
  let isTimedOut = false;
  const stir = (): void => {
    const resume = wake;
    wake = undefined;
    if (resume !== undefined) kernel.schedule({ delayMs: 0, kind: 'kubectl watch' }, resume);
  };
  const watch = server.watch(kind, filter, after, (event) => {
    pending.push(event);
    stir();
  });
  if ('expired' in watch) throw statusFailure(resourceExpired(watch.expired));
  const timer =
    timeoutMs === undefined
      ? undefined
      : kernel.schedule({ delayMs: Math.max(0, Math.ceil(timeoutMs)), kind: 'kubectl timeout' }, () => {
          isTimedOut = true;
          const resume = wake;
          wake = undefined;
          resume?.();
        });
  try {
    for (;;) {
      for (let event = pending.shift(); event !== undefined; event = pending.shift()) {
        if (isDone(event)) return true;
      }
      if (isTimedOut) return false;
      yield until((resume) => {
        wake = resume;
      });
    }
  } finally {
    watch.stop();
    kernel.cancel(timer);
  }
}

/** The filter of a watch on one object. */
export function oneObject(namespace: string | undefined, name: string): WatchFilter {
  return {
    ...(namespace === undefined ? {} : { namespace }),
    matches: (object) => object.metadata.name === name,
  };
}
