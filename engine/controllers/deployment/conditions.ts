// The conditions of a Deployment's status, with the reasons and messages upstream gives them.
//
// Lists are never changed in place. A condition that is set again with the same status and reason stays as it is,
// message and times included; one that changes moves to the end.
// Source: kubernetes v1.20.2 pkg/controller/deployment/util/deployment_util.go, SetDeploymentCondition.

import type { Deployment } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';

export type DeploymentStatus = Deployment['status'];
export type DeploymentCondition = NonNullable<DeploymentStatus['conditions']>[number];
export type ConditionType = 'Progressing' | 'Available' | 'ReplicaFailure';
export type ConditionStatus = 'True' | 'False' | 'Unknown';

export const REASON = {
  replicaSetUpdated: 'ReplicaSetUpdated',
  replicaSetCreateError: 'ReplicaSetCreateError',
  newReplicaSetCreated: 'NewReplicaSetCreated',
  foundNewReplicaSet: 'FoundNewReplicaSet',
  newReplicaSetAvailable: 'NewReplicaSetAvailable',
  progressDeadlineExceeded: 'ProgressDeadlineExceeded',
  paused: 'DeploymentPaused',
  resumed: 'DeploymentResumed',
  minimumReplicasAvailable: 'MinimumReplicasAvailable',
  minimumReplicasUnavailable: 'MinimumReplicasUnavailable',
} as const;

export interface ConditionWords {
  readonly type: ConditionType;
  readonly status: ConditionStatus;
  readonly reason: string;
  readonly message: string;
}

export function newCondition(
  { type, status, reason, message }: ConditionWords,
  nowEpochMs: number,
): DeploymentCondition {
  const now = formatTime(nowEpochMs);
  return { type, status, lastUpdateTime: now, lastTransitionTime: now, reason, message };
}

export const findCondition = (
  status: DeploymentStatus,
  type: ConditionType,
): DeploymentCondition | undefined => status.conditions?.find((condition) => condition.type === type);

export function withCondition(status: DeploymentStatus, condition: DeploymentCondition): DeploymentStatus {
  const current = findCondition(status, condition.type as ConditionType);
  const isSameStatus = current?.status === condition.status;
  if (isSameStatus && current?.reason === condition.reason) return status;
  const { lastTransitionTime } = isSameStatus && current !== undefined ? current : condition;
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type);
  const added = lastTransitionTime === undefined ? condition : { ...condition, lastTransitionTime };
  return { ...status, conditions: [...others, added] };
}

export function withoutCondition(status: DeploymentStatus, type: ConditionType): DeploymentStatus {
  if (findCondition(status, type) === undefined) return status;
  const { conditions = [], ...rest } = status;
  const kept = conditions.filter((condition) => condition.type !== type);
  return kept.length === 0 ? rest : { ...rest, conditions: kept };
}
