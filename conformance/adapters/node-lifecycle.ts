// Plays `node-lifecycle`: heartbeats that stop, resume or report trouble; what becomes of the nodes and their zones.

import { KINDS } from '../../engine/api/kinds/index.ts';
import type { Node, Pod } from '../../engine/api/objects.ts';
import { formatTime } from '../../engine/api/time.ts';
import { defaultTolerationSeconds } from '../../engine/apiserver/admission/default-toleration-seconds.ts';
import { startNodeLifecycleController } from '../../engine/controllers/nodelifecycle/controller.ts';
import { nodeLifecycleSettings } from '../../engine/controllers/nodelifecycle/settings.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';
import { ControlPlaneScene } from '../control-plane-scene.ts';

const RENEW_MS = 10_000;
const ZONE = 'topology.kubernetes.io/zone';

interface Seen {
  ready: string;
  reason?: string;
  noScheduleTaints: string[];
  podReady?: string;
}

class Play {
  private readonly scene = new ControlPlaneScene();
  private readonly monitor = startNodeLifecycleController(this.scene.component('node-controller'));
  private readonly nodes: readonly { name: string; zone: string }[];
  private readonly zoneOf: ReadonlyMap<string, string>;
  private readonly timelines = new Map<string, unknown[]>();
  private readonly last = new Map<string, string>();
  private readonly zoneStates: unknown[] = [];
  private readonly noExecute = new Map<string, { t: number; noExecute: string[] }[]>();
  private readonly addTimes: Record<string, number[]> = {};

  constructor(nodes: readonly { name: string; zone: string }[]) {
    this.nodes = nodes;
    this.zoneOf = new Map(nodes.map(({ name, zone }) => [name, zone]));
    for (const { name, zone } of nodes) this.addNode(name, zone);
    this.scene.informers.start();
  }

