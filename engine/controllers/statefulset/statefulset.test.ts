import { test } from 'node:test';
import { expect } from 'chai';
import type { ControllerRevision, PersistentVolumeClaim, Pod, StatefulSet } from '../../api/objects.ts';
import { TestWorld, type TestWorldOptions } from '../test-world.ts';
import { startStatefulSetController } from './controller.ts';
import { parentAndOrdinal } from './identity.ts';

function world(options: TestWorldOptions = {}): TestWorld {
  const at = new TestWorld(options);
  startStatefulSetController(at.component('statefulset-controller'));
  at.start();
  return at;
}

const labels = { app: 'web' };
const templateOf = (image: string) => ({
  metadata: { labels },
  spec: { terminationGracePeriodSeconds: 30, containers: [{ name: 'c', image }] },
});

function createSet(at: TestWorld, replicas: number, more: object = {}): void {
  const defaults = {
    replicas,
    serviceName: 'web',
    selector: { matchLabels: labels },
    template: templateOf('app:1'),
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    revisionHistoryLimit: 10,
  };
  const set = {
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: { ...defaults, ...more },
  };
  expect(at.user.create('StatefulSet', set as never).ok).to.equal(true);
}

const set = (at: TestWorld): StatefulSet => at.server.peek('StatefulSet', 'default', 'web') as StatefulSet;
const pods = (at: TestWorld): Pod[] => at.server.peekAll('Pod') as Pod[];
const names = (at: TestWorld): string[] => pods(at).map(({ metadata }) => metadata.name);
const images = (at: TestWorld): string[] => pods(at).map(({ spec }) => spec.containers[0]?.image ?? '');
const claims = (at: TestWorld): PersistentVolumeClaim[] =>
  at.server.peekAll('PersistentVolumeClaim') as PersistentVolumeClaim[];
const revisions = (at: TestWorld): ControllerRevision[] =>
  at.server.peekAll('ControllerRevision') as ControllerRevision[];

function change(at: TestWorld, spec: Partial<StatefulSet['spec']>): void {
  expect(at.user.update({ ...set(at), spec: { ...set(at).spec, ...spec } }).ok).to.equal(true);
}

const setImage = (at: TestWorld, image: string): void =>
  change(at, { template: templateOf(image) as StatefulSet['spec']['template'] });

for (const minor of [20, 36]) {
  test(`1.${minor}: pods come one after the other, each when the one before is ready`, () => {
    const at = world({ minor });
    createSet(at, 3);
    at.advanceSeconds(0.5);
    expect(names(at)).to.deep.equal(['web-0']);
    at.advanceSeconds(1);
    expect(names(at)).to.deep.equal(['web-0', 'web-1']);
    at.advanceSeconds(5);
    expect(names(at)).to.deep.equal(['web-0', 'web-1', 'web-2']);
    expect(set(at).status).to.deep.include({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    });
    expect(set(at).status.currentRevision).to.equal(set(at).status.updateRevision);
    expect(at.events('StatefulSet')[0]).to.equal(
      'SuccessfulCreate create Pod web-0 in StatefulSet web successful',
    );
  });

  test(`1.${minor}: an update goes from the highest ordinal down to the partition`, () => {
    const at = world({ minor });
    createSet(at, 3, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } });
    at.advanceSeconds(10);
    setImage(at, 'app:2');
    at.advanceSeconds(0.5);
    expect(pods(at).map(({ metadata }) => metadata.deletionTimestamp !== undefined)).to.deep.equal([
      false,
      false,
      true,
    ]);
    at.advanceSeconds(20);
    expect(images(at)).to.deep.equal(['app:1', 'app:2', 'app:2']);
    expect(set(at).status).to.deep.include({ currentReplicas: 1, updatedReplicas: 2 });
    change(at, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } });
    at.advanceSeconds(20);
    expect(images(at)).to.deep.equal(['app:2', 'app:2', 'app:2']);
    expect(set(at).status.currentRevision).to.equal(set(at).status.updateRevision);
    expect(revisions(at)).to.have.length(2);
  });

  test(`1.${minor}: a broken update stays stuck after it is reverted, until its pod is deleted`, () => {
    const at = world({
      minor,
      readyAfterMs: (pod) => (pod.spec.containers[0]?.image === 'bad' ? undefined : 1000),
    });
    createSet(at, 2);
    at.advanceSeconds(10);
    setImage(at, 'bad');
    at.advanceSeconds(20);
    setImage(at, 'app:1');
    at.advanceSeconds(600);
    expect(images(at)).to.deep.equal(['app:1', 'bad']);
    at.user.delete('Pod', 'default', 'web-1');
    at.advanceSeconds(20);
    expect(images(at)).to.deep.equal(['app:1', 'app:1']);
    // The old revision was raised above the broken one instead of being made anew.
    expect(
      revisions(at)
        .map(({ revision }) => revision)
        .sort(),
    ).to.deep.equal([2, 3]);
  });

  test(`1.${minor}: a settled set is left alone`, () => {
    const at = world({ minor });
    createSet(at, 2);
    at.advanceSeconds(10);
    const { revision } = at.server;
    at.advanceSeconds(3600);
    expect(at.server.revision).to.equal(revision);
  });
}

