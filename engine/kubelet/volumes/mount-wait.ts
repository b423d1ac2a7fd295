// The wait for a pod's volumes, with upstream's rhythm: volumes are looked after every 100 ms, the pod's worker looks
// every 300 ms, failed set-ups back off from half a second to two minutes, and after 2m3s the pass gives up.
//
// A volume that nothing stands in the way of is set up at the look that finds it, so a usual start costs one event.
// Source: kubernetes v1.20.2 pkg/kubelet/volumemanager/volume_manager.go; pkg/util/goroutinemap/exponentialbackoff.
// Differs: between two passes no set-up is tried.

import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, until } from '../../kernel/routine.ts';

/** Source: volume_manager.go, podAttachAndMountRetryInterval. */
const LOOK_MS = 300;
/** Source: volume_manager.go, podAttachAndMountTimeout: 2 minutes 3 seconds. */
const TIMEOUT_MS = 123_000;
/** Source: volume_manager.go, desiredStateOfWorldPopulatorLoopSleepPeriod; the reconciler sleeps as long. */
const POPULATE_MS = 100;
/** Source: exponentialbackoff.go, initialDurationBeforeRetry and maxDurationBeforeRetry. */
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 122_000;

/** The back-off of one volume. */
export interface Retry {
  readonly failedMs: number;
  readonly delayMs: number;
}

export const nextRetry = (before: Retry | undefined, nowMs: number): Retry => ({
  failedMs: nowMs,
  delayMs: before === undefined ? RETRY_MIN_MS : Math.min(before.delayMs * 2, RETRY_MAX_MS),
});

export interface MountWaitOptions {
  readonly kernel: Kernel;
  /** Volumes to be set up; those that cannot be, for now, carry what stands in the way. */
  readonly pending: readonly {
    readonly name: string;
    readonly extraMs: number;
    readonly isBlocked: boolean;
  }[];
  readonly retries: Map<string, Retry>;
  /** Tries to set up the volume; says whether it is there. */
  readonly attempt: (name: string) => boolean;
  /** Tells how to end the wait from outside. */
  readonly onWait: (interrupt: () => void) => void;
  readonly isOver: () => boolean;
}

/** @returns the volumes that were still missing at the end; empty when all are there. Undefined: the pod ended the wait. */
export function* waitForVolumes(options: MountWaitOptions): Routine<readonly string[] | undefined> {
  const { kernel, pending, retries, attempt, isOver } = options;
  const startMs = kernel.nowMs;
  const deadlineMs = startMs + TIMEOUT_MS;
  const nextLook = (ms: number): number => startMs + Math.ceil((ms - startMs) / LOOK_MS) * LOOK_MS;
  const due = new Map<string, number>();
  for (const { name, extraMs, isBlocked } of pending) {
    const readyMs = startMs + POPULATE_MS + extraMs;
    const retry = retries.get(name);
    if (!isBlocked) due.set(name, nextLook(readyMs));
    else due.set(name, retry === undefined ? readyMs : Math.max(readyMs, retry.failedMs + retry.delayMs));
  }
  while (due.size > 0) {
    const nextMs = Math.min(deadlineMs, ...due.values());
    yield* sleepUntil(
      nextMs,
      retries.size > 0 ? 'the kubelet tries to set up volumes again' : undefined,
      options,
    );
    if (isOver()) return undefined;
    for (const [name, dueMs] of [...due]) {
      if (dueMs > kernel.nowMs) continue;
      if (attempt(name)) {
        due.delete(name);
        retries.delete(name);
        continue;
      }
      const retry = nextRetry(retries.get(name), kernel.nowMs);
      retries.set(name, retry);
      due.set(name, kernel.nowMs + retry.delayMs);
    }
    if (kernel.nowMs >= deadlineMs) break;
  }
  if (due.size > 0) return [...due.keys()].sort();
  yield* sleepUntil(nextLook(kernel.nowMs), undefined, options);
  return isOver() ? undefined : [];
}

/** Waits for the next look of the worker, at which it hears of volumes that cannot even be named. */
export function* waitForLook(options: Pick<MountWaitOptions, 'kernel' | 'onWait'>): Routine<void> {
  yield* sleepUntil(options.kernel.nowMs + LOOK_MS, undefined, options);
}

function* sleepUntil(
  timeMs: number,
  label: string | undefined,
  { kernel, onWait }: Pick<MountWaitOptions, 'kernel' | 'onWait'>,
): Routine<void> {
  if (timeMs <= kernel.nowMs) return;
  yield until((wake) => {
    const delayMs = timeMs - kernel.nowMs;
    const event = kernel.schedule(
      { delayMs, kind: 'kubelet volumes', ...(label === undefined ? {} : { label }) },
      wake,
    );
    onWait(() => {
      kernel.cancel(event);
      wake();
    });
  });
}
