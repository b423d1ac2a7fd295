// Reasons and messages of the events that the Deployment controller records.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/sync.go, rollback.go, util/deployment_util.go.

import type { VersionProfile } from '../../versions/profile.ts';

export const COMPONENT = 'deployment-controller';
export const SCALING_REPLICA_SET = 'ScalingReplicaSet';
export const ROLLBACK_DONE = 'DeploymentRollback';
export const ROLLBACK_REVISION_NOT_FOUND = 'DeploymentRollbackRevisionNotFound';
export const ROLLBACK_TEMPLATE_UNCHANGED = 'DeploymentRollbackTemplateUnchanged';

export interface Resize {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Of all sets together; releases before 1.32 say it of each of them. */
  readonly direction?: 'up' | 'down' | undefined;
}

/** `Scaled up replica set web-5d to 3`; later releases also say from what. */
export function scalingMessage(
  { name, from, to, direction }: Resize,
  version: Pick<VersionProfile, 'has'>,
): string {
  const own = from < to ? 'up' : 'down';
  if (version.has('scalingEventFromTo')) return `Scaled ${own} replica set ${name} from ${from} to ${to}`;
  const subject = `Scaled ${direction ?? own} replica set ${name}`;
  return version.has('scalingEventToFrom') ? `${subject} to ${to} from ${from}` : `${subject} to ${to}`;
}

/** The event of a ReplicaSet that is created with pods; releases before 1.32 never say `from 0` here. */
export function creationMessage(name: string, to: number, version: Pick<VersionProfile, 'has'>): string {
  const subject = `Scaled up replica set ${name}`;
  return version.has('scalingEventFromTo') ? `${subject} from 0 to ${to}` : `${subject} to ${to}`;
}
