// For tests of the kubelet: one node on a real API server, with containers that run, and no volumes but what is built in.
// Nothing outside tests imports this.

import { KINDS } from '../api/kinds/index.ts';
import type { Pod } from '../api/objects.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import type { World } from '../client/component.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Routine } from '../kernel/routine.ts';
import { Streams } from '../kernel/streams.ts';
import { Registries } from '../runtime/registries/registries.ts';
import { noNetwork, Runtime, type RuntimeHost } from '../runtime/runtime.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { TIMING_PROFILES, type TimingProfile } from '../versions/timing.ts';
import { RuntimeEngine } from './cri/runtime-engine.ts';
import { Kubelet, type KubeletOptions } from './kubelet.ts';
import type { PodProvisions } from './pod-provisions.ts';
import { Disks } from './volumes/disks.ts';

export interface TestNode extends World {
  readonly kubelet: Kubelet;
  readonly registries: Registries;
  createPod(name: string, spec: object): void;
  pod(name: string): Pod;
  /** Reasons and messages of the events so far, with their counts, in order of first appearance. */
  events(): string[];
}

/** @param provisions  default: no volumes, and an empty environment */
export function testNode(
  minor = 20,
  provisions: KubeletOptions['provisions'] = () => NO_PROVISIONS,
): TestNode {
  const version = versionProfile(minor);
  const timing = TIMING_PROFILES.instant as TimingProfile;
  const streams = new Streams(1);
  let trace: TraceLog;
  const kernel = new Kernel({
    startEpochMs: Date.UTC(2025, 0, 1),
    recordTimer: (event) =>
      trace.appendCausedBy(event.cause, { type: 'timer', kind: event.kind, label: event.label ?? '' }),
  });
  trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
  const server = new ApiServer({ kernel, trace, streams, version, kinds, admission: [], hooks: [] });
  const world: World = { kernel, trace, streams, server, version, timing };
  const host: RuntimeHost = {
    nowMs: () => kernel.nowMs,
    nowEpochMs: () => kernel.nowEpochMs,
    schedule: (delayMs, run, label) => {
      const event = kernel.schedule({ delayMs, kind: 'container', priority: 0, label }, run);
      return { cancel: () => kernel.cancel(event) };
    },
    assumption: () => {},
    problem: ({ text }) => {
      throw new Error(text);
    },
  };
  const registries = new Registries();
  const engine = new RuntimeEngine({ runtime: new Runtime(host), host, networkOf: () => noNetwork });
  let next = 1;
  const kubelet = new Kubelet({
    world,
    nodeName: 'node-1',
    hostIp: '192.0.2.1',
    engine,
    registries,
    disks: new Disks(kernel),
    addresses: { allocate: () => `10.244.1.${++next}`, release: () => {} },
    provisions,
    admit: () => undefined,
  });
  kubelet.start();
  const actor = { actor: 'test' };
  return {
    ...world,
    kubelet,
    registries,
    createPod: (name, spec) => {
      const result = server.create(
        {
          kind: 'Pod',
          metadata: { name, namespace: 'default' },
          spec: { nodeName: 'node-1', ...spec },
        } as never,
        actor,
      );
      if (!result.ok) throw new Error(result.status.message);
    },
    pod: (name) => {
      const pod = server.peek('Pod', 'default', name);
      if (pod === undefined) throw new Error(`no pod ${name}`);
      return pod;
    },
    events: () => server.peekAll('Event').map((e) => `${e.reason} ${e.message} x${e.count}`),
  };
}

// A routine that never waits.
// biome-ignore lint/correctness/useYield: there is nothing to wait for.
function* mounted(): Routine<'mounted'> {
  return 'mounted';
}

const NO_PROVISIONS: PodProvisions = {
  volumes: { mount: mounted },
  configure: (_, { command = [], args = [] }) => ({ env: new Map(), command, args, mounts: [] }),
  pullSecretsOf: () => [],
};
