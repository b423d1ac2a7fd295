import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../../api/kinds/index.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { storageObjectInUseProtection } from '../../../apiserver/admission/storage-object-in-use-protection.ts';
import { TestWorld } from '../../test-world.ts';
import { startPvcProtectionController, startPvProtectionController } from '../protection/controller.ts';
import { PROVISIONER, STANDARD_STORAGE_CLASS, startVolumeProvisioner } from '../provisioner/controller.ts';
import { startPersistentVolumeController } from './controller.ts';

function world(): TestWorld {
  const admission = [storageObjectInUseProtection];
  const at = new TestWorld({ kinds: KINDS, admission, readyAfterMs: () => undefined });
  startPersistentVolumeController(at.component('persistentvolume-controller'));
  startPvcProtectionController(at.component('pvc-protection-controller'));
  startPvProtectionController(at.component('pv-protection-controller'));
  startVolumeProvisioner(at.component(PROVISIONER));
  at.start();
  return at;
}

function create(at: TestWorld, object: object): void {
  const made = at.user.create((object as { kind: string }).kind, object as never);
  if (!made.ok) throw new Error(made.status.message);
}

function createVolume(at: TestWorld, name: string, storage: string, spec: object = {}): void {
  create(at, {
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'manual',
      hostPath: { path: `/tmp/${name}` },
      ...spec,
    },
  });
}

function createClaim(at: TestWorld, name: string, storage: string, spec: object = {}): void {
  create(at, {
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'default' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'manual',
      resources: { requests: { storage } },
      ...spec,
    },
  });
}

const claim = (at: TestWorld, name: string) =>
  at.server.peek('PersistentVolumeClaim', 'default', name) as PersistentVolumeClaim | undefined;
const volume = (at: TestWorld, name: string) =>
  at.server.peek('PersistentVolume', undefined, name) as PersistentVolume | undefined;

test('the smallest volume that is large enough', () => {
  const at = world();
  createVolume(at, 'large', '5Gi');
  createVolume(at, 'fits', '2Gi');
  createVolume(at, 'small', '500Mi');
  at.advanceSeconds(1);
  createClaim(at, 'data', '1Gi');
  at.advanceSeconds(1);
  expect(claim(at, 'data')?.spec.volumeName).to.equal('fits');
  expect(claim(at, 'data')?.status).to.deep.equal({
    phase: 'Bound',
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '2Gi' },
  });
  expect(volume(at, 'fits')?.status.phase).to.equal('Bound');
  expect(volume(at, 'large')?.status.phase).to.equal('Available');
});

test('a claim waits, and is told so every fifteen seconds', () => {
  const at = world();
  createClaim(at, 'data', '1Gi', { storageClassName: '' });
  at.advanceSeconds(31);
  const [event] = at.server.peekAll('Event');
  expect(event?.message).to.equal(
    'no persistent volumes available for this claim and no storage class is set',
  );
  expect(event?.count).to.equal(3);
  createVolume(at, 'late', '1Gi', { storageClassName: '' });
  at.advanceSeconds(15);
  expect(claim(at, 'data')?.status.phase).to.equal('Bound');
  const { revision } = at.server;
  at.advanceSeconds(3600);
  expect(at.server.revision).to.equal(revision);
});

test('reclaim policies: kept, deleted, wiped, and what a host path outside of /tmp comes to', () => {
  const at = world();
  const policies: Record<string, string> = {
    kept: 'Retain',
    deleted: 'Delete',
    wiped: 'Recycle',
    failed: 'Delete',
  };
  for (const [name, persistentVolumeReclaimPolicy] of Object.entries(policies)) {
    const path = name === 'failed' ? '/mnt/data' : `/tmp/${name}`;
    createVolume(at, name, '1Gi', {
      persistentVolumeReclaimPolicy,
      hostPath: { path },
      claimRef: { namespace: 'default', name },
    });
    createClaim(at, name, '1Gi');
  }
  at.advanceSeconds(20);
  for (const name of Object.keys(policies)) at.user.delete('PersistentVolumeClaim', 'default', name);
  at.advanceSeconds(20);
  expect(volume(at, 'kept')?.status.phase).to.equal('Released');
  expect(volume(at, 'deleted')).to.equal(undefined);
  expect(volume(at, 'wiped')?.status.phase).to.equal('Available');
  expect(volume(at, 'failed')?.status.message).to.match(/^host_path deleter only supports/);
});

test('a claim in use stays until its pod is gone, and a bound volume until its claim is', () => {
  const at = world();
  createVolume(at, 'v', '1Gi');
  createClaim(at, 'data', '1Gi');
  const volumes = [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }];
  const spec = { nodeName: 'node-1', containers: [{ name: 'c', image: 'nginx' }], volumes };
  create(at, { kind: 'Pod', metadata: { name: 'user', namespace: 'default' }, spec });
  at.advanceSeconds(1);
  at.user.delete('PersistentVolumeClaim', 'default', 'data');
  at.user.delete('PersistentVolume', undefined, 'v');
  at.advanceSeconds(60);
  expect(claim(at, 'data')?.metadata.deletionTimestamp).not.to.equal(undefined);
  expect(volume(at, 'v')?.status.phase).to.equal('Bound');
  at.user.delete('Pod', 'default', 'user', { gracePeriodSeconds: 0 });
  at.advanceSeconds(1);
  expect(claim(at, 'data')).to.equal(undefined);
  expect(volume(at, 'v')).to.equal(undefined);
});

test('the default provisioner makes a volume and removes it with its claim', () => {
  const at = world();
  create(at, STANDARD_STORAGE_CLASS);
  createClaim(at, 'data', '3Gi', { storageClassName: undefined });
  at.advanceSeconds(1);
  const name = claim(at, 'data')?.spec.volumeName ?? '';
  expect(name).to.equal(`pvc-${claim(at, 'data')?.metadata.uid}`);
  expect(volume(at, name)?.spec.capacity).to.deep.equal({ storage: '3Gi' });
  expect(at.events('PersistentVolumeClaim')).to.include(
    `ProvisioningSucceeded Successfully provisioned volume ${name}`,
  );
  at.user.delete('PersistentVolumeClaim', 'default', 'data');
  at.advanceSeconds(1);
  expect(volume(at, name)).to.equal(undefined);
});

test('a class that waits for the first consumer', () => {
  const at = world();
  create(at, { ...STANDARD_STORAGE_CLASS, volumeBindingMode: 'WaitForFirstConsumer' });
  createClaim(at, 'data', '1Gi', { storageClassName: 'standard' });
  at.advanceSeconds(1);
  expect(at.events()).to.deep.equal([
    'WaitForFirstConsumer waiting for first consumer to be created before binding',
  ]);
  const stored = claim(at, 'data')!;
  const annotations = { 'volume.kubernetes.io/selected-node': 'node-1' };
  at.user.update({ ...stored, metadata: { ...stored.metadata, annotations } });
  at.advanceSeconds(1);
  expect(claim(at, 'data')?.status.phase).to.equal('Bound');
});
