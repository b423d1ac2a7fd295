// For tests of the scheduler: an API server, the scheduler, and nobody else; nodes and pods are made by hand. Nothing
// outside tests imports this.

import { KINDS, kindByName } from '../api/kinds/index.ts';
import type { AnyObject, Node, Pod } from '../api/objects.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import { Client } from '../client/client.ts';
import { Component, SharedInformers, type World } from '../client/component.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { TIMING_PROFILES } from '../versions/timing.ts';
import { Scheduler } from './scheduler.ts';

const START_EPOCH_MS = Date.UTC(2025, 0, 1);

const namespaceOf = (kind: string): string | undefined =>
  kindByName(kind)?.namespaced ? 'default' : undefined;

export interface NodeOptions {
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  readonly labels?: Record<string, string>;
  readonly spec?: Node['spec'];
}

export class SchedulerWorld implements World {
  readonly kernel = new Kernel({ startEpochMs: START_EPOCH_MS });
  readonly trace = new TraceLog({ nowMs: () => this.kernel.nowMs, cause: () => this.kernel.cause() });
  readonly streams = new Streams(1);
  readonly version: World['version'];
  readonly timing: World['timing'];
  readonly server: ApiServer;
  readonly user: Client;
  readonly scheduler: Scheduler;

  constructor(options: { minor?: number; timing?: string } = {}) {
    this.version = versionProfile(options.minor);
    this.timing = TIMING_PROFILES[options.timing ?? 'instant']!;
    const { kernel, trace, streams, version } = this;
    const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
    this.server = new ApiServer({ kernel, trace, streams, version, kinds, admission: [], hooks: [] });
    this.user = new Client(this.server, 'user');
    const informers = new SharedInformers(this, 'kube-scheduler');
    this.scheduler = new Scheduler(new Component(this, 'kube-scheduler', informers));
    informers.start();
  }

  create(kind: string, name: string, rest: object): AnyObject {
    const namespace = namespaceOf(kind);
    const { metadata = {}, ...body } = rest as { metadata?: object };
    const result = this.user.create(kind, {
      kind,
      metadata: { name, ...(namespace && { namespace }), ...metadata },
      ...body,
    });
    if (!result.ok) throw new Error(`${kind} ${name}: ${result.status.message}`);
    return result.object as AnyObject;
  }

  node(
    name: string,
    { cpu = '4', memory = '8Gi', pods = '110', labels = {}, spec = {} }: NodeOptions = {},
  ): void {
    const allocatable = { cpu, memory, pods };
    this.create('Node', name, {
      metadata: { labels: { 'kubernetes.io/hostname': name, ...labels } },
      spec,
      status: { allocatable, capacity: allocatable, conditions: [{ type: 'Ready', status: 'True' }] },
    });
  }

  pod(name: string, spec: Partial<Pod['spec']> = {}, requests: Record<string, string> = {}): void {
    const containers = [{ name: 'c', image: 'nginx:1', resources: { requests } }];
    this.create('Pod', name, { spec: { containers, ...spec } });
  }

  found(name: string): Pod | undefined {
    return this.server.peek('Pod', 'default', name);
  }

  nodeOf(name: string): string | undefined {
    return this.found(name)?.spec.nodeName;
  }

  /** Replaces part of an object. */
  change(kind: string, name: string, edit: (object: AnyObject) => AnyObject): void {
    const namespace = namespaceOf(kind);
    const result = this.user.update(edit(this.server.peek(kind, namespace, name) as AnyObject));
    if (!result.ok) throw new Error(`${kind} ${name}: ${result.status.message}`);
  }

  changeStatus(kind: string, name: string, status: object): void {
    const namespace = namespaceOf(kind);
    const object = this.server.peek(kind, namespace, name) as AnyObject;
    const result = this.user.updateStatus({ ...object, status });
    if (!result.ok) throw new Error(`${kind} ${name}: ${result.status.message}`);
  }

  /** `reason message` of all events, in the order in which they were made. */
  events(): string[] {
    return this.server
      .peekAll('Event')
      .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
      .map((event) => `${event.reason} ${event.message}`);
  }

  advanceSeconds(seconds: number): void {
    this.kernel.advance(seconds * 1000);
  }
}
