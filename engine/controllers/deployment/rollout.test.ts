import { test } from 'node:test';
import { expect } from 'chai';
import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { startReplicaSetController } from '../replicaset/controller.ts';
import { TestWorld, type TestWorldOptions } from '../test-world.ts';
import { startDeploymentController } from './controller.ts';

function world(options: TestWorldOptions = {}): TestWorld {
  const made = new TestWorld({ minor: 20, ...options });
  startDeploymentController(made.component('deployment-controller'));
  startReplicaSetController(made.component('replicaset-controller'));
  made.start();
  return made;
}

function web(
  spec: Partial<Deployment['spec']> = {},
  image = 'nginx:1',
): Pick<Deployment, 'kind' | 'metadata' | 'spec'> {
  return {
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' } as Deployment['metadata'],
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { terminationGracePeriodSeconds: 30, containers: [{ name: 'c', image }] },
      },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
    },
  };
}

const current = (at: TestWorld): Deployment => at.server.peek('Deployment', 'default', 'web')!;
const sets = (at: TestWorld): ReplicaSet[] => at.server.peekAll('ReplicaSet', 'default');

function change(at: TestWorld, edit: (spec: Deployment['spec']) => Deployment['spec']): void {
  const updated = at.user.update({ ...current(at), spec: edit(current(at).spec) });
  expect(updated.ok).to.equal(true);
}

const withImage =
  (image: string) =>
  (spec: Deployment['spec']): Deployment['spec'] => ({
    ...spec,
    template: { ...spec.template, spec: { ...spec.template.spec!, containers: [{ name: 'c', image }] } },
  });

test('a new Deployment creates one ReplicaSet and becomes available', () => {
  const at = world();
  at.user.create('Deployment', web());
  at.advanceSeconds(5);
  const [set] = sets(at);
  expect(sets(at)).to.have.length(1);
  expect(set?.metadata.annotations).to.deep.equal({
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
    'deployment.kubernetes.io/revision': '1',
  });
  const { status, metadata } = current(at);
  expect(metadata.annotations).to.deep.equal({ 'deployment.kubernetes.io/revision': '1' });
  expect(status).to.deep.include({
    replicas: 3,
    updatedReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    observedGeneration: 1,
  });
  expect(status.conditions?.map(({ type, status: is, reason }) => [type, is, reason])).to.deep.equal([
    ['Available', 'True', 'MinimumReplicasAvailable'],
    ['Progressing', 'True', 'NewReplicaSetAvailable'],
  ]);
  expect(at.events('Deployment')).to.deep.equal([
    `ScalingReplicaSet Scaled up replica set ${set?.metadata.name} to 3`,
  ]);
  expect(at.events('ReplicaSet')).to.have.length(3);
});

test('a rolling update keeps all replicas available and never has more than the surge', () => {
  const at = world();
  at.user.create('Deployment', web());
  at.advanceSeconds(5);
  change(at, withImage('nginx:2'));
  for (let step = 0; step < 40; step++) {
    at.advanceSeconds(0.25);
    const pods = at.server.peekAll('Pod').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const ready = pods.filter(({ status }) => status.conditions?.some(({ type }) => type === 'Ready'));
    expect(pods.length).to.be.at.most(4);
    expect(ready.length).to.be.at.least(3);
  }
  const [first, second] = [...sets(at)]
    .sort((a, b) => Number(a.spec.replicas) - Number(b.spec.replicas))
    .map((s) => s.metadata.name);
  expect(at.events('Deployment').slice(1)).to.deep.equal(
    [
      `up replica set ${second} to 1`,
      `down replica set ${first} to 2`,
      `up replica set ${second} to 2`,
      `down replica set ${first} to 1`,
      `up replica set ${second} to 3`,
      `down replica set ${first} to 0`,
    ].map((text) => `ScalingReplicaSet Scaled ${text}`),
  );
  expect(current(at).metadata.annotations?.['deployment.kubernetes.io/revision']).to.equal('2');
});

