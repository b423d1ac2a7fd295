// Source: kubernetes v1.20.2 pkg/controller/deployment/progress.go, requeueStuckDeployment.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Deployment } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import { REASON } from './conditions.ts';
import { progressCheckDelayMs } from './progress.ts';

const UPDATED = '2026-01-01T00:00:00Z';

const rollout = (reason: string): Deployment =>
  ({
    metadata: { name: 'web', generation: 1 },
    spec: { replicas: 3, progressDeadlineSeconds: 600 },
    status: {
      replicas: 3,
      updatedReplicas: 3,
      availableReplicas: 2,
      conditions: [{ type: 'Progressing', status: 'True', reason, lastUpdateTime: UPDATED }],
    },
  }) as unknown as Deployment;

describe('when a stuck rollout is looked at again', () => {
  const after = (reason: string, seconds: number): number | undefined => {
    const deployment = rollout(reason);
    return progressCheckDelayMs(deployment, deployment.status ?? {}, parseTime(UPDATED) + seconds * 1000);
  };
  const rows: readonly [string, string, number, number | undefined][] = [
    ['a second past the deadline', REASON.replicaSetUpdated, 180, 421_000],
    ['at once when less than a second is left', REASON.replicaSetUpdated, 600, 0],
    ['never once it has timed out', REASON.progressDeadlineExceeded, 700, undefined],
    ['never when it was complete before: no deadline runs', REASON.newReplicaSetAvailable, 700, undefined],
  ];
  for (const [name, reason, seconds, delayMs] of rows)
    it(name, () => expect(after(reason, seconds)).to.equal(delayMs));
});
