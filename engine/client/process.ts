// A process of the control plane: what it runs is made anew with each start, from nothing but what the API holds.
//
// It works through a handle on the kernel, so that its end takes everything with it that it waited for: keys in queues,
// back-offs, timers, watch events on their way. A process that starts again first has to win the leader election: its
// former self did not give up the lease, so the lease has to run out.
// Source: kubernetes v1.28.0 staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go, tryAcquireOrRenew and
// acquire; staging/src/k8s.io/component-base/config/v1alpha1/defaults.go, RecommendedDefaultLeaderElectionConfiguration.
// Left out: the Lease object itself; a process that is told to stop and gives its lease up.

import type { SimEvent } from '../kernel/sim-event.ts';
import type { TimingProfile } from '../versions/timing.ts';
import { latencyOf, SharedInformers, type World } from './component.ts';

/** defaults.go, LeaseDuration: counted from when the new process first saw the lease. */
const LEASE_MS = 15_000;

/**
 * The cluster as one process sees it, with its own handle on the kernel.
 *
 * A class, as an accessor in an object literal would have the engine of JavaScript keep the whole cluster until its next
 * full collection: the hidden class made for the literal holds the accessor's closure.
 */
class ProcessWorld implements World {
  readonly kernel: World['kernel'];
  readonly trace: World['trace'];
  readonly streams: World['streams'];
  readonly server: World['server'];
  readonly version: World['version'];
  private readonly whole: World;
  private readonly timingNow: () => TimingProfile;

  constructor(world: World, name: string, timing: () => TimingProfile) {
    this.kernel = world.kernel.handle(name);
    this.trace = world.trace;
    this.streams = world.streams;
    this.server = world.server;
    this.version = world.version;
    this.whole = world;
    this.timingNow = timing;
  }

  get timing(): TimingProfile {
    return this.timingNow();
  }

  get disturber(): World['disturber'] {
    return this.whole.disturber;
  }
}

/**
 * @param name  whose handle it is: `kubelet node-1`
 * @param timing  asked at each draw of a latency
 */
export const worldOfProcess = (
  world: World,
  name: string,
  timing = (): TimingProfile => world.timing,
): World => new ProcessWorld(world, name, timing);

interface Run {
  readonly world: World;
  readonly informers: SharedInformers;
}

export class ControlPlaneProcess {
  readonly name: string;
  private readonly world: World;
  private readonly begin: (world: World, informers: SharedInformers) => void;
  private readonly retryMs: () => number;
  private run: Run | undefined;
  private attempt: SimEvent | undefined;

  /** @param begin  makes what runs in the process; its informers start afterwards */
  constructor(world: World, name: string, begin: (world: World, informers: SharedInformers) => void) {
    this.world = world;
    this.name = name;
    this.begin = begin;
    this.retryMs = latencyOf(world, name, 'leaderElectionRetry');
  }

  /** Whether it works, or will once it has the lease. */
  get isUp(): boolean {
    return this.run !== undefined || this.attempt !== undefined;
  }

  /** What runs now; undefined for a process that is down or has no lease. */
  get running(): Run | undefined {
    return this.run;
  }

  /** It has the lease, and begins, in a cluster that begins as well. */
  start(): void {
    this.launch().start();
  }

  private launch(): SharedInformers {
    const world = worldOfProcess(this.world, this.name);
    const informers = new SharedInformers(world, this.name);
    this.run = { world, informers };
    this.begin(world, informers);
    return informers;
  }

  /** It dies at once, with everything in its memory. */
  stop(): void {
    this.world.kernel.cancel(this.attempt);
    this.attempt = undefined;
    this.run?.informers.stop();
    this.run?.world.kernel.end();
    this.run = undefined;
  }

  /** Somebody starts it again: it stands by until the lease of its former self has run out. */
  startAgain(): void {
    const { kernel } = this.world;
    let waitMs = 0;
    while (waitMs < LEASE_MS) waitMs += this.retryMs();
    const label = `${this.name} waits until the lease of its former self has run out`;
    this.attempt = kernel.schedule({ delayMs: waitMs, kind: 'leader election', label }, () => {
      this.attempt = undefined;
      this.world.trace.append({
        type: 'decision',
        actor: this.name,
        topic: 'leader election',
        text: `${this.name} became leader, ${waitMs / 1000}s after its start`,
      });
      this.launch().startFull();
    });
  }
}
