// `kubectl rollout status`: prints how far a rollout is at each change, until it is done.
// Source: kubectl v0.32.0 pkg/cmd/rollout/rollout_status.go; pkg/polymorphichelpers/rollout_status.go.

import type { AnyObject, DaemonSet, Deployment, StatefulSet } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { collectFrom, type Failure, textFailure, throwAll } from '../failure.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import {
  daemonSetRolloutStatus,
  deploymentRolloutStatus,
  type RolloutStatus,
  statefulSetRolloutStatus,
} from '../rollout/rollout-status.ts';
import { findRollouts } from './rollout-objects.ts';

export function* status(call: Call): Routine<void> {
  const revision = call.flags.int('revision');
  const { infos, failures } = findRollouts(call);
  if (revision < 0) throw textFailure(`revision must be a positive integer: ${revision}`);
  const left: Failure[] = [...failures];
  for (const info of infos) yield* collectFrom(left, follow(call, info, revision));
  throwAll(left);
  if (infos.length === 0) call.err(`No resources found in ${call.namespace} namespace.\n`);
}

function statusOf(object: AnyObject, revision: number): RolloutStatus | undefined {
  switch (object.kind) {
    case 'Deployment':
      return deploymentRolloutStatus(object as unknown as Deployment, revision);
    case 'DaemonSet':
      return daemonSetRolloutStatus(object as unknown as DaemonSet);
    case 'StatefulSet':
      return statefulSetRolloutStatus(object as unknown as StatefulSet);
    default:
      return undefined;
  }
}

function* follow(call: Call, info: Info, revision: number): Routine<void> {
  const { mapping, namespace, name } = info;
  const { session, client, flags } = call;
  const isDone = (object: AnyObject): boolean => {
    const now = statusOf(object, revision);
    if (now === undefined) throw textFailure(`no status viewer has been implemented for ${mapping.kind}`);
    if ('error' in now) throw textFailure(now.error);
    call.out(now.message);
    return now.done || !flags.bool('watch');
  };
  const after = session.server.revision;
  if (isDone(objectOf(info))) return;
  const timeoutMs = flags.durationMs('timeout');
  const watch = {
    kind: mapping.kind,
    filter: oneObject(namespace, name),
    after,
    ...(timeoutMs > 0 ? { timeoutMs } : {}),
  };
  let isInTime = false;
  isInTime = yield* watchUntil(session, watch, ({ type, object }) => {
    if (type === 'DELETED') throw textFailure('object has been deleted');
    return isDone(client.shown(mapping, object as AnyObject));
  });
  if (!isInTime) throw textFailure('timed out waiting for the condition');
}