  private addNode(name: string, zone: string): void {
    const { scene } = this;
    const now = formatTime(scene.kernel.nowEpochMs);
    const conditions = [{ type: 'Ready', status: 'True', lastHeartbeatTime: now, lastTransitionTime: now }];
    scene.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { [ZONE]: zone } },
      status: { conditions },
    } as never);
    const spec = { nodeName: name, containers: [{ name: 'c', image: 'app' }] };
    const status = {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: now }],
    };
    scene.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${name}`, namespace: 'default' },
      spec,
      status,
    } as never);
    scene.server.core.heartbeats.begin(name, 0);
  }

  act({ node, op }: { node: string; op: string }): void {
    const { heartbeats } = this.scene.server.core;
    const { nowMs } = this.scene.kernel;
    switch (op) {
      case 'stopHeartbeats':
        heartbeats.end(node, nowMs - 1);
        return;
      case 'reportNotReady':
        this.report(node, 'False', 'KubeletNotReady');
        return;
      case 'reportReady':
        this.report(node, 'True', 'KubeletReady');
        return;
      case 'resume':
        heartbeats.begin(node, Math.ceil(nowMs / RENEW_MS) * RENEW_MS);
        this.report(node, 'True', 'KubeletReady');
        this.podReady(node);
        return;
      default:
        throw new Error(`unknown operation ${op}`);
    }
  }

  private report(name: string, status: 'True' | 'False', reason: string): void {
    const { scene } = this;
    const node = scene.server.peek('Node', undefined, name) as Node;
    const now = formatTime(scene.kernel.nowEpochMs);
    const conditions = (node.status.conditions ?? []).map((condition) => {
      if (condition.type !== 'Ready') return condition;
      const lastTransitionTime = condition.status === status ? condition.lastTransitionTime : now;
      return { type: 'Ready', status, reason, lastHeartbeatTime: now, lastTransitionTime };
    });
    scene.user.updateStatus({ ...node, status: { ...node.status, conditions } } as Node);
  }

  private podReady(name: string): void {
    const { scene } = this;
    const pod = scene.server.peek('Pod', 'default', `pod-${name}`) as Pod;
    const lastTransitionTime = formatTime(scene.kernel.nowEpochMs);
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime }];
    scene.user.updateStatus({ ...pod, status: { ...pod.status, conditions } } as Pod);
  }

  run(events: readonly { t: number; node: string; op: string }[], endSecond: number): unknown {
    for (const event of events) this.scene.at(event.t, () => this.act(event));
    for (let t = 0; t <= endSecond; t += 1) {
      this.scene.advanceTo(t);
      this.look(t);
    }
    const isChanged = ([, entries]: [string, unknown[]]): boolean => entries.length > 1;
    return {
      timelines: Object.fromEntries([...this.timelines].filter(isChanged)),
      zoneStates: this.zoneStates,
      noExecuteByNode: Object.fromEntries(this.noExecute),
      noExecuteAddTimesByZone: this.addTimes,
    };
  }

  private look(t: number): void {
    for (const { name, zone } of this.nodes) {
      const node = this.scene.server.peek('Node', undefined, name) as Node;
      this.note(this.timelines, name, `state ${name}`, t, this.stateOf(node));
      this.lookAtNoExecute(t, node);
      const state = this.monitor.zones.all.get(`:${zone}`);
      if (this.last.get(`zone ${zone}`) === state) continue;
      this.last.set(`zone ${zone}`, state ?? '');
      this.zoneStates.push({ t, zone, state });
    }
  }

  private note(into: Map<string, unknown[]>, key: string, what: string, t: number, value: object): void {
    const text = JSON.stringify(value);
    if (this.last.get(what) === text) return;
    this.last.set(what, text);
    into.set(key, [...(into.get(key) ?? []), { t, ...value }]);
  }

  private stateOf({ metadata: { name }, spec, status }: Node): Seen {
    const ready = status.conditions?.find(({ type }) => type === 'Ready');
    const pod = this.scene.server.peek('Pod', 'default', `pod-${name}`);
    const podReady = pod?.status.conditions?.find(({ type }) => type === 'Ready')?.status;
    return {
      ready: ready?.status ?? '',
      ...(ready?.reason === undefined ? {} : { reason: ready.reason }),
      noScheduleTaints: (spec.taints ?? [])
        .filter(({ effect }) => effect === 'NoSchedule')
        .map(({ key, effect }) => `${key}:${effect}`),
      ...(podReady === undefined ? {} : { podReady }),
    };
  }

  private lookAtNoExecute(t: number, { metadata: { name }, spec }: Node): void {
    const present = (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute').map(({ key }) => key);
    const before = this.noExecute.get(name)?.at(-1)?.noExecute ?? [];
    if (present.join() === before.join()) return;
    this.noExecute.set(name, [...(this.noExecute.get(name) ?? []), { t, noExecute: present }]);
    const zone = this.zoneOf.get(name) ?? '';
    if (present.some((key) => !before.includes(key)))
      this.addTimes[zone] = [...(this.addTimes[zone] ?? []), t].sort((a, b) => a - b);
  }
}

/** For how long a pod tolerates the taint if it does not say. */
function tolerated(taint: string): number | undefined {
  const pod = { kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [] } } as unknown as Pod;
  const traits = KINDS.find(({ kind }) => kind === 'Pod')!;
  const request = { operation: 'create', traits, namespace: 'default', name: 'p', object: pod };
  const { server } = new ControlPlaneScene();
  defaultTolerationSeconds.mutate?.(request as never, server.core);
  return pod.spec.tolerations?.find(({ key }) => key === taint)?.tolerationSeconds;
}

function defaults(): unknown {
  const settings = nodeLifecycleSettings(versionProfile(20));
  return {
    nodeMonitorPeriodSeconds: settings.monitorPeriodMs / 1000,
    nodeMonitorGracePeriodSeconds: settings.monitorGracePeriodMs / 1000,
    nodeStartupGracePeriodSeconds: settings.startupGracePeriodMs / 1000,
    podEvictionTimeoutSeconds: settings.podEvictionTimeoutMs / 1000,
    nodeEvictionRate: settings.evictionRate,
    secondaryNodeEvictionRate: settings.secondaryEvictionRate,
    unhealthyZoneThreshold: settings.unhealthyZoneThreshold,
    largeClusterSizeThreshold: settings.largeZoneSize,
    defaultNotReadyTolerationSeconds: tolerated('node.kubernetes.io/not-ready'),
    defaultUnreachableTolerationSeconds: tolerated('node.kubernetes.io/unreachable'),
  };
}

const near = (a: readonly number[] = [], b: readonly number[] = []): boolean =>
  a.length === b.length && a.every((t, i) => Math.abs(t - b[i]!) <= 1);

type Loose = TableCase['expected'];

/** Whether the pods' readiness was looked at depends on the node, so only what is expected counts. */
function matches(actual: Loose, expected: Loose): boolean {
  if (expected.timelines === undefined) return JSON.stringify(actual) === JSON.stringify(expected);
  const zones = new Set([...Object.keys(actual.noExecuteAddTimesByZone)]);
  const isOneOf = expected.noExecuteAddTimesByZoneOneOf.some((times: Loose) => {
    for (const zone of Object.keys(times)) zones.add(zone);
    return [...zones].every((zone) => near(actual.noExecuteAddTimesByZone[zone], times[zone]));
  });
  const byNode = Object.entries(expected.noExecuteByNode ?? {}).every(([name, entries]) =>
    isSame(actual.noExecuteByNode[name], entries),
  );
  const names = Object.keys(expected.timelines);
  const timelines =
    names.join() === Object.keys(actual.timelines).join() &&
    names.every((name) =>
      isSame(likeExpected(actual.timelines[name], expected.timelines[name]), expected.timelines[name]),
    );
  return isOneOf && byNode && timelines && isSame(sorted(actual.zoneStates), sorted(expected.zoneStates));
}

function likeExpected(actual: Loose, expected: Loose): unknown {
  const looksAtPods = expected.some((entry: Loose) => entry.podReady !== undefined);
  if (looksAtPods) return actual;
  return actual.map(({ podReady: _, ...rest }: Loose) => rest);
}

const sorted = (states: Loose): unknown =>
  [...states].sort((a: Loose, b: Loose) => a.t - b.t || (a.zone < b.zone ? -1 : 1));

const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort()
            .map(([key, item]) => [key, canonical(item)]),
        )
      : value;
const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

export const adapter: TableAdapter = {
  topics: ['node-lifecycle'],
  run: ({ input }) =>
    input.what === undefined ? new Play(input.nodes).run(input.events, input.endSecond) : defaults(),
  matches,
};
