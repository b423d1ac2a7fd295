// The counts in the status of a Deployment, as its ReplicaSets add up to them, and what the counts mean.
//
// Pure. How a rollout goes over time is in progress.ts.
// Source: kubernetes v1.20.2 pkg/controller/deployment/sync.go, calculateStatus; util/deployment_util.go.

import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { type DeploymentStatus, newCondition, REASON, withCondition } from './conditions.ts';
import { maxUnavailable, wantedReplicas } from './fenceposts.ts';
import { actualReplicas, availableReplicas, readyReplicas, specReplicas } from './replica-sets.ts';

// Zeros are left out, as Go's omitempty does.
function counted(counts: Readonly<Record<string, number | undefined>>): DeploymentStatus {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined && count !== 0));
}

/** Known only where each set tells its own, as they do from 1.35 on. */
function terminatingReplicas(sets: readonly ReplicaSet[]): DeploymentStatus {
  const counts = sets.map(({ status }) => status?.terminatingReplicas);
  if (counts.length === 0 || counts.includes(undefined)) return {};
  return { terminatingReplicas: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) };
}

/** Counts and the Available condition; the other conditions stay as they are. */
export function calculateStatus(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
  nowEpochMs: number,
): DeploymentStatus {
  const newSets = newSet === undefined ? [] : [newSet];
  const sets = [...oldSets, ...newSets];
  const available = availableReplicas(sets);
  const { conditions, collisionCount } = deployment.status;
  const status: DeploymentStatus = {
    ...COPY_OF,
    ...counted({
      observedGeneration: deployment.metadata.generation,
      replicas: actualReplicas(sets),
      updatedReplicas: actualReplicas(newSets),
      readyReplicas: readyReplicas(sets),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, specReplicas(sets) - available),
    }),
    ...terminatingReplicas(sets),
    ...(conditions === undefined ? {} : { conditions }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  };
  const isEnough = available >= wantedReplicas(deployment) - maxUnavailable(deployment);
  const words = isEnough
    ? ({
        status: 'True',
        reason: REASON.minimumReplicasAvailable,
        message: 'Deployment has minimum availability.',
      } as const)
    : ({
        status: 'False',
        reason: REASON.minimumReplicasUnavailable,
        message: 'Deployment does not have minimum availability.',
      } as const);
  return withCondition(status, newCondition({ type: 'Available', ...words }, nowEpochMs));
}

/** Whether all wanted pods are new ones and available, and none is left over. */
export function isComplete(deployment: Deployment, status: DeploymentStatus = {}): boolean {
  const wanted = wantedReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === wanted &&
    (status.replicas ?? 0) === wanted &&
    (status.availableReplicas ?? 0) === wanted &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** Whether `next` has more new, ready or available pods, or fewer old ones, than the Deployment's own status. */
export function isProgressing({ status: last = {} }: Deployment, next: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (next.updatedReplicas ?? 0) > (last.updatedReplicas ?? 0) ||
    old(next) < old(last) ||
    (next.readyReplicas ?? 0) > (last.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (last.availableReplicas ?? 0)
  );
}
