import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { KINDS } from '../../api/kinds/index.ts';
import type { Lease, Node, Pod } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import { startPodGcController } from '../podgc/controller.ts';
import { startTaintEvictionController } from '../tainteviction/controller.ts';
import { TestWorld } from '../test-world.ts';
import { startNodeLifecycleController } from './controller.ts';
import { nodeLifecycleSettings } from './settings.ts';
import { TaintQueue } from './taint-queue.ts';
import { computeZoneState } from './zone-states.ts';

function world(minor: number, names: readonly string[]): TestWorld {
  const at = new TestWorld({ minor, kinds: KINDS, readyAfterMs: () => undefined, goneAfterMs: 1e9 });
  startNodeLifecycleController(at.component('node-controller'));
  startTaintEvictionController(at.component('node-controller'));
  startPodGcController(at.component('pod-garbage-collector'));
  at.start();
  for (const name of names) createNode(at, name);
  return at;
}

function createNode(at: TestWorld, name: string): void {
  const time = formatTime(at.kernel.nowEpochMs);
  const ready = { type: 'Ready', status: 'True', lastHeartbeatTime: time, lastTransitionTime: time };
  const made = at.user.create('Node', { kind: 'Node', metadata: { name } });
  if (!made.ok) throw new Error(made.status.message);
  at.user.updateStatus({ ...made.object, status: { conditions: [ready] } } as Node);
  at.server.core.heartbeats.begin(name, at.kernel.nowMs);
}

function createPod(at: TestWorld, name: string, nodeName: string, tolerationSeconds?: number): void {
  const key = 'node.kubernetes.io/unreachable';
  const toleration = { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds };
  const tolerations = tolerationSeconds === undefined ? [] : [toleration];
  const spec = { nodeName, tolerations, containers: [{ name: 'c', image: 'nginx' }] };
  const made = at.user.create('Pod', {
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec,
  } as never);
  if (!made.ok) throw new Error(made.status.message);
  const conditions = [
    { type: 'Ready', status: 'True', lastTransitionTime: formatTime(at.kernel.nowEpochMs) },
  ];
  const pod = (made as unknown as { object: Pod }).object;
  at.user.updateStatus({ ...pod, status: { ...pod.status, phase: 'Running', conditions } } as Pod);
}

const node = (at: TestWorld, name: string) => at.server.peek('Node', undefined, name) as Node;
const pod = (at: TestWorld, name: string) => at.server.peek('Pod', 'default', name) as Pod | undefined;
const ready = (of: Node | Pod | undefined) =>
  (of?.status.conditions as { type: string; status: string }[] | undefined)?.find(
    ({ type }) => type === 'Ready',
  )?.status;
const taints = (at: TestWorld, name: string): string[] =>
  (node(at, name).spec.taints ?? []).map(({ key, effect }) => `${key.split('/')[1]}:${effect}`);

for (const [minor, unknownAt] of [
  [20, 65],
  [36, 75],
] as const) {
  test(`1.${minor}: a node silent since 23 s is Unknown at ${unknownAt} s, its pods go ${unknownAt + 35} s`, () => {
    const at = world(minor, ['a', 'b', 'c']);
    createPod(at, 'p', 'a', 30);
    at.advanceSeconds(23);
    at.server.core.heartbeats.end('a', at.kernel.nowMs);
    at.advanceSeconds(unknownAt - 23 - 1);
    expect(ready(node(at, 'a'))).to.equal('True');
    at.advanceSeconds(1);
    expect(ready(node(at, 'a'))).to.equal('Unknown');
    expect(ready(pod(at, 'p'))).to.equal('False');
    expect(taints(at, 'a')).to.deep.equal(['unreachable:NoSchedule']);
    expect(at.events('Node')).to.include('NodeNotReady Node a status is now: NodeNotReady');
    expect(at.events('Pod')).to.include('NodeNotReady Node is not ready');
    at.advanceSeconds(5);
    expect(taints(at, 'a')).to.deep.equal(['unreachable:NoSchedule', 'unreachable:NoExecute']);
    at.advanceSeconds(29);
    expect(pod(at, 'p')?.metadata.deletionTimestamp).to.equal(undefined);
    at.advanceSeconds(1);
    expect(pod(at, 'p')?.metadata.deletionTimestamp).not.to.equal(undefined);
    expect(at.events('Pod').at(-1)).to.equal('TaintManagerEviction Marking for deletion Pod default/p');
  });
}

