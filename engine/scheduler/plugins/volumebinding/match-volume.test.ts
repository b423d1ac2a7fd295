// Which volume a claim takes, and whose nodes a volume names.
// Source: kubernetes v1.28.0 pkg/controller/volume/persistentvolume/index_test.go, TestMatchVolume and
// TestFindMatchVolumeWithNode; pkg/volume/util/util_test.go, TestGetLocalPersistentVolumeNodeNames.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { isBoundTo } from '../../../api/claim-fit.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import { NodeInfo } from '../../framework/node-info.ts';
import { hostnamesOf, matchVolume } from './match-volume.ts';

const onHosts = (...values: string[]): object =>
  onTerms([{ key: 'kubernetes.io/hostname', operator: 'In', values }]);
const onTerms = (...terms: object[][]): object => ({
  nodeAffinity: { required: { nodeSelectorTerms: terms.map((matchExpressions) => ({ matchExpressions })) } },
});

interface Meta {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly deletionTimestamp?: string;
}

function volume(
  name: string,
  storage: string,
  spec: object = {},
  meta: Meta = {},
  phase = 'Available',
): PersistentVolume {
  return {
    metadata: { name, ...meta },
    spec: { capacity: { storage }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', ...spec },
    status: { phase },
  } as unknown as PersistentVolume;
}

function claim(spec: object = {}, annotations: Record<string, string> = {}): PersistentVolumeClaim {
  const requests = { storage: '5Gi' };
  return {
    metadata: { name: 'data', namespace: 'default', uid: 'u', annotations },
    spec: { resources: { requests }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', ...spec },
    status: {},
  } as unknown as PersistentVolumeClaim;
}

const REFERENCE = { namespace: 'default', name: 'data', uid: 'u' };

interface Row {
  readonly name: string;
  readonly claim?: PersistentVolumeClaim;
  readonly volumes: readonly PersistentVolume[];
  readonly excluded?: string;
  readonly takes: string | undefined;
}

const ROWS: readonly Row[] = [
  {
    name: 'the smallest that is large enough',
    volumes: [volume('a', '10Gi'), volume('b', '5Gi'), volume('c', '1Gi')],
    takes: 'b',
  },
  { name: 'the first of two of one size', volumes: [volume('a', '5Gi'), volume('b', '5Gi')], takes: 'a' },
  { name: 'none where all are too small', volumes: [volume('a', '1Gi')], takes: undefined },
  {
    name: 'none without a capacity',
    volumes: [volume('a', '5Gi', { capacity: undefined })],
    takes: undefined,
  },
  {
    name: 'not one of another class',
    volumes: [volume('a', '5Gi', { storageClassName: 'fast' })],
    takes: undefined,
  },
  {
    name: 'one of its class by the old annotation',
    claim: claim({ storageClassName: undefined }, { 'volume.beta.kubernetes.io/storage-class': 'old' }),
    volumes: [
      volume('a', '5Gi'),
      volume(
        'b',
        '5Gi',
        { storageClassName: undefined },
        { annotations: { 'volume.beta.kubernetes.io/storage-class': 'old' } },
      ),
    ],
    takes: 'b',
  },
  {
    name: 'one without a class for a claim without one',
    claim: claim({ storageClassName: undefined }),
    volumes: [volume('a', '5Gi'), volume('b', '5Gi', { storageClassName: undefined })],
    takes: 'b',
  },
  {
    name: 'not one of other access modes',
    volumes: [volume('a', '5Gi', { accessModes: ['ReadOnlyMany'] })],
    takes: undefined,
  },
  {
    name: 'any access modes where it asks for none',
    claim: claim({ accessModes: undefined }),
    volumes: [volume('a', '5Gi')],
    takes: 'a',
  },
  {
    name: 'not one of another mode',
    volumes: [volume('a', '5Gi', { volumeMode: 'Block' })],
    takes: undefined,
  },
  {
    name: 'a raw one where it asks for that',
    claim: claim({ volumeMode: 'Block' }),
    volumes: [volume('a', '5Gi'), volume('b', '5Gi', { volumeMode: 'Block' })],
    takes: 'b',
  },
  {
    name: 'one that its selector finds',
    claim: claim({ selector: { matchLabels: { tier: 'gold' } } }),
    volumes: [volume('a', '5Gi'), volume('b', '5Gi', {}, { labels: { tier: 'gold' } })],
    takes: 'b',
  },
  {
    name: 'one of this node',
    volumes: [volume('a', '5Gi', onHosts('other')), volume('b', '5Gi', onHosts('node-1'))],
    takes: 'b',
  },
  { name: 'not one that is released', volumes: [volume('a', '5Gi', {}, {}, 'Released')], takes: undefined },
  {
    name: 'not one that goes',
    volumes: [volume('a', '5Gi', {}, { deletionTimestamp: '2025-01-01T00:00:00Z' })],
    takes: undefined,
  },
  {
    name: 'not one kept for another claim',
    volumes: [volume('a', '5Gi', { claimRef: { ...REFERENCE, name: 'x' } })],
    takes: undefined,
  },
  {
    name: 'the one kept for it before a smaller one',
    volumes: [volume('a', '5Gi'), volume('b', '9Gi', { claimRef: REFERENCE })],
    takes: 'b',
  },
  {
    name: 'none where the one kept for it is of another node',
    volumes: [volume('b', '9Gi', { claimRef: REFERENCE, ...onHosts('other') })],
    takes: undefined,
  },
  {
    name: 'not one that a claim of the same pod takes',
    volumes: [volume('a', '5Gi'), volume('b', '5Gi')],
    excluded: 'a',
    takes: 'b',
  },
  {
    name: 'any size where it asks for none',
    claim: claim({ resources: undefined }),
    volumes: [volume('a', '1Gi')],
    takes: 'a',
  },
];

describe('the volume that a claim takes on a node', () => {
  const node = new NodeInfo('node-1');
  node.setNode({
    metadata: { name: 'node-1', labels: { 'kubernetes.io/hostname': 'node-1' } },
    spec: {},
    status: { allocatable: {} },
  } as unknown as Node);
  for (const row of ROWS)
    it(row.name, () => {
      const excluded = new Set(row.excluded === undefined ? [] : [row.excluded]);
      const taken = matchVolume(row.claim ?? claim(), row.volumes, node, {
        excluded,
        version: versionProfile(),
      });
      expect(taken?.metadata.name).to.equal(row.takes);
    });

  const references: readonly (readonly [name: string, claimRef: object | undefined, isBound: boolean])[] = [
    ['nobody', undefined, false],
    ['it', REFERENCE, true],
    ['it, by name alone', { namespace: 'default', name: 'data' }, true],
    ['one made before under its name', { ...REFERENCE, uid: 'before' }, false],
    ['its name in another namespace', { ...REFERENCE, namespace: 'other' }, false],
  ];
  for (const [name, claimRef, isBound] of references)
    it(`is bound to a volume that is kept for ${name}: ${isBound}`, () => {
      expect(isBoundTo(volume('a', '5Gi', { claimRef }), claim())).to.equal(isBound);
    });
});

describe('the nodes that a volume names', () => {
  const rows: readonly (readonly [name: string, spec: object, names: readonly string[] | undefined])[] = [
    ['none without affinity', {}, undefined],
    ['none by other labels', onTerms([{ key: 'zone', operator: 'In', values: ['a'] }]), undefined],
    [
      'none by another operator',
      onTerms([{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['a'] }]),
      undefined,
    ],
    ['those of a term', onHosts('b', 'a'), ['a', 'b']],
    [
      'what the expressions of a term have in common',
      onTerms([
        { key: 'kubernetes.io/hostname', operator: 'In', values: ['a', 'b'] },
        { key: 'kubernetes.io/hostname', operator: 'In', values: ['b', 'c'] },
      ]),
      ['b'],
    ],
    [
      'those of all terms',
      onTerms(
        [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['b'] }],
        [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['a'] }],
      ),
      ['a', 'b'],
    ],
  ];
  for (const [name, spec, names] of rows)
    it(name, () => {
      expect(hostnamesOf(volume('a', '5Gi', spec))).to.deep.equal(names);
    });
});
