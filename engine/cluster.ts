// Wires a cluster: the one place where kernel, API server, controllers, scheduler and kubelets meet.

import { KINDS } from './api/kinds/index.ts';
import { ApiServer } from './apiserver/api-server.ts';
import { Component, SharedInformers, type World } from './client/component.ts';
import { Kernel } from './kernel/kernel.ts';
import type { SimEvent } from './kernel/sim-event.ts';
import { Streams } from './kernel/streams.ts';
import { TraceLog } from './trace/trace-log.ts';
import { versionProfile } from './versions/profile.ts';
import { TIMING_PROFILES, type TimingProfile } from './versions/timing.ts';

export interface ClusterOptions {
  /** Kubernetes minor; default the newest. */
  readonly minor?: number;
  /** Default `typical`. */
  readonly timing?: TimingProfile;
  /** Default 1. */
  readonly seed?: number;
  /** Milliseconds since the Unix epoch at simulation time 0; default 2025-01-01T00:00:00Z. */
  readonly startEpochMs?: number;
}

const DEFAULT_START_EPOCH_MS = Date.UTC(2025, 0, 1);

export class Cluster implements World {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly streams: Streams;
  readonly server: ApiServer;
  readonly version: World['version'];
  readonly timing: TimingProfile;
  private readonly managerInformers: SharedInformers;

  constructor(options: ClusterOptions = {}) {
    this.version = versionProfile(options.minor);
    this.timing = options.timing ?? (TIMING_PROFILES.typical as TimingProfile);
    this.streams = new Streams(options.seed ?? 1);
    const recordTimer = (event: SimEvent): number =>
      this.trace.appendCausedBy(event.cause, { type: 'timer', kind: event.kind, label: event.label ?? '' });
    this.kernel = new Kernel({ startEpochMs: options.startEpochMs ?? DEFAULT_START_EPOCH_MS, recordTimer });
    this.trace = new TraceLog({ nowMs: () => this.kernel.nowMs, cause: () => this.kernel.cause() });
    const { kernel, trace, streams, version } = this;
    const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
    this.server = new ApiServer({ kernel, trace, streams, version, kinds, admission: [], hooks: [] });
    this.managerInformers = new SharedInformers(this, 'kube-controller-manager');
  }

  /** The means of a controller of the controller manager. */
  managerComponent(name: string): Component {
    return new Component(this, name, this.managerInformers);
  }
}
