// Disks that two pods of a node cannot both have.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions_test.go, Test*DiskConflicts.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../../api/objects.ts';
import { haveDiskConflict } from './volume-restrictions.ts';

const pod = (...volumes: object[]): Pod => ({ spec: { volumes } }) as unknown as Pod;
const gce = (pdName: string, readOnly?: boolean): object => ({ gcePersistentDisk: { pdName, readOnly } });
const ebs = (volumeID: string, readOnly?: boolean): object => ({
  awsElasticBlockStore: { volumeID, readOnly },
});
const iscsi = (iqn: string, readOnly?: boolean): object => ({
  iscsi: { targetPortal: '127.0.0.1', iqn, readOnly },
});
const rbd = (image: string, more: object = {}): object => ({
  rbd: { monitors: ['a', 'b'], pool: 'foo', image, ...more },
});

const ROWS: readonly (readonly [name: string, one: Pod, other: Pod, isConflict: boolean])[] = [
  ['no volumes', { spec: {} } as unknown as Pod, pod(gce('foo')), false],
  ['a disk and no volumes', pod(gce('foo')), { spec: {} } as unknown as Pod, false],
  ['one GCE disk', pod(gce('foo')), pod(gce('foo')), true],
  ['two GCE disks', pod(gce('foo')), pod(gce('bar')), false],
  ['one GCE disk that both only read', pod(gce('foo', true)), pod(gce('foo', true)), false],
  ['one GCE disk that one of them writes', pod(gce('foo', true)), pod(gce('foo')), true],
  ['one EBS disk, even to read', pod(ebs('foo', true)), pod(ebs('foo', true)), true],
  ['two EBS disks', pod(ebs('foo')), pod(ebs('bar')), false],
  [
    'one iSCSI target',
    pod(iscsi('iqn.2016-12.server:storage.target01')),
    pod(iscsi('iqn.2016-12.server:storage.target01')),
    true,
  ],
  ['one iSCSI target that both only read', pod(iscsi('a', true)), pod(iscsi('a', true)), false],
  ['two iSCSI targets', pod(iscsi('a')), pod(iscsi('b')), false],
  ['one RBD image', pod(rbd('bar')), pod(rbd('bar')), true],
  [
    'one RBD image of the default pool',
    pod(rbd('bar', { pool: undefined })),
    pod(rbd('bar', { pool: 'rbd' })),
    true,
  ],
  [
    'one RBD image that both only read',
    pod(rbd('bar', { readOnly: true })),
    pod(rbd('bar', { readOnly: true })),
    false,
  ],
  ['two RBD images', pod(rbd('bar')), pod(rbd('foo')), false],
  ['RBD images of two pools', pod(rbd('bar')), pod(rbd('bar', { pool: 'other' })), false],
  ['RBD images with one monitor in common', pod(rbd('bar')), pod(rbd('bar', { monitors: ['b', 'd'] })), true],
  ['RBD images of other monitors', pod(rbd('bar')), pod(rbd('bar', { monitors: ['c', 'd'] })), false],
  ['disks of two sorts', pod(gce('foo')), pod(ebs('foo')), false],
];

describe('disks that pods of a node cannot share', () => {
  for (const [name, one, other, isConflict] of ROWS)
    it(`${name}: ${isConflict ? 'refused' : 'taken'}`, () => {
      expect(haveDiskConflict(one, other)).to.equal(isConflict);
    });
});
