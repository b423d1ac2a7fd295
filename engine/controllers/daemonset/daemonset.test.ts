import { test } from 'node:test';
import { expect } from 'chai';
import type { DaemonSet, Node, Pod } from '../../api/objects.ts';
import { TestWorld, type TestWorldOptions } from '../test-world.ts';
import { startDaemonSetController } from './controller.ts';
import { targetNodeName } from './daemon-pod.ts';

function world(options: TestWorldOptions = {}): TestWorld {
  const made = new TestWorld({ minor: 20, ...options });
  startDaemonSetController(made.component('daemonset-controller'));
  for (const name of ['node-1', 'node-2', 'node-3']) {
    made.user.create('Node', { kind: 'Node', metadata: { name, labels: { name } }, spec: {} } as never);
  }
  made.start();
  return made;
}

function create(at: TestWorld, spec: Partial<DaemonSet['spec']> = {}): void {
  const created = at.user.create('DaemonSet', {
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { terminationGracePeriodSeconds: 30, containers: [{ name: 'c', image: 'agent:1' }] },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      revisionHistoryLimit: 10,
      ...spec,
    },
  } as never);
  expect(created.ok).to.equal(true);
}

const set = (at: TestWorld): DaemonSet => at.server.peek('DaemonSet', 'default', 'agent')!;
const livePods = (at: TestWorld): Pod[] =>
  at.server.peekAll('Pod').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
const nodesOf = (at: TestWorld): (string | undefined)[] => livePods(at).map(targetNodeName).sort();

function changeNode(at: TestWorld, name: string, change: (node: Node) => Partial<Node>): void {
  const node = at.server.peek('Node', undefined, name)!;
  expect(at.user.update({ ...node, ...change(node) }).ok).to.equal(true);
}

function setImage(at: TestWorld, image: string): void {
  const { template, ...spec } = set(at).spec;
  const containers = [{ name: 'c', image }];
  const changed = { ...template, spec: { ...template.spec, containers } };
  expect(at.user.update({ ...set(at), spec: { ...spec, template: changed } }).ok).to.equal(true);
}

// The stand-in for the scheduler puts pods where their affinity says.
const onTarget: TestWorldOptions = { placePod: targetNodeName };

test('runs one pod on each node and tells so in its status', () => {
  const at = world(onTarget);
  create(at);
  at.advanceSeconds(3);
  expect(nodesOf(at)).to.deep.equal(['node-1', 'node-2', 'node-3']);
  expect(set(at).status).to.deep.equal({
    currentNumberScheduled: 3,
    numberMisscheduled: 0,
    desiredNumberScheduled: 3,
    numberReady: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 3,
    observedGeneration: 1,
  });
  expect(at.server.peekAll('ControllerRevision')).to.have.length(1);
});

test('follows nodes that come, and taints that drive it off', () => {
  const at = world(onTarget);
  create(at);
  at.advanceSeconds(3);
  at.user.create('Node', { kind: 'Node', metadata: { name: 'node-4' }, spec: {} } as never);
  at.advanceSeconds(3);
  expect(nodesOf(at)).to.have.length(4);
  const taint = { key: 'maint', effect: 'NoExecute' } as const;
  changeNode(at, 'node-2', (node) => ({ spec: { ...node.spec, taints: [taint] } }));
  at.advanceSeconds(3);
  expect(nodesOf(at)).to.deep.equal(['node-1', 'node-3', 'node-4']);
  changeNode(at, 'node-2', ({ spec: { taints: _taints, ...spec } }) => ({ spec }));
  at.advanceSeconds(3);
  expect(nodesOf(at)).to.have.length(4);
});

test('a cordoned node keeps its daemon and gets a new one', () => {
  const at = world(onTarget);
  create(at);
  at.advanceSeconds(3);
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;
  changeNode(at, 'node-1', (node) => ({ spec: { ...node.spec, unschedulable: true, taints: [taint] } }));
  const pod = livePods(at).find((each) => targetNodeName(each) === 'node-1')!;
  at.user.delete('Pod', 'default', pod.metadata.name);
  at.advanceSeconds(5);
  expect(nodesOf(at)).to.deep.equal(['node-1', 'node-2', 'node-3']);
});

for (const minor of [20, 21, 36]) {
  test(`1.${minor}: a rolling update replaces one pod after the other`, () => {
    const at = world({ ...onTarget, minor });
    create(at);
    at.advanceSeconds(3);
    setImage(at, 'agent:2');
    for (let step = 0; step < 60; step++) {
      at.advanceSeconds(0.25);
      const ready = livePods(at).filter(({ status }) =>
        status.conditions?.some(({ type }) => type === 'Ready'),
      );
      expect(ready.length).to.be.at.least(2);
    }
    expect(livePods(at).map(({ spec }) => spec.containers[0]?.image)).to.deep.equal([
      'agent:2',
      'agent:2',
      'agent:2',
    ]);
    expect(set(at).status.updatedNumberScheduled).to.equal(3);
    expect(
      at.server
        .peekAll('ControllerRevision')
        .map(({ revision }) => revision)
        .sort(),
    ).to.deep.equal([1, 2]);
  });
}

test('with maxSurge no node is ever without a ready pod', () => {
  const at = world({ ...onTarget, minor: 36 });
  create(at, {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  at.advanceSeconds(3);
  setImage(at, 'agent:2');
  for (let step = 0; step < 60; step++) {
    at.advanceSeconds(0.25);
    const ready = livePods(at).filter(({ status }) =>
      status.conditions?.some(({ type }) => type === 'Ready'),
    );
    expect(new Set(ready.map(targetNodeName)).size).to.equal(3);
  }
  expect(livePods(at).map(({ spec }) => spec.containers[0]?.image)).to.deep.equal([
    'agent:2',
    'agent:2',
    'agent:2',
  ]);
});

test('OnDelete waits for the user', () => {
  const at = world(onTarget);
  create(at, { updateStrategy: { type: 'OnDelete' } });
  at.advanceSeconds(3);
  setImage(at, 'agent:2');
  at.advanceSeconds(10);
  expect(set(at).status.updatedNumberScheduled ?? 0).to.equal(0);
  at.user.delete('Pod', 'default', livePods(at)[0]!.metadata.name);
  at.advanceSeconds(10);
  expect(set(at).status.updatedNumberScheduled).to.equal(1);
});

test('rolling back gives the old revision a new number', () => {
  const at = world(onTarget);
  create(at);
  at.advanceSeconds(3);
  setImage(at, 'agent:2');
  at.advanceSeconds(20);
  setImage(at, 'agent:1');
  at.advanceSeconds(20);
  expect(
    at.server
      .peekAll('ControllerRevision')
      .map(({ revision }) => revision)
      .sort(),
  ).to.deep.equal([2, 3]);
});

test('a failed daemon is killed ever more slowly', () => {
  const at = world({ ...onTarget, readyAfterMs: () => undefined });
  create(at, {
    template: {
      metadata: { labels: { app: 'agent' } },
      spec: { nodeName: 'node-1', containers: [{ name: 'c', image: 'agent:1' }] },
    } as never,
  });
  for (let second = 0; second < 60; second++) {
    at.advanceSeconds(1);
    for (const pod of livePods(at))
      at.user.updateStatus({ ...pod, status: { ...pod.status, phase: 'Failed' } });
  }
  const killed = at.events('DaemonSet').filter((text) => text.startsWith('FailedDaemonPod'));
  expect(killed.length).to.be.within(4, 8);
});
