import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod, ReplicaSet } from '../../api/objects.ts';
import { startReplicationController } from '../replication/controller.ts';
import { slowStart } from '../slow-start.ts';
import { TestWorld, type TestWorldOptions } from '../test-world.ts';
import { startReplicaSetController } from './controller.ts';

function world(options: TestWorldOptions = {}): TestWorld {
  const made = new TestWorld({ minor: 20, ...options });
  startReplicaSetController(made.component('replicaset-controller'));
  startReplicationController(made.component('replication-controller'));
  made.start();
  return made;
}

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { terminationGracePeriodSeconds: 30, containers: [{ name: 'c', image: 'nginx:1' }] },
};

function createSet(at: TestWorld, replicas: number): void {
  const metadata = { name: 'web', namespace: 'default' };
  const spec = { replicas, selector: { matchLabels: { app: 'web' } }, template };
  expect(at.user.create('ReplicaSet', { kind: 'ReplicaSet', metadata, spec } as never).ok).to.equal(true);
}

const set = (at: TestWorld): ReplicaSet => at.server.peek('ReplicaSet', 'default', 'web')!;
const livePods = (at: TestWorld): Pod[] =>
  at.server.peekAll('Pod').filter(({ metadata }) => metadata.deletionTimestamp === undefined);

test('creates the pods it lacks, counts them, and names itself their controller', () => {
  const at = world();
  createSet(at, 4);
  at.advanceSeconds(3);
  expect(livePods(at)).to.have.length(4);
  expect(set(at).status).to.deep.equal({
    replicas: 4,
    fullyLabeledReplicas: 4,
    readyReplicas: 4,
    availableReplicas: 4,
    observedGeneration: 1,
  });
  expect(livePods(at)[0]?.metadata.ownerReferences?.[0]).to.deep.include({
    kind: 'ReplicaSet',
    name: 'web',
    controller: true,
  });
});

test('replaces a deleted pod at once, while the old one still ends', () => {
  const at = world({ goneAfterMs: 30_000 });
  createSet(at, 1);
  at.advanceSeconds(3);
  const [pod] = livePods(at);
  at.user.delete('Pod', 'default', pod!.metadata.name);
  at.advanceSeconds(0.5);
  expect(livePods(at)).to.have.length(1);
  expect(at.server.peekAll('Pod')).to.have.length(2);
});

test('scaling down takes pods that are not ready first', () => {
  let made = 0;
  const at = world({ readyAfterMs: () => (made++ === 1 ? undefined : 100) });
  createSet(at, 3);
  at.advanceSeconds(3);
  const lame = livePods(at).find(({ status }) => status.phase === 'Pending')!;
  at.user.update({ ...set(at), spec: { ...set(at).spec, replicas: 2 } });
  at.advanceSeconds(1);
  expect(livePods(at).map(({ metadata }) => metadata.name)).not.to.include(lame.metadata.name);
  expect(at.events('ReplicaSet').at(-1)).to.equal(`SuccessfulDelete Deleted pod: ${lame.metadata.name}`);
});

test('adopts an orphan that matches and lets go of a pod that no longer does', () => {
  const at = world();
  const orphan = {
    kind: 'Pod',
    metadata: { name: 'orphan', namespace: 'default', labels: { app: 'web' } },
    spec: template.spec,
  };
  at.user.create('Pod', orphan as never);
  createSet(at, 1);
  at.advanceSeconds(3);
  expect(livePods(at).map(({ metadata }) => metadata.name)).to.deep.equal(['orphan']);
  const adopted = at.server.peek('Pod', 'default', 'orphan')!;
  expect(adopted.metadata.ownerReferences?.[0]?.name).to.equal('web');
  at.user.update({ ...adopted, metadata: { ...adopted.metadata, labels: { app: 'other' } } });
  at.advanceSeconds(3);
  expect(at.server.peek('Pod', 'default', 'orphan')?.metadata.ownerReferences ?? []).to.have.length(0);
  expect(livePods(at)).to.have.length(2);
});

test('a settled set is left alone', () => {
  const at = world();
  createSet(at, 3);
  at.advanceSeconds(10);
  const { revision } = at.server;
  at.advanceSeconds(3600);
  expect(at.server.revision).to.equal(revision);
});

test('ReplicationControllers are looked after in the same way', () => {
  const at = world();
  const metadata = { name: 'rc', namespace: 'default' };
  const spec = { replicas: 2, selector: { app: 'web' }, template };
  at.user.create('ReplicationController', { kind: 'ReplicationController', metadata, spec } as never);
  at.advanceSeconds(3);
  expect(at.server.peek('ReplicationController', 'default', 'rc')?.status).to.deep.include({
    readyReplicas: 2,
  });
  expect(livePods(at)[0]?.metadata.ownerReferences?.[0]).to.deep.include({
    apiVersion: 'v1',
    kind: 'ReplicationController',
  });
});

test('slow start tries 1, 2, 4 … and no further batch after a failure', () => {
  let calls = 0;
  expect(slowStart(10, () => (++calls > 2 ? 'quota' : undefined))).to.deep.equal({
    created: 2,
    failure: 'quota',
  });
  expect(calls).to.equal(3);
  expect(slowStart(10, () => undefined)).to.deep.equal({ created: 10, failure: undefined });
});
