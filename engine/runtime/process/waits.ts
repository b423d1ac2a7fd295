// The waits that programs share: for time, for another process, for files.

import type { FileSystem } from '../filesystem/filesystem.ts';
import type { RuntimeHost, Scheduled } from '../host.ts';
import type { Process } from './process.ts';
import type { Wait } from './task.ts';

/** Waits `ms` milliseconds; for ever where it is Infinity. @param options.label  what is waited for; default `sleep` */
export function sleepFor(
  host: RuntimeHost,
  ms: number,
  options: { interruptible?: boolean; label?: string } = {},
): Wait {
  return {
    interruptible: options.interruptible === true,
    arm: (resume) => {
      if (ms === Number.POSITIVE_INFINITY) return () => {};
      const timer = host.schedule(Math.ceil(ms), resume, options.label ?? 'sleep');
      return () => timer.cancel();
    },
  };
}

/** Waits until the process has ended. Not to be used on one that has. */
export function exitOf(process: Process, options: { interruptible: boolean }): Wait {
  return {
    interruptible: options.interruptible,
    arm: (resume) => process.onExit(resume),
  };
}

/** Waits until any of several waits is over. */
export function anyOf(waits: readonly Wait[], options: { interruptible: boolean }): Wait {
  return {
    interruptible: options.interruptible,
    arm: (resume) => {
      const stops: (() => void)[] = [];
      const stop = (): void => {
        for (const one of stops) one();
      };
      for (const wait of waits) {
        stops.push(
          wait.arm(() => {
            stop();
            resume();
          }),
        );
      }
      return stop;
    },
  };
}

/** Waits for the next change of any file that the container sees. */
export function fileChange(files: FileSystem): Wait {
  return {
    interruptible: false,
    arm: (resume) => {
      const stop = files.watch(() => {
        stop();
        resume();
      });
      return stop;
    },
  };
}

/**
 * The sleep of a loop that does the same each time: no event until a signal or, if its condition reads files, a change
 * of files gives it a reason to look. It then ends where the sleep in progress would have ended.
 *
 * Order: a signal at the very instant at which one sleep ends and the next begins is seen before the next begins.
 */
export function idleSleep(host: RuntimeHost, periodMs: number, files: FileSystem | undefined): Wait {
  let poke = (): void => {};
  return {
    interruptible: false,
    onSignal: () => poke(),
    arm: (resume) => {
      const startMs = host.nowMs();
      let timer: Scheduled | undefined;
      poke = () => {
        if (timer !== undefined) return;
        const turns = Math.max(1, Math.ceil((host.nowMs() - startMs) / periodMs));
        timer = host.schedule(startMs + turns * periodMs - host.nowMs(), end, 'sleep');
      };
      const stopWatching = files?.watch(() => poke());
      const end = (): void => {
        stopWatching?.();
        resume();
      };
      return () => {
        stopWatching?.();
        timer?.cancel();
      };
    },
  };
}
