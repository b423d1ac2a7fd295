// Which volume the controller binds a claim to, and what keeps a claim from the volume that it names.
// Source: kubernetes v1.28.0 pkg/controller/volume/persistentvolume/index_test.go, TestMatchVolume, TestFindingPreboundVolumes;
// pv_controller.go, checkVolumeSatisfyClaim.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import { findBestMatch, whyUnfit } from './matching.ts';

const volume = (
  name: string,
  storage: string,
  spec: object = {},
  metadata: object = {},
  phase = 'Available',
): PersistentVolume =>
  ({
    metadata: { name, ...metadata },
    spec: { capacity: { storage }, accessModes: ['ReadWriteOnce'], ...spec },
    status: { phase },
  }) as unknown as PersistentVolume;

const claim = (spec: object = {}): PersistentVolumeClaim =>
  ({
    metadata: { name: 'data', namespace: 'default', uid: 'u' },
    spec: { resources: { requests: { storage: '5Gi' } }, accessModes: ['ReadWriteOnce'], ...spec },
  }) as unknown as PersistentVolumeClaim;

const GOING = { deletionTimestamp: '2025-01-01T00:00:00Z' };
const KEPT = { claimRef: { namespace: 'default', name: 'data' } };
const MANY = { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] };

interface Row {
  readonly name: string;
  readonly claim?: PersistentVolumeClaim;
  readonly volumes: readonly PersistentVolume[];
  readonly isDelayed?: boolean;
  readonly takes: string | undefined;
}

const ROWS: readonly Row[] = [
  {
    name: 'the smallest that is large enough',
    volumes: [volume('a', '9Gi'), volume('b', '5Gi'), volume('c', '1Gi')],
    takes: 'b',
  },
  {
    name: 'a larger one before one of more access modes',
    volumes: [volume('a', '5Gi', MANY), volume('b', '9Gi')],
    takes: 'b',
  },
  {
    name: 'one of more access modes where there is no other',
    volumes: [volume('a', '5Gi', MANY)],
    takes: 'a',
  },
  { name: 'none of fewer access modes', claim: claim(MANY), volumes: [volume('a', '5Gi')], takes: undefined },
  {
    name: 'the one kept for it before a smaller one',
    volumes: [volume('a', '5Gi'), volume('b', '9Gi', KEPT)],
    takes: 'b',
  },
  {
    name: 'not the one kept for it where that is too small',
    volumes: [volume('a', '1Gi', KEPT)],
    takes: undefined,
  },
  {
    name: 'not one kept for another',
    volumes: [volume('a', '5Gi', { claimRef: { namespace: 'x', name: 'data' } })],
    takes: undefined,
  },
  { name: 'not one that goes', volumes: [volume('a', '5Gi', {}, GOING)], takes: undefined },
  { name: 'not one in use', volumes: [volume('a', '5Gi', {}, {}, 'Bound')], takes: undefined },
  {
    name: 'none but one kept for it where it waits for its first pod',
    volumes: [volume('a', '5Gi'), volume('b', '9Gi', KEPT)],
    isDelayed: true,
    takes: 'b',
  },
  {
    name: 'none where it waits for its first pod',
    volumes: [volume('a', '5Gi')],
    isDelayed: true,
    takes: undefined,
  },
  {
    name: 'none of another mode',
    claim: claim({ volumeMode: 'Block' }),
    volumes: [volume('a', '5Gi')],
    takes: undefined,
  },
  {
    name: 'none of another class',
    claim: claim({ storageClassName: 'fast' }),
    volumes: [volume('a', '5Gi')],
    takes: undefined,
  },
  {
    name: 'one that its selector finds',
    claim: claim({ selector: { matchLabels: { a: 'b' } } }),
    volumes: [volume('a', '5Gi'), volume('b', '5Gi', {}, { labels: { a: 'b' } })],
    takes: 'b',
  },
];

describe('the volume that a claim is bound to', () => {
  for (const row of ROWS)
    it(row.name, () => {
      const options = { isDelayed: row.isDelayed === true, version: versionProfile() };
      expect(findBestMatch(row.claim ?? claim(), row.volumes, options)?.metadata.name).to.equal(row.takes);
    });

  const unfit: readonly (readonly [volume: PersistentVolume, why: string | undefined])[] = [
    [volume('a', '5Gi'), undefined],
    [volume('a', '5Gi', {}, GOING), 'the volume is marked for deletion "a"'],
    [volume('a', '1Gi'), 'requested PV is too small'],
    [volume('a', '5Gi', { storageClassName: 'fast' }), 'storageClassName does not match'],
    [volume('a', '5Gi', { volumeMode: 'Block' }), 'incompatible volumeMode'],
    [volume('a', '5Gi', { accessModes: ['ReadOnlyMany'] }), 'incompatible accessMode'],
  ];
  for (const [given, why] of unfit)
    it(`which it names: ${why ?? 'nothing is wrong'}`, () => {
      expect(whyUnfit(given, claim())).to.equal(why);
    });
});
