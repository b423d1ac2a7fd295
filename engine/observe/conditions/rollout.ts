// Whether a rollout is complete or has stopped, as `kubectl rollout status` judges it.
//
// A Deployment of strategy Recreate is judged alike; workloads with OnDelete have no rollout that kubectl would wait for.

import type { AnyObject, DaemonSet, Deployment, StatefulSet } from '../../api/objects.ts';
import { UserError } from '../../errors.ts';
import {
  daemonSetRolloutStatus,
  deploymentRolloutStatus,
  type RolloutStatus,
  statefulSetRolloutStatus,
} from '../../kubectl/rollout/rollout-status.ts';
import type { Condition } from '../condition.ts';
import { onObject } from './object.ts';
import type { Target, Vocabulary } from './vocabulary.ts';

const STATUS: Readonly<Record<string, (object: AnyObject) => RolloutStatus>> = {
  Deployment: (object) => deploymentRolloutStatus(object as unknown as Deployment),
  DaemonSet: (object) => daemonSetRolloutStatus(object as unknown as DaemonSet),
  StatefulSet: (object) => statefulSetRolloutStatus(object as unknown as StatefulSet),
};

/** `the rollout of deployment "web" is complete`, `is stalled`. @throws UserError for kinds that roll nothing out */
export function rolloutCondition(
  vocabulary: Vocabulary,
  target: Target,
  state: 'complete' | 'not complete' | 'stalled',
): Condition {
  const statusOf = STATUS[target.kind.kind];
  if (statusOf === undefined) {
    throw new UserError({
      message: `a ${target.kind.singular} has no rollout`,
      hint: 'say it of a deployment, daemonset or statefulset',
    });
  }
  const base = onObject(vocabulary, target, '', (object) => {
    const status = statusOf(object);
    const isStalled = 'error' in status;
    const isDone = !isStalled && status.done;
    const found = (isStalled ? status.error : status.message).trim().replace(/\.\.\.$/, '');
    const holds = state === 'complete' ? isDone : state === 'stalled' ? isStalled : !isDone;
    return { holds, found: isDone ? 'the rollout is complete' : found };
  });
  return { ...base, text: `the rollout of ${base.text.trim()} is ${state}` };
}
