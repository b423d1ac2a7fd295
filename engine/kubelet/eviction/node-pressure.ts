// One node's kubelet under pressure: what its pods use, the eviction manager's rounds, whom it ends and whom it refuses.
//
// Costs nothing while a node has room: what containers use is summed up as they begin and end.
// Source: kubernetes v1.28.0 pkg/kubelet/eviction/eviction_manager.go, evictPod, Admit.

import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
import type { Pod } from '../../api/objects.ts';
import { earliest, exceedsAtMs } from '../../runtime/behaviour/course.ts';
import type { Volume } from '../../runtime/runtime.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import type { RunningContainer } from '../cri/container-engine.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import { ImageGc } from '../images/image-gc.ts';
import type { Kubelet } from '../kubelet.ts';
import type { Machine, MachineStore } from '../node/machine.ts';
import type { NodeEvents } from '../node/node-events.ts';
import type { StartFailure } from '../sync/start-container.ts';
import { refusalUnderPressure } from './admission.ts';
import type { Eviction } from './eviction.ts';
import { EvictionManager } from './eviction-manager.ts';
import { type LocalLimit, localLimits } from './local-limits.ts';
import { MemoryInUse } from './memory-in-use.ts';
import { NodeUsage } from './node-usage.ts';
import { type PressureLimits, pressureLimits } from './pressure-limits.ts';
import type { Observations, PressureCondition } from './signals.ts';
import type { EvictionSettings, NodeView } from './synchronize.ts';
import { SystemOom } from './system-oom.ts';
import { DEFAULT_EVICTION_HARD, parseThresholds } from './thresholds.ts';
import { VolumeRounds } from './volume-rounds.ts';

/** Source: KubeletConfiguration, evictionPressureTransitionPeriod. */
const TRANSITION = '5m0s';
/** From the kubelet's start to the modules that need its runtime. Order: upstream leaves it to the machine. */
const FIRST_ROUND_MS = 1000;

export interface NodePressureOptions {
  readonly kubelet: Kubelet;
  readonly machine: Machine;
  readonly events: () => NodeEvents;
  readonly volumesOf: (uid: string) => ReadonlyMap<string, Volume>;
  /** The conditions that the node is to report are other ones now. */
  readonly onConditions: () => void;
}

export class NodePressure {
  private readonly options: NodePressureOptions;
  private readonly settings: EvictionSettings;
  private readonly usage: NodeUsage;
  private readonly manager: EvictionManager;
  private readonly rounds: VolumeRounds;
  private readonly oom: SystemOom;
  private readonly images: ImageGc;
  private isLooking = false;
  private readonly inUse = new MemoryInUse();
  private readonly evicted = new Map<string, Eviction>();
  private readonly cleanedUp = new Set<string>();
  /** Pods that limit what they take of the disk, and their containers whose files are watched. */
  private readonly limited = new Map<string, readonly LocalLimit[]>();
  private readonly watched = new Set<string>();
  private readonly limits: PressureLimits;
  private readonly stopListening: readonly (() => void)[];