test('a node that returns loses its taints, and its pods stay', () => {
  const at = world(20, ['a', 'b']);
  createPod(at, 'p', 'a', 300);
  at.advanceSeconds(1);
  at.server.core.heartbeats.end('a', at.kernel.nowMs);
  at.advanceSeconds(99);
  const time = formatTime(at.kernel.nowEpochMs);
  const condition = { type: 'Ready', status: 'True', lastHeartbeatTime: time, lastTransitionTime: time };
  at.server.core.heartbeats.begin('a', at.kernel.nowMs);
  at.user.updateStatus({ ...node(at, 'a'), status: { conditions: [condition] } } as Node);
  at.advanceSeconds(400);
  expect(taints(at, 'a')).to.deep.equal([]);
  expect(pod(at, 'p')?.metadata.deletionTimestamp).to.equal(undefined);
  expect(at.events('Pod').at(-1)).to.equal('TaintManagerEviction Cancelling deletion of Pod default/p');
});

test('healthy nodes cost no events; whoever reads their Lease sees the last renewal', () => {
  const at = world(36, ['a', 'b', 'c']);
  const metadata = { name: 'a', namespace: 'kube-node-lease' };
  at.user.create('Lease', { kind: 'Lease', metadata, spec: { holderIdentity: 'a' } } as never);
  at.advanceSeconds(20);
  const { eventsRun } = at.kernel;
  at.advanceSeconds(3605);
  expect(at.kernel.eventsRun).to.equal(eventsRun);
  const lease = at.user.get('Lease', 'kube-node-lease', 'a') as { object: Lease };
  expect(lease.object.spec.renewTime).to.equal('2025-01-01T01:00:20.000000Z');
  const shown = at.user.get('Node', undefined, 'a') as { object: Node };
  expect(shown.object.status.conditions?.[0]?.lastHeartbeatTime).to.equal('2025-01-01T01:00:00Z');
});

test('pods of a node that is no more go, a minute later', () => {
  const at = world(36, ['a', 'b']);
  createPod(at, 'p', 'a');
  at.advanceSeconds(1);
  at.user.delete('Node', undefined, 'a');
  at.advanceSeconds(40);
  expect(pod(at, 'p')).not.to.equal(undefined);
  at.advanceSeconds(40);
  expect(pod(at, 'p')).to.equal(undefined);
});

test('the state of a zone', () => {
  const settings = nodeLifecycleSettings({ has: () => false });
  const rows: readonly [ready: number, notReady: number, state: string][] = [
    [3, 0, 'Normal'],
    [0, 0, 'Normal'],
    [0, 1, 'FullDisruption'],
    [1, 2, 'Normal'],
    [1, 3, 'PartialDisruption'],
    [9, 11, 'PartialDisruption'],
    [10, 11, 'Normal'],
  ];
  for (const [isReady, notReady, state] of rows)
    expect(computeZoneState({ ready: isReady, notReady }, settings), `${isReady} ${notReady}`).to.equal(
      state,
    );
});

test('property: a queue lets out each node once, no two within one period of its rate', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      (names, tenths) => {
        const rate = tenths / 10;
        const queue = new TaintQueue(rate, 0);
        for (const name of names) queue.add(name);
        const out: [name: string, ms: number][] = [];
        for (let ms: number | undefined = 0; ms !== undefined; ms = queue.nextPassMs())
          queue.pass(ms, (name) => out.push([name, ms!]) > 0);
        expect(out.map(([name]) => name)).to.deep.equal(names);
        for (let i = 1; i < out.length; i += 1)
          expect(out[i]![1] - out[i - 1]![1]).to.be.at.least(Math.floor(1000 / rate) - 100);
      },
    ),
    { seed: 42, numRuns: 200 },
  );
});
