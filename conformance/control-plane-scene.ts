// An API server with the real kinds, and the means of controllers, for tables that are played against controllers alone:
// no kubelets, no scheduler.

import type { KindTraits } from '../engine/api/kind.ts';
import { KINDS } from '../engine/api/kinds/index.ts';
import type { AnyObject } from '../engine/api/objects.ts';
import { ApiServer } from '../engine/apiserver/api-server.ts';
import { Client } from '../engine/client/client.ts';
import { Component, SharedInformers, type World } from '../engine/client/component.ts';
import { Kernel } from '../engine/kernel/kernel.ts';
import { PRIORITY } from '../engine/kernel/sim-event.ts';
import { Streams } from '../engine/kernel/streams.ts';
import { TraceLog } from '../engine/trace/trace-log.ts';
import { versionProfile } from '../engine/versions/profile.ts';
import { TIMING_PROFILES } from '../engine/versions/timing.ts';

export class ControlPlaneScene implements World {
  readonly kernel = new Kernel({ startEpochMs: Date.parse('2021-03-10T10:00:00Z') });
  readonly trace = new TraceLog({ nowMs: () => this.kernel.nowMs, cause: () => this.kernel.cause() });
  readonly streams = new Streams(1);
  readonly version = versionProfile(20);
  readonly timing = TIMING_PROFILES.instant!;
  readonly server: ApiServer;
  readonly user: Client;
  readonly informers: SharedInformers;

  constructor(ownKinds: readonly KindTraits[] = KINDS) {
    const { kernel, trace, streams, version } = this;
    const kinds = new Map(ownKinds.map((kind) => [kind.kind, kind]));
    this.server = new ApiServer({ kernel, trace, streams, version, kinds, admission: [], hooks: [] });
    this.user = new Client(this.server, 'test');
    this.informers = new SharedInformers(this, 'test');
  }

  component(name: string): Component {
    return new Component(this, name, this.informers);
  }

  /** Creates the object, and its status where it has one. @throws Error with the server's refusal */
  apply(object: AnyObject): void {
    const made = this.user.create(object.kind, object);
    if (!made.ok) throw new Error(made.status.message);
    if (object.status === undefined) return;
    const { status } = object;
    const written = this.user.updateStatus({ ...(made.object as AnyObject), status } as AnyObject);
    if (!written.ok) throw new Error(written.status.message);
  }

  /** Runs at that second, before everything else that is due then. */
  at(second: number, run: () => void): void {
    const delayMs = second * 1000 - this.kernel.nowMs;
    this.kernel.schedule({ delayMs, kind: 'scene', priority: PRIORITY.runtime }, run);
  }

  advanceTo(second: number): void {
    this.kernel.advance(second * 1000 - this.kernel.nowMs);
  }
}