test('Parallel sets make and delete all pods at once, but update one by one', () => {
  const at = world();
  createSet(at, 4, { podManagementPolicy: 'Parallel' });
  at.advanceSeconds(0.5);
  expect(names(at)).to.have.length(4);
  at.advanceSeconds(5);
  change(at, { replicas: 1 });
  at.advanceSeconds(0.5);
  expect(pods(at).filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).to.have.length(3);
});

test('maxUnavailable lets that many pods be replaced at a time', () => {
  const at = world({ minor: 35 });
  createSet(at, 4, {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0, maxUnavailable: '50%' } },
  });
  at.advanceSeconds(10);
  setImage(at, 'app:2');
  at.advanceSeconds(0.5);
  expect(pods(at).filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).to.have.length(2);
  at.advanceSeconds(30);
  expect(images(at)).to.deep.equal(['app:2', 'app:2', 'app:2', 'app:2']);
});

test('claims are made before their pod, carry the selector as labels, and outlive it', () => {
  const at = world({ minor: 20 });
  const template = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } };
  createSet(at, 2, { volumeClaimTemplates: [template] });
  at.advanceSeconds(10);
  expect(claims(at).map(({ metadata }) => metadata.name)).to.deep.equal(['data-web-0', 'data-web-1']);
  expect(claims(at)[0]!.metadata.labels).to.deep.equal(labels);
  expect(pods(at)[1]!.spec.volumes).to.deep.equal([
    { name: 'data', persistentVolumeClaim: { claimName: 'data-web-1' } },
  ]);
  expect(at.events('StatefulSet').slice(0, 2)).to.deep.equal([
    'SuccessfulCreate create Claim data-web-0 Pod web-0 in StatefulSet web success',
    'SuccessfulCreate create Pod web-0 in StatefulSet web successful',
  ]);
  change(at, { replicas: 0 });
  at.advanceSeconds(20);
  expect(names(at)).to.deep.equal([]);
  expect(claims(at)).to.have.length(2);
});

test('whenScaled: Delete makes the condemned pod the owner of its claim, whenDeleted: Delete the set', () => {
  const at = world();
  const template = { metadata: { name: 'data' }, spec: {} };
  const persistentVolumeClaimRetentionPolicy = { whenScaled: 'Delete', whenDeleted: 'Delete' };
  createSet(at, 2, { volumeClaimTemplates: [template], persistentVolumeClaimRetentionPolicy });
  at.advanceSeconds(10);
  const ownersOf = (name: string) =>
    claims(at)
      .find(({ metadata }) => metadata.name === name)
      ?.metadata.ownerReferences?.map(({ kind }) => kind);
  expect(ownersOf('data-web-1')).to.deep.equal(['StatefulSet']);
  change(at, { replicas: 1 });
  at.advanceSeconds(0.5);
  expect(ownersOf('data-web-1')).to.deep.equal(['Pod']);
  expect(ownersOf('data-web-0')).to.deep.equal(['StatefulSet']);
});

test('ordinals begin where spec.ordinals.start says, and pods below it go', () => {
  const at = world();
  createSet(at, 2, { ordinals: { start: 5 } });
  at.advanceSeconds(10);
  expect(names(at)).to.deep.equal(['web-5', 'web-6']);
  expect(pods(at)[0]!.metadata.labels).to.deep.include({ 'apps.kubernetes.io/pod-index': '5' });
  change(at, { ordinals: { start: 6 } });
  at.advanceSeconds(20);
  expect(names(at)).to.deep.equal(['web-6', 'web-7']);
});

test('1.35: minReadySeconds holds back the next pod, for up to twice as long as it says', () => {
  // Known wrong behaviour, kept: web-0 is available at 31 s, but the look that was planned before it was ready, at 30 s,
  // comes first and plans the next one only for 60 s. See kubernetes issue 119352.
  const at = world({ minor: 35 });
  createSet(at, 2, { minReadySeconds: 30 });
  at.advanceSeconds(59);
  expect(names(at)).to.deep.equal(['web-0']);
  at.advanceSeconds(2);
  expect(names(at)).to.deep.equal(['web-0', 'web-1']);
  at.advanceSeconds(90);
  expect(set(at).status.availableReplicas).to.equal(2);
});

