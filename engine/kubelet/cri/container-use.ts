// What one container takes of its node: memory, its own layer, logs, and what it writes into the pod's volumes.
//
// Files that are there count as they are; what its behaviour speaks of counts as it grows. When the container ends, what it
// wrote in words into a volume becomes the volume's.

import type { Container as ContainerSpec, Pod } from '../../api/objects.ts';
import { constant, type Growth, growthAt, NOTHING, sum } from '../../runtime/behaviour/course.ts';
import type { Container, Volume } from '../../runtime/runtime.ts';
import type { Launch } from './container-engine.ts';

export interface ContainerGrowth {
  readonly memory: Growth;
  readonly rootfs: Growth;
  readonly logs: Growth;
  /** By the volume's name, what is being written in words and is in no file. */
  readonly volumes: ReadonlyMap<string, Growth>;
  readonly processes: number;
}

interface MountedAt {
  readonly name: string;
  readonly path: string;
  readonly volume: Volume | undefined;
  readonly isInMemory: boolean;
}

const NONE: Growth = constant(0);

export class ContainerUse {
  private readonly started: Container;
  private readonly launch: Pick<Launch, 'pod' | 'container' | 'mounts'>;
  /** Worked out when first asked for: most containers are never looked at. */
  private known: readonly MountedAt[] | undefined;

  constructor(started: Container, launch: Pick<Launch, 'pod' | 'container' | 'mounts'>) {
    this.started = started;
    this.launch = launch;
  }

  private get mounts(): readonly MountedAt[] {
    this.known ??= mountsOf(this.launch);
    return this.known;
  }

  /** Volumes in memory that it mounts. */
  get memoryVolumes(): Volume[] {
    const volumes = this.mounts.flatMap(({ volume, isInMemory }) => (isInMemory && volume ? [volume] : []));
    return [...new Set(volumes)];
  }

  /** Whether nothing but a constant amount of memory is to be said of it. */
  get isSteady(): boolean {
    return this.started.use.isSteady;
  }

  /** Calls back when it will go on otherwise than could be worked out before. */
  onChange(listener: () => void): void {
    this.started.use.onChange(listener);
    this.started.files.onBulk = listener;
  }

  /** Whatever changes in its files and volumes. */
  onFileChange(listener: () => void): () => void {
    return this.started.files.watch(listener);
  }

  /** Memory of its programs alone. */
  memoryAt(ms: number): Growth {
    return growthAt(this.started.use.memory, ms);
  }

  /** What is written in words into volumes in memory. */
  memoryWritesAt(ms: number): Growth {
    return this.started.use
      .writesAt(ms)
      .filter(({ path }) => this.mountOf(path)?.isInMemory === true)
      .reduce((total, { growth }) => sum(total, growth), NONE);
  }

  at(ms: number): ContainerGrowth {
    const { use, files, log, isRunning } = this.started;
    const volumes = new Map<string, Growth>();
    let rootfs = constant(files.layerBytes());
    for (const { path, growth } of use.writesAt(ms)) {
      const mount = this.mountOf(path);
      if (mount === undefined) rootfs = sum(rootfs, growth);
      else if (isRunning) volumes.set(mount.name, sum(volumes.get(mount.name) ?? NONE, growth));
    }
    const logged = log.fileBytes.reduce((total, bytes) => total + bytes, 0);
    const logs = sum(constant(logged), use.logsAt(ms));
    return {
      memory: growthAt(isRunning ? use.memory : NOTHING, ms),
      rootfs,
      logs,
      volumes,
      processes: use.processes,
    };
  }

  /** The container has ended. */
  settle(): void {
    const now = this.started.host.nowMs();
    for (const { path, growth } of this.started.use.writesAt(now)) {
      const volume = this.mountOf(path)?.volume;
      if (volume === undefined) continue;
      volume.unreadBytes += Math.floor(growth.bytes);
      volume.changed();
    }
  }

  private mountOf(path: string | undefined): MountedAt | undefined {
    if (path === undefined) return undefined;
    const holding = this.mounts.filter((mount) => path === mount.path || path.startsWith(`${mount.path}/`));
    return holding.sort((a, b) => b.path.length - a.path.length)[0];
  }
}

function mountsOf({ pod, container, mounts }: Pick<Launch, 'pod' | 'container' | 'mounts'>): MountedAt[] {
  const inMemory = new Set(memoryVolumesOf(pod));
  return (container.volumeMounts ?? []).map(
    ({ name, mountPath }: NonNullable<ContainerSpec['volumeMounts']>[number]) => {
      const path = mountPath.startsWith('/') ? mountPath : `/${mountPath}`;
      const volume = mounts.find((mount) => mount.path === path)?.volume;
      return { name, path: path.replace(/(.)\/+$/, '$1'), volume, isInMemory: inMemory.has(name) };
    },
  );
}

/** The names of the pod's volumes that are memory. */
export const memoryVolumesOf = ({ spec: { volumes = [] } }: Pod): string[] =>
  volumes.filter(({ emptyDir }) => emptyDir?.medium?.startsWith('Memory') === true).map(({ name }) => name);
