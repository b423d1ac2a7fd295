// The kernel's hand on a container's memory: at the instant at which it passes its limit, it is killed.
//
// Counted are what the program itself uses, as far as its behaviour says, and what was written into volumes in memory
// since the container began. Source: kubernetes documentation, Volumes, emptyDir ("files you write count against the
// memory limit of the container that wrote them"). Differs: of several containers that mount such a volume each is
// charged with every write, since a volume does not know who wrote.

import { intValue } from '../../api/quantity/values.ts';
import { constant, exceedsAtMs, type Growth, sum } from '../../runtime/behaviour/course.ts';
import type { Container, RuntimeHost, Volume } from '../../runtime/runtime.ts';
import type { Launch } from './container-engine.ts';
import type { ContainerUse } from './container-use.ts';

/**
 * @param kill  the kernel's hand
 * @returns how to let go
 */
export function holdToMemoryLimit(
  started: Container,
  use: ContainerUse,
  { container }: Pick<Launch, 'container'>,
  host: RuntimeHost,
  kill: () => void,
): () => void {
  const limit = container.resources?.limits?.memory;
  if (limit === undefined) return () => {};
  const limitBytes = intValue(limit);
  let charged = 0;
  let timer: { cancel(): void } | undefined;
  const usedAt = (ms: number): Growth =>
    sum(constant(charged), sum(use.memoryAt(ms), use.memoryWritesAt(ms)));
  const watch = (): void => {
    timer?.cancel();
    if (!started.isRunning) return;
    const now = host.nowMs();
    const atMs = exceedsAtMs(usedAt, now, limitBytes);
    if (atMs === undefined) return;
    const label = `memory of ${container.name} passes its limit of ${limit}`;
    timer = host.schedule(atMs - now, kill, label);
  };
  const stopWatching = started.use.onChange(watch);
  const stopCharging = chargeWrites(use.memoryVolumes, (bytes) => {
    charged = bytes;
    watch();
  });
  return () => {
    timer?.cancel();
    stopWatching();
    stopCharging();
  };
}

/** Tells what was written into the container's volumes in memory and is still there, after each change. */
function chargeWrites(volumes: readonly Volume[], charge: (bytes: number) => void): () => void {
  let charged = 0;
  const stops = volumes.map((volume) => {
    let before = volume.usedBytes();
    return volume.watch(() => {
      const now = volume.usedBytes();
      // What an earlier container left there is its own charge: only growth counts, and a file that goes takes it back.
      charged = Math.max(0, charged + now - before);
      before = now;
      charge(charged);
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}