// Source: kubernetes pull 135428.
test('1.36: minReadySeconds holds back the next pod for as long as it says', () => {
  const at = world({ minor: 36 });
  createSet(at, 2, { minReadySeconds: 30 });
  at.advanceSeconds(30);
  expect(names(at)).to.deep.equal(['web-0']);
  at.advanceSeconds(2);
  expect(names(at)).to.deep.equal(['web-0', 'web-1']);
  at.advanceSeconds(32);
  expect(set(at).status.availableReplicas).to.equal(2);
});

test('a failed pod is deleted and made anew in one pass, with a warning', () => {
  const at = world({ minor: 20 });
  createSet(at, 1);
  at.advanceSeconds(5);
  const pod = pods(at)[0]!;
  at.user.updateStatus({ ...pod, status: { ...pod.status, phase: 'Failed' } });
  at.advanceSeconds(5);
  expect(pods(at)[0]!.metadata.uid).not.to.equal(pod.metadata.uid);
  expect(at.events('StatefulSet')).to.include(
    'RecreatingFailedPod StatefulSet default/web is recreating failed Pod web-0',
  );
});

// Source: kubernetes pulls 121389 and 123809.
const ENDED: readonly { minor: number; phase: string; event?: string; isMadeAnew: boolean }[] = [
  { minor: 28, phase: 'Failed', event: 'RecreatingFailedPod', isMadeAnew: true },
  { minor: 28, phase: 'Succeeded', isMadeAnew: false },
  { minor: 29, phase: 'Succeeded', event: 'RecreatingTerminatedPod', isMadeAnew: true },
  { minor: 31, phase: 'Failed', isMadeAnew: true },
  { minor: 31, phase: 'Succeeded', isMadeAnew: true },
];

for (const { minor, phase, event, isMadeAnew } of ENDED) {
  const what = `is ${isMadeAnew ? '' : 'not '}made anew${event === undefined ? ' in silence' : ''}`;
  test(`1.${minor}: a pod of phase ${phase} ${what}`, () => {
    const at = world({ minor });
    createSet(at, 1);
    at.advanceSeconds(5);
    const pod = pods(at)[0]!;
    at.user.updateStatus({ ...pod, status: { ...pod.status, phase } });
    at.advanceSeconds(5);
    expect(pods(at)[0]!.metadata.uid !== pod.metadata.uid).to.equal(isMadeAnew);
    const told = at.events('StatefulSet').filter((text) => text.startsWith('Recreating'));
    expect(told.map((text) => text.split(' ')[0])).to.deep.equal(event === undefined ? [] : [event]);
  });
}

// Source: kubernetes pull 130909.
for (const [minor, replaced] of [
  [33, 2],
  [34, 1],
] as const) {
  test(`1.${minor}: of two Parallel pods with minReadySeconds ${replaced} are replaced within 20 s`, () => {
    const at = world({ minor });
    createSet(at, 2, { minReadySeconds: 60, podManagementPolicy: 'Parallel' });
    at.advanceSeconds(100);
    setImage(at, 'app:2');
    at.advanceSeconds(20);
    expect(images(at).filter((image) => image === 'app:2')).to.have.length(replaced);
    at.advanceSeconds(200);
    expect(images(at)).to.deep.equal(['app:2', 'app:2']);
  });
}

test('no more revisions stay than the limit allows, besides those in use', () => {
  const at = world();
  createSet(at, 1, { revisionHistoryLimit: 1 });
  for (const image of ['app:2', 'app:3', 'app:4']) {
    at.advanceSeconds(10);
    setImage(at, image);
  }
  at.advanceSeconds(10);
  expect(
    revisions(at)
      .map(({ revision }) => revision)
      .sort(),
  ).to.deep.equal([3, 4]);
});

test('ordinals are read from the end of the name', () => {
  expect(parentAndOrdinal('web-12')).to.deep.equal({ parent: 'web', ordinal: 12 });
  expect(parentAndOrdinal('a-b-0')).to.deep.equal({ parent: 'a-b', ordinal: 0 });
  expect(parentAndOrdinal('web')).to.deep.equal({ parent: '', ordinal: -1 });
  expect(parentAndOrdinal('web-99999999999')).to.deep.equal({ parent: 'web', ordinal: -1 });
});

test('a claim that something else controls keeps its owner', () => {
  const at = world();
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x', controller: true };
  const claim = {
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-web-0', namespace: 'default', ownerReferences: [owner] },
    spec: {},
  };
  at.user.create('PersistentVolumeClaim', claim as never);
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
  createSet(at, 2, {
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
    persistentVolumeClaimRetentionPolicy,
  });
  at.advanceSeconds(10);
  expect(claims(at)[0]!.metadata.ownerReferences).to.deep.equal([owner]);
  expect(claims(at)[1]!.metadata.ownerReferences?.[0]).to.deep.include({
    kind: 'StatefulSet',
    controller: true,
  });
});
