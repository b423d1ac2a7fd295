// The kernel's hand on a container's memory: at the instant at which it passes its limit, the container is killed.
//
// Counted are what the program itself uses, as far as its behaviour says, and what was written into volumes in memory
// since the container began. Source: kubernetes documentation, Volumes, emptyDir ("files you write count against the
// memory limit of the container that wrote them"). Differs: of several containers that mount such a volume each is
// charged with every write, since a volume does not know who wrote.

import type { Container as ContainerSpec, Pod } from '../../api/objects.ts';
import { intValue } from '../../api/quantity/values.ts';
import type { Container, RuntimeHost } from '../../runtime/runtime.ts';
import type { Launch } from './container-engine.ts';

export interface MemoryLimit {
  readonly cancel: () => void;
  /** Whether the container was killed for it. */
  readonly isOver: () => boolean;
}

/** @param beginMs  from now to the program's first instruction: what uses memory is known then */
export function holdToMemoryLimit(
  started: Container,
  { pod, container, mounts }: Pick<Launch, 'pod' | 'container' | 'mounts'>,
  host: RuntimeHost,
  beginMs: number,
): MemoryLimit {
  const limit = container.resources?.limits?.memory;
  let isOver = false;
  if (limit === undefined) return { cancel: () => {}, isOver: () => isOver };
  const limitBytes = intValue(limit);
  const kill = (): void => {
    if (!started.isRunning) return;
    isOver = true;
    started.killForMemory();
  };
  let timer: { cancel(): void } | undefined;
  const begin = host.schedule(
    beginMs,
    () => {
      const atMs = started.memoryExceedsAtMs(limitBytes);
      if (atMs === undefined || !started.isRunning) return;
      const label = `memory of ${container.name} passes its limit of ${limit}`;
      timer = host.schedule(Math.max(0, atMs - host.nowMs()), kill, label);
    },
    'memory',
  );
  const stopCharging = chargeWrites(pod, container, mounts, (bytes) => {
    if (started.usage().memoryBytes + bytes > limitBytes) kill();
  });
  const cancel = (): void => {
    begin.cancel();
    timer?.cancel();
    stopCharging();
  };
  return { cancel, isOver: () => isOver };
}

/** Tells what was written into the container's volumes in memory and is still there, after each change. */
function chargeWrites(
  pod: Pod,
  container: ContainerSpec,
  mounts: Launch['mounts'],
  charge: (bytes: number) => void,
): () => void {
  const inMemory = new Set(
    (pod.spec.volumes ?? [])
      .filter(({ emptyDir }) => emptyDir?.medium?.startsWith('Memory') === true)
      .map(({ name }) => name),
  );
  const paths = new Set(
    (container.volumeMounts ?? []).filter(({ name }) => inMemory.has(name)).map((mount) => mount.mountPath),
  );
  const volumes = new Set(mounts.filter(({ path }) => paths.has(path)).map(({ volume }) => volume));
  let charged = 0;
  const stops = [...volumes].map((volume) => {
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
