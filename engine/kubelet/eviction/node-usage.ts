// What the pods of one node take of its memory and disk: now, for the eviction manager, and as it will go on, so that
// nobody needs to look before something can run short.
//
// Volumes are measured as `volume-rounds.ts` says, all else at the look.
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/helpers.go, makeSignalObservations; pkg/kubelet/server/stats/summary.go.

import type { Pod } from '../../api/objects.ts';
import { constant, type Growth, sum } from '../../runtime/behaviour/course.ts';
import type { Volume } from '../../runtime/runtime.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import type { ContainerGrowth } from '../cri/container-use.ts';
import { memoryVolumesOf } from '../cri/container-use.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import type { Machine } from '../node/machine.ts';
import type { LocalLimit } from './local-limits.ts';
import type { ContainerUsage, FilesystemUsage, PodUsage } from './pod-usage.ts';
import type { Observations, Signal } from './signals.ts';
import type { VolumeRounds } from './volume-rounds.ts';

export interface NodeUsageOptions {
  readonly machine: Machine;
  readonly runtime: NodeRuntime;
  /** The pod's volumes as they are mounted, by name. */
  readonly volumesOf: (uid: string) => ReadonlyMap<string, Volume>;
  /** Of the pod nothing is left on the node. */
  readonly isGone: (uid: string) => boolean;
  /** The pod is over: its volumes are taken down. */
  readonly isOver: (uid: string) => boolean;
  /** Bytes of all images on the node. */
  readonly imageBytes: () => number;
}

interface PodTaking {
  readonly pod: Pod;
  readonly containers: readonly {
    readonly id: string;
    readonly name: string;
    readonly isRunning: boolean;
    readonly growth: ContainerGrowth;
  }[];
  /** What files in its volumes hold, by volume. */
  readonly held: ReadonlyMap<string, number>;
  /** What is in its volumes, by name; those on the disk and those in memory. */
  readonly disk: ReadonlyMap<string, Growth>;
  readonly memory: ReadonlyMap<string, Growth>;
}

const NONE = constant(0);
/** Memory and disk are given out in pages and blocks of this size. */
const PAGE_BYTES = 4096;
const paged = (bytes: number): number => Math.ceil(Math.floor(bytes) / PAGE_BYTES) * PAGE_BYTES;
const total = (parts: Iterable<Growth>): Growth => {
  let all = NONE;
  for (const part of parts) all = sum(all, part);
  return all;
};

export class NodeUsage {
  private readonly options: NodeUsageOptions;
  /** Dead containers that were removed to free space. */
  private readonly freed = new Set<string>();

  constructor(options: NodeUsageOptions) {
    this.options = options;
  }

  /** Memory in use on the whole machine. */
  memoryAt(ms: number): Growth {
    return sum(constant(this.options.machine.takenOf('memory')), this.podMemoryAt(ms));
  }

  /** Memory that the pods use together. */
  podMemoryAt(ms: number): Growth {
    return total(this.takings(ms).map(memoryOf));
  }

  /** Disk in use on the whole machine. */
  diskAt(ms: number): Growth {
    const { machine, imageBytes } = this.options;
    return sum(constant(machine.takenOf('disk') + imageBytes()), total(this.takings(ms).map(diskOf)));
  }

  processes(ms: number): number {
    const { machine } = this.options;
    return (
      machine.takenOf('processes') + this.takings(ms).reduce((count, one) => count + processesOf(one), 0)
    );
  }

  /** What a limit of the pod counts. */
  limitedAt(uid: string, { of, name }: LocalLimit, ms: number): Growth {
    const taking = this.takings(ms).find(({ pod }) => pod.metadata.uid === uid);
    if (taking === undefined) return NONE;
    if (of === 'pod') return diskOf(taking);
    if (of === 'volume') return taking.disk.get(name) ?? taking.memory.get(name) ?? NONE;
    const growths = taking.containers.filter((one) => one.name === name && one.isRunning);
    return total(growths.map(({ growth }) => sum(growth.rootfs, growth.logs)));
  }

  /** Memory of each container that runs. */
  memoryByContainer(
    ms: number,
  ): { readonly pod: Pod; readonly id: string; readonly name: string; readonly bytes: number }[] {
    return this.takings(ms).flatMap(({ pod, containers }) =>
      containers
        .filter(({ isRunning }) => isRunning)
        .map(({ id, name, growth }) => ({ pod, id, name, bytes: growth.memory.bytes })),
    );
  }

  observe(ms: number): Observations {
    const { capacity, podMemoryMax } = this.options.machine;
    const left = (bytes: Growth, of: number) => ({ available: of - paged(bytes.bytes), capacity: of });
    const disk = left(this.diskAt(ms), capacity.disk);
    return new Map<Signal, { available: number; capacity: number }>([
      ['memory.available', left(this.memoryAt(ms), capacity.memory)],
      ['allocatableMemory.available', left(this.podMemoryAt(ms), podMemoryMax)],
      ['nodefs.available', disk],
      ['imagefs.available', disk],
      ['pid.available', { available: capacity.processes - this.processes(ms), capacity: capacity.processes }],
    ]);
  }

