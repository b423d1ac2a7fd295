// The claims of a pod, by how far they are; and what is said of those that keep it from any node.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go, podHasPVCs, and
// volume_binding_test.go; v1.20.2 of the same.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { PersistentVolumeClaim, Pod } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import type { ClusterView } from '../../framework/cluster-view.ts';
import { podClaims } from './pod-claims.ts';

const CLASSES: Readonly<Record<string, object>> = {
  slow: { volumeBindingMode: 'WaitForFirstConsumer' },
  fast: { volumeBindingMode: 'Immediate' },
};
const BOUND = { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } };
const OWNED = { ownerReferences: [{ controller: true, uid: 'pod-uid' }] };

const claim = (
  name: string,
  spec: object = {},
  metadata: object = {},
  phase = 'Pending',
): PersistentVolumeClaim =>
  ({
    metadata: { name, namespace: 'default', ...metadata },
    spec,
    status: { phase },
  }) as unknown as PersistentVolumeClaim;

const viewOf = (claims: readonly PersistentVolumeClaim[]): ClusterView =>
  ({
    persistentVolumeClaim: (_: string, name: string) => claims.find(({ metadata }) => metadata.name === name),
    storageClass: (name: string) => CLASSES[name],
  }) as unknown as ClusterView;

const podWith = (...volumes: object[]): Pod =>
  ({ metadata: { name: 'web', namespace: 'default', uid: 'pod-uid' }, spec: { volumes } }) as unknown as Pod;
const uses = (claimName: string): object => ({ name: 'v', persistentVolumeClaim: { claimName } });
const EPHEMERAL = { name: 'scratch', ephemeral: { volumeClaimTemplate: {} } };

describe('the claims of a pod', () => {
  it('are bound, wait for their first consumer, or should have been bound by now', () => {
    const claims = [
      claim('bound', { volumeName: 'pv' }, BOUND),
      claim('half', { volumeName: 'pv', storageClassName: 'slow' }),
      claim('delayed', { storageClassName: 'slow' }),
      claim('immediate', { storageClassName: 'fast' }),
      claim('unknown', { storageClassName: 'nope' }),
      claim('web-scratch', { storageClassName: 'slow' }, OWNED),
    ];
    const names = ['bound', 'half', 'delayed', 'immediate', 'unknown'].map(uses);
    const found = podClaims(
      podWith({ name: 'e', emptyDir: {} }, ...names, EPHEMERAL),
      viewOf(claims),
      versionProfile(),
    );
    const namesOf = (list: readonly PersistentVolumeClaim[]): string[] =>
      list.map(({ metadata }) => metadata.name);
    if ('problem' in found) throw new Error(found.problem);
    const { bound, delayed, immediate } = found.claims;
    expect([bound, delayed, immediate].map(namesOf)).to.deep.equal([
      ['bound'],
      ['delayed', 'web-scratch'],
      ['half', 'immediate', 'unknown'],
    ]);
  });

  const problems: readonly (readonly [
    name: string,
    minor: number,
    pod: Pod,
    claims: PersistentVolumeClaim[],
    text: string,
  ])[] = [
    ['that is not there', 36, podWith(uses('data')), [], 'persistentvolumeclaim "data" not found'],
    [
      'of its own that is not there yet',
      36,
      podWith(EPHEMERAL),
      [],
      'waiting for ephemeral volume controller to create the persistentvolumeclaim "web-scratch"',
    ],
    [
      'of its own that is not there yet',
      21,
      podWith(EPHEMERAL),
      [],
      'persistentvolumeclaim "web-scratch" not found',
    ],
    [
      'of its own that somebody else made',
      36,
      podWith(EPHEMERAL),
      [claim('web-scratch')],
      'PVC default/web-scratch was not created for pod default/web (pod is not owner)',
    ],
    [
      'of its own that somebody else made',
      21,
      podWith(EPHEMERAL),
      [claim('web-scratch')],
      'persistentvolumeclaim "web-scratch" was not created for the pod',
    ],
    [
      'that has lost its volume',
      36,
      podWith(uses('data')),
      [claim('data', { volumeName: 'disk' }, BOUND, 'Lost')],
      'persistentvolumeclaim "data" bound to non-existent persistentvolume "disk"',
    ],
    [
      'that goes',
      36,
      podWith(uses('data')),
      [claim('data', {}, { deletionTimestamp: '2025-01-01T00:00:00Z' })],
      'persistentvolumeclaim "data" is being deleted',
    ],
  ];
  for (const [name, minor, pod, claims, text] of problems)
    it(`keep it from any node in 1.${minor} by one ${name}`, () => {
      expect(podClaims(pod, viewOf(claims), versionProfile(minor))).to.deep.equal({ problem: text });
    });
});
