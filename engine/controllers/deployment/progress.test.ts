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
  const rows: { name: string; reason: string; seconds: number; delayMs: number | undefined }[] = [
    { name: 'a second past the deadline', reason: REASON.replicaSetUpdated, seconds: 180, delayMs: 421_000 },
    {
      name: 'at once when less than a second is left',
      reason: REASON.replicaSetUpdated,
      seconds: 600,
      delayMs: 0,
    },
    {
      name: 'never once it has timed out',
      reason: REASON.progressDeadlineExceeded,
      seconds: 700,
      delayMs: undefined,
    },
    {
      name: 'never when it was complete before: no deadline runs',
      reason: REASON.newReplicaSetAvailable,
      seconds: 700,
      delayMs: undefined,
    },
  ];
  for (const { name, reason, seconds, delayMs } of rows) {
    it(name, () => {
      expect(after(reason, seconds)).to.equal(delayMs);
    });
  }
});