  constructor(options: NodePressureOptions) {
    const { kubelet, machine, onConditions } = options;
    const { kernel, version, streams } = kubelet.world;
    const { runtime } = kubelet;
    this.options = options;
    this.settings = settingsOf(machine.config, version);
    this.limits = pressureLimits(machine, this.settings);
    this.usage = new NodeUsage({
      machine,
      runtime,
      volumesOf: options.volumesOf,
      isGone: (uid) => this.cleanedUp.has(uid),
      isOver: (uid) => kubelet.isOver(uid) && !kubelet.hasRunning(uid),
      imageBytes: () => kubelet.images.store.bytes,
    });
    const drawn = (): number => streams.stream(`kubelet ${kubelet.nodeName} volume rounds`).fraction();
    this.rounds = new VolumeRounds(kubelet.phaseOf(60_000), drawn);
    this.manager = new EvictionManager({
      kernel,
      settings: this.settings,
      phaseMs: (kubelet.phaseOf(10_000) + FIRST_ROUND_MS) % 10_000,
      look: () => this.look(),
      shortFromMs: () => this.shortFromMs(),
      evict: (eviction) => this.evict(eviction),
      isCleanedUp: ({ metadata: { uid } }) => this.cleanedUp.has(uid) || kubelet.podOf(uid) === undefined,
      reclaiming: (resource) =>
        options.events().tell('Warning', 'EvictionThresholdMet', `Attempting to reclaim ${resource}`),
      onConditions,
    });
    this.oom = new SystemOom({ kubelet, machine, usage: this.usage, events: options.events });
    const { store } = kubelet.images;
    this.images = new ImageGc({
      ...{ kernel, version, store, events: options.events, config: machine.config },
      inUse: () => this.usage.imagesInUse(),
      phaseMs: kubelet.phaseOf(300_000),
      capacity: machine.capacity.disk,
      usedAt: (ms) => this.usage.diskAt(ms),
    });
    // Not one function for both: V8 puts a function literal that is assigned to a property among the old objects at once, and
    // it would keep the whole cluster until the next full collection.
    this.stopListening = [machine.onChange(() => this.plan()), store.onChange(() => this.plan())];
    for (const pod of runtime.pods())
      for (const { id } of runtime.look(pod.metadata.uid).containers) {
        const running = runtime.running(id);
        if (running !== undefined) this.noteUse(id, running, pod);
      }
  }

  /** What the node is to report. */
  get conditions(): readonly PressureCondition[] {
    return this.manager.conditions;
  }

  /** Bytes now; processes: how many. */
  usedByPods(store: MachineStore): number {
    const { kubelet, machine } = this.options;
    const now = kubelet.world.kernel.nowMs;
    const used =
      store === 'memory'
        ? this.usage.memoryAt(now).bytes
        : store === 'disk'
          ? this.usage.diskAt(now).bytes
          : this.usage.processes(now);
    return Math.floor(used) - machine.takenOf(store);
  }

  /** A container begins, ends, or uses other amounts. @param running  undefined once it has ended */
  noteUse(id: string, running: RunningContainer | undefined, pod: Pod): void {
    this.inUse.note(id, running);
    if (running !== undefined && hasVolumesOrLimits(pod)) this.watchFiles(id, running, pod);
    const { isMoving, steadyBytes } = this.inUse;
    const bytes = steadyBytes + this.options.machine.takenOf('memory');
    const hasRoom = bytes <= this.limits.memory && steadyBytes <= this.limits.podMemory;
    const isCalm = !isMoving && !this.manager.isWatching && hasRoom;
    if (!isCalm) this.plan();
  }

  /** A container is no more. */
  noteRemoved(record: ContainerRecord): void {
    this.images.noteRemoved(record);
  }

  /** Something is used otherwise than was known. */
  plan(): void {
    if (this.isLooking) return;
    this.manager.plan();
    this.oom.plan();
    this.images.plan();
  }

  /** Why the node does not take the pod; undefined when it does, and for pods that it has taken. */
  refusalOf(pod: Pod): StartFailure | undefined {
    const { kubelet } = this.options;
    if (this.conditions.length === 0 || kubelet.hasTaken(pod)) return undefined;
    return refusalUnderPressure(pod, this.conditions);
  }

  /** How the pod ends, if the manager ends it. */
  evictionOf(uid: string): Eviction | undefined {
    return this.evicted.get(uid);
  }

  /** Nothing of an evicted pod is left. */
  noteCleanedUp(uid: string): void {
    this.cleanedUp.add(uid);
  }

  forget(uid: string): void {
    this.evicted.delete(uid);
    this.cleanedUp.delete(uid);
    this.limited.delete(uid);
    this.rounds.forget(uid);
  }

  pause(): void {
    this.manager.pause();
    this.images.pause();
  }

  resume(): void {
    this.manager.resume();
    this.images.plan();
  }