  /**
   * Undefined for a pod that has no sandbox yet.
   *
   * @param rounds  when volumes were measured
   */
  usageOf({ metadata: { uid } }: Pod, ms: number, rounds: VolumeRounds): PodUsage | undefined {
    const taking = this.takings(ms).find(({ pod }) => pod.metadata.uid === uid);
    if (taking === undefined) return undefined;
    const volumes = new Map<string, FilesystemUsage>();
    for (const name of [...taking.disk.keys(), ...taking.memory.keys()]) {
      const round = rounds.last(uid, name, taking.held.get(name) ?? 0, ms);
      if (round === undefined) continue;
      const then = round.atMs === ms ? taking : this.taking(taking.pod, round.atMs);
      const written = total(then.containers.map(({ growth }) => growth.volumes.get(name) ?? NONE));
      volumes.set(name, { usedBytes: round.held + Math.max(0, Math.floor(written.bytes)) });
    }
    return {
      containers: taking.containers.filter(({ isRunning }) => isRunning).map(containerUsage),
      volumes,
      memoryWorkingSetBytes: paged(memoryOf(taking).bytes),
      processes: processesOf(taking),
    };
  }

  /**
   * The containers of pods that are over are removed; of those that are not, the kubelet keeps the last dead run in any case.
   *
   * Source: kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_gc.go, evictContainers, with evictNonDeletedPods.
   */
  freeDeadContainers(): ContainerRecord[] {
    const { runtime, isOver } = this.options;
    const dead = runtime
      .pods()
      .filter(({ metadata }) => isOver(metadata.uid))
      .flatMap(({ metadata }) => runtime.look(metadata.uid).containers)
      .filter(({ id, state }) => state === 'exited' && !this.freed.has(id));
    for (const { id } of dead) this.freed.add(id);
    return dead;
  }

  /** Ids of images. */
  imagesInUse(): string[] {
    const { runtime } = this.options;
    return runtime.pods().flatMap(({ metadata }) =>
      runtime
        .look(metadata.uid)
        .containers.filter(({ id }) => !this.freed.has(id))
        .map(({ imageId }) => imageId),
    );
  }

  private takings(ms: number): PodTaking[] {
    const { runtime, isGone } = this.options;
    return runtime
      .pods()
      .filter(({ metadata }) => !isGone(metadata.uid))
      .map((pod) => this.taking(pod, ms));
  }

  private taking(pod: Pod, ms: number): PodTaking {
    const { runtime, volumesOf, isOver } = this.options;
    const { uid } = pod.metadata;
    const containers = runtime.look(uid).containers.flatMap(({ id, name, state }) => {
      const running = this.freed.has(id) ? undefined : runtime.known(id);
      return running === undefined
        ? []
        : [{ id, name, isRunning: state === 'running', growth: running.use.at(ms) }];
    });
    const inMemory = new Set(memoryVolumesOf(pod));
    const disk = new Map<string, Growth>();
    const memory = new Map<string, Growth>();
    const holds = new Map<string, number>();
    if (!isOver(uid)) {
      const mounted = volumesOf(uid);
      for (const { name, emptyDir, hostPath } of pod.spec.volumes ?? []) {
        if (emptyDir === undefined && hostPath === undefined) continue;
        const written = total(containers.map(({ growth }) => growth.volumes.get(name) ?? NONE));
        const held = emptyDir === undefined ? 0 : (mounted.get(name)?.usedBytes() ?? 0);
        holds.set(name, held);
        (inMemory.has(name) ? memory : disk).set(name, sum(constant(held), written));
      }
    }
    return { pod, containers, held: holds, disk, memory };
  }
}

const memoryOf = ({ containers, memory }: PodTaking): Growth =>
  sum(total(containers.map(({ growth }) => growth.memory)), total(memory.values()));

const diskOf = ({ containers, disk }: PodTaking): Growth =>
  sum(total(containers.map(({ growth }) => sum(growth.rootfs, growth.logs))), total(disk.values()));

// The pause process of the sandbox is one too.
const processesOf = ({ containers }: PodTaking): number =>
  containers.reduce((count, { isRunning, growth }) => count + (isRunning ? growth.processes : 0), 1);

function containerUsage({ name, growth }: PodTaking['containers'][number]): ContainerUsage {
  const { memory, rootfs, logs } = growth;
  return {
    name,
    memoryWorkingSetBytes: paged(memory.bytes),
    rootfs: { usedBytes: paged(rootfs.bytes) },
    logs: { usedBytes: paged(logs.bytes) },
  };
}
