// For tests of controllers: an API server with bare kinds, and a stand-in for scheduler and kubelets that makes pods
// ready and ends them. Nothing outside tests imports this.

import type { KindTraits } from '../api/kind.ts';
import type { AnyObject, Pod } from '../api/objects.ts';
import { equalPlain } from '../api/plain.ts';
import { formatTime } from '../api/time.ts';
import type { AdmissionPlugin } from '../apiserver/admission/plugin.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import type { RegistryHook } from '../apiserver/registry/hook.ts';
import { Client } from '../client/client.ts';
import { Component, SharedInformers, type World } from '../client/component.ts';
import type { Informer } from '../client/informer.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { TIMING_PROFILES } from '../versions/timing.ts';

const START_EPOCH_MS = Date.UTC(2025, 0, 1);

function bareKind(kind: string, plural: string, group: string, initialStatus?: object): KindTraits {
  const isSpecKept = initialStatus !== undefined;
  return {
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: kind !== 'Node',
    versions: [{ group, version: 'v1' }],
    statusSubresource: isSpecKept,
    ...(kind === 'Pod' ? { gracePeriodSeconds: graceOf } : {}),
    prepareForCreate: (object) => {
      if (isSpecKept) object.status = initialStatus;
      if (kind !== 'Pod' && isSpecKept) object.metadata.generation = 1;
    },
    prepareForUpdate: (object, old) => {
      if (isSpecKept) object.status = old.status;
      const isChanged = !equalPlain(object.spec, old.spec);
      if (kind !== 'Pod' && isSpecKept)
        object.metadata.generation = (old.metadata.generation ?? 0) + Number(isChanged);
    },
    prepareForStatusUpdate: (object, old) => {
      object.spec = old.spec;
      if (old.metadata.labels !== undefined) object.metadata.labels = old.metadata.labels;
    },
    validateCreate: () => [],
    validateUpdate: () => [],
  };
}

function graceOf(object: AnyObject, requested: number | undefined): number {
  const { spec, status } = object as unknown as Pod;
  return !spec.nodeName || status.phase === 'Failed'
    ? 0
    : (requested ?? spec.terminationGracePeriodSeconds ?? 0);
}

const KINDS = [
  bareKind('Pod', 'pods', '', { phase: 'Pending' }),
  bareKind('Node', 'nodes', '', {}),
  bareKind('Event', 'events', ''),
  bareKind('ReplicationController', 'replicationcontrollers', '', { replicas: 0 }),
  bareKind('ReplicaSet', 'replicasets', 'apps', { replicas: 0 }),
  bareKind('Deployment', 'deployments', 'apps', {}),
  bareKind('DaemonSet', 'daemonsets', 'apps', {}),
  bareKind('ControllerRevision', 'controllerrevisions', 'apps'),
  bareKind('StatefulSet', 'statefulsets', 'apps', { replicas: 0 }),
  bareKind('PersistentVolumeClaim', 'persistentvolumeclaims', '', { phase: 'Pending' }),
  bareKind('Job', 'jobs', 'batch', {}),
  bareKind('CronJob', 'cronjobs', 'batch', {}),
];

export interface TestWorldOptions {
  readonly minor?: number;
  readonly timing?: string;
  /** From creation to Ready, in milliseconds; undefined: never. */
  readonly readyAfterMs?: (pod: Pod) => number | undefined;
  readonly goneAfterMs?: number;
  /** Default: bare kinds, which neither default nor validate. */
  readonly kinds?: readonly KindTraits[];
  readonly admission?: readonly AdmissionPlugin[];
  readonly hooks?: readonly RegistryHook[];
  /** Default: all on `node-1`. */
  readonly placePod?: (pod: Pod) => string | undefined;
}

export class TestWorld implements World {
  readonly kernel = new Kernel({ startEpochMs: START_EPOCH_MS });
  readonly trace = new TraceLog({ nowMs: () => this.kernel.nowMs, cause: () => this.kernel.cause() });
  readonly streams = new Streams(1);
  readonly version: World['version'];
  readonly timing: World['timing'];
  readonly server: ApiServer;
  readonly user: Client;
  private readonly informers: SharedInformers;

  constructor(options: TestWorldOptions = {}) {
    this.version = versionProfile(options.minor);
    this.timing = TIMING_PROFILES[options.timing ?? 'instant']!;
    const { kernel, trace, streams, version } = this;
    const kinds = new Map((options.kinds ?? KINDS).map((kind) => [kind.kind, kind]));
    const { admission = [], hooks = [] } = options;
    this.server = new ApiServer({ kernel, trace, streams, version, kinds, admission, hooks });
    this.user = new Client(this.server, 'user');
    this.informers = new SharedInformers(this, 'test');
    this.runPods(options);
  }

  component(name: string): Component {
    return new Component(this, name, this.informers);
  }

  start(): void {
    this.informers.start();
  }

  advanceSeconds(seconds: number): void {
    this.kernel.advance(seconds * 1000);
  }

  /** `reason message` of all events, in the order in which they were made. */
  events(kind?: string): string[] {
    return this.server
      .peekAll('Event')
      .filter((event) => kind === undefined || event.involvedObject.kind === kind)
      .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
      .map((event) => `${event.reason} ${event.message}`);
  }

  private runPods(options: TestWorldOptions): void {
    const { readyAfterMs = () => 1000, goneAfterMs = 1000, placePod = () => 'node-1' } = options;
    const pods = this.informers.of('Pod') as Informer<'Pod', Pod>;
    const later = (delayMs: number, run: () => void): void => {
      this.kernel.schedule({ delayMs, kind: 'test pod' }, run);
    };
    pods.addHandler({
      add: (pod) => {
        const delayMs = readyAfterMs(pod);
        if (delayMs !== undefined) later(delayMs, () => this.makeReady(pod, placePod));
      },
      update: (pod, before) => {
        const { namespace, name, deletionTimestamp } = pod.metadata;
        if (deletionTimestamp === undefined || before.metadata.deletionTimestamp !== undefined) return;
        later(goneAfterMs, () => this.user.delete('Pod', namespace, name, { gracePeriodSeconds: 0 }));
      },
    });
  }

  private makeReady(pod: Pod, placePod: (pod: Pod) => string | undefined): void {
    const stored = this.server.peek('Pod', pod.metadata.namespace, pod.metadata.name);
    if (stored === undefined || stored.metadata.deletionTimestamp !== undefined) return;
    const { namespace = '', name } = stored.metadata;
    const nodeName = placePod(stored);
    if (!stored.spec.nodeName && nodeName !== undefined) this.user.bind(namespace, name, nodeName);
    const bound = this.server.peek('Pod', namespace, name);
    if (bound === undefined) return;
    const time = formatTime(this.kernel.nowEpochMs);
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: time }];
    this.user.updateStatus({ ...bound, status: { ...bound.status, phase: 'Running', conditions } });
  }
}