  /** The kubelet is gone: a new one may take its place. */
  end(): void {
    for (const stop of this.stopListening) stop();
  }

  private shortFromMs(): number | undefined {
    const { usage, options, limits } = this;
    const now = options.kubelet.world.kernel.nowMs;
    const candidates = [
      exceedsAtMs((ms) => usage.memoryAt(ms), now, limits.memory),
      // All memory of pods is memory of the machine.
      limits.podMemory < limits.memory
        ? exceedsAtMs((ms) => usage.podMemoryAt(ms), now, limits.podMemory)
        : undefined,
      exceedsAtMs((ms) => usage.diskAt(ms), now, limits.disk),
      usage.processes(now) > limits.processes ? now : undefined,
      ...[...this.limited].map(([uid, own]) => this.beyondFromMs(uid, own, now)),
    ];
    return earliest(candidates);
  }

  private beyondFromMs(uid: string, limits: readonly LocalLimit[], now: number): number | undefined {
    const { kubelet } = this.options;
    if (this.evicted.has(uid) || kubelet.isOver(uid)) return undefined;
    return earliest(
      limits.map((limit) => exceedsAtMs((ms) => this.usage.limitedAt(uid, limit, ms), now, limit.bytes)),
    );
  }

  private watchFiles(id: string, running: RunningContainer, pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.watched.has(id)) return;
    const limits = localLimits(pod);
    if (limits.length === 0) return;
    this.watched.add(id);
    this.limited.set(uid, limits);
    const { kernel } = this.options.kubelet.world;
    const note = (): void => {
      const volumes = [...this.options.volumesOf(uid)];
      this.rounds.note(
        uid,
        new Map(volumes.map(([name, volume]) => [name, volume.usedBytes()])),
        kernel.nowMs,
      );
    };
    note();
    running.use.onFileChange(() => {
      if (!this.limited.has(uid)) return;
      note();
      this.manager.plan();
    });
  }

  private look(): NodeView {
    const { kubelet } = this.options;
    const { nowMs } = kubelet.world.kernel;
    return {
      nowMs,
      observations: this.usage.observe(nowMs),
      pods: kubelet.activePods().filter(({ metadata }) => !this.evicted.has(metadata.uid)),
      usageOf: (pod) => this.usage.usageOf(pod, nowMs, this.rounds),
      free: () => this.free(),
    };
  }

  // The round that asks for it plans the next one itself.
  private free(): Observations {
    const { kernel } = this.options.kubelet.world;
    this.isLooking = true;
    for (const record of this.usage.freeDeadContainers()) this.images.noteRemoved(record);
    this.images.deleteUnused();
    this.isLooking = false;
    this.images.plan();
    return this.usage.observe(kernel.nowMs);
  }

  private evict(eviction: Eviction): void {
    const { kubelet } = this.options;
    const { pod, status, annotations } = eviction;
    this.evicted.set(pod.metadata.uid, eviction);
    kubelet.recorder.record({ object: pod, annotations }, 'Warning', 'Evicted', status.message);
    kubelet.decide('eviction', `${pod.metadata.name} is evicted: ${status.message.trim()}`, pod);
    kubelet.askForPass(pod.metadata.uid);
  }
}

const hasVolumesOrLimits = ({ spec }: Pod): boolean =>
  spec.volumes?.some(({ emptyDir }) => emptyDir?.sizeLimit !== undefined) === true ||
  spec.containers.some(({ resources }) => resources?.limits !== undefined);

function settingsOf(config: KubeletConfig, version: VersionProfile): EvictionSettings {
  const { evictionHard = DEFAULT_EVICTION_HARD, evictionPressureTransitionPeriod = TRANSITION } = config;
  return {
    thresholds: parseThresholds({ ...config, evictionHard }, true),
    transitionMs: parseGoDurationMs(evictionPressureTransitionPeriod),
    maxPodGracePeriodSeconds: config.evictionMaxPodGracePeriod ?? 0,
    hasImageFs: false,
    version,
  };
}
