// The conditions that tell how a rollout goes: progress against its deadline, failures of its ReplicaSets.
//
// Pure; times come in as milliseconds since the Unix epoch.
// Source: kubernetes v1.20.2 pkg/controller/deployment/progress.go; util/deployment_util.go, DeploymentTimedOut.

import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import {
  type DeploymentCondition,
  type DeploymentStatus,
  findCondition,
  newCondition,
  REASON,
  withCondition,
  withoutCondition,
} from './conditions.ts';
import { calculateStatus, isComplete, isProgressing } from './status.ts';

const INT32_MAX = 2 ** 31 - 1;

export function hasProgressDeadline({ spec: { progressDeadlineSeconds } }: Deployment): boolean {
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== INT32_MAX;
}

export function isTimedOut(deployment: Deployment, next: DeploymentStatus, nowEpochMs: number): boolean {
  const condition = findCondition(next, 'Progressing');
  if (!hasProgressDeadline(deployment) || condition === undefined) return false;
  if (condition.reason === REASON.newReplicaSetAvailable) return false;
  if (condition.reason === REASON.progressDeadlineExceeded) return true;
  return progressDeadline(deployment, condition) < nowEpochMs;
}

const progressDeadline = ({ spec }: Deployment, condition: DeploymentCondition): number =>
  parseTime(String(condition.lastUpdateTime)) + (spec.progressDeadlineSeconds ?? 0) * 1000;

/** The status while a rollout is looked after: counts, progress against the deadline, failures of the ReplicaSets. */
export function rolloutStatus(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
  nowEpochMs: number,
): DeploymentStatus {
  let status = calculateStatus(deployment, newSet, oldSets, nowEpochMs);
  const wasAvailable =
    findCondition(deployment.status, 'Progressing')?.reason === REASON.newReplicaSetAvailable;
  const isSettled = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && wasAvailable;
  if (!hasProgressDeadline(deployment)) status = withoutCondition(status, 'Progressing');
  else if (!isSettled) status = withProgress(deployment, newSet, status, nowEpochMs);
  const failure = replicaFailure(newSet, oldSets);
  return failure === undefined ? withoutCondition(status, 'ReplicaFailure') : withCondition(status, failure);
}

function withProgress(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  status: DeploymentStatus,
  nowEpochMs: number,
): DeploymentStatus {
  const subject =
    newSet === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${newSet.metadata.name}"`;
  const progress = (isGood: boolean, reason: string, predicate: string): DeploymentCondition =>
    newCondition(
      { type: 'Progressing', status: isGood ? 'True' : 'False', reason, message: `${subject} ${predicate}` },
      nowEpochMs,
    );
  if (isComplete(deployment, status)) {
    return withCondition(
      status,
      progress(true, REASON.newReplicaSetAvailable, 'has successfully progressed.'),
    );
  }
  if (isProgressing(deployment, status)) {
    return withRenewed(status, progress(true, REASON.replicaSetUpdated, 'is progressing.'));
  }
  if (isTimedOut(deployment, status, nowEpochMs)) {
    return withCondition(
      status,
      progress(false, REASON.progressDeadlineExceeded, 'has timed out progressing.'),
    );
  }
  return status;
}

/** Renews lastUpdateTime even where nothing else changed: the deadline counts from the last progress. */
function withRenewed(status: DeploymentStatus, condition: DeploymentCondition): DeploymentStatus {
  const current = findCondition(status, 'Progressing');
  const since = current?.status === 'True' ? current.lastTransitionTime : undefined;
  const renewed = since === undefined ? condition : { ...condition, lastTransitionTime: since };
  return withCondition(withoutCondition(status, 'Progressing'), renewed);
}

/** The new set's failure to create pods goes before those of old ones. */
function replicaFailure(
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
): DeploymentCondition | undefined {
  for (const set of [...(newSet === undefined ? [] : [newSet]), ...oldSets]) {
    const found = set.status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
    if (found === undefined) continue;
    const { type, status, lastTransitionTime, reason, message } = found;
    const times =
      lastTransitionTime === undefined ? {} : { lastUpdateTime: lastTransitionTime, lastTransitionTime };
    return {
      type,
      status,
      ...times,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
    };
  }
  return undefined;
}

/**
 * In how many milliseconds a stuck rollout should be looked at again; undefined: never, 0: at once, rate-limited.
 *
 * Worked example: last progress at 0 s, deadline 600 s, now 180 s: in 421 s, one second past the deadline.
 */
export function progressCheckDelayMs(
  deployment: Deployment,
  next: DeploymentStatus,
  nowEpochMs: number,
): number | undefined {
  const condition = findCondition(deployment.status, 'Progressing');
  if (!hasProgressDeadline(deployment) || condition === undefined) return undefined;
  if (isComplete(deployment, next) || condition.reason === REASON.progressDeadlineExceeded) return undefined;
  // Upstream looks again ten times a second, for ever: a rollout that once was complete has no deadline left to miss.
  if (condition.reason === REASON.newReplicaSetAvailable) return undefined;
  const leftMs = progressDeadline(deployment, condition) - nowEpochMs;
  return leftMs < 1000 ? 0 : leftMs + 1000;
}
