// What a component of the control plane is given when the cluster is wired: clock, client, caches, recorder, randomness.
//
// Components of one process share their informers (`SharedInformers`), as upstream's controller manager does.

import type { KubeObject } from '../api/objects.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import { refOf } from '../apiserver/registry/trace-write.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Stream, Streams } from '../kernel/streams.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { Latency, TimingProfile } from '../versions/timing.ts';
import { Client } from './client.ts';
import type { Delay, Disturber, Draw } from './disturber.ts';
import { EventRecorder, type EventSource } from './event-recorder.ts';
import { Informer, type InformerHost } from './informer.ts';
import { WorkQueue, type WorkQueueOptions } from './work-queue.ts';

/** What all components of a cluster share. */
export interface World {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly streams: Streams;
  readonly server: ApiServer;
  readonly version: VersionProfile;
  readonly timing: TimingProfile;
  /** Only in a run that is explored. */
  readonly disturber?: Disturber | undefined;
}

/** Draws latencies of the timing profile, from one stream a consumer. */
export function latencyOf(world: World, consumer: string, latency: Latency): Draw {
  const name = `latency ${latency} ${consumer}`;
  let stream: Stream | undefined;
  return disturbed(world, consumer, latency, () => {
    // Looked up at each draw: while a cluster is being set up, its timing is another one.
    const { minMs, maxMs } = world.timing[latency];
    if (minMs === maxMs) return minMs;
    stream ??= world.streams.stream(name);
    return stream.integer(minMs, maxMs);
  });
}

/** The same delay, which whoever explores the run may lengthen. */
export function disturbed(world: World, consumer: string, delay: Delay, drawMs: () => number): Draw {
  return (about) => {
    const { disturber } = world;
    return disturber === undefined ? drawMs() : drawMs() + disturber.lateMs(consumer, delay, about);
  };
}

/** The informers of one process: one for each kind, made when first asked for. */
export class SharedInformers {
  private readonly world: World;
  private readonly process: string;
  private readonly byKind = new Map<string, Informer<string>>();
  private isStarted = false;

  constructor(world: World, process: string) {
    this.world = world;
    this.process = process;
  }

  of<K extends string>(kind: K): Informer<K> {
    let informer = this.byKind.get(kind) as Informer<K> | undefined;
    if (informer === undefined) {
      informer = new Informer(informerHost(this.world, `${this.process} ${kind}`), kind);
      this.byKind.set(kind, informer as unknown as Informer<string>);
      if (this.isStarted) informer.start();
    }
    return informer;
  }

  /** Begins all watches; informers made later begin at once. */
  start(): void {
    this.isStarted = true;
    for (const informer of this.byKind.values()) informer.start();
  }

  /** As `start`, for a process that finds a cluster at work: all caches are full before anybody hears of anything. */
  startFull(): void {
    this.isStarted = true;
    const tellers = [...this.byKind.values()].map((informer) => informer.startFull());
    for (const tell of tellers) tell();
  }

  /** The process is gone: no watch brings anything any more. */
  stop(): void {
    this.isStarted = false;
    for (const informer of this.byKind.values()) informer.stop();
  }

  all(): readonly Informer<string>[] {
    return [...this.byKind.values()];
  }
}

export function informerHost(world: World, consumer: string): InformerHost {
  const { kernel, trace, server } = world;
  const deliveryMs = latencyOf(world, consumer, 'watchDelivery');
  return { kernel, trace, server, deliveryMs, writeSeq: () => world.disturber?.writeSeq() ?? trace.lastSeq };
}

/** One controller's means. */
export class Component {
  readonly name: string;
  readonly world: World;
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly client: Client;
  readonly informers: SharedInformers;
  readonly recorder: EventRecorder;
  private readonly requestMs: () => number;

  /** @param name  upstream's name, which is also the actor of its writes: `deployment-controller` */
  constructor(
    world: World,
    name: string,
    informers: SharedInformers,
    source: EventSource = { component: name },
  ) {
    this.name = name;
    this.world = world;
    this.kernel = world.kernel;
    this.version = world.version;
    this.informers = informers;
    this.client = new Client(world.server, name, world);
    this.recorder = new EventRecorder({ kernel: world.kernel, server: world.server, source, actor: name });
    this.requestMs = latencyOf(world, name, 'apiCall');
  }

  /**
   * A queue whose workers are busy for as long as the requests of a sync take.
   *
   * @param sync  works on one key; a throw is our bug and stops the run
   */
  queue(name: string, sync: (key: string) => void, options: Partial<WorkQueueOptions> = {}): WorkQueue {
    let before = this.client.calls;
    const busyMs = (): number => {
      let total = 0;
      for (let calls = this.client.calls - before; calls > 0; calls -= 1) total += this.requestMs();
      return total;
    };
    const counted = (key: string): void => {
      before = this.client.calls;
      sync(key);
    };
    return new WorkQueue({ kernel: this.kernel, name, busyMs, ...options }, counted);
  }

  /** Writes a decision into the trace: why something was done, or was not. */
  decide(topic: string, text: string, about?: KubeObject, detail?: unknown): void {
    const ref = about === undefined ? {} : { about: refOf(about) };
    this.world.trace.append({
      type: 'decision',
      actor: this.name,
      topic,
      text,
      ...ref,
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
