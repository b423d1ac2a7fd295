import { test } from 'node:test';
import { expect } from 'chai';
import type { DaemonSet, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { rollingUpdateStep } from './rolling-update.ts';

const oldPod = (name: string, isReady: boolean): Pod =>
  ({
    metadata: { name, labels: { 'controller-revision-hash': 'old' } },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: '2025-01-01T00:00:00Z' },
      ],
    },
  }) as unknown as Pod;

// Source: kubernetes pull 123233: a broken old pod goes in any case; since 1.31 no good one goes with it.
for (const [minor, deleted] of [
  [30, ['broken', 'good-1']],
  [31, ['broken']],
] as const) {
  test(`1.${minor}: with maxUnavailable 1 and one old pod broken, ${deleted.join(' and ')} go`, () => {
    const set = { spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } } } as DaemonSet;
    const pods = [oldPod('broken', false), oldPod('good-1', true), oldPod('good-2', true)];
    const { toDelete } = rollingUpdateStep({
      set,
      podsByNode: new Map(pods.map((pod, i) => [`node-${i}`, [pod]])),
      wantedNodes: pods.map((_, i) => `node-${i}`),
      hash: 'new',
      nowEpochMs: Date.UTC(2025, 0, 2),
      version: versionProfile(minor),
    } as never);
    expect(toDelete.map(({ metadata }) => metadata.name)).to.deep.equal(deleted);
  });
}
