// How far a rolling update may go above and below the wanted number of replicas.
//
// Worked example: 10 replicas, maxSurge 25%, maxUnavailable 25%: at most 13 pods (2.5 rounded up), at least 8
// available (2.5 rounded down). Of 3 replicas: at most 4 pods, all 3 available.
// Source: kubernetes v1.20.2 pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts and its callers.

import { scaledValue } from '../../api/int-or-percent.ts';
import type { Deployment } from '../../api/objects.ts';

export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Both in replicas. Never both 0, which validation refuses but percentages may round to: a rollout would stand still. */
export function resolveFenceposts(
  maxSurge: number | string | undefined,
  maxUnavailable: number | string | undefined,
  replicas: number,
): Fenceposts {
  const surge = scaledValue(maxSurge ?? 0, replicas, 'up');
  const unavailable = scaledValue(maxUnavailable ?? 0, replicas, 'down');
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const wantedReplicas = (deployment: Deployment): number => deployment.spec.replicas ?? 1;

export const isRollingUpdate = (deployment: Deployment): boolean =>
  deployment.spec.strategy?.type === 'RollingUpdate';

function fencepostsOf(deployment: Deployment): Fenceposts {
  const { maxSurge, maxUnavailable } = deployment.spec.strategy?.rollingUpdate ?? {};
  return resolveFenceposts(maxSurge, maxUnavailable, wantedReplicas(deployment));
}

/** 0 for Recreate. */
export function maxSurge(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? fencepostsOf(deployment).maxSurge : 0;
}

/** At most the wanted replicas; 0 for Recreate. */
export function maxUnavailable(deployment: Deployment): number {
  if (!isRollingUpdate(deployment) || wantedReplicas(deployment) === 0) return 0;
  return Math.min(fencepostsOf(deployment).maxUnavailable, wantedReplicas(deployment));
}

/** The most pods of all ReplicaSets together. */
export const maxReplicas = (deployment: Deployment): number =>
  wantedReplicas(deployment) + maxSurge(deployment);