test('rolling back reuses the old ReplicaSet under a new revision and notes the old one', () => {
  const at = world();
  at.user.create('Deployment', web());
  at.advanceSeconds(5);
  change(at, withImage('nginx:2'));
  at.advanceSeconds(20);
  change(at, withImage('nginx:1'));
  at.advanceSeconds(20);
  expect(sets(at)).to.have.length(2);
  const live = sets(at).find(({ spec }) => spec.replicas === 3);
  expect(live?.metadata.annotations).to.deep.include({
    'deployment.kubernetes.io/revision': '3',
    'deployment.kubernetes.io/revision-history': '1',
  });
});

test('Recreate ends all old pods before it starts new ones', () => {
  const at = world({ goneAfterMs: 3000 });
  at.user.create('Deployment', web({ strategy: { type: 'Recreate' } }));
  at.advanceSeconds(5);
  change(at, withImage('nginx:2'));
  at.advanceSeconds(2.5);
  expect(at.server.peekAll('Pod').every(({ metadata }) => metadata.deletionTimestamp !== undefined)).to.equal(
    true,
  );
  at.advanceSeconds(5);
  expect(current(at).status.availableReplicas).to.equal(3);
  expect(sets(at)).to.have.length(2);
});

test('a rollout without progress is reported once its deadline is over', () => {
  const at = world({ readyAfterMs: () => undefined });
  at.user.create('Deployment', web({ progressDeadlineSeconds: 10 }));
  at.advanceSeconds(9);
  const progressing = (): string | undefined =>
    current(at).status.conditions?.find(({ type }) => type === 'Progressing')?.reason;
  expect(progressing()).to.equal('ReplicaSetUpdated');
  at.advanceSeconds(4);
  expect(progressing()).to.equal('ProgressDeadlineExceeded');
});

test('a paused Deployment is scaled but does not roll out', () => {
  const at = world();
  at.user.create('Deployment', web());
  at.advanceSeconds(5);
  change(at, (spec) => ({ ...spec, paused: true }));
  at.advanceSeconds(1);
  change(at, (spec) => ({ ...withImage('nginx:2')(spec), replicas: 5 }));
  at.advanceSeconds(5);
  expect(sets(at).map(({ spec }) => spec.replicas)).to.deep.equal([5]);
  const reason = (): string | undefined =>
    current(at).status.conditions?.find(({ type }) => type === 'Progressing')?.reason;
  expect(reason()).to.equal('DeploymentPaused');
  change(at, ({ paused: _paused, ...spec }) => spec);
  at.advanceSeconds(20);
  expect(reason()).to.equal('NewReplicaSetAvailable');
  expect(current(at).status.updatedReplicas).to.equal(5);
});

test('old ReplicaSets beyond the history limit go', () => {
  const at = world();
  at.user.create('Deployment', web({ revisionHistoryLimit: 1 }));
  for (const image of ['nginx:2', 'nginx:3', 'nginx:4']) {
    at.advanceSeconds(20);
    change(at, withImage(image));
  }
  at.advanceSeconds(20);
  expect(sets(at)).to.have.length(2);
});

test('minReadySeconds holds availability back', () => {
  const at = world();
  at.user.create('Deployment', web({ minReadySeconds: 10 }));
  at.advanceSeconds(8);
  expect(current(at).status).to.deep.include({ readyReplicas: 3, unavailableReplicas: 3 });
  at.advanceSeconds(5);
  expect(current(at).status.availableReplicas).to.equal(3);
});

test('the newest release sees a pod become available to the moment', () => {
  const at = world({ minor: 36, readyAfterMs: () => 1500 });
  at.user.create('Deployment', web({ minReadySeconds: 10 }));
  at.advanceSeconds(10.9);
  expect(current(at).status.availableReplicas ?? 0).to.equal(0);
  // Ready at 1.5 s, noted as 1 s, so available at 11 s.
  at.advanceSeconds(0.1);
  expect(current(at).status.availableReplicas).to.equal(3);
});

test('the same holds under latencies, where caches lag', () => {
  const at = world({ timing: 'slow', minor: 36 });
  at.user.create('Deployment', web());
  at.advanceSeconds(30);
  change(at, withImage('nginx:2'));
  at.advanceSeconds(60);
  expect(current(at).status).to.deep.include({
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 3,
    terminatingReplicas: 0,
  });
  expect(at.server.peekAll('Pod')).to.have.length(3);
});
